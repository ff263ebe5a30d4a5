"""Suite: search, here and with Wagtail's own backend.

Words are those of the texts, another one each time, so that nobody has the answer at hand: most pages have a common
word, a fifth a medium one, a tenth one that is seldom, one page a rare one. Both indexes are built first, and that is
measured too.

``search.common`` measures the search alone: a results page and the total, without rendering.
``search.common.page`` measures the whole response.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, product
from statistics import median
from typing import Any, TypeAlias

from django.core.management import call_command
from django.core.paginator import Page as ResultsPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from core.base.localized_urls import in_language
from core.vocabularies.countries import REGION
from devtools.bench import processor
from devtools.bench.measuring import Case, Result, Subject
from devtools.bench.texts import SELDOM, SOMETIMES, WORDS
from resources.models import ResourceIndexPage, ResourcePage
from search.autocomplete import suggest
from search.engine import SearchResults
from search.params import parse_params

#: Answers a question, another one each time.
Answering: TypeAlias = Callable[[], Any]

#: How many results stock shows, as ours does.
PAGE_SIZE = 10
#: How many times each index is built, of fewer pages than this.
BUILDS, LARGE = 3, 50_000
#: How many rare words are asked for.
RARE = 100
#: How many times as many rounds there are for the finding alone, of which the 95th percentile counts, and for pages.
FINDING, PAGES = 4, 2


def rebuilding(size: int) -> Iterator[Result]:
    """Both indexes built out of nothing, in turn; once where that takes minutes."""
    often = BUILDS if size < LARGE else 1
    turns = [(_build_seconds("public"), _build_seconds("default")) for _turn in range(often)]
    for subject, timings in zip(("ours", "stock"), zip(*turns, strict=True), strict=True):
        cpu, wall = (sorted(round(each * 1000, 1) for each in kind) for kind in zip(*timings, strict=True))
        yield Result("search.rebuild", subject, size, 0, median(cpu), median(wall), 0, often, max(cpu), max(wall))


def _build_seconds(backend: str) -> tuple[float, float]:
    """Seconds of CPU and of time that it takes to build an index."""
    get_search_backend(backend).reset_indexes()
    cpu, wall = processor.seconds(), time.perf_counter()
    call_command("update_index", backend_name=backend, verbosity=0)
    return processor.seconds() - cpu, time.perf_counter() - wall


def _address(locale: Locale) -> str:
    """The search page's."""
    return f"/{locale.language_code}/{in_language('search/', locale.language_code)}"


def searching(client: Client, size: int, locale: Locale) -> Iterator[Case]:
    """Words of three kinds, words narrowed by three facets, and what is suggested while somebody types."""
    rare = _rare(locale)
    our_url, stock_url = _address(locale), f"/bench/search/{locale.pk}/"
    for name, words in (("common", WORDS), ("medium", SOMETIMES), ("seldom", SELDOM), ("rare", rare)):
        queries = [f"q={word}" for word in words]
        finding = _pair(_calling(_titles, locale, queries), _calling(_stock, locale, queries))
        yield Case(f"search.{name}", size, finding, repetitions=FINDING)
        yield Case(f"search.{name}.page", size, _pages_of(client, our_url, stock_url, queries), repetitions=PAGES)
    if page := ResourceIndexPage.objects.live().filter(locale=locale).first():
        yield from _with_facets(client, size, locale, page)
    pairs = zip(cycle(WORDS), rare, strict=False)
    starts = [f"q={word[:length]}" for pair in pairs for word in pair for length in (2, 3, 5)]
    suggesting = _pair(_calling(_suggestions, locale, starts), _calling(_autocomplete, locale, starts))
    yield Case("search.autocomplete", size, suggesting, repetitions=FINDING)
    our_url, stock_url = f"{our_url}suggestions/", f"/bench/suggestions/{locale.pk}/"
    yield Case("search.autocomplete.page", size, _pages_of(client, our_url, stock_url, starts), repetitions=PAGES)


