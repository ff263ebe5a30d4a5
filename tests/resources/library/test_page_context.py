"""What a visitor reads of resources."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from groups.models import WorkingGroupPage
from home.models import HomePage
from resources.models import ResourcePage
from tests.factories import EntityFactory, SDGIndexPageFactory, SDGPageFactory
from tests.groups.public_pages import create_english_version, get_html, listing_titles, republish
from tests.resources.factories import (
    EventMaterialFactory,
    EventPageFactory,
    ResourceAuthorFactory,
    ResourceEntityFactory,
    ResourceFileFactory,
    ResourceGroupFactory,
    ResourcePageFactory,
    ResourceTypeFactory,
)

pytestmark = pytest.mark.django_db


def main(client: Client, page: Any) -> Any:
    """The page's own part."""
    return BeautifulSoup(get_html(client, page), "html.parser").main


def text(part: Any) -> str:
    """What a part says, in one line."""
    return " ".join(part.get_text(" ").split())


def test_a_page_in_both_languages(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(
        parent=resources,
        title="Guía de cuidados",
        type=ResourceTypeFactory(label="Guía"),
        date_precision="month",
        symbol="LC/1",
        key_messages=[{"type": "message", "value": {"text": "Cuidar es trabajar."}}],
    )
    ResourceEntityFactory(page=page, entity=EntityFactory(name="Comisión", acronym="CEPAL"))
    ResourceAuthorFactory(page=page, name="", organisation="Unidad de Género", entity=EntityFactory(acronym="DAG"))
    html = main(client, page)
    assert "Unidad de Género, DAG" in text(html)
    assert "DAG" not in text(html.select_one(".citation"))
    assert html.h1.text == "Guía de cuidados"
    assert "Guía" in text(html.select_one(".kicker"))
    assert [text(message) for message in html.select(".messages li")] == ["Cuidar es trabajar."]
    assert html.find("time")["datetime"] == "2026-03"
    assert "marzo de 2026" in text(html).lower()
    assert text(html.select_one(".citation")) == (
        "Unidad de Género (2026). Guía de cuidados (LC/1). CEPAL. https://example.org/resource"
    )
    version = create_english_version(page, **{"Cuidar es trabajar.": "Care is work."})
    html = main(client, version)
    assert [text(message) for message in html.select(".messages li")] == ["Care is work."]
    assert "March 2026" in text(html)
    assert html.select_one(".kicker span")["lang"] == "es"


@pytest.mark.parametrize(
    ("precision", "shown"), [("year", "2026"), ("month", "marzo de 2026"), ("day", "4 de marzo de 2026")]
)
def test_a_date_says_no_more_than_is_known(client: Client, resources: Any, precision: str, shown: str) -> None:
    page = ResourcePageFactory(parent=resources, date_precision=precision)
    assert text(main(client, page).find("time")).lower() == shown


def test_files_stand_by_language_the_readers_own_first(client: Client, resources: Any) -> None:
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"%PDF", name="plan.pdf"))
    page = ResourcePageFactory(parent=resources, title="Plan")
    ResourceFileFactory(page=page, language="pt", address="https://example.org/pt.pdf")
    ResourceFileFactory(page=page, language="en", address="https://example.org/en.pdf", accessible="yes")
    ResourceFileFactory(page=page, language="es", address="", document=document, label="Anexo")
    page = republish(page)
    html = main(client, page)
    files = html.find("h2", id="files").parent
    assert [heading.text for heading in files.find_all("h3")] == ["español", "inglés", "portugués"]
    links = files.select(".files a")
    assert [(link["hreflang"], link.text) for link in links] == [("es", "Anexo"), ("en", "Plan"), ("pt", "Plan")]
    assert links[0]["href"] == document.url
    assert "PDF" in text(links[0].parent)
    # without a name of its own a file needs no translator: it is there at once
    version = create_english_version(page)
    ResourceFileFactory(page=page, language="fr", address="https://example.org/fr.pdf", sort_order=9)
    republish(page)
    files = main(client, version).find("h2", id="files").parent
    assert [heading.text for heading in files.find_all("h3")] == ["English", "French", "Portuguese", "Spanish"]
    assert text(files.select_one(".files li")) == "EN Plan on another website accessible"


