"""The same content on stock Wagtail, and from memory; each through the same middleware."""

from types import ModuleType
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import get_resolver, path
from django.utils import translation
from wagtail.models import Page

from core.base.list_definition import PAGE_SIZE
from devtools.bench import facets, searching, workbench
from groups.models import SDGPage, ServicePage, WorkingGroupPage
from resources.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage, ResourceIndexPage, ResourcePage

#: What ``floor`` answers with, by key.
remembered: dict[str, bytes] = {}

#: What pages of a type list a results page at a time, and by which date, the last first.
LISTED: dict[type[Page], tuple[Any, str]] = {
    ResourceIndexPage: (ResourcePage, "published_on"),
    NewsIndexPage: (NewsPage, "date"),
    EventIndexPage: (EventPage, "starts_at"),
}


def stock(request: HttpRequest, pk: int) -> HttpResponse:
    """A page whose template asks for one related thing after the other."""
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    # It says nothing to machines, so that its head isn't asked for what only our own page knows.
    context = {
        "page": page,
        "noindex": True,
        "found": _pages_of_goal(page),
        "results_page": _results_page(page, request.GET.get("page")),
    }
    with translation.override(page.locale.language_code):
        return render(request, f"bench/{page._meta.model_name}.html", context)


def _pages_of_goal(page: Page) -> list[Page]:
    """Pages with a goal, in the language of the goal page."""
    if not isinstance(page, SDGPage):
        return []
    models = (WorkingGroupPage, ServicePage, ResourcePage, NewsPage, EventPage)
    return [
        result for model in models for result in model.objects.live().filter(locale=page.locale, goals__has=page.number)
    ]


def _results_page(page: Page, number: str | None) -> Any:
    """One results page of a long list, as long as ours, in the list's language."""
    if type(page) not in LISTED:
        return None
    model, date = LISTED[type(page)]
    pages = model.objects.live().public().filter(locale=page.locale).order_by(f"-{date}")
    return Paginator(pages, PAGE_SIZE).get_page(number)


def floor(request: HttpRequest, key: str) -> HttpResponse:
    """HTML that was made before."""
    return HttpResponse(remembered[key])


def addresses() -> ModuleType:
    """The platform's addresses and those of the comparison, to be set as ``ROOT_URLCONF``."""
    module = ModuleType("bench_addresses")
    bench_urls = [path("bench/stock/<int:pk>/", stock), path("bench/floor/<slug:key>/", floor)]
    bench_urls.append(path("bench/faceted/<int:pk>/", facets.stock))
    bench_urls.append(path("bench/search/<int:locale>/", searching.stock))
    bench_urls.append(path("bench/suggestions/<int:locale>/", searching.stock_suggestions))
    bench_urls.append(path("bench/editor/<int:pk>/", workbench.stock_editor))
    module.__dict__.update(urlpatterns=[*bench_urls, *get_resolver().url_patterns])
    return module
