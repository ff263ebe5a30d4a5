"""Resources, news and events in schema.org's terms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core import linked_data
from core.linked_data import Node
from core.rich_text import one_line
from core.vocabularies import time_zones
from groups.linked_data import entities, entity, group_of
from resources.library.authors import Author
from resources.models import EventPage, NewsPage, ResourceFile, ResourcePage

#: Where a licence's text stands; of the others there is none.
LICENCES: dict[str, str] = {
    ResourcePage.Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    ResourcePage.Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    ResourcePage.Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    ResourcePage.Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ResourcePage.Licence.CC_BY_NC_ND_IGO: "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/",
    ResourcePage.Licence.CC_BY_IGO: "https://creativecommons.org/licenses/by/3.0/igo/",
    ResourcePage.Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}

STATUSES = {
    EventPage.Status.POSTPONED: "https://schema.org/EventPostponed",
    EventPage.Status.CANCELLED: "https://schema.org/EventCancelled",
}

MODES = {
    EventPage.Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    EventPage.Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventPage.Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def resource(page: ResourcePage, context: Mapping[str, Any]) -> Node:
    """A publication with its identifiers, its files and what others may do with it."""
    kind = context["type"]
    files = [row for group in context["files"] for row in group.files]
    return {
        "@type": context["reference"].cited_as.schema,
        "name": page.title,
        "url": page.full_url,
        "abstract": one_line(page.abstract),
        "description": page.summary,
        "genre": kind.label if kind else None,
        "author": [_author(author) for author in context["authors"]],
        "publisher": entities(context["entities"]),
        "provider": [group_of(group) for group in context["groups"]],
        "datePublished": page.machine_date,
        "inLanguage": sorted({row.language for row in files} or {page.original_language}),
        "isbn": page.isbn,
        "identifier": _identifiers(page),
        "sameAs": [f"https://doi.org/{page.doi}" if page.doi else "", page.permanent_link],
        "license": LICENCES.get(page.licence),
        "isPartOf": _series(page),
        "position": page.series_number,
        "encoding": [_file(row, page) for row in files],
        "about": [*map(linked_data.goal, context["goals"]), *map(_theme, context["themes"])],
        "spatialCoverage": linked_data.places(context["countries"], page.locale.language_code),
        "creditText": context["citation"],
    }


def news(page: NewsPage, context: Mapping[str, Any]) -> Node:
    """A piece of news."""
    source = context["source_entity"]
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "url": page.full_url,
        "datePublished": page.date.isoformat() if page.date else None,
        "dateModified": page.last_published_at.isoformat(timespec="seconds") if page.last_published_at else None,
        "inLanguage": page.locale.language_code,
        "author": entity(source) if source else None,
        "about": [*map(linked_data.goal, context["goals"]), *map(_theme, context["themes"])],
        "contentLocation": linked_data.places(context["countries"], page.locale.language_code),
    }


def event(page: EventPage, context: Mapping[str, Any]) -> Node:
    """An event by the clocks of its place. What is postponed keeps the day it was planned for, as schema.org asks."""
    kind = context["type"]
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "url": page.full_url,
        "startDate": _point(page, page.starts_at),
        "endDate": _point(page, page.ends_at),
        "eventStatus": STATUSES.get(EventPage.Status(page.status), "https://schema.org/EventScheduled"),
        "eventAttendanceMode": MODES[EventPage.Mode(page.mode)],
        "location": _places(page, context),
        "organizer": [*entities(context["organisers"]), *map(group_of, context["groups"])],
        "inLanguage": context["interpretation_languages"],
        "about": [*map(linked_data.goal, context["goals"]), *map(_theme, context["themes"])],
        "keywords": kind.label if kind else None,
        "recordedIn": {"@type": "CreativeWork", "url": page.recording} if page.recording else None,
    }


def _author(author: Author) -> Node:
    """Who wrote it. Names of people stand as on the cover, the family's first and a comma after it."""
    known = entity(author.entity) if author.entity else None
    if author.is_person:
        return {"@type": "Person", "name": author.name, "affiliation": known}
    if author.itself and known:
        return known
    return {"@type": "Organization", "name": author.name, "parentOrganization": known}


def _identifiers(page: ResourcePage) -> list[Node]:
    named = (("DOI", page.doi), ("symbol", page.symbol))
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in named if value]


def _series(page: ResourcePage) -> Node | None:
    if not page.series and not page.issn:
        return None
    return {"@type": "CreativeWorkSeries", "name": page.series, "issn": page.issn}


def _file(row: ResourceFile, page: ResourcePage) -> Node:
    """A file of the platform, or the address of one elsewhere."""
    document = row.document
    return {
        "@type": "MediaObject",
        "name": row.label or page.title,
        "inLanguage": row.language,
        "contentUrl": whole(document.url, page) if document else row.address,
        "encodingFormat": document.content_type if document else None,
        "contentSize": f"{document.file_size} B" if document and document.file_size else None,
    }


def whole(url: str, page: Any) -> str:
    """An address of the platform with the scheme and host of a page's."""
    *_site, root, _path = page.get_url_parts()
    return f"{root}{url}" if url.startswith("/") else url


def _theme(theme: Any) -> Node:
    return {"@type": "DefinedTerm", "name": theme.name}


def _point(page: EventPage, moment: datetime | None) -> str | None:
    """A moment with its distance from Greenwich, or the day where that is all that is known."""
    if moment is None:
        return None
    shown = moment.astimezone(time_zones.zone(page.timezone))
    return shown.date().isoformat() if page.all_day else shown.isoformat(timespec="seconds")


def _places(page: EventPage, context: Mapping[str, Any]) -> list[Node]:
    found: list[Node] = []
    if page.mode != EventPage.Mode.ONLINE:
        address = {"@type": "PostalAddress", "addressLocality": page.city, "addressCountry": page.country}
        found.append({"@type": "Place", "name": page.venue or page.city, "address": address})
    if page.mode != EventPage.Mode.IN_PERSON:
        found.append({"@type": "VirtualLocation", "url": context["registration_link"] or page.full_url})
    return found


def register() -> None:
    """Tell ``core.linked_data`` how to describe this app's pages."""
    linked_data.register("resources.ResourcePage", resource)
    linked_data.register("resources.NewsPage", news)
    linked_data.register("resources.EventPage", event)
    for index in ("resources.ResourceIndexPage", "resources.NewsIndexPage", "resources.EventIndexPage"):
        linked_data.register_kind(index, "CollectionPage")
