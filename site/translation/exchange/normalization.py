"""Normalize a translation from a file to the form in which it is stored.

White space at its ends is the source's, since editors and XML tools add their own; a field of one line gets one line.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from core.base.plain_text import LINE_BREAK, clean_lines
from core.base.slugs import as_slug
from translation.exchange.inline_tags import TEXT, Code, Piece, assemble, typed_text
from translation.exchange.parsed_file import IncomingUnit
from translation.exchange.units import FileUnit
from translation.units.markup import MarkupError, normalize, tags_beyond
from translation.units.segment_text import is_blank, plain

#: The path of a page's short name in its address.
SLUG = "slug"
#: A line that a tool has folded, with its indentation.
FOLD = re.compile(r"[ \t]*\r?\n[ \t]*")


def unfold(unit: FileUnit, incoming: IncomingUnit) -> IncomingUnit:
    """A unit without the line breaks that a tool may have put where white space says nothing."""
    if not incoming.foldable:
        return incoming
    line_break = "\n" if "\n" in unit.to_display(unit.source) else " "
    pieces = [(kind, FOLD.sub(line_break, value) if kind == TEXT else value) for kind, value in incoming.pieces or []]
    return replace(incoming, pieces=pieces or None)


def is_empty(unit: FileUnit, incoming: IncomingUnit) -> bool:
    """Whether a unit has no translation; white space is one only of white space."""
    text = incoming.text or "".join(value for kind, value in incoming.pieces or [] if kind == TEXT)
    if unit.rich and incoming.text:
        text = plain(text)
    return is_blank(text) and not ((incoming.text or incoming.pieces) and is_blank(plain(unit.source)))


def is_same(unit: FileUnit, incoming: IncomingUnit, codes: list[Code]) -> bool:
    """Whether a text is the translation that is there, whatever that is."""
    if unit.rich:
        text = clean_lines(
            incoming.text or "" if incoming.pieces is None else assemble(unit, incoming.pieces, codes)
        ).strip()
        if text in {unit.to_display(unit.target).strip(), unit.target}:
            return True
        # what was stored long ago may be written otherwise; that costs more to find out
        return plain(text) == plain(unit.to_display(unit.target)).strip() and text == _rewrite(unit.target)
    text = incoming.text or "" if incoming.pieces is None else typed_text(incoming.pieces)
    return text == unit.target or _trim(unit, text) == _trim(unit, plain(unit.target))


def _rewrite(html: str) -> str:
    text: str = StringValue.from_translated_html(clean_lines(html)).data
    return text.strip()


def to_stored_form(unit: FileUnit, incoming: IncomingUnit, codes: list[Code]) -> str:
    """The translation of an incoming unit in the form in which it is stored.

    Raises:
        MarkupError: its tags or codes are not the source's.
    """
    if unit.rich:
        html = incoming.text or "" if incoming.pieces is None else assemble(unit, incoming.pieces, codes)
        return normalize(unit.source, _with_outer_space(unit.source, html.strip()))
    if incoming.pieces is None and incoming.source == unit.source != unit.to_display(unit.source):
        return normalize(unit.source, incoming.text or "")  # typed with its tags, as wagtail-localize writes PO
    text = incoming.text or "" if incoming.pieces is None else typed_text(incoming.pieces)
    if beyond := tags_beyond(plain(unit.source), text):  # it would only be shown as text; nobody meant it
        raise MarkupError(_("The tag <%(tag)s> is not in the source.") % {"tag": beyond})
    if (
        unit.path == SLUG
    ):  # as it will stand in the address (``translation.workflow.drafts``), so that nobody is surprised
        text = as_slug(text) or text
    source = plain(unit.source)
    whole = _with_outer_space(LINE_BREAK.sub("", source) if unit.place.one_line else source, _trim(unit, text))
    return normalize(unit.source, StringValue.from_plaintext(whole).data)


def _trim(unit: FileUnit, text: str) -> str:
    return unit.clean(text).strip()


def _with_outer_space(source: str, text: str) -> str:
    """A text with the white space at the source's ends."""
    source = clean_lines(source)
    bare = source.strip()
    if not bare:
        return text or source
    leading, trailing = source.split(bare, 1)
    return f"{leading}{text}{trailing}"


def require_fit(unit: FileUnit, text: str) -> None:
    """Refuse a text that its field can't hold.

    Raises:
        ValueError: it is too long.
    """
    length = len(plain(text))
    if not unit.rich and unit.place.limit and length > unit.place.limit:
        raise ValueError(
            _("It has %(length)d characters. The maximum is %(limit)d.") % {"length": length, "limit": unit.place.limit}
        )


def renumber(pieces: Iterable[Piece], numbers: list[str], codes: list[Code]) -> list[Piece]:
    """The pieces of a translation with the numbers of our codes.

    Args:
        pieces: with numbers as the file has them.
        numbers: those of the codes in the file's source, in their order.
        codes: ours of the same source.
    """
    code_ids = [code.id for code in codes]
    names = dict(zip(numbers, code_ids, strict=True)) if len(numbers) == len(code_ids) and numbers != code_ids else {}
    return [(kind, value if kind == TEXT else names.get(value, value)) for kind, value in pieces]
