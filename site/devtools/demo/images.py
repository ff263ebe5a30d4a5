"""Draw the demo's images, the same every time.

No emblem, logo or icon of anybody's. Each is drawn on a square or wide sheet whose sides count from
0 to 1, at twice its size, and then made smaller for smooth edges.
"""

import random
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

from django.core.files.images import ImageFile
from PIL import Image, ImageColor, ImageDraw

from core.images.models import PlatformImage
from core.vocabularies.goals import GOALS

#: Width and height in pixels.
LOGO, WIDE = (480, 480), (1440, 960)
PAPER, INK = "#f6f1e7", "#1b2f3a"
SCALE = 2


class Sheet:
    """Drawing surface. Positions and sizes are fractions of its width and height."""

    def __init__(self, size: tuple[int, int], ground: str = PAPER) -> None:
        self.size = size
        self.width, self.height = size[0] * SCALE, size[1] * SCALE
        self.image = Image.new("RGB", (self.width, self.height), ground)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A rectangle in pixels."""
        return left * self.width, top * self.height, right * self.width, bottom * self.height

    def rectangle(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled rectangle."""
        self.draw.rectangle(self.box(left, top, right, bottom), fill=colour)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle; the radius is a fraction of the height."""
        r, cx, cy = radius * self.height, x * self.width, y * self.height
        self.draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=colour)

    def arc(self, box: tuple[float, float, float, float], start: int, end: int, colour: str, width: float) -> None:
        """Part of an ellipse's edge, in degrees clockwise from three o'clock."""
        self.draw.arc(self.box(*box), start, end, fill=colour, width=round(width * self.height))

    def polygon(self, points: list[tuple[float, float]], colour: str) -> None:
        """A filled shape."""
        self.draw.polygon([(x * self.width, y * self.height) for x, y in points], fill=colour)

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        """A line with round joints."""
        corners = [(x * self.width, y * self.height) for x, y in points]
        self.draw.line(corners, fill=colour, width=round(width * self.height), joint="curve")

    def file(self, name: str) -> ImageFile:
        """The finished drawing as a PNG."""
        small = self.image.reduce(SCALE).quantize(128)
        buffer = BytesIO()
        small.save(buffer, "PNG")
        return ImageFile(buffer, name=f"{name}.png")


def colour(number: int, light: float = 0) -> str:
    """A goal's colour, mixed with paper: 0 is pure, 1 is paper."""
    goal_rgb, paper_rgb = ImageColor.getrgb(GOALS[number - 1].colour), ImageColor.getrgb(PAPER)
    return "#" + "".join(f"{round(a + (b - a) * light):02x}" for a, b in zip(goal_rgb, paper_rgb, strict=False))


def image(name: str, title: str) -> PlatformImage:
    """The drawing of that name in the image library, under a title; made if it is not there."""
    return get_or_create_image(name, title, DRAWINGS[name])


def get_or_create_image(name: str, title: str, draw: Callable[[], Sheet]) -> PlatformImage:
    """An image of the demo's in the library, under a title; drawn if it is not there."""
    record = PlatformImage.objects.filter(title=title, credit=CREDIT).first()
    if record is None:
        record = PlatformImage(title=title, credit=CREDIT, licence="CC0 1.0")
        record.file = draw().file(f"demo-{name}")
        record.save()
    return record


def _hero() -> Sheet:
    sheet = Sheet(WIDE, colour(7, 0.72))
    for radius, light in ((0.46, 0.55), (0.36, 0.35), (0.26, 0.1)):
        sheet.circle(0.62, 0.52, radius, colour(11, light))
    hills = ((0.1, 0.62, 0.42, 13), (0.42, 0.7, 0.4, 15), (0.82, 0.64, 0.44, 6), (0.2, 0.86, 0.42, 14))
    for x, y, radius, goal in hills:
        sheet.circle(x, y + radius * 0.6, radius, colour(goal, 0.12))
    sheet.circle(0.7, 1.28, 0.52, colour(17, 0.05))
    for step in range(5):
        sheet.arc((0.46 - step * 0.03, 0.76 - step * 0.045, 0.94 + step * 0.03, 1.8), 180, 360, PAPER, 0.006)
    for x, y, goal in ((0.16, 0.2, 5), (0.24, 0.13, 10), (0.33, 0.22, 8), (0.88, 0.16, 1), (0.8, 0.1, 3)):
        sheet.circle(x, y, 0.035, colour(goal))
    return sheet


