"""Template context of group, service and goal pages, in a constant number of queries.

``foreign`` marks in templates what is in another language (``{% foreign thing %}``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Locale, Page

from core.base.localized import by_key, in_alphabet, many, one
from core.base.models import BasePage
from core.base.page_states import with_state
from core.base.visibility import public
from core.listings.overview import overview_context
from core.listings.related import listings
from core.vocabularies import countries, goals, languages
from groups.models import (
    Audience,
    ContactPoint,
    Entity,
    GroupKind,
    GroupLead,
    Person,
    SDGIndexPage,
    SDGPage,
    ServiceKind,
    ServicePage,
    Theme,
    WorkingGroupPage,
)
from groups.requests.availability import obstacle


@dataclass(frozen=True)
class Membership:
    """An entity's part in a group, as the reader sees it; ``person`` is who holds it, if the public may know."""

    entity: Entity
    role: str
    since: date | None
    until: date | None
    person: Person | None = None


@dataclass(frozen=True)
class RoleOfLeads:
    """A role and those who hold it now. ``label`` is in the reader's language."""

    role: str
    label: Any
    parts: list[Membership]


@dataclass(frozen=True)
class GoalEntry:
    """A goal of the list; ``page`` is None where its page isn't live in this language."""

    goal: goals.Goal
    page: SDGPage | None


def group_context(page: WorkingGroupPage) -> dict[str, Any]:
    """Kind, leads, members, goals, themes, countries, parent group, contact point and listings of a group.

    ``leads`` and ``members`` are those of today; who has stepped down is in ``former_leads`` and
    ``former_members``, without their people. ``goals`` are numbers, the primary one first.
    """
    locale = page.locale
    lead_rows, member_rows = list(page.leads.all()), list(page.members.all())
    entities = entities_of((*lead_rows, *member_rows), locale)
    today = timezone.localdate()
    people = by_key(Person, [row.person_id for row in lead_rows if not _is_over(row, today)], locale)
    leads, members = _parts(lead_rows, entities, people), _parts(member_rows, entities)
    return {
        "kind": one(GroupKind, page.kind_id, locale),
        "leads": _by_role([part for part in leads if not _is_over(part, today)]),
        "former_leads": [part for part in leads if _is_over(part, today)],
        "members": [part for part in members if not _is_over(part, today)],
        "former_members": [part for part in members if _is_over(part, today)],
        "goals": goal_numbers(page),
        "themes": many(Theme, [row.theme_id for row in page.themes.all()], locale),
        "countries": country_codes(page),
        "parent_group": one(WorkingGroupPage, page.parent_group_id, locale),
        "contact_point": one(ContactPoint, page.contact_point_id, locale),
        "listings": listings(page),
    }


def service_context(page: ServicePage) -> dict[str, Any]:
    """Kind, who offers it, for whom, goals, themes, countries, languages, contact point, examples of a service.

    ``groups`` has the group below which the page lies first; ``obstacle`` says why the service can't be asked
    for, and is empty where it can, at ``ask_url`` below the page's own address.
    """
    locale = page.locale
    groups, entities = offering(page)
    return {
        "kind": one(ServiceKind, page.kind_id, locale),
        "groups": groups,
        "entities": entities,
        "obstacle": obstacle(page, groups, entities),
        "ask_url": page.reverse_subpage("ask"),
        "audiences": many(Audience, [row.audience_id for row in page.audiences.all()], locale),
        "goals": goal_numbers(page),
        "themes": many(Theme, [row.theme_id for row in page.themes.all()], locale),
        "countries": country_codes(page),
        "delivery_languages": in_alphabet(page.delivery_languages, languages.choices(locale.language_code)),
        "contact_point": one(ContactPoint, page.contact_point_id, locale),
        "examples": _examples(page),
        "listings": listings(page),
    }


def offering(page: ServicePage) -> tuple[list[WorkingGroupPage], list[Entity]]:
    """The groups and entities that offer a service, as its reader sees them. At most four queries."""
    entities = entities_of(page.offered_by_entities.all(), page.locale)
    return groups_of(page, page.offered_by_groups.all()), list(entities.values())


def _examples(page: ServicePage) -> list[Page]:
    """The examples with their states, which are asked for together with those of the pages above."""
    examples = many(Page, [row.example_id for row in page.examples.all()], page.locale)
    pages = with_state([*page.above, *examples])
    page.above = pages[: len(page.above)]
    return pages[len(page.above) :]


def goal_index_context(page: SDGIndexPage) -> dict[str, Any]:
    """The 17 goals with their pages."""
    live = public(SDGPage.objects.all()).filter(locale_id=page.locale_id, alias_of=None).select_related("locale")
    pages = {goal_page.number: goal_page for goal_page in live}
    return {"goals": [GoalEntry(goal, pages.get(goal.number)) for goal in goals.GOALS]}


def goal_context(page: SDGPage, request: HttpRequest) -> dict[str, Any]:
    """The goal, and what all kinds of pages say about it, as the reader narrows it."""
    return {"goal": page.goal, **overview_context(page, request)}


def entities_of(rows: Iterable[Any], locale: Locale) -> dict[Any, Entity]:
    """The entities that rows name, with their logos in all sizes: two queries more, however many there are."""
    by_entity_id = by_key(Entity, [row.entity_id for row in rows], locale)
    prefetch_related_objects(
        list({id(entity): entity for entity in by_entity_id.values()}.values()), "logo__renditions"
    )
    return by_entity_id


def _parts(
    rows: Iterable[Any], entities: dict[Any, Entity], people: dict[Any, Person] | None = None
) -> list[Membership]:
    people_by_id = people or {}
    return [
        Membership(
            entities[row.entity_id],
            getattr(row, "role", ""),
            row.since,
            row.until,
            people_by_id.get(getattr(row, "person_id", None)),
        )
        for row in rows
        if row.entity_id in entities
    ]


def _is_over(part: Membership | GroupLead, today: date) -> bool:
    return part.until is not None and part.until < today


def _by_role(parts: list[Membership]) -> list[RoleOfLeads]:
    roles = [
        RoleOfLeads(role.value, role.label, [part for part in parts if part.role == role]) for role in GroupLead.Role
    ]
    return [role for role in roles if role.parts]


def goal_numbers(page: Any) -> list[int]:
    """The numbers of a page's goals, the primary one first."""
    return sorted(page.goals, key=lambda number: (number != page.primary_goal, number))


def country_codes(page: Any) -> list[str]:
    """The codes of a page's countries in the reader's alphabet."""
    return in_alphabet(page.countries, countries.choices(page.locale.language_code))


def groups_of(page: BasePage, rows: Iterable[Any]) -> list[WorkingGroupPage]:
    """The groups that a page belongs with, as its reader sees them: the one above it first, then those of its rows."""
    keys = [*(above.pk for above in page.above[-1:]), *(row.group_id for row in rows)]
    return many(WorkingGroupPage, keys, page.locale)
