"""Import translations from files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from translation.exchange.archive import incoming
from translation.exchange.importing import apply, hold
from translation.exchange.parsed_file import IncomingFile
from translation.exchange.report import FileReport
from translation.exchange.validation import judge
from translation.exchange.xml import RefusedFileError


class Command(BaseCommand):
    """Import translations as the screen for files does, in one step."""

    help = (
        "Read PO and XLIFF files and ZIPs of them, report what would change, which sources have changed and what is "
        "rejected, and apply all of it or, if anything is rejected, nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="PO, XLIFF 1.2, 2.0 or 2.1, or ZIP")
        parser.add_argument("--check", action="store_true", help="only report what would be done")
        parser.add_argument(
            "--user",
            metavar="NAME",
            help="user in whose name, and with whose permissions, to import; default: all that is not locked",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, judge, apply.

        Raises:
            CommandError: a file cannot be read, something is refused, or there is no such user.
        """
        user = self._user(options["user"])
        incoming_files = self._parse(options["files"])
        try:
            with transaction.atomic():
                hold([file.translation for file in incoming_files])
                report = judge(incoming_files, user)
                for file in report.files:
                    self._tell(file)
                if report.is_refused:
                    raise CommandError("Nothing was changed, because some texts were rejected.")
                if not options["check"]:
                    apply(report, user)
        except IntegrityError as error:
            raise CommandError("Somebody was translating the same texts. Nothing was changed; try again.") from error
        verb = "would change" if options["check"] else "changed"
        self.stdout.write(self.style.SUCCESS(f"{report.total} texts {verb}."))

    def _user(self, name: str | None) -> Any:
        if name is None:
            return None
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user {name}.")
        return user

    def _parse(self, paths: list[Path]) -> list[IncomingFile]:
        incoming_files: list[IncomingFile] = []
        for number, path in enumerate(paths, start=1):
            try:
                with path.open("rb") as file:
                    incoming_files += incoming(path.name, file)
            except OSError as error:
                raise CommandError(f"{path} cannot be read: {error.strerror}") from error
            except RefusedFileError as error:
                raise CommandError(f"{path}: {error}") from error
            self.stdout.write(f"{number} of {len(paths)} read")
        return incoming_files

    def _tell(self, file: FileReport) -> None:
        if file.error:
            self.stderr.write(self.style.ERROR(f"{file.name}: {file.error}"))
            return
        self.stdout.write(
            f"{file.name}: {file.title} ({file.language}): {len(file.changes)} to change, "
            f"{len(file.stale)} with a changed source, {len(file.unfinished)} not finished, "
            f"{len(file.prefilled)} copied from the source, {len(file.errors)} rejected, {file.unchanged} unchanged"
        )
        for row in file.errors:
            self.stderr.write(self.style.ERROR(f"  {row.label}: {row.reason}"))
