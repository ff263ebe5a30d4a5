"""Build vocabularies."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from groups.models import Audience, Entity, GroupKind, ServiceKind, Theme
from home.setup.kinds import publish
from home.setup.platform import Platform
from resources.models import EventType, ResourceType
from translation.exchange.new_translation import land_all

ENTITIES, THEMES = 40, 20


@dataclass
class Vocabulary:
    """Vocabularies for pages, in the source language; the same for all pages."""

    entities: list[Entity]
    themes: list[Theme]
    group_kinds: list[GroupKind]
    service_kinds: list[ServiceKind]
    audiences: list[Audience]
    resource_types: list[ResourceType]
    event_types: list[EventType]


def make(platform: Platform) -> Vocabulary:
    """New entities and themes in all languages of a platform, and the kinds that it was set up with."""
    source = platform.source
    entities = [Entity(key=f"entity-{n}", name=f"Entidad {n}", acronym=f"E{n}", locale=source) for n in range(ENTITIES)]
    themes = [Theme(name=f"Tema {n}", slug=f"tema-{n}", locale=source) for n in range(THEMES)]
    for snippet in (*entities, *themes):
        publish(snippet)
        land_all(
            snippet,
            {target: {"name": f"{target.language_code.upper()} {snippet.name}"} for target in platform.targets},
        )
    kinds = (GroupKind, ServiceKind, Audience, ResourceType, EventType)
    return Vocabulary(entities, themes, *(_localized(model, source) for model in kinds))


def _localized(model: type[Any], locale: Locale) -> list[Any]:
    return list(model.objects.filter(locale=locale))
