"""Nobody is shown without their consent, nor longer than they want, in any language."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.base.localized import for_reader
from groups.models import Person, WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    ContentPageFactory,
    EntityFactory,
    GroupLeadFactory,
    ImageFactory,
    PersonFactory,
)
from tests.groups.public_pages import create_english_version, get_html, republish
from tests.platform import english_locale
from tests.support.messages import in_spanish

pytestmark = pytest.mark.django_db

NAME = "Ana Quispe"
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def block(*people: Any) -> Any:
    return [{"type": "people", "value": {"heading": "Equipo", "persons": [getattr(one, "pk", one) for one in people]}}]


@pytest.fixture
def person(home: HomePage) -> Person:
    made: Person = PersonFactory(name=NAME, post="Coordinadora", entity=EntityFactory(name="Mujeres"))
    return made


@pytest.fixture
def pages_naming_person(client: Client, group: WorkingGroupPage, person: Person) -> list[Page]:
    """Every public page that can name a person: a lead's group and a body, each in both languages."""
    create_english_version(person)
    GroupLeadFactory(page=group, person=person)
    group.body = block(person)
    group.save_revision().publish()
    page = ContentPageFactory(parent=group.get_parent().get_parent(), body=block(person))
    found = [group, page, create_english_version(group), create_english_version(page)]
    assert all(NAME in get_html(client, place) for place in found)
    return found


def addresses(client: Client, places: list[Page]) -> dict[str, str]:
    """What the public gets: these pages, searches for the name in both languages, the sitemap."""
    urls = [page.url for page in places]
    urls += [f"{address}?q={word}" for address in ("/es/buscar/", "/en/search/") for word in ("Quispe", "Coordinadora")]
    return {url: client.get(url).content.decode() for url in [*urls, "/sitemap-es.xml", "/sitemap-en.xml"]}


def urls_showing_person(client: Client, places: list[Page]) -> list[str]:
    """The addresses that show the person."""
    shown = addresses(client, places)
    return [url for url, html in shown.items() if NAME in html or "Coordinadora</span>" in html]


@pytest.mark.indexed
def test_who_may_not_be_shown_is_nowhere_and_nobody_has_to_do_anything(
    client: Client, pages_naming_person: list[Page], person: Person, subtests: pytest.Subtests
) -> None:
    usual = Person.objects.filter(pk=person.pk).values("consent_on", "visible_until", "live").get()
    for change in (
        {"consent_on": None},
        {"consent_on": TODAY + DAY},
        {"visible_until": TODAY - DAY},
        {"visible_until": date(2024, 1, 2)},
        {"live": False},
    ):
        with subtests.test(**change):
            # what can be remembered of the days before is remembered
            assert urls_showing_person(client, pages_naming_person) == [page.url for page in pages_naming_person]
            Person.objects.update(**change)  # as time changes it: no signal, no publishing
            assert urls_showing_person(client, pages_naming_person) == []
            assert not Person.objects.visible().exists()
            assert not any(one.is_visible for one in Person.objects.all())
            assert for_reader(Person.objects.all(), english_locale()) == []
        Person.objects.update(**usual)


@pytest.mark.indexed
@pytest.mark.parametrize("change", [{"visible_until": TODAY}, {"consent_on": TODAY}], ids=str)
def test_the_first_and_the_last_day_count(
    client: Client, pages_naming_person: list[Page], change: dict[str, Any]
) -> None:
    Person.objects.update(**change)
    assert urls_showing_person(client, pages_naming_person) == [page.url for page in pages_naming_person]
    assert all(one.is_visible for one in Person.objects.all())


@pytest.mark.indexed
def test_consent_that_is_taken_back_is_gone_from_every_language_at_once(
    client: Client, pages_naming_person: list[Page], person: Person
) -> None:
    person = Person.objects.get(pk=person.pk)
    person.consent_on = None
    person.save_revision().publish()
    assert urls_showing_person(client, pages_naming_person) == []


@pytest.mark.indexed
def test_a_search_never_finds_a_person(client: Client, pages_naming_person: list[Page]) -> None:
    """The same pages are found by the heading that stands above the person."""
    for address in ("/es/buscar/", "/en/search/"):
        for word in ("Quispe", "Coordinadora"):
            assert search_result_urls(client, address, word) == set(), word
        assert search_result_urls(client, address, "Equipo") == {
            page.url for page in pages_naming_person if page.url.startswith(address[:4])
        }


def search_result_urls(client: Client, address: str, words: str) -> set[str]:
    """The addresses of what a search finds."""
    html = BeautifulSoup(client.get(address, {"q": words}).content, "html.parser")
    return {str(link["href"]) for link in html.select(".results .card-title a")}


def test_a_lead_is_named_with_the_post_in_the_readers_language(
    client: Client, group: WorkingGroupPage, person: Person
) -> None:
    GroupLeadFactory(page=group, person=person)
    in_english = create_english_version(group)
    post = BeautifulSoup(get_html(client, in_english), "html.parser").select_one(".person [lang=es]")
    assert post is not None
    assert post.get_text() == "Coordinadora"
    create_english_version(person)
    shown = BeautifulSoup(get_html(client, in_english), "html.parser").select_one(".person")
    assert shown is not None
    assert shown.get_text().strip() == f"{NAME}, EN Coordinadora"
    assert shown.select("[lang]") == []


