"""The fields of resources, news and events in the API."""

from collections.abc import Mapping
from typing import Any

from core.api.fields import Fields, choice, country, html, language, page_link, register, term
from core.vocabularies import time_zones
from groups.api import entities, entity, goals_and_countries, pages, terms
from resources.events.shown import event_context
from resources.library.shown import resource_context
from resources.models import EventPage, ResourceFile
from resources.page_types.news import NewsPageType
from resources.page_types.resource import whole


def file(row: ResourceFile, page: Any) -> dict[str, Any]:
    """A file of the platform, or the address of one elsewhere; size in bytes."""
    document = row.document
    return {
        "language": language(row.language),
        "label": row.label or page.title,
        "url": whole(document.url, page) if document else row.address,
        "format": document.content_type if document else None,
        "size": document.file_size if document else None,
        "pages": document.pages if document else None,
        "accessible": {"yes": True, "no": False}.get(row.accessible),
    }


def _files(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [file(row, context["page"]) for group in context["files"] for row in group.files]


def _authors(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "type": "person" if author.is_person else "organization",
            "name": author.name,
            "entity": entity(author.entity) if author.entity else None,
        }
        for author in context["authors"]
    ]


def moment(event: EventPage, name: str) -> str | None:
    """A moment by the clocks of the event's place; of whole days the day."""
    stored = getattr(event, name)
    if stored is None:
        return None
    shown = stored.astimezone(time_zones.zone(event.timezone))
    return shown.date().isoformat() if event.all_day else shown.isoformat(timespec="seconds")


RESOURCE = Fields(
    facts={
        "summary": lambda page: page.summary,
        "published_on": lambda page: page.machine_date or None,
        "original_language": lambda page: language(page.original_language),
        "doi": lambda page: page.doi,
        "symbol": lambda page: page.symbol,
        "isbn": lambda page: page.isbn,
        "issn": lambda page: page.issn,
        "permanent_link": lambda page: page.permanent_link,
        "licence": lambda page: choice(page, "licence"),
        "series": lambda page: page.series,
        "series_number": lambda page: page.series_number,
        **goals_and_countries(),
    },
    relations={
        "abstract": lambda context: html(context["page"].abstract),
        "key_messages": lambda context: [message.value["text"] for message in context["page"].key_messages],
        "resource_type": lambda context: term(context["type"]),
        "files": _files,
        "groups": pages("groups"),
        "entities": entities("entities"),
        "authors": _authors,
        "themes": terms("themes"),
        "citation": lambda context: context["citation"],
        "superseded_by": lambda context: page_link(context["superseded_by"]),
        "supersedes": pages("supersedes"),
    },
    context=lambda page, request: {"page": page, **resource_context(page, request)},
)

NEWS = Fields(
    facts={
        "summary": lambda page: page.summary,
        "date": lambda page: page.date,
        **goals_and_countries(),
    },
    relations={
        "source": lambda context: entity(context["source_entity"]) if context["source_entity"] else None,
        "groups": pages("groups"),
        "themes": terms("themes"),
    },
    context=lambda page, _request: {"page": page, **NewsPageType().get_context(page, None)},
)

EVENT = Fields(
    facts={
        "summary": lambda page: page.summary,
        "status": lambda page: choice(page, "status"),
        "starts_at": lambda page: moment(page, "starts_at"),
        "ends_at": lambda page: moment(page, "ends_at"),
        "timezone": lambda page: page.timezone,
        "all_day": lambda page: page.all_day,
        "mode": lambda page: choice(page, "mode"),
        "venue": lambda page: page.venue,
        "city": lambda page: page.city,
        "country": lambda page: country(page.country) if page.country else None,
        "recording": lambda page: page.recording,
        "interpretation_languages": lambda page: [language(tag) for tag in page.interpretation_languages],
        **{name: read for name, read in goals_and_countries().items() if name != "countries"},
    },
    relations={
        "event_type": lambda context: term(context["type"]),
        "registration_link": lambda context: context["registration_link"] or None,
        "organisers": entities("organisers"),
        "groups": pages("groups"),
        "themes": terms("themes"),
        "materials": pages("materials"),
        "report": lambda context: html(context["page"].report),
    },
    context=lambda page, _request: {"page": page, **event_context(page)},
)


def register_fields() -> None:
    """Tell the API what this app's pages have."""
    register("resources.ResourcePage", RESOURCE)
    register("resources.NewsPage", NEWS)
    register("resources.EventPage", EVENT)
