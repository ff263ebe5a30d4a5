"""Demo entities, themes, people and contact points."""

from devtools.demo import portraits, texts
from devtools.demo.builder import Builder
from groups.models import ContactPoint, Entity, Person, Theme


def build(builder: Builder) -> None:
    """Entities with the names that are on record, themes in two levels, people who are invented."""
    builder.progress.begin("Entities")
    for entity in texts.load("entities"):
        builder.snippet(
            Entity,
            "entity",
            entity,
            {"name": entity["name"], "acronym": entity["acronym"]},
            key=entity["key"],
            organisation_identifier=entity["identifier"],
        )
    builder.progress.begin("Themes")
    for theme in texts.load("themes"):
        parent = builder.find(Theme, "theme", theme["parent"]) if "parent" in theme else None
        builder.snippet(
            Theme,
            "theme",
            theme,
            {name: theme[name] for name in ("name", "slug", "description")},
            goals=theme["goals"],
            parent=parent,
        )
    builder.progress.begin("People and mailboxes")
    for contact in texts.load("contact_points"):
        facts = {name: contact[name] for name in ("key", "email", "languages")}
        builder.snippet(ContactPoint, "contact", contact, {"label": contact["label"]}, **facts)
    for person in texts.load("people"):
        facts = {name: person[name] for name in ("key", "name", "consent_on", "visible_until")}
        facts["entity"] = builder.get_snippet(Entity, "entity", person["entity"])
        facts["photo"] = portraits.portrait(person["key"], person["name"], person["goal"])
        builder.snippet(Person, "person", person, {"post": person["post"]}, **facts)
