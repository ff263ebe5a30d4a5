"""The same content the usual way, and out of memory; each through the same middleware as the platform's own pages."""

from types import ModuleType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import get_resolver, path
from django.utils import translation
from wagtail.models import Page

from groups.models import SDGPage, ServicePage, WorkingGroupPage

#: What ``floor`` answers with, by address.
remembered: dict[str, bytes] = {}


def stock(request: HttpRequest, pk: int) -> HttpResponse:
    """A page whose template asks for one related thing after the other."""
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    with translation.override(page.locale.language_code):
        return render(request, f"bench/{page._meta.model_name}.html", {"page": page, "found": _found(page)})


def _found(page: Page) -> list[Page]:
    """What says something about a goal, in the goal page's language."""
    if not isinstance(page, SDGPage):
        return []
    models = (WorkingGroupPage, ServicePage)
    return [
        found for model in models for found in model.objects.live().filter(locale=page.locale, goals__has=page.number)
    ]


def floor(request: HttpRequest, pk: int) -> HttpResponse:
    """HTML that was made before."""
    return HttpResponse(remembered[f"{pk}"])


def addresses() -> ModuleType:
    """The platform's addresses and those of the comparison, to be set as ``ROOT_URLCONF``."""
    module = ModuleType("bench_addresses")
    own = [path("bench/stock/<int:pk>/", stock), path("bench/floor/<int:pk>/", floor)]
    module.__dict__.update(urlpatterns=[*own, *get_resolver().url_patterns])
    return module
