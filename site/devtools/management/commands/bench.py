"""Run the benchmark."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings
from wagtail.models import Page, Site

from core.base.progress import Progress
from core.jobs.housekeeping import refresh_statistics
from devtools.bench.content import build
from devtools.bench.measuring import Result, WrongAnswerError, measure
from devtools.bench.searching import rebuilding
from devtools.bench.stock import addresses
from devtools.bench.suites import SUITES

#: The name of the site in a database that was made for measuring.
SITE_NAME = "bench"


class Command(BaseCommand):
    """``bench``. Writes a line of JSON a result to ``--json`` or standard output, and the ratios to standard error."""

    help = (
        "Measure pages and lists against the usual way and against no work at all, in turn. Fills an empty database "
        "with pages first, and refuses one that holds a platform: give it one of its own, as make bench does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("suites", nargs="*", help=f"Which to run, of {', '.join(SUITES)}; all without it.")
        parser.add_argument("--pages", type=int, default=1000, help="How many pages the platform has (1000).")
        parser.add_argument("--rounds", type=int, default=15, help="How often each is measured (15); medians are told.")
        parser.add_argument("--json", type=Path, help="The file for the results, instead of standard output.")

    def handle(self, *args: Any, **options: Any) -> None:
        suites = options["suites"] or list(SUITES)
        if unknown := set(suites) - SUITES.keys():
            raise CommandError(f"No such suite: {', '.join(sorted(unknown))}. There are {', '.join(SUITES)}.")
        if not 240 <= options["pages"] <= 1_000_000 or options["rounds"] < 1:
            raise CommandError("--pages goes from 240 to 1000000, and --rounds starts at 1.")
        if suites == ["search"] and self._evaluate_search():
            return
        self._prepare(options["pages"], silent=not options["verbosity"])
        results: list[Result] = []
        with override_settings(DEBUG=False, ROOT_URLCONF=addresses(), ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
            try:
                if "search" in suites:
                    results += rebuilding(Page.objects.filter(depth__gt=1).count())
                for name in suites:
                    for case in SUITES[name]():
                        results += measure(case, options["rounds"])
            except WrongAnswerError as error:
                raise CommandError(str(error)) from error
        self._write(results, options["json"])

    def _evaluate_search(self) -> bool:
        """On a platform with the demo content: how well judged questions are answered. Nothing is measured there."""
        platform = Page.objects.filter(depth__gt=2).exists()
        if not platform or Site.objects.filter(site_name=SITE_NAME).exists():
            return False
        call_command("judge_search", stdout=self.stdout)
        self.stderr.write("Time is measured in a database of its own; see make bench.")
        return True

    def _prepare(self, pages: int, *, silent: bool) -> None:
        """Fill an empty database; take one that was filled with about as many pages."""
        page_count = Page.objects.filter(depth__gt=1).count()
        if Site.objects.filter(site_name=SITE_NAME).exists():
            if not 0.8 < page_count / pages < 1.25:
                raise CommandError(f"This database was filled with {page_count} pages, not {pages}. Give another one.")
            return
        if page_count > 1:  # Wagtail's welcome page
            raise CommandError("This database holds a platform. Measuring needs one of its own; see make bench.")
        with Progress(pages // 1000 + 8, silent=silent) as progress:
            build(pages, progress)
        refresh_statistics()
        Site.objects.update(site_name=SITE_NAME)

    def _write(self, results: list[Result], file: Path | None) -> None:
        lines = [json.dumps(result.as_dict()) for result in results]
        if file:
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        else:
            self.stdout.write("\n".join(lines))
        ours = {result.name: result for result in results if result.subject == "ours"}
        for result in results:
            if result.subject != "ours" and ours[result.name].cpu_ms:
                share = result.cpu_ms / ours[result.name].cpu_ms
                self.stderr.write(
                    f"{result.name}: {result.subject} takes {share:.2f} of our CPU time, "
                    f"{result.queries} queries to our {ours[result.name].queries}"
                )
