"""What the public search is told of groups, services and goals, and of what they are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.facets.facet import ChoiceFacet, SnippetFacet
from core.related import visible
from core.searchable import Named, Searchable, register, register_names
from core.vocabularies import goals
from groups.facets import COUNTRY, GOAL, GroupFacet, ThemeFacet
from groups.models import (
    Entity,
    GroupLead,
    GroupMember,
    GroupTheme,
    ServiceEntity,
    ServiceGroup,
    ServiceTheme,
    Theme,
    WorkingGroupPage,
)


def entity_facet(rows: Any, field: str = "entity") -> SnippetFacet:
    """Entities that a page's rows name, or a field of its own where there are no rows."""
    return SnippetFacet("entity", _("Entity"), field, Entity, rows, title="name", order=("name",))


def entity_names() -> Mapping[str, list[Named]]:
    """Entities by key."""
    return _by_word(visible(Entity).values_list("key", "locale__language_code", "name", "acronym"))


def theme_names() -> Mapping[str, list[Named]]:
    """Themes by translation key."""
    rows = visible(Theme).values_list("translation_key", "locale__language_code", "name")
    return _by_word((*row, "") for row in rows)


def group_names() -> Mapping[str, list[Named]]:
    """Groups that the public may see, by translation key."""
    pages = visible(WorkingGroupPage).filter(alias_of=None)
    return _by_word(pages.values_list("translation_key", "locale__language_code", "title", "acronym"))


def _by_word(rows: Any) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for word, tag, name, acronym in rows:
        found.setdefault(getattr(word, "hex", word), []).append(Named(tag, name, acronym))
    return found


def register_all() -> None:
    """Called in ``AppConfig.ready``."""
    led, members = entity_facet(GroupLead), entity_facet(GroupMember)
    offered = (entity_facet(ServiceEntity), GroupFacet("group", _("Working group"), ServiceGroup))
    register(
        Searchable(
            "groups.WorkingGroupPage",
            "groups",
            (GOAL, ThemeFacet("theme", _("Theme"), GroupTheme), COUNTRY, led),
            (members,),
        )
    )
    register(
        Searchable(
            "groups.ServicePage",
            "services",
            (GOAL, ThemeFacet("theme", _("Theme"), ServiceTheme), COUNTRY, *offered),
        )
    )
    goal = ChoiceFacet("goal", _("Goal"), "number", goals.choices)
    register(Searchable("groups.SDGPage", "goals", (goal,), number="number"))
    register_names("entity", entity_names, synonyms=True)
    register_names("theme", theme_names)
    register_names("group", group_names)
