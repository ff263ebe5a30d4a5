"""Evaluate the order of search results on the demo content."""

from argparse import ArgumentParser
from pathlib import Path
from statistics import mean
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from devtools.search_evaluation import judgements, score


class Command(BaseCommand):
    """``judge_search``: a line a language with its mean reciprocal rank and normalized discounted cumulative gain."""

    help = "Run the judged queries and print their scores. Needs the demo content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--judgements",
            type=Path,
            default=settings.BASE_DIR / "tests" / "search" / "judgements",
            help="The folder with one file per language (tests/search/judgements).",
        )
        parser.add_argument(
            "--worst",
            type=int,
            default=0,
            help="The number of queries with the lowest scores to print for each language.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = sorted(options["judgements"].glob("*.tsv"))
        if not files:
            raise CommandError(f"There are no judgements in {options['judgements']}.")
        for file in files:
            locale = Locale.objects.filter(language_code=file.stem).first()
            try:
                scores = [score(each, locale) for each in judgements(file)] if locale else []
            except ValueError as error:
                raise CommandError(f"This is not the demo content. {error}") from error
            if scores:
                rank, gain = mean(each.reciprocal_rank for each in scores), mean(each.gain for each in scores)
                self.stdout.write(f"{file.stem}: {len(scores)} queries, MRR {rank:.3f}, nDCG {gain:.3f}")
            for each in sorted(scores, key=lambda each: each.gain)[: options["worst"]]:
                self.stdout.write(f"  {each.gain:.2f} {each.judgement.kind}: {each.judgement.query}")
