"""Comparison of services side by side, chosen with checkboxes in the list, without scripts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Locale, Page

from core.base.localized import by_key, in_alphabet, instances_by_page, rows_by_page
from core.seo.languages import below, page_languages
from core.vocabularies import languages
from groups.models import (
    Audience,
    Entity,
    ServiceAudience,
    ServiceIndexPage,
    ServiceKind,
    ServicePage,
    WorkingGroupPage,
)
from groups.page_context import country_codes, goal_numbers
from groups.requests.availability import obstacle
from groups.service_providers import offerings

#: What the choice is called in the address.
CHOICE = "compare"
#: So many services fit beside each other.
MOST = 4
#: So many ticks outlast the results page they were made on.
MAX_SELECTION = 12
TEMPLATE = "pages/groups/compare.html"


@dataclass(frozen=True)
class ServiceColumn:
    """A service as a column, in the reader's language as far as there are words in it."""

    page: ServicePage
    kind: ServiceKind | None
    groups: list[WorkingGroupPage]
    entities: list[Entity]
    audiences: list[Audience]
    delivery_languages: list[str]
    countries: list[str]
    goals: list[int]
    obstacle: Any
    ask_url: str


def parse_keys(values: Iterable[str]) -> list[int]:
    """The keys of pages among what stands in an address, each once; what is no key is passed over."""
    return list(
        dict.fromkeys(int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10)
    )


def selection_context(request: HttpRequest, locale: Locale, results_page: Iterable[Page]) -> dict[str, Any]:
    """Template context of the services' list: the services selected for comparison, also on other results pages.

    One query if a selected service is not on this results page.
    """
    keys = parse_keys(request.GET.getlist(CHOICE))[:MAX_SELECTION]
    keys_on_page = {page.pk for page in results_page}
    other_services = by_key(ServicePage, [key for key in keys if key not in keys_on_page], locale)
    return {
        "choice": "pages/groups/parts/choice.html",
        "chosen": keys,
        "ticked": list({page.pk: page for page in other_services.values() if page.pk not in keys_on_page}.values()),
        "carried": urlencode([(CHOICE, key) for key in keys]),
        "most": MOST,
    }


def comparison_response(request: HttpRequest, page: ServiceIndexPage) -> HttpResponse:
    """The services chosen, side by side; the first of them where more than :data:`MOST` were."""
    keys = parse_keys(request.GET.getlist(CHOICE))
    services = comparison_columns(keys, page.locale)
    query = urlencode([(CHOICE, service.page.pk) for service in services])
    context = {
        "page": page,
        "self": page,
        "request": request,
        "languages": below(page_languages(page, request), "compare/", query and f"?{query}"),
        "services": services,
        "most": MOST,
        "too_many": len(keys) > MOST,
        "query": query,
    }
    return TemplateResponse(request, TEMPLATE, context)


def comparison_columns(keys: list[int], locale: Locale) -> list[ServiceColumn]:
    """The services that the keys lead to, for a reader; as many queries for four as for one."""
    services = by_key(ServicePage, keys[:MOST], locale)
    pages: list[ServicePage] = list({page.pk: page for page in services.values()}.values())
    kinds = by_key(ServiceKind, [page.kind_id for page in pages], locale)
    offerings_by_page = offerings(pages, locale)
    prefetch_related_objects(
        [entity for offering in offerings_by_page.values() for entity in offering.entities], "logo__renditions"
    )
    audiences = instances_by_page(Audience, rows_by_page(ServiceAudience, "audience_id", pages), locale)
    columns = []
    for page in pages:
        offering = offerings_by_page[page.pk]
        columns.append(
            ServiceColumn(
                page,
                kinds.get(page.kind_id),
                offering.groups,
                offering.entities,
                audiences.get(page.pk, []),
                in_alphabet(page.delivery_languages, languages.choices(locale.language_code)),
                country_codes(page),
                goal_numbers(page),
                obstacle(page, offering.groups, offering.entities),
                page.reverse_subpage("ask"),
            )
        )
    return columns
