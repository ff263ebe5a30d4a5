"""Replaces Django's ``flush`` after committing tests: the next test gets a fresh copy of the database."""

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """``flush`` without effect; see ``tests.support.databases``."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing: emptying every table would take seconds for each test."""

    def add_arguments(self, parser: Any) -> None:
        """Accept the arguments that Django's test case passes."""
        parser.add_argument("--no-input", action="store_false", dest="interactive")
        for name in ("--database", "--reset-sequences", "--allow-cascade", "--inhibit-post-migrate"):
            parser.add_argument(name)
