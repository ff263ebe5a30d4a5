"""Extract the text of pending documents."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.base.progress import Progress
from core.documents.models import PlatformDocument
from core.documents.models.document import ExtractionState
from core.documents.sandbox import reuse_processes
from core.documents.text_extraction import extract, waiting


class Command(BaseCommand):
    """``read_documents``. Exits with 1 if a file could not be reached; one that can't be read is only reported."""

    help = (
        "Read format, pages, language and text of the files that still wait for it. A worker does this by itself; the "
        "command is for files that came without one. Can be stopped at any moment and goes on from there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="also read anew what was read before")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        files = PlatformDocument.objects.order_by("pk") if again else waiting()
        keys = list(files.values_list("pk", flat=True))
        states: Counter[str] = Counter()
        unreachable = []
        with reuse_processes(), Progress(len(keys), silent=not options["verbosity"]) as progress:
            for key in keys:
                document = PlatformDocument.objects.filter(pk=key).first()
                if document is None:  # deleted meanwhile
                    continue
                progress.begin(document.title)
                try:
                    states[self._extract(document, reset=again)] += 1
                except OSError as error:
                    unreachable.append(f"{document.title} ({document.pk}): {error}")
                progress.step()
        if options["verbosity"]:
            for state, count in sorted(states.items()):
                self.stdout.write(f"{ExtractionState(state).label}: {count}")
        if unreachable:
            raise CommandError("\n".join(["These files could not be reached:", *unreachable]))

    @staticmethod
    def _extract(document: PlatformDocument, *, reset: bool) -> str:
        if reset:
            document.reset_extraction()
        if document.extraction_state == ExtractionState.WAITING:
            extract(document)
            document.refresh_from_db(fields=["extraction_state"])
        return document.extraction_state
