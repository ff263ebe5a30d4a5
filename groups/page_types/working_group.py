"""Working groups."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import structured_data
from core.api.fields import choice, html, page_link, term
from core.page_types import Node, PageType, register
from groups import api
from groups.models import WorkingGroupPage
from groups.shown import group_context
from groups.structured_data import entities, group_of


@register
class WorkingGroupPageType(PageType[WorkingGroupPage]):
    """A group of entities that work together."""

    model = WorkingGroupPage
    name = "groups"
    label = _("Working groups")
    order = 10
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


def _contact_point(point: Any, url: str) -> Node | None:
    """The mailbox by name and languages. Its address stays on the page, where collectors don't find it."""
    if point is None:
        return None
    return {"@type": "ContactPoint", "name": point.label, "availableLanguage": point.languages, "url": url}
