"""Find pages whose URL is taken by another page or route."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.base.slugs import unopenable


class Command(BaseCommand):
    """``check_addresses``. Needed after a release brought an address of its own, and for pages made before it."""

    help = (
        "Lists the pages that can't be opened because the platform itself uses their address, and those whose "
        "address has letters that are not allowed. Changes nothing; an editor gives them another address. The exit "
        "status is 1 if there are any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """List them, with their addresses in the admin's tree."""
        pages = list(unopenable())
        for page, reason in pages:
            self.stdout.write(f"{page.pk} {page.title} ({page.locale.language_code}) {page.url_path}: {reason}")
        if pages:
            raise CommandError(f"{len(pages)} pages need another address.")
        self.stdout.write(self.style.SUCCESS("Every page can be opened at its address."))
