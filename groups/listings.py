"""Related groups and services of a page, and the sorting and grouping of their lists.

Relations between pages are joined on translation keys, never on primary keys: a row may point at
the group's page in any language.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from wagtail.models import Locale, Page

from core.base.list_definition import ListSection
from core.base.localized import by_key
from core.base.page_types import PageFilter, RelatedListing
from groups.models import ServiceGroup, ServicePage, Theme, WorkingGroupPage

Status = WorkingGroupPage.Status

#: Comes after every place in the tree, whose digits are treebeard's.
LAST = "~"

#: Groups at work first, those that have ended last.
BY_STATUS = Case(
    When(status=Status.ACTIVE, then=Value(0)),
    When(status=Status.PROPOSED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


#: Lists of other types on the pages of goals and of groups.
ON_GOAL_PAGES = RelatedListing(
    "groups.SDGPage", "goal", value=lambda page: page.number, query=lambda page: f"goal={page.number}"
)
ON_GROUP_PAGES = RelatedListing(
    "groups.WorkingGroupPage",
    "group",
    value=lambda page: page,
    query=lambda page: f"group={page.translation_key.hex}",
)

#: Teasers of groups and services are short, and readers look for one among all.
PER_PAGE = 48

BY_KIND = (F("kind__order").asc(nulls_last=True), F("kind__label").asc(nulls_last=True))


def sections_by_kind(model: Any, pages: list[Any], locale: Locale, otherwise: str) -> list[ListSection]:
    """Pages by kind in the order of the kinds, those without a kind last. One query, none for no pages."""
    kinds = by_key(model, [page.kind_id for page in pages], locale)
    by_kind: dict[Any, list[Any]] = {}
    for page in pages:
        by_kind.setdefault(kinds.get(page.kind_id), []).append(page)
    ordered = sorted((kind for kind in by_kind if kind is not None), key=lambda kind: (kind.order, kind.label))
    sections = [ListSection(kind.label, by_kind[kind], kind) for kind in ordered]
    return [*sections, *([ListSection(otherwise, by_kind[None])] if None in by_kind else [])]


def all_groups() -> QuerySet[WorkingGroupPage]:
    """Every group in every language, those at work first, then by title."""
    return WorkingGroupPage.objects.order_by(BY_STATUS, "title", "pk")


def offered_services() -> QuerySet[ServicePage]:
    """Every service in every language that is offered at present, by title."""
    return ServicePage.objects.filter(active=True).order_by("title", "pk")


def of_goal(pages: Any, number: int) -> Any:
    """Filter pages that contribute to a goal."""
    return pages.filter(goals__has=number)


def about(pages: Any, theme: Theme) -> Any:
    """Filter pages about a theme, or about a theme within it."""
    model = pages.model._meta.get_field("themes").related_model
    key = theme.translation_key
    rows = model.objects.filter(Q(theme__translation_key=key) | Q(theme__parent__translation_key=key))
    return pages.filter(pk__in=rows.values("page_id"))


def in_country(pages: Any, code: str) -> Any:
    """Filter pages for a country: those that name it, or that name none and so concern the whole region."""
    return pages.filter(Q(countries__has=code) | Q(countries=[]))


def within(groups: QuerySet[WorkingGroupPage], group: Page) -> QuerySet[WorkingGroupPage]:
    """The groups that are a part of a group."""
    return groups.filter(parent_group__translation_key=group.translation_key)


def of_group(pages: Any, rows: Any, group: Page) -> Any:
    """Filter pages of a group: below its page in any language, or related to it by a row of the given model."""
    related_page_keys = (
        rows.objects.order_by().filter(group__translation_key=group.translation_key).values_list("page_id")
    )
    return pages.filter(pk__in=related_page_keys.union(below(_paths(group)).values_list("pk")))


def below(paths: Iterable[str]) -> Any:
    """The pages below those at some paths.

    Asked for by range and to be joined by ``union``: the database finds both parts by index. With
    ``startswith`` or ``OR`` it would read every page there is.
    """
    longest = Page._meta.get_field("path").max_length
    # Z is the last of treebeard's digits.
    ranges = [Q(path__gt=path, path__lte=path.ljust(longest, "Z")) for path in paths]
    return Page.objects.order_by().filter(reduce(or_, ranges, Q(pk__in=[])))


def _paths(group: Page) -> list[str]:
    """Tree paths of the group's versions, read once however many listings its page has."""
    instance_cache: dict[str, Any] = group.__dict__
    if "_paths_of_versions" not in instance_cache:
        versions = WorkingGroupPage.objects.filter(translation_key=group.translation_key)
        instance_cache["_paths_of_versions"] = list(versions.values_list("path", flat=True))
    paths: list[str] = instance_cache["_paths_of_versions"]
    return paths


def naming_group(rows: Any) -> PageFilter:
    """Narrows pages to those of a group: below its page in any language, or with a row that names it."""
    return lambda pages, group: of_group(pages, rows, group)


def offered_by(services: QuerySet[ServicePage], group: Page) -> QuerySet[ServicePage]:
    """The services of a group: those whose pages lie below its own, and those that name it."""
    queryset: QuerySet[ServicePage] = of_group(services, ServiceGroup, group)
    return queryset


def offering_groups(service_key: UUID) -> QuerySet[WorkingGroupPage]:
    """The groups that offer a service, in all languages: those above its pages, and those that it names."""
    paths = ServicePage.objects.filter(translation_key=service_key).values_list("path", flat=True)
    above = [path[: -Page.steplen] for path in paths]
    relations = ServiceGroup.objects.order_by().filter(page__translation_key=service_key)
    offering = Q(path__in=above) | Q(translation_key__in=relations.values("group__translation_key"))
    keys = WorkingGroupPage.objects.order_by().filter(offering).values("translation_key")
    return WorkingGroupPage.objects.filter(translation_key__in=keys)


def services_of_group(page: Page) -> QuerySet[ServicePage]:
    """The services of a group: those below its page in the order in which editors put them, then others by title."""
    below_group = reduce(or_, (Q(path__startswith=path) for path in _paths(page)), Q(pk__in=[]))
    place = Case(When(below_group, then=F("path")), default=Concat(Value(LAST), F("title")), output_field=CharField())
    return offered_by(offered_services(), page).order_by(place, "pk")
