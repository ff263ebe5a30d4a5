"""An account's language and time zone, where somebody is not signed in or has chosen none."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.forms import DateTimeField, Field
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from core.base.models import BasePage
from tests.factories import ContentPageFactory, NoticeFactory
from tests.platform import create_platform
from tests.resources.factories import EventIndexPageFactory, EventPageFactory
from tests.support.admin_clients import client_in_role, create_user_in_role

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
SUBJECT = "Password reset"


def mail_to(mailoutbox: Any, browser: str) -> Any:
    """The mail that somebody is sent whose browser asks for a language."""
    response = Client().post(
        reverse("wagtailadmin_password_reset"), {"email": "somebody@example.org"}, headers={"Accept-Language": browser}
    )
    assert response.status_code == 302
    (mail,) = mailoutbox
    return mail


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("browser", ["ar", "en", "pt-br"])
def test_a_mail_about_a_password_is_in_the_language_of_the_account(
    mailoutbox: Any, language: str, browser: str
) -> None:
    create_user_in_role("admin", preferred_language=language)
    mail = mail_to(mailoutbox, browser)
    with translation.override(language):
        assert mail.subject == gettext(SUBJECT)
        assert gettext("Please follow the link below to reset your password:") in mail.body


def test_who_has_chosen_no_language_is_written_to_in_that_of_the_browser(mailoutbox: Any) -> None:
    user = create_user_in_role("admin")
    UserProfile.objects.all().delete()
    assert user.email
    mail = mail_to(mailoutbox, "fr")
    with translation.override("fr"):
        assert mail.subject == gettext(SUBJECT)


def help_of(html: str, field: str) -> str:
    """What the form says beside a field, and ties to it."""
    # Wagtail moves its dialogues out of templates, whose texts are no texts to the parser
    page = BeautifulSoup(html.replace("<template", "<div").replace("</template", "</div"), "html.parser")
    described = page.select_one(f"[name={field}]").get("aria-describedby", "").split()
    return " ".join(page.find(id=each).get_text(" ", strip=True) for each in described if page.find(id=each))


@pytest.mark.parametrize(
    ("chosen", "expected"), [("Asia/Tokyo", r"Tokio \(Asia/Tokyo\)"), ("", r"Panamá \(America/Panama\)")]
)
def test_fields_for_a_moment_name_their_time_zone(settings: Any, chosen: str, expected: str) -> None:
    """The one of the account, or the platform's."""
    settings.TIME_ZONE = "America/Panama"
    home = create_platform("es")
    client = client_in_role("admin", current_time_zone=chosen)
    page = ContentPageFactory(parent=home)
    notice = NoticeFactory()
    forms = {
        reverse("wagtailadmin_pages:edit", args=[page.pk]): ("go_live_at", "expire_at"),
        reverse(type(notice).snippet_viewset.get_url_name("edit"), args=[notice.pk]): ("starts_at", "ends_at"),
    }
    for url, fields in forms.items():
        html = client.get(url).content.decode()
        for field in fields:
            assert re.search(expected, help_of(html, field)), (url, field)


def moments(form: Any) -> Iterator[tuple[str, Field]]:
    """The fields for a date and a time in a form and in its rows."""
    yield from ((name, field) for name, field in form.fields.items() if type(field) is DateTimeField)
    for formset in form.formsets.values():
        yield from moments(formset.empty_form)


def test_every_form_of_a_page_or_snippet_names_the_time_zone_of_a_moment(settings: Any) -> None:
    settings.TIME_ZONE = "America/Panama"
    user, names = create_user_in_role("admin"), set()
    ours = [model for model in get_page_models() if issubclass(model, BasePage)]
    handlers: dict[Any, Any] = {model: model.get_edit_handler() for model in ours}
    handlers |= {model: model.snippet_viewset.get_edit_handler() for model in get_snippet_models()}
    for model, handler in handlers.items():
        form = handler.get_form_class()(instance=model(), for_user=user)
        for name, field in moments(form):
            assert "America/Panama" in str(field.help_text), (model, name)
            names.add(name)
    assert {"go_live_at", "starts_at", "until"} <= names


def test_an_events_times_are_by_its_own_clock() -> None:
    event = EventPageFactory(parent=EventIndexPageFactory(parent=create_platform("es")))
    html = client_in_role("admin").get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert "UTC" in help_of(html, "go_live_at")
    assert "UTC" not in help_of(html, "starts_at")
