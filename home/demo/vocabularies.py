"""The demo's entities and themes."""

from groups.models import Entity, Theme
from home.demo import texts
from home.demo.building import Builder


def build(builder: Builder) -> None:
    """Entities with their official names, and themes in two levels."""
    builder.progress.begin("Entities and themes")
    for entity in texts.load("entities"):
        builder.snippet(
            Entity,
            "entity",
            entity,
            {"name": entity["name"], "acronym": entity["acronym"]},
            key=entity["key"],
            organisation_identifier=entity["identifier"],
        )
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