def _bands() -> Sheet:
    sheet = Sheet(WIDE, colour(6, 0.75))
    sheet.circle(0.78, 0.24, 0.1, colour(7))
    sheet.polygon(
        [(0, 0.5), (0.2, 0.28), (0.38, 0.44), (0.6, 0.2), (0.84, 0.42), (1, 0.34), (1, 0.6), (0, 0.6)], colour(15)
    )
    sheet.polygon([(0, 0.58), (0.3, 0.44), (0.62, 0.56), (1, 0.46), (1, 0.7), (0, 0.7)], colour(13))
    sheet.polygon([(0, 0.7), (0.4, 0.62), (1, 0.72), (1, 0.8), (0, 0.8)], colour(7, 0.45))
    sheet.polygon([(0, 0.76), (0.5, 0.82), (1, 0.74), (1, 1), (0, 1)], colour(14))
    for y in (0.84, 0.9, 0.96):
        sheet.line([(x / 20, y + 0.012 * (x % 2)) for x in range(21)], colour(14, 0.6), 0.006)
    return sheet


def _bridge() -> Sheet:
    sheet = Sheet(WIDE, colour(9, 0.86))
    sheet.rectangle(0, 0.72, 1, 1, colour(14, 0.35))
    sheet.polygon([(0, 0.42), (0.16, 0.5), (0.22, 1), (0, 1)], colour(5))
    sheet.polygon([(1, 0.38), (0.86, 0.5), (0.78, 1), (1, 1)], colour(10))
    sheet.rectangle(0.12, 0.5, 0.9, 0.55, colour(16))
    for start in (0.18, 0.39, 0.6):
        sheet.arc((start, 0.54, start + 0.21, 1.0), 180, 360, colour(16), 0.045)
    for x, goal in ((0.3, 3), (0.5, 8), (0.68, 11)):
        sheet.circle(x, 0.44, 0.05, colour(goal))
    return sheet


def _gender() -> Sheet:
    sheet = Sheet(LOGO)
    sheet.arc((0.14, 0.14, 0.86, 0.86), 98, 262, colour(5), 0.16)
    sheet.arc((0.14, 0.14, 0.86, 0.86), 278, 82, colour(10), 0.16)
    return sheet


def _climate() -> Sheet:
    sheet = Sheet(LOGO)
    sheet.circle(0.5, 0.44, 0.2, colour(7))
    for y, goal in ((0.5, 6), (0.64, 14), (0.78, 13)):
        for x in range(-1, 5):
            sheet.circle(x * 0.25 + (0.12 if goal == 14 else 0), y + 0.14, 0.14, colour(goal))
        sheet.rectangle(0, y + 0.12, 1, 1, colour(goal))
    return sheet


def _paths() -> Sheet:
    sheet = Sheet(LOGO)
    for start, middle, end, goal in ((0.15, 0.5, 0.85, 10), (0.5, 0.28, 0.5, 8), (0.85, 0.5, 0.15, 16)):
        points = [(start, 0.92), (start, 0.72), (middle, 0.5), (end, 0.28), (end, 0.08)]
        sheet.line(points, colour(goal), 0.11)
    return sheet


def _bars() -> Sheet:
    sheet = Sheet(LOGO)
    for step, goal in enumerate((1, 2, 8, 10)):
        sheet.rectangle(0.14 + step * 0.19, 0.7 - step * 0.18, 0.29 + step * 0.19, 0.88, colour(goal))
    return sheet


def _columns() -> Sheet:
    sheet = Sheet(LOGO)
    sheet.draw.pieslice(sheet.box(0.14, 0.12, 0.86, 0.76), 180, 360, fill=colour(16))
    for step in range(4):
        sheet.rectangle(0.16 + step * 0.19, 0.5, 0.27 + step * 0.19, 0.84, colour(17, step * 0.12))
    sheet.rectangle(0.1, 0.84, 0.9, 0.9, colour(16))
    return sheet


