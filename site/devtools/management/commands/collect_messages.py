"""Collect translatable messages into the catalogues, or check that all are translated.

A catalogue is whole: every message has its translation. The languages of ``VISITORS_LANGUAGES`` are spoken
to visitors only, so their catalogues may leave out what is read in the admin alone. Which messages
those are, the files that use them say: a message is for editors if each of its files matches
``FOR_EDITORS``. Any other file is for visitors, a new one too. Models are files for editors, but the
labels of their choices and the names of page types reach visitors (``read_by_visitors``).
"""

import shutil
import tempfile
from argparse import ArgumentParser
from contextlib import chdir
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings
from django.utils.translation import override, to_locale
from wagtail.models import Page

from core.base.checks import our_translatable_models

#: What is no part of the product: nobody reads it in another language.
#: ``site/locale`` is named so that makemessages, which takes any folder of that name for the
#: catalogues of what lies around it, writes into the folder that it is given.
IGNORED = [
    "tests/*",
    "var/*",
    "staticfiles/*",
    "node_modules/*",
    "*/demo/content/*",
    "site/locale",
    "site/wagtail_locale",
    # Copies of Wagtail's templates: its catalogues have their words.
    "site/templates/wagtail_localize/admin/_components.html",
    "site/templates/wagtailadmin/home.html",
    "site/templates/wagtailadmin/permissions/*",
    "site/templates/wagtailadmin/shared/header.html",
    "site/templates/wagtailadmin/workflows/*",
    "site/templates/wagtailusers/*",
]

#: Files whose words are read in the admin only (``*`` matches slashes as well).
FOR_EDITORS = [
    "*/apps.py",
    "*/models.py",
    "*/models/*",
    "*/wagtail_hooks.py",
    "groups/person_erasure.py",
    "groups/validation.py",
    "home/form_fields.py",
    "home/forms/jobs.py",
    "home/forms/submissions_table.py",
    "resources/*/forms.py",
    "resources/*/identifiers.py",
    "search/viewsets.py",
    "search/jobs.py",
    "search/report.py",
    "search/wagtail_hooks.py",
    "site/core/*/jobs.py",
    "site/core/jobs/*",
    "site/core/base/forms.py",
    "site/core/base/templatetags/permissions.py",
    "site/core/blocks/*",
    "site/core/listings/list_page.py",
    "site/core/base/fields.py",
    "site/core/base/redirects.py",
    "site/core/base/workflow_dialogs.py",
    "site/core/images/forms.py",
    "site/templates/bench/*",
    "site/templates/core/admin/*",
    "site/templates/translation/*",
    "site/templates/wagtail_localize/*",
    "site/templates/wagtailadmin/*",
    "site/templates/wagtaildocs/*",
    "site/templates/wagtaillocales/*",
    "site/core/documents/index_view.py",
    "site/translation/*",
]


def languages() -> list[str]:
    """The catalogues there are to be, named as Django names their folders (``pt_BR``)."""
    return [to_locale(tag) for tag, _name in settings.LANGUAGES if tag != settings.MESSAGES_LANGUAGE]


def collect(folder: Path) -> None:
    """Bring the catalogues under a folder up to date with the source; needs gettext's programs."""
    with chdir(settings.BASE_DIR), override_settings(LOCALE_PATHS=[str(folder)]):
        call_command(
            "makemessages",
            locale=languages(),
            ignore_patterns=list(IGNORED),
            add_location="file",
            no_wrap=True,
            no_obsolete=True,
            verbosity=0,
        )
    for catalogue in folder.rglob("*.po"):
        _tidy(catalogue)


def _tidy(catalogue: Path) -> None:
    """Leave out the date of collecting: it changes a file in which nothing else has changed."""
    messages = polib.pofile(str(catalogue), wrapwidth=0)
    for name in ("POT-Creation-Date", "Report-Msgid-Bugs-To", "Last-Translator", "Language-Team", "PO-Revision-Date"):
        messages.metadata.pop(name, None)
    messages.metadata["Project-Id-Version"] = "Plataforma"
    messages.metadata["Language"] = catalogue.parent.parent.name
    messages.metadata_is_fuzzy = False
    messages.header = ""
    if messages.metadata["Language"] in settings.VISITORS_LANGUAGES:
        _drop_guesses(messages)
    messages.save(str(catalogue))


def _drop_guesses(messages: polib.POFile) -> None:
    """Nobody reads what gettext guesses for the admin in a language that the admin doesn't speak."""
    for entry in messages:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")


def read_by_visitors() -> set[str]:
    """Model strings shown on public pages: labels of choices and names of page types."""
    with override(settings.MESSAGES_LANGUAGE):
        models = list(our_translatable_models())
        labels = {str(label) for model in models for field in model._meta.fields for _, label in field.flatchoices}
        return labels | {str(model._meta.verbose_name) for model in models if issubclass(model, Page)}


def for_editors(entry: polib.POEntry, public: set[str]) -> bool:
    """Whether a message is read in the admin only; ``public`` is what ``read_by_visitors`` names."""
    return entry.msgid not in public and all(
        any(fnmatch(file, pattern) for pattern in FOR_EDITORS) for file, _line in entry.occurrences
    )


def problems(folder: Path) -> list[str]:
    """Missing and fuzzy messages in the catalogues under a folder, a line each."""
    lines = []
    public = read_by_visitors()
    for catalogue in sorted(folder.rglob("*.po")):
        language = catalogue.parent.parent.name
        for entry in polib.pofile(str(catalogue)):
            if entry.obsolete:
                continue
            state = "fuzzy" if entry.fuzzy else "" if entry.translated() else "missing"
            if state and not (language in settings.VISITORS_LANGUAGES and for_editors(entry, public)):
                lines.append(
                    f"{language}: {state}: {entry.msgid!r} ({', '.join(file for file, _ in entry.occurrences)})"
                )
    return lines


class Command(BaseCommand):
    """``manage.py collect_messages [--check]``."""

    help = "Collect the messages of the whole project into its catalogues (needs gettext's programs)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--check`` writes nothing."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if a message is new, fuzzy or not translated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect, or say what is missing."""
        if not shutil.which("xgettext"):
            raise CommandError("Missing: gettext's programs (Debian's package gettext).")
        folder = Path(settings.LOCALE_PATHS[0])
        if options["check"]:
            self._check(folder)
            return
        folder.mkdir(exist_ok=True)
        collect(folder)
        self.stdout.write(f"Collected into {folder.name}/; to translate: {len(problems(folder))}.")

    def _check(self, folder: Path) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "locale"
            if folder.exists():
                shutil.copytree(folder, copy)
            copy.mkdir(exist_ok=True)
            collect(copy)
            lines = problems(copy)
        if lines:
            raise CommandError("\n".join([*lines, f"{len(lines)} messages to translate (make messages)."]))
        self.stdout.write("Every message that has to be is translated.")
