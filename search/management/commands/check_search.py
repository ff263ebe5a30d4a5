"""Compare the search index with the pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from core.base.progress import Progress
from search.index_check import BATCH, drift, repair


class Command(BaseCommand):
    """``check_search``: ends with status 1 where something differs and was not repaired."""

    help = "Find pages that the search index lacks, has although nobody may see them, or has in an earlier version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Repair the differences.")

    def handle(self, *args: Any, **options: Any) -> None:
        with Progress(Page.objects.count() // BATCH + 1, silent=not options["verbosity"]) as progress:
            progress.begin("Pages")
            report = drift(progress.step)
        summary = (
            f"{len(report.missing)} missing, {len(report.extra)} superfluous, {len(report.stale)} out of date, "
            f"{report.words} wrong word counts"
        )
        if not report:
            self.stdout.write("The search index matches the pages.")
        elif options["repair"]:
            repair(report)
            self.stdout.write(f"Repaired: {summary}.")
        else:
            raise CommandError(f"The search index differs from the pages: {summary}. Run it with --repair.")
