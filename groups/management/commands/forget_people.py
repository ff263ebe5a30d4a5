"""Erase people at the end of their retention period."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from groups.person_erasure import erase_expired


class Command(BaseCommand):
    """``forget_people``. Run it daily; a second run changes nothing."""

    help = (
        f"Erase, with all versions and translations, the people whose last day on public pages lies more than "
        f"{settings.PERSON_RETENTION_DAYS} days back (PERSON_RETENTION_DAYS)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = erase_expired(timezone.localdate())
        if options["verbosity"]:
            self.stdout.write(f"People erased: {count}")
