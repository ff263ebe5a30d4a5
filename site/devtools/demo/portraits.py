"""Draw the demo's portraits: initials on a disc, since the people are invented."""

from PIL import ImageFont

from core.images.models import PlatformImage
from devtools.demo.images import INK, PAPER, Sheet, colour, get_or_create_image

#: Width and height in pixels.
SIZE = (480, 480)


def portrait(key: str, name: str, goal: int) -> PlatformImage:
    """Somebody's monogram in the image library; drawn if it is not there.

    Args:
        key: the person's key, from which the file is named.
        name: the person's name, whose first letters are shown.
        goal: the number of the goal whose colour it has.
    """
    return get_or_create_image(f"portrait-{key}", name, lambda: _monogram(name, goal))


def _monogram(name: str, goal: int) -> Sheet:
    sheet = Sheet(SIZE, colour(goal, 0.75))
    sheet.circle(0.5, 0.5, 0.38, colour(goal, 0.45))
    sheet.circle(0.5, 0.5, 0.34, PAPER)
    letters = "".join(word[0] for word in name.split())[:2].upper()
    centre = (sheet.width / 2, sheet.height / 2)
    sheet.draw.text(centre, letters, fill=INK, anchor="mm", font=ImageFont.load_default(sheet.height * 0.26))
    return sheet
