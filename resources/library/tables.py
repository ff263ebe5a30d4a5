"""Columns of the CSV export of resources."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.base.list_definition import ListTable
from core.base.localized import by_key, rows_by_page
from core.vocabularies import languages
from groups.models import Entity, Theme
from groups.service_providers import groups_by_page
from groups.tables import countries_of, goals_of, join_values, related_objects
from resources.models import ResourceAuthor, ResourceEntity, ResourceFile, ResourceGroup, ResourceTheme, ResourceType


def _headings() -> list[str]:
    return [
        _("Type"),
        _("Published on"),
        _("Summary"),
        _("Published by"),
        _("Authors"),
        _("Working groups"),
        _("Goals"),
        _("Themes"),
        _("Countries"),
        _("Languages of the files"),
        _("Permanent link"),
        "DOI",
        _("Document symbol"),
        "ISBN",
        "ISSN",
        _("Licence"),
        _("Status"),
    ]


def _authors(pages: list[Any], locale: Locale) -> dict[int, list[str]]:
    """The names of each page's authors. Two queries."""
    columns = ("page_id", "name", "organisation", "entity_id")
    rows = list(ResourceAuthor.objects.filter(page__in=pages).order_by("sort_order", "pk").values_list(*columns))
    entities = by_key(Entity, [entity for *_page, entity in rows], locale)
    names_by_page: dict[int, list[str]] = defaultdict(list)
    for page, name, organisation, entity in rows:
        names_by_page[page].append(name or organisation or str(entities.get(entity, "")))
    return names_by_page


def _rows(pages: list[Any], locale: Locale) -> list[list[Any]]:
    tag = locale.language_code
    types = by_key(ResourceType, [page.type_id for page in pages], locale)
    publishers = related_objects(ResourceEntity, "entity", Entity, pages, locale)
    groups = groups_by_page(ResourceGroup, pages, locale)
    themes = related_objects(ResourceTheme, "theme", Theme, pages, locale)
    authors, tags = _authors(pages, locale), rows_by_page(ResourceFile, "language", pages)
    return [
        [
            types.get(page.type_id, ""),
            page.machine_date,
            page.summary,
            join_values(publishers.get(page.pk, [])),
            join_values(authors.get(page.pk, [])),
            join_values(groups.get(page.pk, [])),
            goals_of(page),
            join_values(themes.get(page.pk, [])),
            countries_of(page, locale),
            join_values(languages.name(code, tag) for code in dict.fromkeys(tags.get(page.pk, []))),
            page.permanent_link,
            page.doi,
            page.symbol,
            page.isbn,
            page.issn,
            page.get_licence_display(),
            page.state.label if page.state else "",
        ]
        for page in pages
    ]


TABLE = ListTable(_headings, _rows)
