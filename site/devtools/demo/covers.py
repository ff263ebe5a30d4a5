"""Draw the covers of the demo's resources."""

from collections.abc import Callable
from math import pi, sin

from core.images.models import PlatformImage
from devtools.demo import images
from devtools.demo.images import PAPER, Sheet, colour

#: Width and height in pixels.
COVER = (600, 800)


def cover(name: str, title: str) -> PlatformImage:
    """The cover of that name in the image library; drawn if it is not there."""
    return images.get_or_create_image(f"cover-{name}", title, COVERS[name])


def _circles() -> Sheet:
    sheet = Sheet(COVER, colour(5, 0.8))
    for x, y, radius, goal in ((0.3, 0.26, 0.2, 5), (0.76, 0.4, 0.15, 8), (0.36, 0.7, 0.17, 8), (0.8, 0.82, 0.2, 5)):
        sheet.circle(x, y, radius, colour(goal))
        sheet.circle(x, y, radius * 0.55, colour(goal, 0.55))
    return sheet


def _mosaic() -> Sheet:
    sheet = Sheet(COVER, colour(17, 0.88))
    for place in range(20):
        x, y = place % 4 / 4, place // 4 / 5
        tone = colour((5, 17, 5, 14, 17)[place % 5], (0, 0.3)[place % 2])
        if place % 3:
            sheet.circle(x + 0.125, y + 0.1, 0.08, tone)
        else:
            sheet.polygon([(x + 0.02, y + 0.18), (x + 0.125, y + 0.02), (x + 0.23, y + 0.18)], tone)
    return sheet


def _lines() -> Sheet:
    sheet = Sheet(COVER, colour(7, 0.85))
    for step, goal in enumerate((5, 11, 7, 8)):
        x, y = 0.14 + step * 0.12, 0.36 + step * 0.12
        sheet.line([(x, 1), (x, y), (x + 0.16, y - 0.12), (1, y - 0.12)], colour(goal), 0.04)
        for stop in ((x, 0.92 - step * 0.03), (x, y + 0.1), (0.62 + step * 0.06, y - 0.12), (0.9, y - 0.12)):
            sheet.circle(*stop, 0.013, PAPER)
    return sheet


def _ripples() -> Sheet:
    sheet = Sheet(COVER, colour(13, 0.75))
    for step in range(8, 0, -1):
        sheet.circle(0.3, 0.68, step * 0.09, colour((13, 11)[step % 2], 0.1 * (step - 1)))
    sheet.circle(0.3, 0.68, 0.03, PAPER)
    return sheet


def _roots() -> Sheet:
    sheet = Sheet(COVER, colour(6, 0.8))
    for step in range(5):
        x = 0.02 + step * 0.2
        sheet.polygon([(x, 0.62), (x + 0.08, 0.2 + step % 2 * 0.12), (x + 0.16, 0.62)], colour(15))
        sheet.polygon([(x + 0.08, 0.4), (x - 0.03, 0.86), (x + 0.02, 0.86)], colour(15, 0.35))
        sheet.polygon([(x + 0.08, 0.4), (x + 0.14, 0.86), (x + 0.19, 0.86)], colour(15, 0.35))
    for row, light in ((0.78, 0.4), (0.86, 0.15)):
        for step in range(-1, 7):
            x = step / 6 + (0.08 if light == 0.15 else 0)
            sheet.polygon([(x, 1), (x + 0.083, row), (x + 0.166, 1)], colour(14, light))
    return sheet


def _fading() -> Sheet:
    sheet = Sheet(COVER, PAPER)
    for place in range(108):
        column, row = place % 9, place // 9
        x, y = 0.06 + column * 0.1, 0.08 + row * 0.072
        sheet.rectangle(x, y, x + 0.085, y + 0.06, colour((2, 13, 2)[row % 3], column / 9))
    return sheet


def _desks() -> Sheet:
    sheet = Sheet(COVER, colour(10, 0.86))
    for place in range(20):
        x, y = 0.08 + place % 4 * 0.22, 0.08 + place // 4 * 0.18
        sheet.rectangle(x, y, x + 0.18, y + 0.11, colour((4, 10, 7, 16, 3)[place * 3 % 5]))
        sheet.circle(x + 0.09, y + 0.14, 0.018, colour(16))
    return sheet


def _steps() -> Sheet:
    sheet = Sheet(COVER, colour(8, 0.85))
    for step, goal in enumerate((1, 10, 8, 2, 8)):
        sheet.rectangle(0.06 + step * 0.18, 0.78 - step * 0.15, 0.22 + step * 0.18, 1, colour(goal, step % 2 * 0.2))
    return sheet


