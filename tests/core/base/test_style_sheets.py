"""What the style sheets promise: colours that can be read, both directions, little to load."""

import re
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from core.vocabularies.goal_wheel import INNER, OUTER, SEGMENTS
from core.vocabularies.goals import GOALS
from home.models import HomePage
from tests.factories import SDGIndexPageFactory, SDGPageFactory
from tests.support.public_pages import get_soup

CSS = Path(settings.BASE_DIR, "site/static/css")
SHEETS = sorted(CSS.glob("*.css"))

#: WCAG 2.2: for text, and for what has to be told apart from its ground to be used.
TEXT, CONTROL = 4.5, 3.0

GROUNDS = ("ground", "raised", "tint", "sand")

#: A colour, what it stands on, and the contrast that it needs.
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "quiet", "accent", "good", "urgent-line") for ground in GROUNDS),
    *(("edge", ground, CONTROL) for ground in GROUNDS),
    *(("ink", ground, TEXT) for ground in ("warning", "urgent")),
    *((line, line.removesuffix("-line"), TEXT) for line in ("warning-line", "urgent-line")),
    *((ink, "band", TEXT) for ink in ("band-ink", "band-quiet", "maize")),
    ("accent-ink", "accent-ground", TEXT),
    ("maize-ink", "maize", TEXT),
]


def read_style_sheet(name: str) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(encoding="utf-8"), flags=re.DOTALL)


def tokens() -> dict[str, tuple[str, str]]:
    """The colours of tokens.css: each with its values for light and dark."""
    found = {}
    for name, light, dark, always in re.findall(
        r"--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));", read_style_sheet("tokens.css")
    ):
        found[name] = (light or always, dark or always)
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_what_is_written_can_be_read(scheme: int) -> None:
    known = tokens()
    measured = {(ink, ground): contrast(known[ink][scheme], known[ground][scheme]) for ink, ground, _least in PAIRS}
    low = [
        f"{ink} on {ground}: {measured[ink, ground]:.2f}"
        for ink, ground, least in PAIRS
        if measured[ink, ground] < least
    ]
    assert not low, "\n".join(low)


def test_the_goals_colours_are_the_datas_and_can_be_read() -> None:
    found = dict(re.findall(r"\.goal-(\d+) \{ --goal: (#\w+; --goal-ink: #\w+); \}", read_style_sheet("blocks.css")))
    assert found == {str(goal.number): f"{goal.colour}; --goal-ink: {goal.text_colour}".lower() for goal in GOALS}
    assert all(contrast(goal.colour, goal.text_colour) >= TEXT for goal in GOALS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_turns_with_the_language_and_has_its_layer(sheet: Path) -> None:
    rules = read_style_sheet(sheet.name)
    assert not re.search(r"\b(?:margin|padding|border|inset)-(?:top|bottom|left|right)\b", rules)
    assert not re.search(r"(?<![\w-])(?:left|right|float|width|height):", rules)
    outside = re.sub(r"@font-face \{[^}]*\}|@layer [\w, ]+;", "", rules)
    assert outside.strip().startswith("@layer ")
    assert len(sheet.read_text(encoding="utf-8").splitlines()) < 400


def test_style_sheets_and_the_face_stay_small() -> None:
    """All that the public site has, sent compressed; no page links all of it."""
    public = b"".join(sheet.read_bytes() for sheet in SHEETS if sheet.name != "styleguide.css")
    face = Path(settings.BASE_DIR, "site/static/fonts/archivo-bold.woff2").stat().st_size
    assert len(zlib.compress(public)) <= 14 * 1024
    assert face <= 12 * 1024


def test_the_wheel_is_closed_and_in_order() -> None:
    assert [segment.goal.number for segment in SEGMENTS] == list(range(1, 18))
    for segment in SEGMENTS:
        distance = (float(segment.x) ** 2 + float(segment.y) ** 2) ** 0.5
        assert INNER < distance < OUTER
    first, ninth = SEGMENTS[0], SEGMENTS[8]
    assert float(first.x) > 0 > float(first.y)
    assert float(ninth.y) > 0


@pytest.mark.one_database
@pytest.mark.django_db
def test_wheel_and_list_lead_to_the_same_pages_in_the_readers_language(client: Client, home: HomePage) -> None:
    index = SDGIndexPageFactory(parent=home)
    pages = {number: SDGPageFactory(parent=index, number=number) for number in (1, 5, 17)}
    page = get_soup(client, home.url)
    ring, listed = page.select("a.goal-segment"), page.select(".goals-index a")
    assert [link["href"] for link in ring] == [page.url for page in pages.values()]
    assert [link["href"] for link in listed] == [link["href"] for link in ring]
    assert [item.select_one(".goal-title").get_text() for item in page.select(".goals-index li")] == [
        goal.title("es") for goal in GOALS
    ]
    assert len(page.select(".goal-segment")) == len(GOALS)
    assert page.select_one("svg.goal-wheel")["aria-hidden"] == "true"
    assert {link["tabindex"] for link in ring} == {"-1"}
    assert not get_soup(client, "/en/").select(".goal-wheel")
