"""Searching: ours, and Wagtail's own backend asked the way its documentation shows.

Words are those of the texts, another one each time, so that nobody has the answer at hand: most pages have a common
word, a tenth a medium one, one page a rare one. Both indexes are built first, and that is measured once.
"""

import time
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote_plus

from django.core.management import call_command
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.test import Client
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from core.vocabularies.countries import REGION
from home.bench.measuring import Case, Result, Subject
from home.bench.texts import WORDS
from resources.models import ResourceIndexPage

#: How many results stock shows, as ours does.
LEAF_SIZE = 10
MEDIUM = ("evento", "noticia")


def rebuilding(size: int) -> Iterator[Result]:
    """Both indexes built once."""
    for subject, backend in (("ours", "public"), ("stock", "default")):
        cpu, wall = time.process_time(), time.perf_counter()
        call_command("update_index", backend_name=backend, verbosity=0)
        taken = [(time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000]
        yield Result("search.rebuild", subject, size, 0, round(taken[0], 1), round(taken[1], 1), 0)


def searching(client: Client, size: int, locale: Locale) -> Iterator[Case]:
    """Words of three kinds, words narrowed by three facets, and what is suggested while somebody types."""
    tag = locale.language_code
    rare = [f"recurso {number}" for number in range(0, 400, 4)]
    for name, words in (("common", WORDS), ("medium", MEDIUM), ("rare", rare)):
        subjects = [
            Subject("ours", _asking(client, f"/{tag}/search/?q=", words)),
            Subject("stock", _asking(client, f"/bench/search/{locale.pk}/?q=", words)),
        ]
        yield Case(f"search.{name}", size, subjects)
    page = ResourceIndexPage.objects.live().filter(locale=locale).first()
    if page is not None:
        narrowed = [
            f"{word}&type=resources&goal={goal}&country={country}"
            for word, goal, country in zip(WORDS, cycle(range(1, 18)), cycle(REGION), strict=False)
        ]
        listed = [f"?goal={goal}&country={country}" for country in REGION for goal in range(1, 18)]
        subjects = [
            Subject("ours", _asking(client, f"/{tag}/search/?q=", narrowed, quoted=False)),
            Subject("stock", _asking(client, f"/bench/faceted/{page.pk}/", listed, quoted=False)),
        ]
        yield Case("search.faceted", size, subjects)
    starts = [word[:length] for word in WORDS for length in (2, 3, 5)]
    subjects = [
        Subject("ours", _asking(client, f"/{tag}/search/suggestions/?q=", starts)),
        Subject("stock", _asking(client, f"/bench/suggestions/{locale.pk}/?q=", starts)),
    ]
    yield Case("search.suggestions", size, subjects)


def _asking(client: Client, address: str, questions: Any, *, quoted: bool = True) -> Callable[[], Any]:
    turn = cycle(questions)
    return lambda: client.get(address + (quote_plus(next(turn)) if quoted else next(turn)))


def _pages(locale: int) -> Any:
    return Page.objects.live().public().filter(locale=locale)


def stock(request: HttpRequest, locale: int) -> HttpResponse:
    """A leaf of results of Wagtail's backend, each page as what it is."""
    found = _pages(locale).specific().search(request.GET["q"])
    leaf = Paginator(found, LEAF_SIZE).get_page(request.GET.get("page"))
    return render(request, "bench/search.html", {"leaf": leaf, "noindex": True})


def stock_suggestions(request: HttpRequest, locale: int) -> HttpResponse:
    """The first pages that Wagtail's backend completes a beginning to."""
    found = get_search_backend().autocomplete(request.GET["q"], _pages(locale))[:8]
    return JsonResponse({"suggestions": [{"title": page.title, "url": page.url} for page in found]})
