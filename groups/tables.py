"""Columns of the tables (CSV) of groups and services, and cells shared with other lists."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.base.localized import by_key, in_alphabet
from core.listings.list_definition import ListTable
from core.vocabularies import countries, languages
from groups.models import (
    Audience,
    Entity,
    ServiceAudience,
    ServiceEntity,
    ServiceGroup,
    ServiceKind,
    ServiceTheme,
    Theme,
    WorkingGroupPage,
)

#: Between the values of a cell; names have commas of their own.
BETWEEN = "; "


def joined(values: Iterable[Any]) -> str:
    """Several values in a cell."""
    return BETWEEN.join(str(value) for value in values)


def named_by(rows: Any, field: str, model: Any, pages: Iterable[Any], locale: Locale) -> dict[int, list[Any]]:
    """Of each page, by primary key, what its rows name, for the reader and each once. Two queries."""
    relations = rows.objects.filter(page__in=pages).order_by("sort_order", "pk").values_list("page_id", f"{field}_id")
    pairs = list(relations)
    related_by_key = by_key(model, [key for _page, key in pairs], locale)
    by_page: dict[int, dict[int, Any]] = defaultdict(dict)
    for page, key in pairs:
        if key in related_by_key:
            by_page[page][related_by_key[key].pk] = related_by_key[key]
    return {page: list(related_objects.values()) for page, related_objects in by_page.items()}


def groups_named_by(rows: Any, pages: list[Any], locale: Locale) -> dict[int, list[Any]]:
    """Of each page, by primary key, its groups: the one above it first, then those of its rows. Four queries."""
    by_page = named_by(rows, "group", WorkingGroupPage, pages, locale)
    paths = {page.path[: -Page.steplen] for page in pages}
    above = dict(WorkingGroupPage.objects.filter(path__in=paths).values_list("path", "pk"))
    groups = by_key(WorkingGroupPage, above.values(), locale)
    for page in pages:
        group = groups.get(above.get(page.path[: -Page.steplen]))
        if group is not None:
            by_page[page.pk] = [group, *(other for other in by_page.get(page.pk, []) if other.pk != group.pk)]
    return by_page


def goals_of(page: Any) -> str:
    """The numbers of a page's goals."""
    return joined(sorted(page.goals))


def countries_of(page: Any, locale: Locale) -> str:
    """A page's countries in the reader's alphabet."""
    tag = locale.language_code
    return joined(countries.name(code, tag) for code in in_alphabet(page.countries, countries.choices(tag)))


def _headings() -> list[str]:
    return [
        _("Type"),
        _("Summary"),
        _("Working groups"),
        _("Offered by"),
        _("Who it is for"),
        _("Goals"),
        _("Themes"),
        _("Countries"),
        _("Languages of delivery"),
        _("How to request it"),
        _("Lead time"),
        _("Last confirmed"),
    ]


def _rows(pages: list[Any], locale: Locale) -> list[list[Any]]:
    tag = locale.language_code
    kinds = by_key(ServiceKind, [page.kind_id for page in pages], locale)
    groups = groups_named_by(ServiceGroup, pages, locale)
    entities = named_by(ServiceEntity, "entity", Entity, pages, locale)
    audiences = named_by(ServiceAudience, "audience", Audience, pages, locale)
    themes = named_by(ServiceTheme, "theme", Theme, pages, locale)
    return [
        [
            kinds.get(page.kind_id, ""),
            page.summary,
            joined(groups.get(page.pk, [])),
            joined(entities.get(page.pk, [])),
            joined(audiences.get(page.pk, [])),
            goals_of(page),
            joined(themes.get(page.pk, [])),
            countries_of(page, locale),
            joined(languages.name(code, tag) for code in page.delivery_languages),
            page.how_to_ask,
            page.lead_time,
            page.last_confirmed,
        ]
        for page in pages
    ]


SERVICE_TABLE = ListTable(_headings, _rows)
