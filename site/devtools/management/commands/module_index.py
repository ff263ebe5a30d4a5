"""Write the index of modules into the documentation, or check that it is up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from devtools.module_index import ModuleIndexError, index, insert


class Command(BaseCommand):
    """``manage.py module_index``: writes a section of docs/architecture.md; ``--check`` fails if it is out of date."""

    help = "Write the index of modules into docs/architecture.md; with --check, only say whether it is up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail where the document is out of date"
        )
        parser.add_argument("--file", type=Path, default=Path(settings.BASE_DIR, "docs", "architecture.md"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare.

        Raises:
            CommandError: a module has no docstring or no place; with ``--check``, the document is out of date.
        """
        file: Path = options["file"]
        old = file.read_text(encoding="utf-8")
        try:
            new = insert(old, index(Path(settings.BASE_DIR)))
        except ModuleIndexError as error:
            raise CommandError(str(error)) from error
        if new == old:
            return
        if options["check"]:
            raise CommandError(f"{file.name} is out of date: run manage.py module_index.")
        file.write_text(new, encoding="utf-8")
        self.stdout.write(f"{file.name} is written.")
