"""Navigation, footer and notices as every page shows them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from core.navigation.site_chrome import get_site_chrome
from home.models import ContentPage, Navigation, NavigationLink, Notice, PlatformSettings
from home.navigation import provide
from home.setup.kinds import publish
from home.setup.pages import add
from home.setup.platform import Platform
from translation.exchange.new_translation import land


def site_chrome_in(tag: str) -> Any:
    """What surrounds the pages of a language."""
    return get_site_chrome(Locale.objects.get(language_code=tag), Site.objects.get())


def notice(**values: Any) -> Notice:
    """A published Spanish notice."""
    made = Notice(**{"text": "<p>Aviso</p>", "locale": Locale.objects.get(language_code="es"), **values})
    publish(made)
    return made


def test_the_menu_is_in_the_readers_language(platform: Platform) -> None:
    assert site_chrome_in("es")["navigation"]["links"] == [
        {"label": "Grupos", "url": "/es/grupos/"},
        {"label": "Servicios", "url": "/es/servicios/"},
        {"label": "Recursos", "url": "/es/recursos/"},
        {"label": "Noticias", "url": "/es/noticias/"},
        {"label": "Eventos", "url": "/es/eventos/"},
        {"label": "ODS", "url": "/es/ods/"},
    ]
    assert site_chrome_in("en")["navigation"]["links"] == [
        {"label": "Groups", "url": "/en/groups/"},
        {"label": "Services", "url": "/en/services/"},
        {"label": "Resources", "url": "/en/resources/"},
        {"label": "News", "url": "/en/news/"},
        {"label": "Events", "url": "/en/events/"},
        {"label": "SDGs", "url": "/en/goals/"},
    ]
    assert "Agenda" in site_chrome_in("en")["footer"]["text"]


def test_a_menu_that_is_not_translated_is_marked(platform: Platform) -> None:
    Navigation.objects.filter(locale__language_code="en").delete()
    links = site_chrome_in("en")["navigation"]["links"]
    assert links[0] == {"label": "Grupos", "url": "/en/groups/", "lang": "es"}


def test_a_page_that_is_not_public_is_not_in_the_menu(platform: Platform) -> None:
    platform.lists["groups"].unpublish()
    labels = [link["label"] for link in site_chrome_in("es")["navigation"]["links"]]
    assert labels == ["Servicios", "Recursos", "Noticias", "Eventos", "ODS"]


def test_addresses_elsewhere_are_shown_as_they_are(platform: Platform) -> None:
    navigation = PlatformSettings.objects.get().navigation
    navigation.links.add(
        NavigationLink(label="Otro", address="https://example.org/", locale=platform.source, sort_order=9)
    )
    navigation.save_revision().publish()
    assert site_chrome_in("es")["navigation"]["links"][-1] == {"label": "Otro", "url": "https://example.org/"}


@pytest.mark.parametrize(
    ("starts", "ends", "is_shown"),
    [
        (None, None, True),
        (-1, None, True),
        (None, 1, True),
        (-1, 1, True),
        (1, None, False),
        (None, -1, False),
        (-2, -1, False),
    ],
)
def test_notices_only_in_their_time(platform: Platform, starts: int | None, ends: int | None, is_shown: bool) -> None:
    now = timezone.now()
    notice(
        starts_at=starts and now + timedelta(hours=starts),
        ends_at=ends and now + timedelta(hours=ends),
        level=Notice.Level.URGENT,
    )
    texts = [(entry["text"], entry["level"]) for entry in site_chrome_in("es")["notices"]]
    assert texts == ([("<p>Aviso</p>", "urgent")] if is_shown else [])


def test_a_notice_is_in_the_readers_language_or_marked(platform: Platform) -> None:
    made = notice()
    assert [entry.get("lang") for entry in site_chrome_in("en")["notices"]] == ["es"]
    land(made, Locale.objects.get(language_code="en"), {"text": "<p>Notice</p>"})
    assert [(entry["text"], entry.get("lang")) for entry in site_chrome_in("en")["notices"]] == [
        ("<p>Notice</p>", None)
    ]


def test_a_link_says_that_it_leads_to_another_language(platform: Platform) -> None:
    links = site_chrome_in("en")["navigation"]["links"]
    assert not any("hreflang" in link for link in links)
    services = Page.objects.get(translation_key=platform.lists["services"].translation_key, locale__language_code="en")
    services.unpublish()
    languages = {link["url"]: link.get("hreflang") for link in site_chrome_in("en")["navigation"]["links"]}
    assert {url: tag for url, tag in languages.items() if tag} == {"/es/servicios/": "es"}


def test_an_unpublished_notice_is_gone_at_once(platform: Platform) -> None:
    made = notice()
    assert len(site_chrome_in("es")["notices"]) == 1
    made.unpublish()
    assert site_chrome_in("es")["notices"] == []


def test_a_longer_menu_takes_no_more_queries(platform: Platform) -> None:
    english, site = Locale.objects.get(language_code="en"), Site.objects.get()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            provide(english, site)
        return len(captured)

    notice()
    provide(english, site)
    few = queries()
    navigation = PlatformSettings.objects.get().navigation
    for number in range(9):
        page = ContentPage(title=f"Página {number}", slug=f"pagina-{number}")
        add(page, platform.home)
        navigation.links.add(NavigationLink(label=f"P{number}", page_id=page.pk, locale=platform.source))
        notice(text=f"<p>{number}</p>")
    navigation.save_revision().publish()
    assert queries() == few <= 12


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "example.org", "data:text/html,x", "ftp://x"]
)
def test_an_address_a_browser_would_run_is_refused(platform: Platform, address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NavigationLink(label="Otro", address=address).clean_fields(exclude=["navigation", "locale"])
    assert list(refused.value.message_dict) == ["address"]


@pytest.mark.parametrize("address", ["https://example.org/a?b", "mailto:desk@example.org", "/es/grupos/"])
def test_other_addresses_are_accepted(platform: Platform, address: str) -> None:
    NavigationLink(label="Otro", address=address).clean_fields(exclude=["navigation", "locale"])


def test_a_link_leads_to_one_place(platform: Platform) -> None:
    with pytest.raises(ValidationError) as nowhere:
        NavigationLink(label="Otro").clean()
    with pytest.raises(ValidationError) as both:
        NavigationLink(label="Otro", page=platform.home, address="/es/").clean()
    assert list(nowhere.value.message_dict) == ["page"]
    assert list(both.value.message_dict) == ["address"]


def test_a_notice_ends_after_it_starts() -> None:
    now = timezone.now()
    with pytest.raises(ValidationError) as refused:
        Notice(text="<p>Aviso</p>", starts_at=now, ends_at=now - timedelta(hours=1)).clean()
    assert list(refused.value.message_dict) == ["ends_at"]
