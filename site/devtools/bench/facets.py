"""Suite: a long list with filters and counts, here and with plain Django queries.

The usual way chains filters and asks one question a facet, of a code one question a value, since JSON
can't be grouped by what is in it.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from core.base.list_definition import PAGE_SIZE
from core.vocabularies.countries import REGION
from devtools.bench.measuring import Case, Subject
from groups.models import Entity, Theme, WorkingGroupPage
from resources.models import ResourceIndexPage, ResourcePage, ResourceType

GOALS = range(1, 18)

#: Facets that can be grouped: the relation, and what it leads to.
GROUPED: dict[str, Any] = {
    "type": ResourceType,
    "themes__theme": Theme,
    "groups__group": WorkingGroupPage,
    "entities__entity": Entity,
}


def facet_cases(client: Client, size: int, locale: Locale) -> Iterator[Case]:
    """Each answer is to another question, so that nobody has it at hand; ``floor`` is the template alone."""
    page = ResourceIndexPage.objects.live().filter(locale=locale).first()
    if page is not None:
        subjects = [
            Subject("ours", _asking(client, page.url)),
            Subject("stock", _asking(client, f"/bench/faceted/{page.pk}/")),
        ]
        yield Case("listings.resourceindexpage.faceted", size, subjects)


def _asking(client: Client, address: str) -> Callable[[], Any]:
    questions = cycle([f"?goal={goal}&country={country}" for country in REGION for goal in GOALS])
    return lambda: client.get(f"{address}{next(questions)}")


def stock(request: HttpRequest, pk: int) -> HttpResponse:
    """The same questions answered by chained filters."""
    page = get_object_or_404(ResourceIndexPage.objects.live(), pk=pk)
    resources = ResourcePage.objects.live().public().filter(locale=page.locale)
    goal = Q(goals__has=int(request.GET["goal"]))
    country = Q(countries__has=request.GET["country"]) | Q(countries=[])
    results = resources.filter(goal, country)
    options: dict[str, list[tuple[Any, int]]] = {
        "goal": [(number, resources.filter(country, goals__has=number).count()) for number in GOALS],
        "country": [
            (code, resources.filter(goal).filter(Q(countries__has=code) | Q(countries=[])).count()) for code in REGION
        ],
    }
    for name, model in GROUPED.items():
        pairs = results.order_by().values_list(name).annotate(Count("pk", distinct=True))
        numbers = {key: number for key, number in pairs if key}
        options[name] = [(thing.localized, numbers[thing.pk]) for thing in model.objects.filter(pk__in=numbers)]
    results_page = Paginator(results.order_by("-published_on"), PAGE_SIZE).get_page(request.GET.get("page"))
    with translation.override(page.locale.language_code):
        context = {"page": page, "noindex": True, "results_page": results_page, "options": options}
        return render(request, "bench/faceted.html", context)
