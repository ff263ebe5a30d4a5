"""Whom to write to, in the reader's language, and never as plain text that collectors of addresses find."""

import re
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db.models import ProtectedError
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from groups.models import ContactPoint, ServicePage, WorkingGroupPage
from home.models import HomePage
from tests.factories import ContactPointFactory, GroupLeadFactory, PersonFactory
from tests.groups.public_pages import create_english_version, get_html

pytestmark = pytest.mark.django_db

ADDRESS = "mesa.genero+ayuda@example.org"


@pytest.fixture
def contact(home: HomePage) -> ContactPoint:
    made: ContactPoint = ContactPointFactory(label="Mesa de género", email=ADDRESS, languages=["es", "fr"])
    return made


def link(address: str) -> str:
    return Template("{% load platform %}{% mail_link address %}").render(Context({"address": address}))


@pytest.mark.parametrize("address", [ADDRESS, "o'neil@example.org", '"a<b&c"@example.org', "ñandú@example.org"])
def test_an_address_is_written_in_entities_only(address: str) -> None:
    html = link(address)
    assert "@" not in html
    assert "mailto" not in html
    assert re.sub(r"&#\d+;", "", html) == '<a class="mail" dir="ltr" href=""></a>'
    parsed = BeautifulSoup(html, "html.parser").a
    assert parsed is not None
    assert (parsed["href"], parsed.get_text()) == (f"mailto:{address}", address)


def test_no_address_makes_no_link() -> None:
    assert link("") == ""


def contact_element(html: str) -> Tag:
    part = BeautifulSoup(html, "html.parser").select_one(".contact")
    assert part is not None
    return part


@pytest.mark.parametrize("kind", ["group", "service"])
def test_a_page_shows_its_contact_point_in_the_readers_language(
    client: Client, group: WorkingGroupPage, service: ServicePage, contact: ContactPoint, kind: str
) -> None:
    page: Any = {"group": group, "service": service}[kind]
    page.contact_point = contact
    page.save_revision().publish()
    in_english = create_english_version(page)
    foreign = contact_element(get_html(client, in_english)).select_one("[lang]")
    assert foreign is not None
    assert (foreign["lang"], foreign.get_text()) == ("es", "Mesa de género")
    create_english_version(contact)
    for version, label, languages in (
        (page, "Mesa de género", ["español", "francés"]),
        (in_english, "EN Mesa de género", ["Spanish", "French"]),
    ):
        html = get_html(client, version)
        part = contact_element(html)
        assert ADDRESS not in html
        assert ADDRESS in unescape(html)
        assert part.select_one(".contact-name").get_text() == label
        assert part.select_one("a")["href"] == f"mailto:{ADDRESS}"
        assert [item.get_text().lower() for item in part.select("li")] == [name.lower() for name in languages]


def test_a_persons_public_address_is_not_printed_raw_either(client: Client, group: WorkingGroupPage) -> None:
    GroupLeadFactory(page=group, person=PersonFactory(email="ana@example.org"))
    html = get_html(client, group)
    assert "ana@example.org" not in html
    assert "ana@example.org" in unescape(html)


def test_an_address_that_changes_changes_in_every_language_at_once(
    client: Client, group: WorkingGroupPage, contact: ContactPoint
) -> None:
    group.contact_point = contact
    group.save_revision().publish()
    create_english_version(contact)
    in_english = create_english_version(group)
    contact = ContactPoint.objects.get(pk=contact.pk)
    contact.email = "nueva@example.org"
    contact.save_revision().publish()
    assert "nueva@example.org" in unescape(get_html(client, in_english))


def test_a_draft_is_not_shown(client: Client, group: WorkingGroupPage, contact: ContactPoint) -> None:
    contact.live = False
    contact.save()
    group.contact_point = contact
    group.save_revision().publish()
    assert ADDRESS not in unescape(get_html(client, group))


def test_one_that_a_page_needs_is_not_deleted(group: WorkingGroupPage, contact: ContactPoint) -> None:
    group.contact_point = contact
    group.save_revision().publish()
    with pytest.raises(ProtectedError):
        contact.delete()


@pytest.mark.parametrize(
    ("values", "field", "expected"),
    [
        ({"email": "nobody"}, "email", "Enter a valid email address."),
        ({"email": ""}, "email", "This field is required."),
        ({"label": ""}, "label", "This field is required."),
        ({"key": "taken"}, "key", "Another contact point already has this key. Choose a different one."),
        ({"languages": "xx"}, "languages", None),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(
    home: HomePage, editor: Client, values: dict[str, str], field: str, expected: str | None
) -> None:
    ContactPointFactory(key="taken")
    held = {"label": "Recién escrita", "email": ADDRESS, "key": "new", "action-publish": "1"}
    response = editor.post(f"{reverse('wagtailsnippets_groups_contactpoint:add')}?locale=es", held | values)
    form = response.context["form"]
    with translation.override("es"):
        messages = [str(error) for error in form.errors[field]]
        assert expected is None or messages == [translation.gettext(expected)]
    assert messages
    assert "label" in values or form["label"].value() == "Recién escrita"
    assert ContactPoint.objects.count() == 1
