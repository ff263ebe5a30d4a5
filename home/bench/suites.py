"""The suites: which pages are measured in which ways."""

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from wagtail.models import Locale, Page, Site

from groups.models import SDGPage, ServiceIndexPage, ServicePage, WorkingGroupIndexPage, WorkingGroupPage
from home.bench.content import TARGET
from home.bench.measuring import Case, Subject
from home.bench.stock import remembered
from home.models import HomePage

#: Pages that say something of their own, and pages that list others.
DETAILS: tuple[type[Page], ...] = (HomePage, WorkingGroupPage, ServicePage)
LISTS: tuple[type[Page], ...] = (WorkingGroupIndexPage, ServiceIndexPage, SDGPage)


def pages() -> Iterator[Case]:
    """A page of each type as a visitor reads it, in the language it is translated into."""
    yield from _cases("pages", DETAILS)


def listings() -> Iterator[Case]:
    """The lists of everything, and a goal's page."""
    yield from _cases("listings", LISTS)


SUITES: dict[str, Callable[[], Iterator[Case]]] = {"pages": pages, "listings": listings}


def _cases(suite: str, types: tuple[type[Page], ...]) -> Iterator[Case]:
    client = Client(HTTP_HOST=Site.objects.get(is_default_site=True).hostname)
    size = Page.objects.filter(depth__gt=1).count()
    locale = Locale.objects.get(language_code=TARGET)
    for model in types:
        page = model.objects.live().filter(locale=locale).order_by("pk").first()
        if page is not None:
            yield Case(f"{suite}.{model._meta.model_name}", size, _subjects(client, page))


def _subjects(client: Client, page: Page) -> list[Subject]:
    def get(address: str) -> Callable[[], Any]:
        return lambda: client.get(address)

    remembered[str(page.pk)] = client.get(page.url).content
    return [
        Subject("ours", get(page.url)),
        Subject("stock", get(f"/bench/stock/{page.pk}/")),
        Subject("floor", get(f"/bench/floor/{page.pk}/")),
    ]
