"""Translating marked words (see ``block_values``), and finding them in public pages."""

from collections import Counter
from html import unescape
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from tests.support.block_values import WORD
from translation.sources.snapshots import update_or_create_source
from translation.units.writer import TranslatedText, write


def publish_translation(source: Any, locale: Locale) -> Any:
    """Publish a translation in which each marked word is replaced by the target's, and return it."""
    frozen = update_or_create_source(source)
    translation, _created = Translation.objects.get_or_create(source=frozen, target_locale=locale)
    segments = StringSegment.objects.filter(source=frozen).select_related("string", "context")
    there = StringTranslation.objects.filter(locale=locale, context__in=segments.values("context"))
    held = set(there.values_list("translation_of_id", "context_id"))
    write(
        TranslatedText(
            segment.string_id,
            segment.context_id,
            locale.pk,
            WORD.sub(r"zz\2·\3·", segment.string.data).replace("qq", "zz"),
        )
        for segment in segments
        if (segment.string_id, segment.context_id) not in held
    )
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return translation.get_target_instance()


def marked_words(html: str) -> list[tuple[str, str, str]]:
    """The marked words of texts and attributes in order: language, number, letters."""
    return [match.groups() for match in WORD.finditer(unescape(html))]  # type: ignore[misc]


def count_marked_words(html: str) -> Counter[str]:
    """The number of occurrences of each marked word."""
    return Counter(number for _language, number, _letters in marked_words(html))


def main_element(html: str) -> Tag:
    """The page's ``main`` element."""
    found = BeautifulSoup(html, "html.parser").find("main")
    assert isinstance(found, Tag), "the page has no main"
    return found


def untranslated_values(part: Tag) -> list[tuple[str, str, str]]:
    """Values that every language shares, in order: external URLs, files, numbers, dates, anchors of headings."""
    found = []
    for tag in part.find_all(True):
        if tag.get("type") == "hidden":  # a token, another one each time
            continue
        if tag.get("type") == "checkbox" and tag.find_parent("form"):  # in the order of the reader's alphabet
            continue
        if tag.name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            anchor = str(tag.get("id", "")).replace("zz", "qq")  # made of words where a heading is no part of a body
            found.append((tag.name, "id", anchor))
        for name in ("href", "src", "srcset", "value", "datetime", "cite"):
            value = str(tag.get(name, ""))
            if value and (name != "href" or not value.startswith(("/", "http://localhost"))):
                found.append((tag.name, name, value))
    return found
