"""Groups, services, goals and entities in schema.org's terms. Nothing here tells a name or an address of a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from core import linked_data
from core.linked_data import Node
from groups import organigram
from groups.models import Entity, SDGPage, ServicePage, WorkingGroupPage

#: Kinds of entity that schema.org has a term for.
KINDS = {
    Entity.Kind.GOVERNMENT: "GovernmentOrganization",
    Entity.Kind.CIVIL_SOCIETY: "NGO",
    Entity.Kind.ACADEMIA: "EducationalOrganization",
}


def entity(shown: Entity) -> Node:
    """An entity."""
    return {
        "@type": KINDS.get(Entity.Kind(shown.kind), "Organization"),
        "name": shown.name,
        "alternateName": shown.acronym,
        "url": shown.website,
        "identifier": shown.organisation_identifier,
    }


def group_of(page: WorkingGroupPage) -> Node:
    """A group as another page names it."""
    url = page.full_url
    return {"@type": "Organization", "@id": f"{url}#main", "name": page.title, "url": url}


def organisation(node: organigram.Node) -> Node:
    """A group of the organigram with those that are parts of it."""
    return {**group_of(node.group), "subOrganization": [organisation(part) for part in node.parts]}


def entities(shown: Iterable[Entity]) -> list[Node]:
    """Entities, each once, in their order."""
    return [entity(each) for each in {each.pk: each for each in shown}.values()]


def working_group(page: WorkingGroupPage, context: Mapping[str, Any]) -> Node:
    """A group is an organisation whose members are entities."""
    leads = [part.entity for role in context["leads"] for part in role.parts]
    members = [part.entity for part in context["members"]]
    parent = context["parent_group"]
    return {
        "@type": "Organization",
        "name": page.title,
        "alternateName": page.acronym,
        "description": page.summary,
        "url": page.full_url,
        "foundingDate": _day(page.active_since),
        "dissolutionDate": _day(page.closed_on),
        "parentOrganization": group_of(parent) if parent else None,
        "member": entities([*leads, *members]),
        "areaServed": linked_data.places(context["countries"], page.locale.language_code),
        "knowsAbout": [*map(linked_data.goal, context["goals"]), *(theme.name for theme in context["themes"])],
        "contactPoint": _contact_point(context["contact_point"], page.full_url),
    }


def service(page: ServicePage, context: Mapping[str, Any]) -> Node:
    """A service with those who provide it, for whom and in which languages."""
    kind = context["kind"]
    return {
        "@type": "Service",
        "name": page.title,
        "description": page.summary,
        "url": page.full_url,
        "serviceType": kind.label if kind else None,
        "provider": [*map(group_of, context["groups"]), *entities(context["entities"])],
        "audience": [{"@type": "Audience", "audienceType": each.label} for each in context["audiences"]],
        "areaServed": linked_data.places(context["countries"], page.locale.language_code),
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": page.full_url,
            "availableLanguage": context["delivery_languages"],
        },
    }


def goal(page: SDGPage, context: Mapping[str, Any]) -> Node:
    """A goal, by its name in the register of the United Nations."""
    return linked_data.goal(page.number)


def _contact_point(point: Any, url: str) -> Node | None:
    """The mailbox by name and languages. Its address stays on the page, where collectors don't find it."""
    if point is None:
        return None
    return {"@type": "ContactPoint", "name": point.label, "availableLanguage": point.languages, "url": url}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def register() -> None:
    """Tell ``core.linked_data`` how to describe this app's pages."""
    linked_data.register("groups.WorkingGroupPage", working_group)
    linked_data.register("groups.ServicePage", service)
    linked_data.register("groups.SDGPage", goal)
    for index in ("groups.WorkingGroupIndexPage", "groups.ServiceIndexPage", "groups.SDGIndexPage"):
        linked_data.register_kind(index, "CollectionPage")
