"""What translation tools say of a text in attributes of their own, by their public descriptions.

memoQ writes ``mq:status``, Phrase ``m:confirmed``, Trados Studio ``sdl:seg-defs``, Poedit a ``subState``.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from translation.files.models import State

MEMOQ_STATUS = "{MQXliff}status"
PHRASE_CONFIRMED = "{http://www.memsource.com/mxlf/2.0}confirmed"
TRADOS_SEGMENT = "{http://sdl.com/FileTypes/SdlXliff/1.0}seg"
#: A segment without ``conf`` was not translated.
TRADOS = {
    "Translated": State.TRANSLATED,
    "ApprovedTranslation": State.REVIEWED,
    "ApprovedSignOff": State.FINAL,
}
#: Any other status of memoQ's is one before a translator has confirmed the segment.
MEMOQ = {
    "ManuallyConfirmed": State.TRANSLATED,
    "ConfirmedTranslator": State.TRANSLATED,
    "ConfirmedReviewer1": State.REVIEWED,
    "ConfirmedReviewer2": State.REVIEWED,
    "Proofread": State.REVIEWED,
}
POEDIT_FUZZY = "poedit:fuzzy"
#: The states from the least to the most finished.
ORDER = list(State)


def state_by_tool(element: Element) -> State | None:
    """How far a tool says that a unit is: the least of what it says of its segments; None: it says nothing."""
    return min(_states(element), key=ORDER.index, default=None)


def _states(element: Element) -> Iterator[State]:
    for part in element.iter():
        if part.tag == TRADOS_SEGMENT:
            yield TRADOS.get(part.get("conf", ""), State.INITIAL)
        if status := part.get(MEMOQ_STATUS):
            yield MEMOQ.get(status, State.INITIAL)
        if confirmed := part.get(PHRASE_CONFIRMED):
            yield State.INITIAL if confirmed == "0" else State.TRANSLATED
        if part.get("subState") == POEDIT_FUZZY:
            yield State.INITIAL
