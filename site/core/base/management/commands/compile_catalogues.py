"""Compile the message catalogues without gettext."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


def compile_catalogue(source: Path) -> bool:
    """Write the ``.mo`` file beside a ``.po`` file; False where it is newer than its source already."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    # Written aside and moved: a process that starts meanwhile reads the old one or the new one, never half.
    aside = target.with_suffix(".making")
    polib.pofile(str(source)).save_as_mofile(str(aside))
    aside.replace(target)
    return True


class Command(BaseCommand):
    """``manage.py compile_catalogues``: compiles what has changed in ``LOCALE_PATHS``."""

    help = "Compile the message catalogues whose source has changed; needs no gettext programs."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and name the file that cannot be."""
        sources = [source for folder in settings.LOCALE_PATHS for source in sorted(Path(folder).rglob("*.po"))]
        count = 0
        for source in sources:
            try:
                count += compile_catalogue(source)
            except (OSError, UnicodeDecodeError) as error:
                raise CommandError(f"{source}: {error}") from error
        if options["verbosity"]:
            self.stdout.write(f"{count} of {len(sources)} catalogues compiled.")
