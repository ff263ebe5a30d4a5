"""Columns of the tables (CSV) of groups and services, and cells shared with other lists."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.base.list_definition import ListTable
from core.base.localized import by_key, in_alphabet, instances_by_page, rows_by_page
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
)
from groups.service_providers import groups_by_page

#: Between the values of a cell; names have commas of their own.
SEPARATOR = "; "


def join_values(values: Iterable[Any]) -> str:
    """Several values in a cell."""
    return SEPARATOR.join(str(value) for value in values)


def related_objects(rows: Any, field: str, model: Any, pages: Iterable[Any], locale: Locale) -> dict[int, list[Any]]:
    """Related objects of each page by its primary key, in the reader's language, without duplicates. Two queries."""
    return instances_by_page(model, rows_by_page(rows, f"{field}_id", pages), locale)


def goals_of(page: Any) -> str:
    """The numbers of a page's goals."""
    return join_values(sorted(page.goals))


def countries_of(page: Any, locale: Locale) -> str:
    """A page's countries in the reader's alphabet."""
    tag = locale.language_code
    return join_values(countries.name(code, tag) for code in in_alphabet(page.countries, countries.choices(tag)))


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
    groups = groups_by_page(ServiceGroup, pages, locale)
    entities = related_objects(ServiceEntity, "entity", Entity, pages, locale)
    audiences = related_objects(ServiceAudience, "audience", Audience, pages, locale)
    themes = related_objects(ServiceTheme, "theme", Theme, pages, locale)
    return [
        [
            kinds.get(page.kind_id, ""),
            page.summary,
            join_values(groups.get(page.pk, [])),
            join_values(entities.get(page.pk, [])),
            join_values(audiences.get(page.pk, [])),
            goals_of(page),
            join_values(themes.get(page.pk, [])),
            countries_of(page, locale),
            join_values(languages.name(code, tag) for code in page.delivery_languages),
            page.how_to_ask,
            page.lead_time,
            page.last_confirmed,
        ]
        for page in pages
    ]


SERVICE_TABLE = ListTable(_headings, _rows)
