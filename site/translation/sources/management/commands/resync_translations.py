"""Update the snapshot of every source."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail_localize.models import TranslationSource

from translation.sources.snapshots import update_after_model_change

EVERY = 25


class Command(BaseCommand):
    """Needed in every release that changes fields or blocks: else the translators' screens break."""

    help = (
        "Re-reads the sources of translations whose model has changed since they were last read, so that "
        "translators see new fields and no removed ones. Translations stay. May be run again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--all``: every source, not only those of changed models."""
        parser.add_argument("--all", action="store_true", help="re-read every source, also of unchanged models")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read them one by one, each whole or not at all."""
        sources = TranslationSource.objects.select_related("specific_content_type", "locale").order_by("pk")
        due = [source for source in sources if options["all"] or _is_due(source)]
        count, missing_sources, error_lines = 0, [], []
        for number, source in enumerate(due, start=1):
            try:
                with transaction.atomic():
                    _read(source)
                count += 1
            except ObjectDoesNotExist:
                missing_sources.append(source)
            except Exception as error:  # noqa: BLE001 - one broken source must not keep the others from being read
                error_lines.append(f"Failed: {_name(source)}: {type(error).__name__}: {error}")
            if number % EVERY == 0 or number == len(due):
                self.stdout.write(f"{number} of {len(due)}")
        for source in missing_sources:
            self.stdout.write(self.style.WARNING(f"Left out, its source is gone: {_name(source)}"))
        for line in error_lines:
            self.stderr.write(self.style.ERROR(line))
        self.stdout.write(self.style.SUCCESS(f"{count} of {len(sources)} sources re-read."))
        if error_lines:
            raise CommandError(f"{len(error_lines)} sources could not be re-read.")


def _is_due(source: TranslationSource) -> bool:
    return source.specific_content_type.model_class() is None or source.schema_out_of_date()


def _read(source: TranslationSource) -> None:
    if source.specific_content_type.model_class() is None:
        raise ObjectDoesNotExist
    update_after_model_change(source)


def _name(source: TranslationSource) -> str:
    return f"{source.object_repr} ({source.specific_content_type.model}, {source.locale.language_code})"
