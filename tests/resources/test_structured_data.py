"""Groups, services, goals, resources, news and events as machines read them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    ContactPointFactory,
    EntityFactory,
    GroupLeadFactory,
    GroupMemberFactory,
    PersonFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceAudienceFactory,
    ServiceEntityFactory,
    ServicePageFactory,
)
from tests.groups.public_pages import republish
from tests.resources.factories import (
    EventOrganiserFactory,
    EventPageFactory,
    NewsPageFactory,
    ResourceAuthorFactory,
    ResourceEntityFactory,
    ResourceFileFactory,
    ResourcePageFactory,
    ResourceTypeFactory,
)
from tests.support.public_pages import get_soup
from tests.support.schema_org import graph, node_of_type, schema_errors

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def get_main_node(client: Client, page: Any, kind: str) -> dict[str, Any]:
    """What a page says of the thing it is about, which must be schema.org's."""
    html = get_soup(client, republish(page).url)
    assert list(schema_errors(graph(html))) == []
    about = node_of_type(html, kind) if kind != "Organization" else next(
        node for node in graph(html) if node.get("@id", "").endswith("#main")
    )  # fmt: skip
    assert about["@type"] == kind
    return about


def test_a_group_and_no_person(client: Client, group: WorkingGroupPage) -> None:
    group.acronym, group.active_since, group.countries = "GTG", date(2019, 6, 3), ["MX"]
    group.contact_point = ContactPointFactory(label="Secretaría", email="secretaria@example.org", languages=["es"])
    group.save()
    lead = EntityFactory(name="Fondo", acronym="F", website="https://example.org", kind="civil_society")
    GroupLeadFactory(page=group, entity=lead, person=PersonFactory(name="Ana Pérez", entity=lead))
    GroupMemberFactory(page=group, entity=EntityFactory(name="Antiguo"), until=date(2020, 1, 1))
    about = get_main_node(client, group, "Organization")
    assert (about["name"], about["alternateName"], about["foundingDate"]) == (group.title, "GTG", "2019-06-03")
    assert about["member"] == [
        {"@type": "NGO", "name": "Fondo", "alternateName": "F", "url": "https://example.org"}
    ]  # fmt: skip
    assert about["areaServed"] == [{"@type": "Country", "name": "México", "identifier": "MX"}]
    assert [each["termCode"] for each in about["knowsAbout"]] == ["5"]
    assert about["contactPoint"]["availableLanguage"] == ["es"]
    assert "Ana Pérez" not in str(about)
    assert "secretaria@" not in str(about)


def test_a_service(client: Client, group: WorkingGroupPage) -> None:
    page = ServicePageFactory(parent=group, delivery_languages=["es", "pt"])
    ServiceEntityFactory(page=page, entity=EntityFactory(name="Fondo"))
    ServiceAudienceFactory(page=page, audience__label="Gobiernos")
    about = get_main_node(client, page, "Service")
    assert [each["name"] for each in about["provider"]] == [group.title, "Fondo"]
    assert about["audience"] == [{"@type": "Audience", "audienceType": "Gobiernos"}]
    assert set(about["availableChannel"]["availableLanguage"]) == {"es", "pt"}


def test_a_goal_by_its_name_in_the_register(client: Client, home: HomePage) -> None:
    page = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    about = get_main_node(client, page, "DefinedTerm")
    assert about["@id"] == page.goal.iri
    assert about["termCode"] == "5"


