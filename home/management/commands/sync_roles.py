"""Update the permissions of the platform's roles to this release."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from groups.models import WorkingGroupPage
from home.setup import roles


class Command(BaseCommand):
    """``sync_roles``. Its own groups get exactly the rights of their role; other groups are left alone."""

    help = (
        "Give the groups Editors, Reviewers, Service desk, Translators (language) and Publishing translators "
        "(language) exactly the rights of their role; there are translators for every language that is configured. "
        "Rights added to them by hand are taken away: give them to a group of another name. Members are not changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--focal-point",
            dest="pages",
            action="append",
            default=[],
            metavar="PAGE",
            help="number of a working group's page, as in its address in the admin: also make the group of "
            "those who keep its pages. Can be given more than once",
        )

    def handle(self, *args: Any, pages: list[str], **options: Any) -> None:
        try:
            with transaction.atomic():
                names = roles.sync()
                names += [roles.focal_point_group(_working_group(number)).name for number in pages]
        except roles.NoPlatformError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            for name in names:
                self.stdout.write(name)


def _working_group(number: str) -> WorkingGroupPage:
    page = WorkingGroupPage.objects.filter(pk=number).first() if number.isdigit() else None
    if page is None:
        raise CommandError(f"No working group has the page number {number}.")
    return page
