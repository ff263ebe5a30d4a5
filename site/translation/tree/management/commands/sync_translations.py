"""Find and mend differences between the trees of the languages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.base.progress import Progress
from translation.tree.drift import Drift, find


class Command(BaseCommand):
    """``sync_translations``. Needed after rows were written past the models, or a backup was restored."""

    help = (
        "Compares each translated page with its source: visibility, expiry, privacy, place and order, deleted sources, "
        "and the aliases that a language is to have; finds pages below a page of another language; and mends what is "
        "out of step. May be run again at any time. "
        "With --check it only tells, and its exit status is 1 if anything is out of step."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only report what is out of step, with exit status 1")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report and mend, each page whole or not at all."""
        drifts = find()
        for drift in drifts:
            self.stdout.write(f"{drift.title} ({drift.language}) {drift.problem}")
        if not drifts:
            self.stdout.write(self.style.SUCCESS("All translations are in step with their sources."))
        elif options["check"]:
            raise CommandError(f"{len(drifts)} out of step. Without --check they are repaired.")
        else:
            self._mend(drifts, silent=not options["verbosity"])

    def _mend(self, drifts: list[Drift], *, silent: bool) -> None:
        error_lines = []
        with Progress(len(drifts), silent=silent) as progress:
            progress.begin("Mending")
            for drift in drifts:
                try:
                    with transaction.atomic():
                        drift.repair()
                except Exception as error:  # noqa: BLE001 - one page must not keep the others from being mended
                    error_lines.append(f"Failed: {drift.title} ({drift.language}): {type(error).__name__}: {error}")
                progress.step()
        for line in error_lines:
            self.stderr.write(self.style.ERROR(line))
        remaining = len(find())
        if error_lines or remaining:
            raise CommandError(f"{remaining} are still out of step.")
        self.stdout.write(self.style.SUCCESS(f"{len(drifts)} repaired."))