def _halves() -> Sheet:
    sheet = Sheet(COVER, colour(2, 0.8))
    for place in range(12):
        x, y, goal = 0.06 + place % 3 * 0.3, 0.05 + place // 3 * 0.23, (2, 15, 12, 3)[place % 4]
        angle = place % 2 * 180
        sheet.draw.pieslice(sheet.box(x, y, x + 0.28, y + 0.21), angle, angle + 180, fill=colour(goal))
        sheet.draw.pieslice(sheet.box(x + 0.05, y + 0.04, x + 0.23, y + 0.17), angle, angle + 180, fill=colour(7, 0.4))
    return sheet


def _bands() -> Sheet:
    sheet = Sheet(COVER, colour(16, 0.88))
    for row, end in enumerate((0.9, 0.78, 0.86, 0.5, 0.9, 0.7, 0.84, 0.38)):
        sheet.rectangle(0.1, 0.12 + row * 0.1, end, 0.17 + row * 0.1, colour((16, 17)[row // 4], row % 2 * 0.25))
    return sheet


def _targets() -> Sheet:
    sheet = Sheet(COVER, colour(16, 0.85))
    for step in range(7, 0, -1):
        sheet.circle(0.5, 0.5, step * 0.075, colour((16, 4)[step % 2], 0.15 * (step % 3)))
    return sheet


def _coins() -> Sheet:
    sheet = Sheet(COVER, colour(14, 0.85))
    for place in range(15):
        x, y = 0.18 + place % 3 * 0.32, 0.12 + place // 3 * 0.19
        if place < 6 or place == 7:
            sheet.circle(x, y, 0.08, colour(17))
            sheet.circle(x, y, 0.05, colour(14))
        else:
            _leaf(sheet, x, y, colour((15, 13)[place % 2]))
    return sheet


def _leaf(sheet: Sheet, x: float, y: float, tone: str) -> None:
    steps = [step / 12 for step in range(13)]
    widths = [0.06 * sin(pi * part) for part in steps]
    edge = [
        (x - 0.09 + 0.18 * part - width, y + 0.07 - 0.14 * part - width)
        for part, width in zip(steps, widths, strict=True)
    ]
    other_edge = [
        (x - 0.09 + 0.18 * part + width, y + 0.07 - 0.14 * part + width)
        for part, width in zip(steps, widths, strict=True)
    ]
    sheet.polygon([*edge, *reversed(other_edge)], tone)
    sheet.line([(x - 0.12, y + 0.095), (x + 0.05, y - 0.04)], PAPER, 0.006)


def _sheets() -> Sheet:
    sheet = Sheet(COVER, colour(9, 0.85))
    for left, top, goal, light in ((0.1, 0.08, 17, 0.35), (0.32, 0.32, 9, 0)):
        for place in range(35):
            x, y = left + place % 5 * 0.116, top + place // 5 * 0.087
            points = [(x + 0.058, y), (x + 0.116, y + 0.043), (x + 0.058, y + 0.087), (x, y + 0.043)]
            sheet.polygon(points, colour(goal, light))
    return sheet


def _shoots() -> Sheet:
    sheet = Sheet(COVER, colour(4, 0.86))
    for place in range(8):
        x, y = 0.06 + place % 2 * 0.5, 0.3 + place // 2 * 0.18
        sheet.rectangle(x, y, x + 0.36, y + 0.13, colour((16, 4, 8, 9, 17, 11, 10, 3)[place]))
    sheet.line([(0.49, 1), (0.49, 0.18)], colour(15), 0.025)
    for y, goal in ((0.14, 15), (0.36, 13), (0.58, 15), (0.78, 13)):
        sheet.draw.pieslice(sheet.box(0.19, y - 0.08, 0.79, y + 0.16), 90, 180, fill=colour(goal))
        sheet.draw.pieslice(sheet.box(0.19, y - 0.02, 0.79, y + 0.22), 270, 360, fill=colour(goal))
    return sheet


COVERS: dict[str, Callable[[], Sheet]] = {
    "care-costing": _circles,
    "framework-questions": _mosaic,
    "transport-messages": _lines,
    "early-warning": _ripples,
    "mangroves": _roots,
    "dry-corridor-map": _fading,
    "school-desk": _desks,
    "own-account": _steps,
    "buying-nearby": _halves,
    "readable-contracts": _bands,
    "schools-without-fear": _targets,
    "debt-for-nature": _coins,
    "two-pages": _sheets,
    "consulting-youth": _shoots,
}
