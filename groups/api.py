"""API fields of related objects: entities, contact points, vocabularies. No people, and no email addresses."""

from collections.abc import Iterable
from typing import Any

from core.api.fields import country_codes, goal_codes, language, page_link, term
from groups import page_context
from groups.models import Entity


def entity(instance: Entity) -> dict[str, Any]:
    """An entity: key and name, and what it is known by elsewhere."""
    facts = {"acronym": instance.acronym, "website": instance.website, "identifier": instance.organisation_identifier}
    return (term(instance) or {}) | {"kind": instance.kind} | facts


def part(membership: page_context.Membership) -> dict[str, Any]:
    """An entity's part in a group. Who holds it stands on the page alone."""
    days = {"since": _day(membership.since), "until": _day(membership.until)}
    return {"role": membership.role or None, "entity": entity(membership.entity), **days}


def contact_point(point: Any) -> dict[str, Any] | None:
    """A mailbox by name and languages, without its address."""
    return point and (term(point) or {}) | {"languages": [language(tag) for tag in point.languages]}


def terms(name: str) -> Any:
    """Reads a list of entries of a vocabulary out of a context."""
    return lambda context: [term(each) for each in context[name]]


def pages(name: str) -> Any:
    """Reads a list of pages out of a context."""
    return lambda context: [page_link(each) for each in context[name]]


def entities(name: str) -> Any:
    """Reads a list of entities out of a context."""
    return lambda context: [entity(each) for each in context[name]]


def goals_and_countries() -> dict[str, Any]:
    return {
        "goals": lambda page: goal_codes(page_context.goal_numbers(page)),
        "primary_goal": lambda page: page.primary_goal,
        "countries": lambda page: country_codes(page_context.country_codes(page)),
    }


def parts(memberships: Iterable[page_context.Membership]) -> list[dict[str, Any]]:
    """Several of them."""
    return [part(each) for each in memberships]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
