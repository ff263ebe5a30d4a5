"""The units parsed from a file of any format, before validation."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

NO_TRANSLATION_KEY = _("The file does not state which translation it belongs to. Use a file that was downloaded here.")
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


@dataclass
class IncomingUnit:
    """A text of a file.

    ``key`` names the unit in XLIFF. ``source`` is the source's text without codes. ``text`` is a translation
    that is typed with its tags (PO), ``pieces`` one in text and codes (XLIFF); both None: there is none.
    ``state`` is one of ``State``, or empty where the file says none. ``is_unfinished``: the translator has not
    finished it. ``codes`` are the numbers of the source's codes in the file; ``foldable`` tells that line breaks may be
    those of a tool that has formatted the file.
    """

    path: str
    source: str
    key: str = ""
    text: str | None = None
    pieces: list[tuple[str, str]] | None = None
    state: str = ""
    is_unfinished: bool = False
    comments: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    foldable: bool = False


@dataclass
class IncomingFile:
    """A translation as a file brings it. ``error`` says why nothing of it can be parsed."""

    name: str
    translation: str = ""
    source_language: str = ""
    target_language: str = ""
    units: list[IncomingUnit] = field(default_factory=list)
    error: str = ""

    def as_data(self) -> dict[str, Any]:
        """In a form that a JSON column holds."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "IncomingFile":
        return cls(**(data | {"units": [IncomingUnit(**unit) for unit in data["units"]]}))


def identifier(*candidates: str) -> str:
    """The translation that a ``file`` names last, as it is written, or nothing."""
    for candidate in candidates:
        if identifiers := UUID.findall(candidate.lower()):
            return str(identifiers[-1])
    return ""
