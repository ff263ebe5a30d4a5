"""Export translations to files."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from translation.exchange.export import archive, due, editable_by, into
from translation.exchange.formats import FORMATS

EVERY = 25


class Command(BaseCommand):
    """Export translations as the screen for files does, for the whole platform."""

    help = (
        "Write the translations into a language to a ZIP of PO or XLIFF files, for translators who work in a "
        "program of their own: what is outdated or unfinished, or everything, or what is below a page. Notes in the "
        "files are in the language that they are translated into."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The language and the file are needed."""
        parser.add_argument("language", help="code of the language, as in LANGUAGES: en, pt-br …")
        parser.add_argument("output", type=Path, help="the ZIP file to write; an existing file is replaced at the end")
        parser.add_argument("--format", choices=list(FORMATS), default="xliff", help="default: xliff (2.1)")
        parser.add_argument("--all", action="store_true", help="include texts that are up to date")
        parser.add_argument("--below", type=int, metavar="PAGE", help="only the page with this number and its subpages")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write all of it, or leave no file.

        Raises:
            CommandError: no such language or page, nothing to write, or nowhere to write it to.
        """
        rows = list(self._queryset(options))
        if not rows:
            raise CommandError("There is nothing to translate.")
        output: Path = options["output"]
        try:
            with NamedTemporaryFile(dir=output.parent, prefix=".", suffix=".part", delete=False) as part:
                try:
                    with override(options["language"]):
                        pieces = archive(self._with_progress(rows), FORMATS[options["format"]])
                    part.writelines(pieces)
                    part.close()
                    Path(part.name).replace(output)
                except BaseException:
                    Path(part.name).unlink(missing_ok=True)
                    raise
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error
        self.stdout.write(self.style.SUCCESS(f"{len(rows)} files written to {output}."))

    def _queryset(self, options: dict[str, Any]) -> Any:
        locale = Locale.objects.filter(language_code=options["language"]).first()
        if locale is None:
            available = ", ".join(Locale.objects.values_list("language_code", flat=True))
            raise CommandError(f"There is no language {options['language']}. Available: {available}.")
        rows = into(editable_by(None), locale)
        if options["below"] is not None:
            top = Page.objects.filter(pk=options["below"]).first()
            if top is None:
                raise CommandError(f"There is no page {options['below']}.")
            keys = top.get_descendants(inclusive=True).values("translation_key")
            rows = rows.filter(source__object__in=keys)
        return rows if options["all"] else due(rows)

    def _with_progress(self, rows: list[Translation]) -> Iterator[Translation]:
        for number, row in enumerate(rows, start=1):
            yield row
            if number % EVERY == 0 or number == len(rows):
                self.stdout.write(f"{number} of {len(rows)}")
