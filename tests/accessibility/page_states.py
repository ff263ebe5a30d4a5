"""The states of public pages: every page type, with menus open, forms refused, lists empty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from playwright.sync_api import Page as Window
from wagtail.models import Page

from core.base.localized_urls import in_language
from tests.accessibility.full_platform import LANGUAGES, page_url

#: A visitor's circumstances: language, colour scheme, width in pixels (1280 at 400 % is 320), our scripts run or not.
Circumstances = tuple[str, str, int, bool]
EVERY: tuple[Circumstances, ...] = tuple(product(LANGUAGES, ("light", "dark"), (1280, 320), (True, False)))


@dataclass(frozen=True)
class State:
    """A place, by the name of a page and what follows its address in English words, and what a visitor does there.

    In what follows the address, the name of a page in braces stands for its key.
    """

    name: str
    page: str
    query: str = ""
    do: Callable[[Window], Any] | None = None
    status: int = 200
    #: Whether what the visitor does is to send the page's form, as it is.
    sends: bool = False

    def address(self, made: dict[str, Page], language: str) -> str:
        """The URL in a language."""
        keys = {name: page.pk for name, page in made.items()}
        path, mark, query = self.query.format_map(keys).partition("?")
        return f"{page_url(made[self.page], language)}{in_language(path, language)}{mark}{query}"


def _send_nothing(window: Window) -> None:
    with window.expect_navigation():  # the script asks first whether the server can be reached
        window.locator("main form [type=submit]").first.click()


def _open_menu(window: Window) -> None:
    """Open the menu, which is open already in a wide window."""
    if window.locator(".menu-button").is_visible():
        window.locator(".menu-button").click()


def _open_languages(window: Window) -> None:
    window.locator(".languages-button").click()


def _open_facets(window: Window) -> None:
    """Open every disclosure of the list's form, outer ones first."""
    for fold in (".facets-fold", ".facet", ".facet-more"):
        for summary in window.locator(f"{fold}:not([open]) > summary").all():
            if summary.is_visible():
                summary.press("Enter")


STATES = (
    *(
        State(name, name)
        for name in (
            *("home", "content", "form", "groups", "group", "closed", "services", "service", "goals", "goal"),
            *("resources", "resource", "news list", "news", "events", "event", "privacy", "accessibility"),
        )
    ),
    State("form with errors", "form", do=_send_nothing, sends=True),
    State("request", "service", "request/"),
    State("request with errors", "service", "request/", do=_send_nothing, sends=True),
    State("request sent", "service", "request/?sent=1"),
    State("compared", "services", "compare/?compare={service}"),
    State("nothing compared", "services", "compare/"),
    State("event cancelled", "cancelled"),
    State("event past", "past"),
    State("menu open", "group", do=_open_menu),
    State("languages open", "group", do=_open_languages),
    State("facets open", "resources", do=_open_facets),
    State("chips", "resources", "?goal=5&country=MX"),
    State("nothing matches", "services", "?goal=5&country=BR&language=pt-br"),
    State("organigram", "groups", "organigram/"),
    State("site map", "home", "site-map/"),
    State("results", "home", "search/?q=g%C3%A9nero"),
    State("no results", "home", "search/?q=xyzzy"),
    State("no search", "home", "search/"),
    State("not found", "home", "nowhere/", status=404),
    State("not found here", "home", "lejos/solo-aqui/", status=404),
)


def pairwise() -> tuple[Circumstances, ...]:
    """The fewest combinations in which every pair of values of different parameters occurs."""
    missing = {pair for row in EVERY for pair in _pairs(row)}
    rows = []
    while missing:
        best = max(EVERY, key=lambda row: len(missing & set(_pairs(row))))
        rows.append(best)
        missing -= set(_pairs(best))
    return tuple(rows)


def _pairs(row: Circumstances) -> Iterator[tuple[Any, ...]]:
    return ((one, row[one], two, row[two]) for one in range(len(row)) for two in range(one))


def each_state_once() -> dict[Circumstances, list[State]]:
    """Every state once, spread over pairwise combinations of the parameters."""
    rows = pairwise()
    return {row: list(STATES[place :: len(rows)]) for place, row in enumerate(rows)}


def all_combinations() -> dict[Circumstances, list[State]]:
    """Every state in all combinations of the parameters."""
    return {row: list(STATES) for row in EVERY}
