"""Suites of the benchmark: which pages are measured, and how."""

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from wagtail.models import Locale, Page, Site

from core.base.list_definition import PAGE_SIZE
from devtools.bench.content import TARGET
from devtools.bench.facets import facet_cases
from devtools.bench.images import images
from devtools.bench.measuring import Case, Subject
from devtools.bench.searching import searching
from devtools.bench.stock import LISTED, remembered
from devtools.bench.workbench import translation
from groups.models import SDGPage, ServiceIndexPage, ServicePage, WorkingGroupIndexPage, WorkingGroupPage
from home.models import HomePage
from resources.models import EventPage, NewsPage, ResourcePage

#: Pages that say something of their own, and pages that list others.
DETAILS: tuple[type[Page], ...] = (HomePage, WorkingGroupPage, ServicePage, ResourcePage, NewsPage, EventPage, SDGPage)
LISTS: tuple[type[Page], ...] = (WorkingGroupIndexPage, ServiceIndexPage, *LISTED)


def pages() -> Iterator[Case]:
    """A page of each type as a visitor reads it, in the language it is translated into."""
    yield from _cases("pages", DETAILS)


def listings() -> Iterator[Case]:
    """The lists of everything; of those that have leaves the first one and, as ``….deep``, one far behind.

    ``….faceted`` is one narrowed to another goal and country each time.
    """
    yield from _cases("listings", LISTS)
    yield from facet_cases(_client(), _size(), Locale.objects.get(language_code=TARGET))


def search() -> Iterator[Case]:
    """Words, words narrowed by facets, and suggestions, in the language that is translated into."""
    yield from searching(_client(), _size(), Locale.objects.get(language_code=TARGET))


SUITES: dict[str, Callable[[], Iterator[Case]]] = {
    "pages": pages,
    "listings": listings,
    "images": images,
    "translation": translation,
    "search": search,
}


def _cases(suite: str, types: tuple[type[Page], ...]) -> Iterator[Case]:
    client, size = _client(), _size()
    locale = Locale.objects.get(language_code=TARGET)
    for model in types:
        page = model.objects.live().filter(locale=locale).order_by("pk").first()
        if page is None:
            continue
        name = f"{suite}.{model._meta.model_name}"
        yield Case(name, size, _subjects(client, page))
        if deep := _deep_leaf(model, locale):
            yield Case(f"{name}.deep", size, _subjects(client, page, deep))


def _client() -> Client:
    return Client(HTTP_HOST=Site.objects.get(is_default_site=True).hostname)


def _size() -> int:
    return Page.objects.filter(depth__gt=1).count()


def _deep_leaf(model: type[Page], locale: Locale) -> int:
    """The number of a results page three quarters down a list, 0 for one without a second leaf."""
    if model not in LISTED:
        return 0
    page_model, _date = LISTED[model]
    leaves = -(-page_model.objects.filter(locale=locale).count() // PAGE_SIZE)
    return max(2, leaves * 3 // 4) if leaves > 1 else 0


def _subjects(client: Client, page: Page, results_page: int = 1) -> list[Subject]:
    query = f"?page={results_page}" if results_page > 1 else ""

    def get(address: str) -> Callable[[], Any]:
        return lambda: client.get(f"{address}{query}")

    key = f"{page.pk}-{results_page}"
    remembered[key] = client.get(f"{page.url}{query}").content
    return [
        Subject("ours", get(page.url)),
        Subject("stock", get(f"/bench/stock/{page.pk}/")),
        Subject("floor", get(f"/bench/floor/{key}/")),
    ]
