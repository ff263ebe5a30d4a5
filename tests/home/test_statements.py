"""What a new platform says of privacy and accessibility."""

from typing import Any

from django.test import Client

from home.setup.platform import Platform, set_up
from tests.home.form_pages import create_english_form, create_form_page
from tests.support.public_pages import get_soup

SAID = [
    ("/es/privacidad/", "Cada solicitud se borra a los 11 días.", ["Privacidad", "Accesibilidad"]),
    ("/en/privacy/", "Each request is deleted after 11 days.", ["Privacy", "Accessibility"]),
    ("/en/accessibility/", "We follow the Web Content Accessibility Guidelines", ["Privacy", "Accessibility"]),
]


def test_how_people_are_dealt_with_is_said_and_led_to_from_every_page(client: Client, db: None, settings: Any) -> None:
    settings.SERVICE_REQUEST_RETENTION_DAYS = 11
    set_up(["es", "en"])
    for address, said, foot in SAID:
        html = get_soup(client, address)
        assert said in html.select_one("main").get_text()
        links = html.select('footer a[href*="priva"], footer a[href*="acces"]')
        assert [link.get_text() for link in links] == foot


def test_forms_lead_to_privacy_in_the_readers_language(client: Client, platform: Platform) -> None:
    page = create_form_page(platform.home, consent="<p>Acepto.</p>")
    for shown, address, label in (
        (page, "/es/privacidad/", "Privacidad"),
        (create_english_form(page), "/en/privacy/", "Privacy"),
    ):
        link = get_soup(client, shown.url).select_one("form.answers p a")
        assert (link["href"], link.get_text()) == (address, label)
