"""The words that Wagtail leaves in English are there in every language that editors use, and no more than those."""

from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, ngettext, override, to_language
from django.utils.translation.trans_real import DjangoTranslation

OURS = Path(settings.BASE_DIR) / "site" / "wagtail_locale"
EDITORS_LANGUAGES = ["es", "fr", "pt_BR"]
PACKAGES = ["wagtail", "wagtail_localize", "taggit"]


def _catalogues(name: str, locale: str) -> Iterator[polib.POFile]:
    """Those of the installed apps that are Wagtail's."""
    for app in apps.get_app_configs():
        file = Path(app.path) / "locale" / locale / "LC_MESSAGES" / f"{name}.po"
        if app.name.split(".")[0] in PACKAGES and file.exists():
            yield polib.pofile(str(file))


def _messages(name: str) -> dict[str, str]:
    """Every message with its plural, which may be empty."""
    return {
        entry.msgid: entry.msgid_plural
        for catalogue in _catalogues(name, "en")
        for entry in catalogue
        if not entry.obsolete
    }


def _translated(name: str, locale: str) -> set[str]:
    return {entry.msgid for catalogue in _catalogues(name, locale) for entry in catalogue if entry.translated()}


def _ours(name: str, locale: str) -> set[str]:
    file = OURS / locale / "LC_MESSAGES" / f"{name}.po"
    return {entry.msgid for entry in polib.pofile(str(file))} if file.exists() else set()


@pytest.mark.one_database
@pytest.mark.parametrize("locale", EDITORS_LANGUAGES)
@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_an_entry_goes_when_wagtail_has_its_own(locale: str, name: str) -> None:
    assert _ours(name, locale) & _translated(name, locale) == set()
    assert _ours(name, locale) - set(_messages(name)) == set()


@pytest.mark.one_database
@pytest.mark.parametrize("locale", EDITORS_LANGUAGES)
def test_the_admin_speaks_the_editors_language(locale: str) -> None:
    """What nobody's catalogue has, and comes out in English."""
    known = _translated("django", locale) | _ours("django", locale)
    with override(to_language(locale)):
        english = {
            msgid
            for msgid, plural in _messages("django").items()
            if msgid not in known and (ngettext(msgid, plural, 2) if plural else gettext(msgid)) in {msgid, plural}
        }
    assert english == set()
    assert set(_messages("djangojs")) <= _translated("djangojs", locale) | _ours("djangojs", locale)


@pytest.mark.one_database
def test_scripts_of_the_admin_find_them() -> None:
    """Wagtail's own view asks for its package's catalogue alone; those of the project come on top."""
    catalogue = DjangoTranslation("es", domain="djangojs", localedirs=[])
    assert catalogue.gettext("A network error occurred.") == "Hubo un error de red."