def test_the_person_of_a_lead_arrives_in_translations_at_once(
    client: Client, group: WorkingGroupPage, person: Person
) -> None:
    lead = GroupLeadFactory(page=group)
    in_english = create_english_version(group)
    version = create_english_version(person)
    assert NAME not in get_html(client, in_english)
    source = republish(group)
    held = source.leads.get(pk=lead.pk)
    held.person = person
    source.leads = [held]
    source.save_revision().publish()
    assert NAME in get_html(client, in_english)
    assert in_english.leads.get().person == version
    held.person = None
    source.leads = [held]
    source.save_revision().publish()
    assert NAME not in get_html(client, in_english)


def test_who_has_stepped_down_is_no_longer_named(client: Client, group: WorkingGroupPage, person: Person) -> None:
    GroupLeadFactory(page=group, person=person, until=TODAY - DAY, entity=EntityFactory(name="Antes"))
    html = get_html(client, group)
    assert NAME not in html
    assert "Antes" in html


def test_a_block_has_photo_name_post_and_entity_of_those_shown(client: Client, home: HomePage, person: Person) -> None:
    person.photo = ImageFactory()
    person.save()
    hidden = PersonFactory(name="Oculta", consent_on=None)
    page = ContentPageFactory(parent=home, body=block(person, hidden, 987654))
    create_english_version(person.entity)
    create_english_version(person)
    in_english = create_english_version(page)
    (shown,) = BeautifulSoup(get_html(client, in_english), "html.parser").select(".people li")
    assert "".join(shown.get_text().split()) == "".join(f"{NAME}, EN Coordinadora EN Mujeres".split())
    photo = shown.select_one("img")
    assert photo is not None
    assert photo["alt"] == ""


def test_the_block_of_nobody_shows_nothing(client: Client, home: HomePage) -> None:
    page = ContentPageFactory(parent=home, body=block(PersonFactory(consent_on=None)))
    html = get_html(client, page)
    assert "Equipo" not in html
    assert 'class="people"' not in html


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "en"])
def test_many_people_take_as_many_queries_as_few(client: Client, home: HomePage, language: str) -> None:
    def crowded(size: int) -> int:
        people = [PersonFactory(entity=EntityFactory(), photo=ImageFactory()) for _turn in range(size)]
        for one in people[::2]:
            copy = one.copy_for_translation(english_locale())
            copy.live = True
            copy.save()
        parent = home if language == "es" else home.get_translation(english_locale())
        body = [*block(*people), *(part for one in people for part in block(one))]
        address = ContentPageFactory(parent=parent, body=body).url
        client.get(address)  # makes the photos' sizes
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).content.decode().count('class="person"') == 2 * size
        return len(queries)

    assert crowded(15) == crowded(5)


def edit(editor: Client, person: Person, **values: str) -> Any:
    """Send the person's form, with what is there and what is given."""
    held = {
        "name": person.name,
        "post": person.post,
        "entity": "",
        "email": "",
        "photo": "",
        "consent_on": "2024-01-02",
        "visible_until": "",
        "key": person.key,
    }
    return editor.post(reverse("wagtailsnippets_groups_person:edit", args=[person.pk]), held | values)


def message(response: Any, field: str) -> list[str]:
    assert response.status_code == 200
    return [str(error) for error in response.context["form"].errors[field]]


def test_publishing_without_consent_is_refused_at_the_field_and_a_draft_is_kept(editor: Client, person: Person) -> None:
    refused = edit(editor, person, post="Recién escrita", consent_on="", **{"action-publish": "1"})
    expected = in_spanish("Nobody is shown without their consent. Enter the date on which it was given.")
    assert message(refused, "consent_on") == [expected]
    assert refused.context["form"]["post"].value() == "Recién escrita"
    assert edit(editor, person, post="Recién escrita", consent_on="").status_code == 302
    draft = Person.objects.get(pk=person.pk)
    assert draft.get_latest_revision_as_object().consent_on is None
    assert draft.consent_on is not None
    assert edit(editor, person, **{"action-publish": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("values", "field", "expected"),
    [
        ({"consent_on": (TODAY + DAY).isoformat()}, "consent_on", "This date is in the future."),
        ({"visible_until": "2024-01-01"}, "visible_until", "The end date is before the start date."),
        ({"email": "nobody"}, "email", "Enter a valid email address."),
        ({"name": ""}, "name", "This field is required."),
        ({"key": "taken"}, "key", "Another person already has this key. Choose a different one."),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(
    editor: Client, person: Person, values: dict[str, str], field: str, expected: str
) -> None:
    PersonFactory(key="taken")
    refused = edit(editor, person, post="Recién escrita", **values, **{"action-publish": "1"})
    assert message(refused, field) == [in_spanish(expected)]
    assert refused.context["form"]["post"].value() == "Recién escrita"


def test_the_list_says_whom_visitors_see(editor: Client, person: Person) -> None:
    PersonFactory(name="Oculta", consent_on=None)
    html = editor.get(reverse("wagtailsnippets_groups_person:list")).content.decode()
    assert NAME in html
    assert "Oculta" in html
