"""JSON-LD of entities, groups and themes. No names or addresses of people."""

from collections.abc import Iterable
from typing import Any

from core.base.page_types import Node
from groups import organization_chart
from groups.models import Entity, WorkingGroupPage

#: Kinds of entity that schema.org has a term for.
KINDS = {
    Entity.Kind.GOVERNMENT: "GovernmentOrganization",
    Entity.Kind.CIVIL_SOCIETY: "NGO",
    Entity.Kind.ACADEMIA: "EducationalOrganization",
}


def entity(instance: Entity) -> Node:
    return {
        "@type": KINDS.get(Entity.Kind(instance.kind), "Organization"),
        "name": instance.name,
        "alternateName": instance.acronym,
        "url": instance.website,
        "identifier": instance.organisation_identifier,
    }


def group_of(page: WorkingGroupPage) -> Node:
    """A group as another page names it."""
    url = page.full_url
    return {"@type": "Organization", "@id": f"{url}#main", "name": page.title, "url": url}


def organisation(node: organization_chart.Node) -> Node:
    """A group of the organigram with those that are parts of it."""
    return {**group_of(node.group), "subOrganization": [organisation(part) for part in node.parts]}


def entities(instances: Iterable[Entity]) -> list[Node]:
    """Entities, each once, in their order."""
    return [entity(each) for each in {each.pk: each for each in instances}.values()]


def theme(instance: Any) -> Node:
    return {"@type": "DefinedTerm", "name": instance.name}
