"""Set up a platform: home pages, lists, goals, vocabularies, navigation, workflow and roles."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.bulk_mode import bulk_mode
from home.setup.locales import SetupError
from home.setup.platform import set_up


class Command(BaseCommand):
    """``setup_platform --languages es,en``. Creates what is missing, overwrites nothing."""

    help = (
        "Set up a platform in the given languages: a home page, lists of groups, services and goals, the 17 goals, "
        "types, navigation, footer, workflow and roles. Creates what is missing and never overwrites what an "
        "editor changed. All or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        all_codes = ",".join(tag for tag, _name in settings.WAGTAIL_CONTENT_LANGUAGES)
        parser.add_argument(
            "--languages",
            default=all_codes,
            metavar="TAGS",
            help=f"language tags with commas between; the first is translated into the others (default: {all_codes})",
        )

    def handle(self, *args: Any, languages: str, **options: Any) -> None:
        def report(line: str) -> None:
            if options["verbosity"]:
                self.stderr.write(line)

        try:
            with bulk_mode():
                platform = set_up(languages.split(","), report)
        except SetupError as error:
            raise CommandError(str(error)) from error
        for warning in platform.warnings:
            self.stderr.write(self.style.WARNING(warning))
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS("The platform is set up."))
