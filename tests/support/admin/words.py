"""Finds texts of the interface in another language than the reader's, by the message catalogues."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.db import connection, models

#: The languages of the interface.
LANGUAGES = ("en", "es", "fr", "pt-br")
#: Words that are no language's: names, formats, units.
NAMES = re.compile(r"[\W\d_]*|[A-Z]{2,6}s?|https?:.*")
#: What languages call themselves.
NATIVE = {name for _code, name in settings.LANGUAGES} | {
    name
    for info in LANG_INFO.values()
    for name in (info.get("name_local", ""), info.get("name_local", "").capitalize())
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
#: Letters that a message with placeholders needs beside them, so that it isn't taken for any text.
ENOUGH = 8


def _folders() -> list[Path]:
    """The folders of catalogues in order of precedence: the project's, the apps', Django's."""
    own = [Path(folder) for folder in settings.LOCALE_PATHS]
    of_apps = [Path(config.path) / "locale" for config in apps.get_app_configs()]
    return [*own, *of_apps, Path(django.__file__).parent / "conf" / "locale"]


def collapse_spaces(text: str) -> str:
    """A text without the white space that HTML doesn't show."""
    return " ".join(text.split())


@cache
def messages(language: str) -> dict[str, set[str]]:
    """The translations of each message id into a language, plurals and contexts included."""
    name = {"pt-br": "pt_BR"}.get(language, language)
    translations: dict[str, set[str]] = {}
    for folder in _folders():
        for file in (folder / name / "LC_MESSAGES").glob("django.mo"):
            for entry in polib.mofile(str(file)):
                for source in filter(None, (entry.msgid, entry.msgid_plural)):
                    texts = {entry.msgstr, *entry.msgstr_plural.values()} - {""}
                    translations.setdefault(collapse_spaces(source), set()).update(map(collapse_spaces, texts))
    return translations


class ForeignTexts:
    """Finds messages of other languages among texts in one language."""

    def __init__(self, language: str, contents: Iterable[str]) -> None:
        self.language = language
        own = set(LANGUAGES) - {language}
        self.known: dict[str, str] = {}
        mine = self._mine()
        mine |= {text[:1].upper() + text[1:] for text in mine}  # a field's name, as the head of a column
        self.mine = mine
        for other in sorted(own):
            for text in _texts_of(other):
                if text not in mine:
                    self.known.setdefault(text, other)
        self.contents = {collapse_spaces(text) for text in contents} | NATIVE
        for text in self.contents:
            self.known.pop(text, None)
        own_patterns = [_Pattern(text, language) for text in mine if _Pattern.fits(text)]
        self.patterns = [_Pattern(text, other) for text, other in self.known.items() if _Pattern.fits(text)]
        self.own_patterns = own_patterns
        self.checked: dict[str, str] = {}

    def _mine(self) -> set[str]:
        if self.language == "en":
            return set(_texts_of("en"))
        translated = messages(self.language)
        return {text for texts in translated.values() for text in texts}

    def found(self, texts: Iterable[str]) -> Iterator[str]:
        """The texts that are in another language, each with the language."""
        for raw in texts:
            text = collapse_spaces(raw)
            if text not in self.checked:
                self.checked[text] = self._judge(text)
            if self.checked[text]:
                yield f"{self.checked[text]}: {text}"

    def _judge(self, text: str) -> str:
        if text in self.mine or text in self.contents or NAMES.fullmatch(text):
            return ""
        if other := self.known.get(text):
            return other
        other = next((pattern.language for pattern in self.patterns if pattern.matches(text)), "")
        return "" if other and any(pattern.matches(text) for pattern in self.own_patterns) else other


class _Pattern:
    """A message with placeholders."""

    def __init__(self, text: str, language: str) -> None:
        parts = PLACEHOLDER.split(text)
        self.language = language
        self.longest, self.letters = max(parts, key=len), sum(map(len, parts))
        self.expression = re.compile(".+".join(map(re.escape, parts)))

    @staticmethod
    def fits(text: str) -> bool:
        """Whether a message has enough text beside its placeholders."""
        return bool(PLACEHOLDER.search(text)) and len(PLACEHOLDER.sub("", text)) >= ENOUGH

    def matches(self, text: str) -> bool:
        """Whether a text matches the message."""
        mostly_this = len(text) <= 2 * self.letters + ENOUGH
        return mostly_this and self.longest in text and self.expression.fullmatch(text) is not None


def _texts_of(language: str) -> Iterator[str]:
    """The translations of a language's messages; in English the message ids."""
    if language == "en":
        for other in LANGUAGES[1:]:
            yield from messages(other)
        return
    for texts in messages(language).values():
        yield from texts


def contents() -> set[str]:
    """Every short text in the database: content written by people."""
    quote = connection.ops.quote_name
    found: set[str] = set()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, models.CharField | models.TextField) and model._meta.managed:
                    cursor.execute(
                        f"SELECT DISTINCT {quote(str(field.column))} FROM {quote(model._meta.db_table)}"
                        f" WHERE length({quote(str(field.column))}) < 300"
                    )
                    found |= {str(value) for (value,) in cursor.fetchall() if value}
    return found
