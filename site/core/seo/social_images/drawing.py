"""Draw an image for social media: the page's title on a card."""

import unicodedata
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
    """Content of an image for social media. ``tag`` is the language; ``colour`` that of the band, ``#rrggbb``."""

    title: str
    kind: str
    site_name: str
    tag: str
    colour: str


def draw(card: Card) -> bytes:
    """The card as a PNG. Letters that no font here has, or that can't be shaped, are left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    backwards = languages.direction(card.tag) == "rtl"
    band = WIDTH - BAND if backwards else 0
    pen.rectangle((band, 0, band + BAND, HEIGHT), fill=card.colour)
    writer = _CardWriter(pen, card.tag)
    top = MARGIN
    if card.kind and writer.line(card.kind, SMALL, REGULAR, QUIET, top):
        top += int(SMALL * 2)
    writer.title(card.title, top, HEIGHT - MARGIN - SMALL * 2)
    writer.line(card.site_name, SMALL, BOLD, INK, HEIGHT - MARGIN - SMALL)
    output = BytesIO()
    # Flat colours and letters: 64 shades of them look the same and take a third of the space.
    image.quantize(64).save(output, "PNG", optimize=True)
    return output.getvalue()


class _CardWriter:
    """Writes on a card in one language, from the side on which its lines begin."""

    def __init__(self, pen: ImageDraw.ImageDraw, tag: str) -> None:
        self.pen = pen
        self.can_shape = features.check("raqm")
        self.direction = languages.direction(tag)
        self.language = tag

    def line(self, text: str, size: int, weight: int, colour: str, top: float) -> bool:
        """One line, cut where it is too long; whether anything of it could be written."""
        text = self._writable(text)
        if text:
            self._write(self._fit(text, _Letters(size, weight)), _Letters(size, weight), colour, top)
        return bool(text)

    def title(self, text: str, top: float, bottom: float) -> None:
        """The title in the largest letters in which it has room; cut if it has none in the smallest."""
        text = self._writable(text)
        for size in SIZES if text else ():
            letters = _Letters(size, BOLD)
            lines, room = self._lines(text, letters), min(MOST_LINES, int((bottom - top) / (size * LEADING)))
            fits = len(lines) <= room and all(self._length(line, letters) <= self._width() for line in lines)
            if fits or size == SIZES[-1]:
                self._block(lines, room, letters, top)
                return

    def _block(self, lines: list[str], room: int, letters: "_Letters", top: float) -> None:
        """Lines below each other, what has no room on the last one, cut."""
        visible_lines = lines if len(lines) <= room else [*lines[: room - 1], " ".join(lines[room - 1 :])]
        for number, line in enumerate(visible_lines):
            self._write(self._fit(line, letters), letters, INK, top + number * letters.size * LEADING)

    def _writable(self, text: str) -> str:
        """A text without the letters that no font has, or that can't be shaped; empty where none is left."""
        if not self.can_shape:
            text = "".join(letter for letter in text if unicodedata.bidirectional(letter) not in {"R", "AL"})
        result = " ".join("".join(letter for letter in text if _family(letter) or letter.isspace()).split())
        return result if any(letter.isalnum() for letter in result) else ""

    def _lines(self, text: str, letters: "_Letters") -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._length(longer, letters) > self._width():
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _fit(self, text: str, letters: "_Letters") -> str:
        """The text, its end replaced by an ellipsis where it has no room."""
        if self._length(text, letters) <= self._width():
            return text
        while text and self._length(f"{text}…", letters) > self._width():
            text = text[:-1]
        return f"{text.rstrip()}…"

    def _write(self, text: str, letters: "_Letters", colour: str, top: float) -> None:
        """A line, in the fonts that its parts need, one part after the other in the direction of the language."""
        backwards = self.direction == "rtl"
        place, baseline = float(WIDTH - MARGIN - BAND if backwards else MARGIN + BAND), top + letters.ascent
        for part, font in letters.parts(text):
            anchor = "rs" if backwards else "ls"
            self.pen.text((place, baseline), part, fill=colour, font=font, anchor=anchor, **self._shaping())
            length = self.pen.textlength(part, font=font, **self._shaping())
            place += -length if backwards else length

    def _length(self, text: str, letters: "_Letters") -> float:
        return sum(self.pen.textlength(part, font=font, **self._shaping()) for part, font in letters.parts(text))

    def _shaping(self) -> dict[str, Any]:
        """Text shaping and direction; arguments that Pillow takes only where it can shape."""
        return {"direction": self.direction, "language": self.language} if self.can_shape else {}

    @staticmethod
    def _width() -> int:
        return WIDTH - 2 * MARGIN - BAND


@dataclass(frozen=True)
class _Letters:
    """The fonts in one size and weight."""

    size: int
    weight: int

    @property
    def ascent(self) -> float:
        """Distance from the top of a line to its baseline, whatever fonts it is written in."""
        return float(_font(FAMILIES[0], self.size, self.weight).getmetrics()[0])

    def parts(self, text: str) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        """A text in parts of one font each. What several fonts have stays in that of the letters before it."""
        parts: list[tuple[str, str]] = []
        for letter in text:
            previous_family = parts[-1][1] if parts else ""
            family = (
                previous_family
                if previous_family and _has(previous_family, letter)
                else _family(letter) or previous_family or FAMILIES[0]
            )
            if family == previous_family:
                parts[-1] = (parts[-1][0] + letter, family)
            else:
                parts.append((letter, family))
        return [(part, _font(family, self.size, self.weight)) for part, family in parts]


@cache
def _font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(fontpkg.path(family)), size)
    font.set_variation_by_axes([weight, 100])  # the second: of full width
    return font


@cache
def _family(letter: str) -> str:
    """The first family of fonts that has a letter; empty where none has it."""
    return next((family for family in FAMILIES if _has(family, letter)), "")


@cache
def _has(family: str, letter: str) -> bool:
    font = _font(family, SMALL, REGULAR)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER))
