"""Every message of every installed app has its words in each language of the editors, in its own catalogue or in ours.

A message without them falls back to the language of ``LANGUAGE_CODE``, which is Spanish: Django knows no
other fallback. So none may be left to it, and an upgrade that brings new messages fails here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override, pgettext, to_language
from django.utils.translation.trans_real import DjangoTranslation

ROOT = Path(settings.BASE_DIR)
OURS = ROOT / "site" / "wagtail_locale"
OUR_CODE = tuple(ROOT / folder for folder in ("site", "home", "groups", "resources", "search"))
EDITORS_LANGUAGES = ["es", "fr", "pt_BR"]
#: How a translator's comment begins over an entry that stands in place of Wagtail's own words.
CORRECTION = "Wagtail: "

Key = tuple[str | None, str]


def _apps() -> Iterator[Path]:
    """The folders of the installed apps that others wrote, and of Django itself; the first that has a message wins."""
    for app in apps.get_app_configs():
        folder = Path(app.path)
        if not any(folder.is_relative_to(ours) for ours in OUR_CODE):
            yield folder
    yield Path(django.__file__).parent / "conf"


def _catalogue(folder: Path, name: str, locale: str) -> polib.POFile | None:
    file = folder / "locale" / locale / "LC_MESSAGES" / f"{name}.po"
    return polib.pofile(str(file)) if file.exists() else None


def _marked(folder: Path) -> Iterator[Key]:
    """The messages in the code of an app that has no catalogue at all."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
                if node.func.id in {"_", "gettext", "gettext_lazy"} and texts:
                    yield None, str(texts[0])
                elif node.func.id in {"pgettext", "pgettext_lazy"} and len(texts) > 1:
                    yield str(texts[0]), str(texts[1])


def _keys(catalogue: polib.POFile | None, *, translated: bool = True) -> dict[Key, polib.POEntry]:
    return {
        (entry.msgctxt, entry.msgid): entry
        for entry in catalogue or ()
        if not entry.obsolete and (entry.translated() or not translated)
    }


def _messages(name: str) -> set[Key]:
    """Every message of the installed apps."""
    found: set[Key] = set()
    for folder in _apps():
        if (folder / "locale").exists():
            found.update(_keys(_catalogue(folder, name, "en"), translated=False))
        elif name == "django":
            found.update(_marked(folder))
    return found


def _translated(name: str, locale: str) -> dict[Key, polib.POEntry]:
    found: dict[Key, polib.POEntry] = {}
    for folder in _apps():
        found = _keys(_catalogue(folder, name, locale)) | found
    return found


def _ours(name: str, locale: str) -> dict[Key, polib.POEntry]:
    file = OURS / locale / "LC_MESSAGES" / f"{name}.po"
    return _keys(polib.pofile(str(file))) if file.exists() else {}


def _platforms(locale: str) -> dict[Key, polib.POEntry]:
    return _keys(polib.pofile(str(ROOT / "site" / "locale" / locale / "LC_MESSAGES" / "django.po")))


@pytest.mark.one_database
@pytest.mark.parametrize("locale", EDITORS_LANGUAGES)
@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_no_message_of_an_installed_app_is_left_to_the_fallback(locale: str, name: str) -> None:
    known = _translated(name, locale).keys() | _ours(name, locale).keys()
    if name == "django":
        known |= _platforms(locale).keys()
    assert sorted(_messages(name) - known, key=str) == []


@pytest.mark.one_database
@pytest.mark.parametrize("locale", EDITORS_LANGUAGES)
@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_an_entry_goes_when_wagtail_has_its_own(locale: str, name: str) -> None:
    ours, theirs = _ours(name, locale), _translated(name, locale)
    assert sorted(ours.keys() - _messages(name), key=str) == []
    filled = {key for key in ours.keys() & theirs.keys() if not ours[key].tcomment.startswith(CORRECTION)}
    assert filled == set()


@pytest.mark.one_database
@pytest.mark.parametrize("locale", EDITORS_LANGUAGES)
def test_a_correction_goes_when_wagtail_says_the_same(locale: str) -> None:
    theirs = _translated("django", locale)
    corrections = {k: e for k, e in _ours("django", locale).items() if e.tcomment.startswith(CORRECTION)}
    assert corrections
    same = {
        key
        for key, entry in corrections.items()
        if key not in theirs or (entry.msgstr, entry.msgstr_plural) == (theirs[key].msgstr, theirs[key].msgstr_plural)
    }
    assert same == set()


@pytest.mark.one_database
@pytest.mark.parametrize("locale", EDITORS_LANGUAGES)
def test_our_words_come_before_those_of_the_apps(locale: str) -> None:
    """Django merges catalogues by their plural rule: with another one than Wagtail's, ours would lie below it."""
    catalogues = {**_platforms(locale), **_ours("django", locale)}
    with override(to_language(locale)):
        shadowed = {
            key: said
            for key, entry in catalogues.items()
            if (said := pgettext(key[0], key[1]) if key[0] else gettext(key[1])) != entry.msgstr
            and not entry.msgid_plural
        }
    assert shadowed == {}


@pytest.mark.parametrize(("language", "word"), [("es", "Idioma"), ("pt-br", "Idioma"), ("fr", "Langue")])
def test_a_locale_is_called_a_language_everywhere(language: str, word: str) -> None:
    with override(language):
        assert gettext("Locale") == gettext("Language") == word
        assert gettext("Locales") == f"{word}s"


@pytest.mark.parametrize(("language", "word"), [("es", "Fallida"), ("pt-br", "Falhou"), ("fr", "Échouée")])
def test_an_app_without_a_catalogue_speaks_too(language: str, word: str) -> None:
    with override(language):
        assert pgettext("Task", "Failed") == word


@pytest.mark.django_db
def test_the_list_of_languages_counts_in_the_readers_language(admin_client: Client) -> None:
    """Upstream's template has the words in English only."""
    text = admin_client.get(reverse("wagtaillocales:index")).content.decode()
    assert re.search(r"(Pages|Páginas): \d+\.", text)
    assert "others" not in text


@pytest.mark.one_database
def test_scripts_of_the_admin_find_them() -> None:
    """Wagtail's own view asks for its package's catalogue alone; those of the project come on top."""
    catalogue = DjangoTranslation("es", domain="djangojs", localedirs=[])
    assert catalogue.gettext("A network error occurred.") == "Hubo un error de red."