def _with_facets(client: Client, size: int, locale: Locale, page: Page) -> Iterator[Case]:
    """Words narrowed by three facets, with all counts and names; stock narrows its list by two, and is a page twice."""
    every = list(product(range(1, 18), REGION))
    queries = [
        f"q={word}&type=resources&goal={goal}&country={at}"
        for word, (goal, at) in zip(cycle(WORDS), every, strict=False)
    ]
    stock_list = _asking(client, f"/bench/faceted/{page.pk}/", [f"goal={goal}&country={at}" for goal, at in every])
    yield Case(
        "search.faceted", size, _pair(_calling(_titles_and_counts, locale, queries), stock_list), repetitions=FINDING
    )
    our_page = _asking(client, _address(locale), queries[::-1])
    yield Case("search.faceted.page", size, _pair(our_page, stock_list), repetitions=PAGES)


def _rare(locale: Locale) -> list[str]:
    """Names of places, each of which one page of a language has."""
    titles = list(ResourcePage.objects.live().filter(locale=locale).order_by("pk").values_list("title", flat=True))
    return [title.rpartition(" ")[2] for title in titles[:: max(1, len(titles) // RARE)]]


def _pair(ours: Answering, stock: Answering) -> list[Subject]:
    return [Subject("ours", ours), Subject("stock", stock)]


def _pages_of(client: Client, our_url: str, stock_url: str, queries: Sequence[str]) -> list[Subject]:
    return _pair(_asking(client, our_url, queries), _asking(client, stock_url, queries))


def _asking(client: Client, address: str, queries: Sequence[str]) -> Answering:
    """Another question to an address each time."""
    turn = cycle(queries)
    return lambda: client.get(f"{address}?{next(turn)}")


def _calling(find: Callable[[Locale, QueryDict], Any], locale: Locale, queries: Sequence[str]) -> Answering:
    """Another question to a function each time; what it finds is all of the answer."""
    turn = cycle(queries)

    def answer() -> HttpResponse:
        with translation.override(locale.language_code):
            return HttpResponse(str(find(locale, QueryDict(next(turn)))))

    return answer


def _titles(locale: Locale, query: QueryDict) -> list[Any]:
    results = SearchResults(parse_params(locale, query))
    return [results.total, *(entry.title for entry in results.results_page)]


def _titles_and_counts(locale: Locale, query: QueryDict) -> list[Any]:
    results = SearchResults(parse_params(locale, query))
    numbers = [(str(option.name.label), option.count) for facet in results.facets for option in facet.options]
    return [results.total, *(entry.title for entry in results.results_page), *numbers]


def _stock(locale: Locale, query: QueryDict) -> list[Any]:
    results_page = _results_page(locale.pk, query)
    return [results_page.paginator.count, *(page.title for page in results_page)]


def _suggestions(locale: Locale, query: QueryDict) -> list[Any]:
    return [(each.title, each.url) for each in suggest(str(query["q"]), locale)]


def _autocomplete(locale: Locale, query: QueryDict) -> list[Any]:
    pages = get_search_backend().autocomplete(query["q"], _pages(locale.pk))[:8]
    return [(page.title, page.url) for page in pages]


def _pages(locale: int) -> Any:
    return Page.objects.live().public().filter(locale=locale)


def _results_page(locale: int, query: QueryDict) -> ResultsPage[Any]:
    """A page of results of Wagtail's backend, each page as what it is."""
    return Paginator(_pages(locale).specific().search(query["q"]), PAGE_SIZE).get_page(query.get("page"))


def stock(request: HttpRequest, locale: int) -> HttpResponse:
    """A page of results the usual way."""
    return render(request, "bench/search.html", {"results_page": _results_page(locale, request.GET), "noindex": True})


def stock_suggestions(request: HttpRequest, locale: int) -> HttpResponse:
    """The first pages that Wagtail's backend completes a beginning to."""
    results = _autocomplete(Locale.objects.get(pk=locale), request.GET)
    return JsonResponse({"suggestions": [{"title": title, "url": url} for title, url in results]})
