"""Drawing a card."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import fontpkg
from PIL import Image, ImageDraw, ImageFont, features

from core.vocabularies import languages

#: Pixels, as Open Graph's readers want it.
WIDTH, HEIGHT = 1200, 630
#: Pixels: from the edges, and the band of colour at the side where reading begins.
MARGIN, BAND = 84, 36
PAPER, INK, QUIET = "#ffffff", "#14212b", "#44525c"
#: Sizes of the title that are tried, largest first, and how many lines it may take.
SIZES, MOST_LINES = (78, 68, 58, 50, 44), 5
#: Space from one line to the next, in parts of the letters' size.
LEADING = 1.22
SMALL = 34
BOLD, REGULAR = 700, 400
#: The fonts by their families, in the order in which they are tried.
FAMILIES = ("Noto Sans", "Noto Sans Arabic")
#: No font has a letter for it.
NO_LETTER = "\uffff"


@dataclass(frozen=True)
class Card:
    """What stands on a card. ``tag`` is the language; ``colour`` that of the band, ``#rrggbb``."""

    title: str
    kind: str
    site_name: str
    tag: str
    colour: str


def draw(card: Card) -> bytes:
    """The card as a PNG. A text in a script that no font here has, or that can't be shaped, is left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    backwards = languages.direction(card.tag) == "rtl"
    band = WIDTH - BAND if backwards else 0
    pen.rectangle((band, 0, band + BAND, HEIGHT), fill=card.colour)
    writer = _Writer(pen, card.tag)
    top = MARGIN
    if card.kind and writer.line(card.kind, SMALL, REGULAR, QUIET, top):
        top += int(SMALL * 2)
    writer.title(card.title, top, HEIGHT - MARGIN - SMALL * 2)
    writer.line(card.site_name, SMALL, BOLD, INK, HEIGHT - MARGIN - SMALL)
    stored = BytesIO()
    # Flat colours and letters: 64 shades of them look the same and take a third of the space.
    image.quantize(64).save(stored, "PNG", optimize=True)
    return stored.getvalue()


class _Writer:
    """Writes on a card in one language, from the side on which its lines begin."""

    def __init__(self, pen: ImageDraw.ImageDraw, tag: str) -> None:
        self.pen = pen
        self.shaped = features.check("raqm")
        self.direction = languages.direction(tag)
        self.language = tag

    def line(self, text: str, size: int, weight: int, colour: str, top: float) -> bool:
        """One line, cut where it is too long; whether it could be written."""
        font = self._font(text, size, weight)
        if font is None or not text:
            return False
        self._write(self._fit(text, font), font, colour, top)
        return True

    def title(self, text: str, top: float, bottom: float) -> None:
        """The title in the largest letters in which it has room; cut if it has none in the smallest."""
        for size in SIZES:
            font = self._font(text, size, BOLD)
            if font is None:
                return
            lines, room = self._lines(text, font), min(MOST_LINES, int((bottom - top) / (size * LEADING)))
            fits = len(lines) <= room and all(self._length(line, font) <= self._width() for line in lines)
            if fits or size == SIZES[-1]:
                self._block(lines, room, font, top)
                return

    def _block(self, lines: list[str], room: int, font: ImageFont.FreeTypeFont, top: float) -> None:
        """Lines below each other, what has no room on the last one, cut."""
        shown = lines if len(lines) <= room else [*lines[: room - 1], " ".join(lines[room - 1 :])]
        for number, line in enumerate(shown):
            self._write(self._fit(line, font), font, INK, top + number * font.size * LEADING)

    def _font(self, text: str, size: int, weight: int) -> ImageFont.FreeTypeFont | None:
        """A font that has every letter of a text; ``None`` where there is none, or its script can't be shaped."""
        if self.direction == "rtl" and not self.shaped:
            return None
        fonts = (_font(family, size, weight) for family in FAMILIES)
        return next((font for font in fonts if _has_all(font, text)), None)

    def _lines(self, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._length(longer, font) > self._width():
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _fit(self, text: str, font: ImageFont.FreeTypeFont) -> str:
        """The text, its end replaced by an ellipsis where it has no room."""
        if self._length(text, font) <= self._width():
            return text
        while text and self._length(f"{text}…", font) > self._width():
            text = text[:-1]
        return f"{text.rstrip()}…"

    def _write(self, text: str, font: ImageFont.FreeTypeFont, colour: str, top: float) -> None:
        backwards = self.direction == "rtl"
        left = WIDTH - MARGIN - BAND if backwards else MARGIN + BAND
        self.pen.text((left, top), text, fill=colour, font=font, anchor="ra" if backwards else "la", **self._shaping())

    def _length(self, text: str, font: ImageFont.FreeTypeFont) -> float:
        return self.pen.textlength(text, font=font, **self._shaping())

    def _shaping(self) -> dict[str, Any]:
        """How letters join and in which direction they run; what Pillow takes only where it can shape."""
        return {"direction": self.direction, "language": self.language} if self.shaped else {}

    @staticmethod
    def _width() -> int:
        return WIDTH - 2 * MARGIN - BAND


@cache
def _font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(fontpkg.path(family)), size)
    font.set_variation_by_axes([weight, 100])  # the second: of full width
    return font


def _has_all(font: ImageFont.FreeTypeFont, text: str) -> bool:
    missing = bytes(font.getmask(NO_LETTER))
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) if not letter.isspace())
