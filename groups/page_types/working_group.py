"""Page type: working groups."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.query import PageQuerySet

from core.api.fields import choice, html, page_link, term
from core.base.list_definition import BY_TITLE, ListSection, Sort
from core.base.page_types import FrontPagePart, Node, PageType, register
from core.listings.filters import ChoiceFacet, SnippetFacet
from core.seo import structured_data
from groups import api
from groups.filters import COUNTRY, GOAL, ThemeFacet, entity_facet
from groups.front_page import groups_by_kind
from groups.listings import (
    BY_KIND,
    BY_STATUS,
    ON_GOAL_PAGES,
    ON_GROUP_PAGES,
    PER_PAGE,
    about,
    all_groups,
    in_country,
    of_goal,
    sections_by_kind,
    within,
)
from groups.models import GroupKind, GroupLead, GroupMember, GroupTheme, WorkingGroupIndexPage, WorkingGroupPage
from groups.page_context import group_context
from groups.structured_data import entities, group_of
from groups.views import organigram

Status = WorkingGroupPage.Status


@register
class WorkingGroupPageType(PageType[WorkingGroupPage]):
    """A group of entities that work together."""

    model = WorkingGroupPage
    name = "groups"
    label = _("Working groups")
    order = 10

    index_model = WorkingGroupIndexPage
    list_empty = _("There are no groups in this language yet.")
    list_filters = (
        SnippetFacet("kind", _("Type"), "kind", GroupKind),
        GOAL,
        ThemeFacet("theme", _("Theme"), GroupTheme),
        COUNTRY,
        ChoiceFacet("status", _("Status"), "status", lambda: Status.choices),
    )
    list_sorts = (Sort("kind", _("By status and type"), lambda: (BY_STATUS, *BY_KIND, "title", "pk")), BY_TITLE)
    list_per_page = PER_PAGE
    subject_filters = {"goal": of_goal, "theme": about, "country": in_country, "group": within}
    related_listings = (
        ON_GOAL_PAGES,
        replace(ON_GROUP_PAGES, name="parts", label=_("Groups within it"), order=30, has_list=False),
    )
    search_filters = (GOAL, ThemeFacet("theme", _("Theme"), GroupTheme), COUNTRY, entity_facet(GroupLead))
    search_loose_filters = (entity_facet(GroupMember),)
    search_weight = 2.0
    front_page_part = FrontPagePart(
        _("Working groups"), groups_by_kind, order=20, template="pages/groups/parts/front_groups.html", leading=True
    )

    api_facts = {
        "summary": lambda page: page.summary,
        "acronym": lambda page: page.acronym,
        "status": lambda page: choice(page, "status"),
        "active_since": lambda page: page.active_since,
        "closed_on": lambda page: page.closed_on,
        **api.goals_and_countries(),
    }
    api_relations = {
        "purpose": lambda context: html(context["page"].purpose),
        "kind": lambda context: term(context["kind"]),
        "leads": lambda context: api.parts([each for role in context["leads"] for each in role.parts]),
        "members": lambda context: api.parts(context["members"]),
        "themes": api.terms("themes"),
        "parent_group": lambda context: page_link(context["parent_group"]),
        "contact_point": lambda context: api.contact_point(context["contact_point"]),
    }

    def get_queryset(self) -> PageQuerySet:
        """Active groups first, then by title."""
        return all_groups()

    def get_list_sections(self, pages: list[Any], locale: Locale) -> list[ListSection]:
        """Groups at work by kind, then those that are only proposed, then those that have ended."""
        active = [page for page in pages if page.status == Status.ACTIVE]
        sections = sections_by_kind(GroupKind, active, locale, gettext("Groups"))
        for status, heading in (
            (Status.PROPOSED, gettext("Proposed groups")),
            (Status.CLOSED, gettext("Closed groups")),
        ):
            group_pages = [page for page in pages if page.status == status]
            sections += [ListSection(heading, group_pages)] if group_pages else []
        return sections

    def get_context(self, page: WorkingGroupPage, request: HttpRequest | None) -> dict[str, Any]:
        return group_context(page)

    def get_structured_data(self, page: WorkingGroupPage, context: Mapping[str, Any]) -> Node:
        """An organisation whose members are entities."""
        leads = [part.entity for role in context["leads"] for part in role.parts]
        members = [part.entity for part in context["members"]]
        parent = context["parent_group"]
        return {
            "@type": "Organization",
            "name": page.title,
            "alternateName": page.acronym,
            "description": page.summary,
            "url": page.full_url,
            "foundingDate": page.active_since and page.active_since.isoformat(),
            "dissolutionDate": page.closed_on and page.closed_on.isoformat(),
            "parentOrganization": group_of(parent) if parent else None,
            "member": entities([*leads, *members]),
            "areaServed": structured_data.places(context["countries"], page.locale.language_code),
            "knowsAbout": [*map(structured_data.goal, context["goals"]), *(theme.name for theme in context["themes"])],
            "contactPoint": _contact_point(context["contact_point"], page.full_url),
        }


@register
class GroupListPageType(PageType[WorkingGroupIndexPage]):
    """The list of working groups."""

    model = WorkingGroupIndexPage
    views = {"organigram": organigram}


def _contact_point(point: Any, url: str) -> Node | None:
    """The mailbox by name and languages. Its address stays on the page, where collectors don't find it."""
    if point is None:
        return None
    return {"@type": "ContactPoint", "name": point.label, "availableLanguage": point.languages, "url": url}