def _ripples() -> Sheet:
    sheet = Sheet(LOGO)
    for radius, goal in ((0.44, 3), (0.34, 11), (0.24, 5), (0.13, 16)):
        sheet.circle(0.5, 0.5, radius, colour(goal))
        sheet.circle(0.5, 0.5, radius - 0.045, PAPER)
    sheet.circle(0.5, 0.5, 0.05, colour(16))
    return sheet


def _coins() -> Sheet:
    sheet = Sheet(LOGO)
    for x, y, goal in ((0.18, 0.62, 17), (0.39, 0.4, 1), (0.61, 0.4, 7), (0.82, 0.62, 10)):
        sheet.circle(x, y, 0.14, colour(goal))
        sheet.circle(x, y, 0.06, colour(goal, 0.45))
    sheet.rectangle(0.04, 0.78, 0.96, 0.84, INK)
    return sheet


def _stars() -> Sheet:
    sheet = Sheet(LOGO)
    points = [(0.16, 0.7), (0.34, 0.34), (0.54, 0.58), (0.7, 0.2), (0.86, 0.66)]
    for one, other in [*pairwise(points), (points[0], points[2]), (points[2], points[4])]:
        sheet.line([one, other], colour(16, 0.4), 0.02)
    for (x, y), goal in zip(points, (4, 9, 17, 7, 6), strict=True):
        sheet.circle(x, y, 0.075, colour(goal))
    return sheet


def _leaning() -> Sheet:
    sheet = Sheet(LOGO)
    sheet.polygon([(0.16, 0.88), (0.34, 0.88), (0.56, 0.26), (0.42, 0.2)], colour(17))
    sheet.polygon([(0.84, 0.88), (0.66, 0.88), (0.44, 0.26), (0.58, 0.2)], colour(11, 0.1))
    sheet.circle(0.38, 0.14, 0.08, colour(17))
    sheet.circle(0.62, 0.14, 0.08, colour(11, 0.1))
    return sheet


def _bubbles() -> Sheet:
    sheet = Sheet(LOGO)
    sheet.polygon([(0.22, 0.5), (0.46, 0.56), (0.2, 0.78)], colour(17))
    sheet.circle(0.38, 0.4, 0.26, colour(17))
    sheet.polygon([(0.82, 0.6), (0.58, 0.7), (0.84, 0.9)], colour(9))
    sheet.circle(0.64, 0.56, 0.24, colour(9))
    return sheet


def _shoot() -> Sheet:
    sheet = Sheet(LOGO)
    for left, top, right, goal in (
        (0.08, 0.62, 0.42, 4),
        (0.58, 0.58, 0.92, 8),
        (0.1, 0.8, 0.44, 16),
        (0.56, 0.78, 0.9, 9),
    ):
        sheet.rectangle(left, top, right, top + 0.15, colour(goal))
    sheet.line([(0.5, 0.94), (0.5, 0.3)], colour(15), 0.06)
    sheet.draw.pieslice(sheet.box(0.2, 0.16, 0.8, 0.56), 90, 180, fill=colour(15))
    sheet.draw.pieslice(sheet.box(0.24, 0.06, 0.76, 0.46), 0, 90, fill=colour(13))
    return sheet


def _grid() -> Sheet:
    sheet = Sheet(LOGO)
    chance = random.Random(17)  # noqa: S311 - a drawing is no secret
    for row, column in ((row, column) for row in range(4) for column in range(4)):
        left, top = 0.12 + column * 0.195, 0.12 + row * 0.195
        sheet.rectangle(left, top, left + 0.165, top + 0.165, colour(17, chance.choice((0, 0.3, 0.55, 0.75))))
    return sheet


#: Who made them: how they are told from an editor's images of the same title.
CREDIT = "Plataforma, demo"

DRAWINGS: dict[str, Callable[[], Sheet]] = {
    "hero": _hero,
    "coast": _bands,
    "bridge": _bridge,
    "gender": _gender,
    "climate": _climate,
    "human-mobility": _paths,
    "equitable-growth": _bars,
    "governance": _columns,
    "crime-violence": _ripples,
    "financing": _coins,
    "knowledge": _stars,
    "peer-support": _leaning,
    "communication": _bubbles,
    "youth": _shoot,
    "data": _grid,
}
