"""Export the translation memory to a TMX file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from core.base.progress import Progress
from translation.memory import tmx
from translation.memory.views import entries


class Command(BaseCommand):
    """Export the translation memory of one source language as TMX 1.4b."""

    help = "Write the translations from a language into another, or into all, to a TMX file. Nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="language tag of the source texts")
        parser.add_argument("--target", help="language tag of the translations; all languages if omitted")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write beside the file first, so that a file that is there stays whole if something goes wrong."""
        tags = [tag for tag in (options["source"], options["target"]) if tag]
        locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=tags)}
        if unknown := [tag for tag in tags if tag not in locales]:
            raise CommandError(f"No language of this platform: {', '.join(unknown)}.")
        source = locales[options["source"]]
        rows = entries(source, locales.get(options["target"]))
        target: Path = options["file"]
        part_file = target.with_name(f"{target.name}.part")
        total = rows.count()
        try:
            with part_file.open("w", encoding="utf-8") as file, Progress(total, silent=not options["verbosity"]) as bar:
                bar.begin("Writing")
                for piece in tmx.serialize(rows.iterator(chunk_size=1000), source):
                    file.write(piece)
                    bar.step()
            part_file.replace(target)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.") from error
        finally:
            part_file.unlink(missing_ok=True)
        self.stdout.write(self.style.SUCCESS(f"{total} translations written to {target}."))
