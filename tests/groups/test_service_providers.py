"""Cards of services say who offers them, in the reader's language."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, ngettext

from groups.models import ServicePage, WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    EntityFactory,
    HomePageFeatureFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceEntityFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import create_english_version, get_html

pytestmark = pytest.mark.django_db

with translation.override("es"):
    OFFERED_BY = gettext("Offered by:")


@pytest.fixture
def services(home: HomePage) -> Any:
    return ServiceIndexPageFactory(parent=home)


def provider_text(client: Client, page: Any, title: str) -> str | None:
    """What the card of a service says of who offers it."""
    for card in BeautifulSoup(get_html(client, page), "html.parser").select("main .card"):
        if card.select_one(".card-title a").get_text() == title:
            facts = card.select_one(".card-facts")
            return " ".join(facts.get_text().split()) if facts else None
    raise AssertionError(f"no card of {title}")


@pytest.mark.one_database
def test_wherever_a_card_stands_it_names_who_offers_the_service(
    client: Client, home: HomePage, service: ServicePage, services: Any
) -> None:
    """Its group lies above it, an entity has a row; another group that offers it is closed."""
    closed = WorkingGroupPageFactory(
        parent=services.get_parent(), title="Antiguo", status="closed", closed_on="2024-01-01"
    )
    ServiceGroupFactory(page=service, group=closed)
    for name, acronym in (("Comisión", "CEPAL"), ("Mujeres", "")):
        ServiceEntityFactory(page=service, entity=EntityFactory(name=name, acronym=acronym))
    HomePageFeatureFactory(home_page=home, page=service, locale=home.locale)
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    ServicePage.objects.filter(pk=service.pk).update(goals=[5])
    with translation.override("es"):
        state, more = closed.state.label, ngettext("and %(number)s more", "and %(number)s more", 1) % {"number": 1}
    for place in (services, home, goal):
        assert (
            provider_text(client, place, "Talleres") == f"{OFFERED_BY} Igualdad de género Antiguo {state} CEPAL {more}"
        )


def test_on_the_page_of_a_group_its_card_names_the_others_only(
    client: Client, group: WorkingGroupPage, service: ServicePage
) -> None:
    assert provider_text(client, group, "Talleres") is None
    ServiceEntityFactory(page=service, entity=EntityFactory(name="Comisión", acronym="CEPAL"))
    assert provider_text(client, group, "Talleres") == f"{OFFERED_BY} CEPAL"


def test_who_offers_it_is_named_in_the_readers_language_or_marked(
    client: Client, services: Any, group: WorkingGroupPage
) -> None:
    service = ServicePageFactory(parent=services, title="Datos")
    ServiceGroupFactory(page=service, group=group)
    ServiceEntityFactory(page=service, entity=EntityFactory(name="Comisión", acronym="CEPAL"))
    create_english_version(group), create_english_version(service)
    facts = BeautifulSoup(get_html(client, create_english_version(services)), "html.parser").select_one(".card-facts")
    assert "EN Igualdad de género" in facts.get_text()
    (foreign,) = facts.select("[lang]")
    assert (foreign["lang"], foreign.get_text()) == ("es", "CEPAL")
