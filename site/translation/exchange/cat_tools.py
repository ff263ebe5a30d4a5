"""Translation states that CAT tools store in attributes of their own, by their public documentation.

memoQ writes ``mq:status``, Phrase ``m:confirmed``, Trados Studio ``sdl:seg-defs``, Poedit a ``subState``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from translation.exchange.inline_tags import ALONE, CLOSE, OPEN, TEXT, Piece
from translation.exchange.models import ImportState
from translation.exchange.parsed_file import IncomingUnit

MEMOQ_STATUS = "{MQXliff}status"
PHRASE = "{http://www.memsource.com/mxlf/2.0}"
PHRASE_CONFIRMED = f"{PHRASE}confirmed"
#: How Phrase types codes within a text: ``{1>all<1}`` and ``{2}``.
PHRASE_CODE = re.compile(r"\{(?P<open>\d+|[biu])>|<(?P<close>\d+|[biu])\}|\{(?P<alone>\d+)\}")
KINDS = {"open": OPEN, "close": CLOSE, "alone": ALONE}
TRADOS_SEGMENT = "{http://sdl.com/FileTypes/SdlXliff/1.0}seg"
#: A segment without ``conf`` was not translated.
TRADOS = {
    "Translated": ImportState.TRANSLATED,
    "ApprovedTranslation": ImportState.REVIEWED,
    "ApprovedSignOff": ImportState.FINAL,
}
#: Any other status of memoQ's is one before a translator has confirmed the segment.
MEMOQ = {
    "ManuallyConfirmed": ImportState.TRANSLATED,
    "ConfirmedTranslator": ImportState.TRANSLATED,
    "ConfirmedReviewer1": ImportState.REVIEWED,
    "ConfirmedReviewer2": ImportState.REVIEWED,
    "Proofread": ImportState.REVIEWED,
}
POEDIT_FUZZY = "poedit:fuzzy"
#: The states from the least to the most finished.
ORDER = list(ImportState)


def state_by_tool(element: Element) -> ImportState | None:
    """State of a unit by a tool's attributes: the least of its segments; None without any."""
    return min(_states(element), key=ORDER.index, default=None)


def _states(element: Element) -> Iterator[ImportState]:
    for part in element.iter():
        if part.tag == TRADOS_SEGMENT:
            yield TRADOS.get(part.get("conf", ""), ImportState.INITIAL)
        if status := part.get(MEMOQ_STATUS):
            yield MEMOQ.get(status, ImportState.INITIAL)
        if confirmed := part.get(PHRASE_CONFIRMED):
            yield ImportState.INITIAL if confirmed == "0" else ImportState.TRANSLATED
        if part.get("subState") == POEDIT_FUZZY:
            yield ImportState.INITIAL


def is_by_phrase(element: Element) -> bool:
    """Whether a unit is one of Phrase's own format."""
    return any(name.startswith(PHRASE) for name in element.attrib)


def with_typed_codes(unit: IncomingUnit) -> IncomingUnit:
    """A unit of Phrase's own format with the codes that are typed in its texts."""
    source = list(_code_pieces(unit.source))
    return replace(
        unit,
        source="".join(value for kind, value in source if kind == TEXT),
        codes=[value for kind, value in source if kind in {OPEN, ALONE}],
        pieces=unit.pieces
        and [
            part for kind, value in unit.pieces for part in (_code_pieces(value) if kind == TEXT else [(kind, value)])
        ],
    )


def _code_pieces(text: str) -> Iterator[Piece]:
    end = 0
    for match in PHRASE_CODE.finditer(text):
        if text[end : match.start()]:
            yield TEXT, text[end : match.start()]
        end = match.end()
        yield KINDS[match.lastgroup or ""], match[match.lastgroup or ""]
    if text[end:]:
        yield TEXT, text[end:]
