"""Django empties the database after a test that commits; here the next test gets another one."""

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """``flush`` that leaves all as it is; see ``tests.support.databases``."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing: emptying every table took seconds, and nobody would see it."""

    def add_arguments(self, parser: Any) -> None:
        """Those with which Django's test case calls it."""
        parser.add_argument("--no-input", action="store_false", dest="interactive")
        for name in ("--database", "--reset-sequences", "--allow-cascade", "--inhibit-post-migrate"):
            parser.add_argument(name)
