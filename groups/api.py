"""The fields of groups, services and goals in the API. People and addresses of mailboxes have no place in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.api.fields import Fields, choice, country_codes, goal_codes, html, language, page_link, register, term
from groups import shown
from groups.models import Entity, SDGPage


def entity(thing: Entity) -> dict[str, Any]:
    """An entity: key and name, and what it is known by elsewhere."""
    own = {"acronym": thing.acronym, "website": thing.website, "identifier": thing.organisation_identifier}
    return (term(thing) or {}) | {"kind": thing.kind} | own


def part(of_group: shown.Part) -> dict[str, Any]:
    """An entity's part in a group. Who holds it stands on the page alone."""
    days = {"since": _day(of_group.since), "until": _day(of_group.until)}
    return {"role": of_group.role or None, "entity": entity(of_group.entity), **days}


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
    """Facts that most types have."""
    return {
        "goals": lambda page: goal_codes(shown.goal_numbers(page)),
        "primary_goal": lambda page: page.primary_goal,
        "countries": lambda page: country_codes(shown.country_codes(page)),
    }


def _leads(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    return _parts([each for role in context["leads"] for each in role.parts])


def _parts(of_group: Iterable[shown.Part]) -> list[dict[str, Any]]:
    return [part(each) for each in of_group]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _goal(page: SDGPage) -> dict[str, Any]:
    return goal_codes([page.number])[0] | {"full_name": page.goal.full_title(), "colour": page.goal.colour}


GROUP = Fields(
    facts={
        "summary": lambda page: page.summary,
        "acronym": lambda page: page.acronym,
        "status": lambda page: choice(page, "status"),
        "active_since": lambda page: page.active_since,
        "closed_on": lambda page: page.closed_on,
        **goals_and_countries(),
    },
    relations={
        "purpose": lambda context: html(context["page"].purpose),
        "kind": lambda context: term(context["kind"]),
        "leads": _leads,
        "members": lambda context: _parts(context["members"]),
        "themes": terms("themes"),
        "parent_group": lambda context: page_link(context["parent_group"]),
        "contact_point": lambda context: contact_point(context["contact_point"]),
    },
    context=lambda page, _request: {"page": page, **shown.group_context(page)},
)

SERVICE = Fields(
    facts={
        "summary": lambda page: page.summary,
        "active": lambda page: page.active,
        "last_confirmed": lambda page: page.last_confirmed,
        "lead_time": lambda page: page.lead_time,
        "delivery_languages": lambda page: [language(tag) for tag in page.delivery_languages],
        **goals_and_countries(),
    },
    relations={
        "description": lambda context: html(context["page"].description),
        "how_to_ask": lambda context: context["page"].how_to_ask,
        "kind": lambda context: term(context["kind"]),
        "groups": pages("groups"),
        "entities": entities("entities"),
        "audiences": terms("audiences"),
        "themes": terms("themes"),
        "examples": pages("examples"),
        "contact_point": lambda context: contact_point(context["contact_point"]),
    },
    context=lambda page, _request: {"page": page, **shown.service_context(page)},
)

GOAL = Fields(facts={"goal": _goal}, relations={}, context=lambda page, _request: {"page": page})


def register_fields() -> None:
    """Tell the API what this app's pages have."""
    register("groups.WorkingGroupPage", GROUP)
    register("groups.ServicePage", SERVICE)
    register("groups.SDGPage", GOAL)
