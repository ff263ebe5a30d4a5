"""Placeholders: rich-text tags as short numbered marks, as translators type them.

``Read <a id="a1">the plan</a><br/>today`` is typed as ``Read <1>the plan</1>``, a new line, ``today``.
What a placeholder stands for is taken from the source, so no tag, attribute or script can be typed: whatever
is no placeholder of the source is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS

from core.base.plain_text import clean_line, clean_lines
from translation.units.markup import BREAK, MarkupError, normalize

PLACEHOLDER = re.compile(r"<(/?)(\d{1,3})(/?)>")
_MARKUP = re.compile(r"[<&]")


@dataclass(frozen=True)
class Placeholder:
    """A tag of the source: its number as it is typed, its name, and the identifier of a link."""

    number: int
    name: str
    identifier: str

    @property
    def opening(self) -> str:
        """The tag as wagtail-localize stores it."""
        return f'<{self.name} id="{self.identifier}">' if self.identifier else f"<{self.name}>"


class Placeholders:
    """The placeholders of one source text, numbered in the order in which its tags open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._soup = _parse(source)
        # a text that has something like a placeholder itself has its placeholders numbered from above it
        first = 1 + max((int(match[1]) for match in PLACEHOLDER.findall(self._soup.get_text())), default=0)
        tags = [tag for tag in self._soup.find_all(True) if tag.name in INLINE_TAGS and tag.name != BREAK]
        self.all = [Placeholder(number, tag.name, str(tag.get("id", ""))) for number, tag in enumerate(tags, first)]
        self._by_number = {placeholder.number: placeholder for placeholder in self.all}

    def source_text(self) -> str:
        """The source as translators read it."""
        return self.to_typed(self.source)

    def to_typed(self, data: str) -> str:
        """A stored translation as translators type it.

        Inline tags that the source doesn't have are left out; any other is shown as the text it will be.
        """
        if not _MARKUP.search(data):
            return data.replace("\n", " ")
        return "".join(self._to_typed_parts(self._soup if data == self.source else _parse(data), list(self.all), ()))

    def _to_typed_parts(
        self, element: Any, free: list[Placeholder], ancestors: tuple[Placeholder, ...]
    ) -> Iterator[str]:
        for child in element.children:
            if isinstance(child, NavigableString):
                yield str(child).replace("\n", " ")
            elif child.name == BREAK:
                yield "\n"
            elif child.name not in INLINE_TAGS:
                yield str(child)
            elif (placeholder := self._placeholder_of(child, free, ancestors)) is None:
                yield from self._to_typed_parts(child, free, ancestors)
            else:
                yield f"<{placeholder.number}>"
                yield from self._to_typed_parts(child, free, (*ancestors, placeholder))
                yield f"</{placeholder.number}>"

    def _placeholder_of(
        self, tag: Tag, free: list[Placeholder], ancestors: tuple[Placeholder, ...]
    ) -> Placeholder | None:
        """The first free placeholder that a tag can be: a link by its identifier, others by name, if need be again."""
        key = (tag.name, str(tag.get("id", "")))
        for placeholder in free:
            if (placeholder.name, placeholder.identifier) == key:
                free.remove(placeholder)
                return placeholder
        reusable = (
            placeholder
            for placeholder in self.all
            if (placeholder.name, placeholder.identifier) == key and placeholder not in ancestors
        )
        return None if key[1] else next(reusable, None)

    def to_stored(self, text: str, *, multiline: bool = True) -> str:
        """A typed text as wagtail-localize stores it: nothing but text and the source's own tags.

        Args:
            text: what was typed.
            multiline: whether the field takes more than one line; else line breaks become spaces.

        Raises:
            MarkupError: a placeholder is unknown, not closed or closed in the wrong place, or a link is there twice.
        """
        text = clean_lines(text.replace("\r\n", "\n")).strip() if multiline else clean_line(text).strip()
        html = "".join(self._to_stored_parts(text)) if self.all else _escape(text)
        if not _MARKUP.search(html):
            return html
        return normalize(self.source, html)

    def _to_stored_parts(self, text: str) -> Iterator[str]:
        open_placeholders: list[Placeholder] = []
        numbers: set[int] = set()
        position = 0
        for match in PLACEHOLDER.finditer(text):
            yield _escape(text[position : match.start()])
            position = match.end()
            closing, number, empty = match[1], int(match[2]), match[3]
            placeholder = self._by_number.get(number)
            if placeholder is None:
                raise MarkupError(_("The source has no tag %(mark)s.") % {"mark": match[0]})
            if closing:
                if not open_placeholders or open_placeholders[-1] != placeholder:
                    raise MarkupError(_("%(mark)s closes a tag that is not open.") % {"mark": match[0]})
                open_placeholders.pop()
                yield f"</{placeholder.name}>"
                continue
            if placeholder.identifier and number in numbers:
                raise MarkupError(_("The link %(mark)s appears twice.") % {"mark": match[0]})
            numbers.add(number)
            if placeholder in open_placeholders:
                raise MarkupError(_("%(mark)s is already open.") % {"mark": match[0]})
            yield placeholder.opening
            if empty:
                yield f"</{placeholder.name}>"
            else:
                open_placeholders.append(placeholder)
        if open_placeholders:
            raise MarkupError(_("%(mark)s is not closed.") % {"mark": f"<{open_placeholders[-1].number}>"})
        yield _escape(text[position:])


def _parse(html: str) -> BeautifulSoup:
    if not _MARKUP.search(html):
        soup = BeautifulSoup("", "html.parser")
        soup.append(NavigableString(html))
        return soup
    return BeautifulSoup(html, "html.parser")


def _escape(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")