def test_a_report_with_its_files(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(
        parent=resources, type=ResourceTypeFactory(key="report", label="Informe"), published_on=date(2024, 5, 1),
        date_precision="month", doi="10.1234/abc", symbol="LC/TS.1", licence="cc-by-4.0", series="Serie",
        issn="2049-3630",
        abstract="<p>Un <b>resumen</b> &amp; más.</p><p>Otro.</p><ul><li>uno</li><li>dos</li></ul><p>a<br/>b</p>",
    )  # fmt: skip
    document = get_document_model().objects.create(title="x", file=ContentFile(b"%PDF", name="a.pdf"))
    ResourceFileFactory(page=page, address="", document=document, language="es", label="Texto")
    ResourceFileFactory(page=page, language="pt")
    ResourceAuthorFactory(page=page, name="Pérez, Ana", entity=EntityFactory(name="Oficina"))
    ResourceAuthorFactory(page=page, name="", organisation="Unidad de Género, 2", entity=None)
    ResourceEntityFactory(page=page, entity=EntityFactory(name="Comisión"))
    about = get_main_node(client, page, "Report")
    assert about["datePublished"] == "2024-05"
    assert about["inLanguage"] == ["es", "pt"]
    assert about["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {each["propertyID"]: each["value"] for each in about["identifier"]} == {
        "DOI": "10.1234/abc", "symbol": "LC/TS.1",
    }  # fmt: skip
    assert about["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Serie", "issn": "2049-3630"}
    assert about["abstract"] == "Un resumen & más. Otro. uno dos a b"
    first, second = about["encoding"]
    assert (first["name"], first["encodingFormat"], first["contentSize"]) == ("Texto", "application/pdf", "4 B")
    assert first["contentUrl"] == f"http://localhost{document.url}"
    assert second["contentUrl"] == "https://example.org/file.pdf"
    assert [each["@type"] for each in about["author"]] == ["Person", "Organization"]
    assert [each["name"] for each in about["publisher"]] == ["Comisión"]


def test_a_book_is_one_whatever_its_type(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources, isbn="978-3-16-148410-0")
    assert get_main_node(client, page, "Book")["isbn"] == "978-3-16-148410-0"


def test_news(client: Client, news: Any) -> None:
    page = NewsPageFactory(parent=news, source_entity=EntityFactory(name="Oficina"), countries=["BR"])
    about = get_main_node(client, page, "NewsArticle")
    assert (about["headline"], about["datePublished"], about["author"]["name"]) == (page.title, "2026-03-04", "Oficina")


@pytest.mark.parametrize(("status", "term"), [
    ("scheduled", "EventScheduled"), ("postponed", "EventPostponed"), ("cancelled", "EventCancelled"),
])  # fmt: skip
def test_what_became_of_an_event(client: Client, events: Any, status: str, term: str) -> None:
    page = EventPageFactory(parent=events, status=status)
    assert get_main_node(client, page, "Event")["eventStatus"] == f"https://schema.org/{term}"


def test_an_event_by_its_own_clocks_in_person_and_online(client: Client, events: Any) -> None:
    page = EventPageFactory(
        parent=events, mode="hybrid", venue="Casa", country="CO", ends_at=datetime(2027, 3, 12, 17, 0, tzinfo=UTC)
    )
    EventOrganiserFactory(page=page, entity=EntityFactory(name="Oficina"))
    about = get_main_node(client, page, "Event")
    assert (about["startDate"], about["endDate"]) == ("2027-03-12T10:00:00-05:00", "2027-03-12T12:00:00-05:00")
    assert about["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    place, online = about["location"]
    assert place["address"] == {"@type": "PostalAddress", "addressLocality": "Bogotá", "addressCountry": "CO"}
    assert online == {"@type": "VirtualLocation", "url": page.full_url}
    assert [each["name"] for each in about["organizer"]] == ["Oficina"]


def test_an_event_online_is_where_people_register_while_they_can(client: Client, events: Any) -> None:
    event = EventPageFactory(
        parent=events,
        mode="online",
        registration_link="https://sign.example/",
        starts_at=datetime(2126, 1, 1, tzinfo=UTC),
    )
    assert get_main_node(client, event, "Event")["location"] == [
        {"@type": "VirtualLocation", "url": "https://sign.example/"}
    ]
    event.registration_closes = datetime(2020, 1, 1, tzinfo=UTC)
    event.save()
    assert get_main_node(client, event, "Event")["location"] == [{"@type": "VirtualLocation", "url": event.full_url}]


def test_an_event_of_whole_days_has_no_hours(client: Client, events: Any) -> None:
    page = EventPageFactory(parent=events, all_day=True, mode="online", city="")
    about = get_main_node(client, page, "Event")
    assert about["startDate"] == "2027-03-12"
    assert [each["@type"] for each in about["location"]] == ["VirtualLocation"]
