"""Match the units of a file to the texts of a page.

Tools renumber units, fold white space and drop characters that nobody sees. A unit is known by its identifier, else
by its place and source text, else by its source text alone.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.base.plain_text import clean_lines
from translation.exchange.parsed_file import IncomingUnit
from translation.exchange.units import FileUnit
from translation.units.segment_text import plain, visible
from translation.units.unit import Identity


class Matcher:
    """Finds the texts of one page."""

    def __init__(self, units: Iterable[FileUnit]) -> None:
        self.by_key: dict[str, FileUnit] = {}
        self.by_words: dict[str, list[FileUnit]] = defaultdict(list)
        self.paths: set[str] = set()
        for unit in units:
            self.by_key[unit.key] = unit
            self.paths.add(unit.path)
            for words in {letters(text) for text in {unit.to_display(unit.source), plain(unit.source), unit.source}}:
                self.by_words[words].append(unit)

    def unit_of(self, incoming: IncomingUnit, identities: set[Identity]) -> FileUnit | None:
        """The text that a unit of a file translates.

        Args:
            incoming: the unit.
            identities: texts that other units of the file translate; they come last, so that of several texts with the
                same words each gets its own unit.
        """
        candidates = self.by_words.get(letters(incoming.source), [])
        keyed_unit = self.by_key.get(incoming.key)
        if keyed_unit and any(keyed_unit is unit for unit in candidates):
            return keyed_unit
        if incoming.path in self.paths:
            candidates = [unit for unit in candidates if unit.path == incoming.path]
        return min(
            candidates,
            key=lambda unit: (
                unit.identity in identities,
                incoming.source not in {unit.to_display(unit.source), unit.source},
            ),
            default=None,
        )

    def reason(self, incoming: IncomingUnit) -> str:
        """Why a unit is none of the page's texts, whose place is there."""
        if incoming.key in self.by_key:
            return _("The source text in the file is not the one on the page.")
        return _("The source text has changed since the file was made.")


def letters(text: str) -> str:
    """A text by which another one is recognized: without white space and characters that nobody sees."""
    return "".join(visible(unicodedata.normalize("NFC", clean_lines(text))))
