"""Set-up: privacy and accessibility statements (``statements.json``).

What they say is true of this software as it is set up; an operator adds what is true of theirs.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from wagtail.models import Locale, Page

from home.models import ContentPage, HomePage
from home.setup.labels import Words, label, word
from home.setup.pages import add, slug, title
from home.statements import key_of
from translation.exchange.new_translation import land_all


def ensure(home: HomePage, targets: Sequence[Locale]) -> dict[str, Page]:
    """The statements by key, below the home page, in each language they are written in; what is there stays."""
    pages: dict[str, Page] = {}
    for statement in _statements():
        key = key_of(statement["key"])
        page = ContentPage.objects.filter(translation_key=key, locale=home.locale).first()
        if page is None:
            page = _page(statement, key, home.locale)
            add(page, home)
        missing = [
            locale
            for locale in targets
            if label(statement["search_description"], locale.language_code) and not page.has_translation(locale)
        ]
        land_all(page, {locale: _translation(statement, home.locale, locale) for locale in missing})
        pages[statement["key"]] = page
    return pages


@cache
def _statements() -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads((Path(__file__).parent / "statements.json").read_text(encoding="utf-8"))
    return data


def _page(statement: dict[str, Any], key: UUID, locale: Locale) -> ContentPage:
    tag = locale.language_code
    return ContentPage(
        translation_key=key,
        title=title(statement["key"], locale),
        slug=slug(statement["key"], locale),
        search_description=word(statement["search_description"], tag),
        body=list(_body(statement, key, tag)),
    )


def _body(statement: dict[str, Any], key: UUID, tag: str) -> Iterator[dict[str, Any]]:
    for number, section in enumerate(statement["body"]):
        if "heading" in section:
            heading = {"level": "h2", "text": word(section["heading"], tag)}
            yield {"type": "heading", "id": str(uuid5(key, f"heading-{number}")), "value": heading}
        text = "".join(f"<p>{_paragraph(paragraph, tag)}</p>" for paragraph in section["paragraphs"])
        yield {"type": "rich_text", "id": str(uuid5(key, f"text-{number}")), "value": text}


def _translation(statement: dict[str, Any], source: Locale, target: Locale) -> dict[str, str]:
    """Each text of a statement with its translation, the title and the like by the names of their fields."""
    source_tag, tag = source.language_code, target.language_code
    fields = {
        "title": title(statement["key"], target),
        "slug": slug(statement["key"], target),
        "search_description": word(statement["search_description"], tag),
    }
    sections = statement["body"]
    headings = {word(each["heading"], source_tag): word(each["heading"], tag) for each in sections if "heading" in each}
    paragraphs = (paragraph for section in sections for paragraph in section["paragraphs"])
    return {_paragraph(each, source_tag): _paragraph(each, tag) for each in paragraphs} | headings | fields


def _paragraph(words: Words, tag: str) -> str:
    """A paragraph, with the times that this platform keeps things for."""
    return word(words, tag).format(
        request_days=settings.SERVICE_REQUEST_RETENTION_DAYS,
        form_days=settings.FORM_RETENTION_DAYS,
        person_days=settings.PERSON_RETENTION_DAYS,
    )
