"""Write the content model into the documentation, or check that it is up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from devtools.content_model import document


class Command(BaseCommand):
    """``manage.py content_model``: writes docs/content-model.md; with ``--check`` fails where it is out of date."""

    help = "Write docs/content-model.md from the models; with --check, only say whether it is up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail where the document is out of date"
        )
        parser.add_argument("--file", type=Path, default=Path(settings.BASE_DIR, "docs", "content-model.md"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare.

        Raises:
            CommandError: with ``--check``, where the document says something else than the models.
        """
        file: Path = options["file"]
        text = document()
        current = file.read_text(encoding="utf-8") if file.exists() else ""
        if options["check"]:
            if current != text:
                raise CommandError(f"{file.name} is out of date: run manage.py content_model.")
        elif current != text:
            file.write_text(text, encoding="utf-8")
            self.stdout.write(f"{file.name} is written.")
