"""Import a TMX file into the translation memory."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation.exchange.xml import RefusedFileError
from translation.memory import tmx


class Command(BaseCommand):
    """All translations of a TMX file, or none."""

    help = (
        "Adds the translations of a TMX file to the memory, all or none. Texts in other languages than the platform's "
        "are passed over; what is there already stays. No page changes. May be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether it is only looked at."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only report what would be added")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                outcome = tmx.import_file(file, path.name, only_check=options["check"])
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except RefusedFileError as error:
            raise CommandError(f"{path} was not imported; nothing was changed. {error}") from error
        word = "Would be: " if options["check"] else ""
        self.stdout.write(self.style.SUCCESS(f"{word}{outcome}"))
