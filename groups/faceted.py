"""The lists of groups and of services: what narrows and sorts them, and under which headings they stand."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.facets.facet import ChoiceFacet, CodesFacet, SnippetFacet
from core.facets.registry import FacetedList, Section, Sort
from core.shown import by_key
from core.vocabularies import languages
from groups.facets import COUNTRY, GOAL, GroupFacet, ThemeFacet
from groups.listings import BY_STATUS, all_groups, offered_services
from groups.models import (
    Audience,
    GroupKind,
    GroupTheme,
    ServiceAudience,
    ServiceGroup,
    ServiceKind,
    ServiceTheme,
    WorkingGroupPage,
)
from groups.table import SERVICE_TABLE

Status = WorkingGroupPage.Status

#: Cards of groups and services are short, and readers look for one among all.
SIZE = 48

_BY_KIND = (F("kind__order").asc(nulls_last=True), F("kind__label").asc(nulls_last=True))
_BY_TITLE = Sort("title", _("By title"), lambda: ("title", "pk"))


def sections_of_groups(pages: list[Any], locale: Locale) -> list[Section]:
    """Groups at work by kind, then those that are only proposed, then those that have ended."""
    active = [page for page in pages if page.status == Status.ACTIVE]
    sections = _by_kind(GroupKind, active, locale, gettext("Groups"))
    for status, heading in ((Status.PROPOSED, gettext("Proposed groups")), (Status.CLOSED, gettext("Closed groups"))):
        found = [page for page in pages if page.status == status]
        sections += [Section(heading, found)] if found else []
    return sections


def sections_of_services(pages: list[Any], locale: Locale) -> list[Section]:
    """Services by kind."""
    return _by_kind(ServiceKind, pages, locale, gettext("Services"))


def _by_kind(model: Any, pages: list[Any], locale: Locale, otherwise: str) -> list[Section]:
    """Pages by kind in the order of the kinds, those without a kind last. One query, none for no pages."""
    kinds = by_key(model, [page.kind_id for page in pages], locale)
    by_kind: dict[Any, list[Any]] = {}
    for page in pages:
        by_kind.setdefault(kinds.get(page.kind_id), []).append(page)
    ordered = sorted((kind for kind in by_kind if kind is not None), key=lambda kind: (kind.order, kind.label))
    sections = [Section(kind.label, by_kind[kind], kind) for kind in ordered]
    return [*sections, *([Section(otherwise, by_kind[None])] if None in by_kind else [])]


GROUPS = FacetedList(
    name="groups",
    label=_("Working groups"),
    index="groups.WorkingGroupIndexPage",
    find=all_groups,
    facets=(
        SnippetFacet("kind", _("Type"), "kind", GroupKind),
        GOAL,
        ThemeFacet("theme", _("Theme"), GroupTheme),
        COUNTRY,
        ChoiceFacet("status", _("Status"), "status", lambda: Status.choices),
    ),
    sorts=(
        Sort("kind", _("By status and type"), lambda: (BY_STATUS, *_BY_KIND, "title", "pk")),
        _BY_TITLE,
    ),
    size=SIZE,
    sections=sections_of_groups,
)

SERVICES = FacetedList(
    name="services",
    label=_("Services"),
    index="groups.ServiceIndexPage",
    find=offered_services,
    facets=(
        SnippetFacet("kind", _("Type"), "kind", ServiceKind),
        GOAL,
        ThemeFacet("theme", _("Theme"), ServiceTheme),
        COUNTRY,
        SnippetFacet("audience", _("Who it is for"), "audience", Audience, ServiceAudience),
        GroupFacet("group", _("Working group"), ServiceGroup),
        CodesFacet("language", _("Language of delivery"), "delivery_languages", languages.choices),
    ),
    sorts=(
        Sort("kind", _("By type"), lambda: (*_BY_KIND, "title", "pk")),
        _BY_TITLE,
        Sort(
            "confirmed",
            _("Most recently confirmed first"),
            lambda: (F("last_confirmed").desc(nulls_last=True), "title", "pk"),
        ),
    ),
    size=SIZE,
    sections=sections_of_services,
    table=SERVICE_TABLE,
)
