"""Demo groups and their services."""

from functools import partial
from typing import Any

from devtools.demo import images, texts
from devtools.demo.builder import Builder, children, facts, words
from groups.models import (
    Audience,
    ContactPoint,
    Entity,
    GroupKind,
    GroupLead,
    GroupMember,
    GroupTheme,
    Person,
    ServiceAudience,
    ServiceEntity,
    ServiceExample,
    ServiceGroup,
    ServiceKind,
    ServicePage,
    ServiceTheme,
    Theme,
    WorkingGroupPage,
)

#: The first is the one that has everything a group can have.
GROUPS = (
    "gender",
    "youth",
    "climate",
    "crime-violence",
    "equitable-growth",
    "financing",
    "governance",
    "human-mobility",
    "knowledge",
    "peer-support",
    "communication",
    "data",
)
#: Files of services, by what their groups have in common.
SERVICES = ("gender", "climate", "coalitions", "platform")


def build(builder: Builder) -> None:
    """Groups, then services, since some are offered by several groups."""
    builder.progress.begin("Groups")
    for name in GROUPS:
        content = texts.load(f"groups/{name}")
        make = partial(_group, builder, content)
        builder.page(WorkingGroupPage, "group", content, builder.platform.lists["groups"], make)
    builder.progress.begin("Services")
    for name in SERVICES:
        for content in texts.load(f"services/{name}"):
            parent = group(builder, content["group"]) if content["group"] else builder.platform.lists["services"]
            builder.page(ServicePage, "service", content, parent, partial(_service, builder, content))


def group(builder: Builder, name: str) -> WorkingGroupPage:
    """A group of the demo in the source's language."""
    page = builder.find(WorkingGroupPage, "group", name)
    if page is None:
        raise LookupError(f"The demo's group {name} is not there yet.")
    return page


def _group(builder: Builder, content: dict[str, Any]) -> WorkingGroupPage:
    page = WorkingGroupPage(
        **words(content, "title", "slug", "acronym", "logo_alt", "summary", "closing_message"),
        **facts(content, "goals", "primary_goal", "countries", "status", "active_since", "closed_on"),
        kind=GroupKind.objects.get(key=content["kind"], locale=builder.source),
        purpose=texts.html(content["purpose"]),
        objectives=_objectives(content),
        logo=images.image(content["key"], texts.load("images")[content["key"]]),
        contact_point=_contact(builder, content),
        parent_group=group(builder, content["parent_group"]) if "parent_group" in content else None,
        body=builder.body(content["body"], content["key"]),
    )
    leads = [_lead(builder, lead) for lead in content["leads"]]
    members = [{"entity": builder.get_snippet(Entity, "entity", name)} for name in content["members"]]
    themes = [{"theme": builder.get_snippet(Theme, "theme", name)} for name in content["themes"]]
    page.leads = children(GroupLead, leads, builder.source)
    page.members = children(GroupMember, members, builder.source)
    page.themes = children(GroupTheme, themes, builder.source)
    return page


def _lead(builder: Builder, lead: dict[str, Any]) -> dict[str, Any]:
    person = builder.get_snippet(Person, "person", lead["person"]) if "person" in lead else None
    return {**lead, "entity": builder.get_snippet(Entity, "entity", lead["entity"]), "person": person}


def _contact(builder: Builder, content: dict[str, Any]) -> ContactPoint | None:
    name = content.get("contact_point")
    return builder.get_snippet(ContactPoint, "contact", name) if name else None


def _objectives(content: dict[str, Any]) -> list[dict[str, Any]]:
    blocks = [
        {
            "type": "objective",
            "id": f"objective-{number}",
            "value": {**objective, "text": {"paragraphs": [objective["text"]]}},
        }
        for number, objective in enumerate(content["objectives"])
    ]
    return texts.stream(blocks, content["key"])


def _service(builder: Builder, content: dict[str, Any]) -> ServicePage:
    source = builder.source
    page = ServicePage(
        **words(content, "title", "slug", "summary", "how_to_ask", "lead_time"),
        **facts(content, "goals", "primary_goal", "countries", "delivery_languages"),
        **facts(content, "last_confirmed", "confirmed_by", "active"),
        kind=ServiceKind.objects.get(key=content["kind"], locale=source),
        description=texts.html(content["description"]),
        contact_point=_contact(builder, content),
        body=builder.body(content.get("body", []), content["key"]),
    )
    by_groups = [{"group": group(builder, name)} for name in content.get("offered_by_groups", ())]
    by_entities = [
        {"entity": builder.get_snippet(Entity, "entity", name)} for name in content.get("offered_by_entities", ())
    ]
    audiences = {entry.key: entry for entry in Audience.objects.filter(locale=source, key__in=content["audiences"])}
    page.offered_by_groups = children(ServiceGroup, by_groups, source)
    page.offered_by_entities = children(ServiceEntity, by_entities, source)
    page.audiences = children(ServiceAudience, [{"audience": audiences[name]} for name in content["audiences"]], source)
    page.themes = children(
        ServiceTheme, [{"theme": builder.get_snippet(Theme, "theme", name)} for name in content["themes"]], source
    )
    examples = [{"example": group(builder, name)} for name in content.get("examples", ())]
    page.examples = children(ServiceExample, examples, source)
    return page