def test_what_took_a_resources_place_is_said_on_both_and_wherever_it_is_named(client: Client, resources: Any) -> None:
    newer = ResourcePageFactory(parent=resources, title="Segunda edición", published_on=date(2020, 1, 1))
    older = ResourcePageFactory(parent=resources, title="Primera edición", superseded_by=newer)
    assert "Segunda edición" in text(main(client, older).select_one(".closed"))
    assert "Primera edición" in text(main(client, newer).find("h2", id="supersedes").parent)
    assert not main(client, older).find("h2", id="supersedes")
    assert not main(client, newer).select(".closed")
    # the old one comes last though it is the later one, and says so
    titles = [text(title) for title in main(client, resources).select(".card .card-title")]
    assert titles[0] == "Segunda edición"
    assert main(client, resources).select(".card .status-superseded")
    translations = {"older": create_english_version(older)}
    assert main(client, translations["older"]).select_one(".closed a")["lang"] == "es"
    version = create_english_version(newer)
    assert text(main(client, translations["older"]).select_one(".closed a")) == "EN Segunda edición"
    assert "EN Primera edición" in text(main(client, version).find("h2", id="supersedes").parent)


@pytest.mark.parametrize("order", [("group", "below", "named"), ("named", "group", "below"), ("group", "named")])
def test_a_group_lists_them_by_role_whichever_side_is_translated_first(
    client: Client, group: WorkingGroupPage, resources: Any, order: tuple[str, ...]
) -> None:
    things: dict[str, Any] = {
        "group": group,
        "below": ResourcePageFactory(parent=group, title="Debajo"),
        "named": ResourcePageFactory(parent=resources, title="Plan 2026"),
    }
    ResourceGroupFactory(page=things["named"], group=group, role="work_plan")
    versions = {name: create_english_version(things[name]) for name in order}
    assert listing_titles(client, group, "resources") == (["Debajo"], [])
    assert listing_titles(client, group, "work_plan") == (["Plan 2026"], [])
    below = (["EN Debajo"], []) if "below" in order else ([], ["Debajo"])
    assert listing_titles(client, versions["group"], "resources") == below
    assert listing_titles(client, versions["group"], "work_plan") == (["EN Plan 2026"], [])
    assert [page.title for page in client.get(versions["named"].url).context["groups"]] == ["EN Género"]


def test_terms_of_reference_below_the_groups_page_stand_by_their_role(client: Client, group: WorkingGroupPage) -> None:
    page = ResourcePageFactory(parent=group, title="Mandato")
    ResourceGroupFactory(page=page, group=group, role="terms_of_reference")
    assert listing_titles(client, group, "resources") == ([], [])
    assert listing_titles(client, group, "terms_of_reference") == (["Mandato"], [])
    ResourceGroupFactory(page=page, group=group, role="published_by")
    assert listing_titles(client, group, "resources") == (["Mandato"], [])


def test_a_closed_group_says_so_on_its_resources(client: Client, group: WorkingGroupPage) -> None:
    page = ResourcePageFactory(parent=group)
    version = create_english_version(page)
    group.status, group.closed_on = "closed", date(2026, 1, 1)
    published_group = republish(group)
    published_group.status, published_group.closed_on = "closed", date(2026, 1, 1)
    published_group.save_revision().publish()
    for shown in (page, version):
        assert main(client, shown).select(".facts .status-closed")


def test_a_goal_lists_its_resources_in_every_language(client: Client, home: HomePage, resources: Any) -> None:
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    page = ResourcePageFactory(parent=resources, title="Guía", goals=[5])
    version = create_english_version(goal)
    assert listing_titles(client, version, "resources") == ([], ["Guía"])
    create_english_version(page)
    assert listing_titles(client, version, "resources") == (["EN Guía"], [])
    source = republish(page)
    source.goals = []
    source.save_revision().publish()
    assert (listing_titles(client, goal, "resources"), listing_titles(client, version, "resources")) == (
        ([], []),
        ([], []),
    )


def test_an_event_names_its_materials_in_the_readers_language(client: Client, events: Any, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources, title="Presentación")
    event = EventPageFactory(parent=events)
    EventMaterialFactory(page=event, resource=page)
    version = create_english_version(event)
    assert "Presentación" in text(main(client, event).find("h2", id="materials").parent)
    assert main(client, version).find("h2", id="materials").parent.a["lang"] == "es"
    create_english_version(page)
    assert "EN Presentación" in text(main(client, version).find("h2", id="materials").parent)


def test_a_resource_that_is_only_a_link_needs_no_file(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources, doi="10.18356/9789210026123")
    links = [link["href"] for link in main(client, page).find("h2", id="files").parent.find_all("a")]
    assert links == ["https://example.org/resource", "https://doi.org/10.18356/9789210026123"]


def test_the_list_is_read_a_leaf_at_a_time(client: Client, resources: Any) -> None:
    for day in range(1, 23):
        ResourcePageFactory(parent=resources, title=f"Día {day}", published_on=date(2026, 1, day))
    leaf = client.get(f"{resources.url}?page=2").context["results"].results_page
    assert [page.title for page in leaf] == ["Día 2", "Día 1"]
    assert ResourcePage.objects.count() == 22
