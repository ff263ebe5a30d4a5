"""Providers of services, for many services in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Page

from core.base.localized import instances_by_page, rows_by_page
from groups.models import Entity, ServiceEntity, ServiceGroup, ServicePage, WorkingGroupPage

#: How many of those who offer a service its card names; the others are a number.
MAX_PROVIDERS = 3


@dataclass(frozen=True)
class Offering:
    """Provider of a service as a reader sees it: the group above its page first, each once."""

    groups: list[WorkingGroupPage] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)


@dataclass(frozen=True)
class ProviderSummary:
    """Providers on a card; ``more`` is the number of those left out."""

    groups: list[WorkingGroupPage]
    entities: list[Entity]
    more: int


def offerings(services: Iterable[ServicePage], locale: Locale) -> dict[int, Offering]:
    """Providers of each service, by its primary key. Five queries at most."""
    pages = list(services)
    if not pages:
        return {}
    groups = groups_by_page(ServiceGroup, pages, locale)
    entities = instances_by_page(Entity, rows_by_page(ServiceEntity, "entity_id", pages), locale)
    return {page.pk: Offering(groups.get(page.pk, []), entities.get(page.pk, [])) for page in pages}


def prepare_teasers(services: Sequence[ServicePage], locale: Locale, context_page: Page | None) -> None:
    """Set on each service who offers it, for its teaser; the group whose page is ``context_page`` is left out."""
    context_key = getattr(context_page, "translation_key", None)
    offerings_by_page = offerings(services, locale)
    for page in services:
        offering = offerings_by_page[page.pk]
        groups = [group for group in offering.groups if group.translation_key != context_key]
        shown_entities = offering.entities[: max(MAX_PROVIDERS - len(groups), 0)]
        remainder = max(len(groups) - MAX_PROVIDERS, 0) + len(offering.entities) - len(shown_entities)
        page.card_offering = ProviderSummary(groups[:MAX_PROVIDERS], shown_entities, remainder)


def groups_by_page(rows: Any, pages: list[Any], locale: Locale) -> dict[int, list[WorkingGroupPage]]:
    """Of each page, by primary key, its groups: the one above it first, then those of its rows. Three queries."""
    above = {page.pk: page.path[: -Page.steplen] for page in pages}
    parents = dict(WorkingGroupPage.objects.filter(path__in=above.values()).values_list("path", "pk"))
    keys = rows_by_page(rows, "group_id", pages)
    for page in pages:
        keys[page.pk] = [*([parents[above[page.pk]]] if above[page.pk] in parents else []), *keys[page.pk]]
    return instances_by_page(WorkingGroupPage, keys, locale)
