"""The demo's resources, news, events and forms: what there is of each, and that dates stay as they were made."""

import io
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from core.documents.models import PlatformDocument
from devtools.demo import texts
from home.models import FormPage
from resources.models import EventPage, NewsPage, ResourceFile, ResourceGroup, ResourcePage
from tests.home.database_rows import all_rows


def spanish_pages(model: Any) -> Any:
    """The live pages of a type in the language that the demo is written in."""
    return model.objects.live().filter(locale__language_code="es")


def languages(model: Any) -> dict[str, int]:
    """How many live pages of a type each language has."""
    return dict(Counter(model.objects.live().values_list("locale__language_code", flat=True)))


def get_demo_page(model: Any, kind: str, name: str, tag: str = "es") -> Any:
    """A piece of the demo in a language."""
    return model.objects.get(translation_key=texts.key(kind, name), locale__language_code=tag)


def test_how_much_there_is_in_each_language(demo: None) -> None:
    assert languages(ResourcePage) == {"es": 30, "en": 30, "pt-br": 9, "fr": 10}
    assert languages(NewsPage) == {"es": 8, "en": 8, "pt-br": 2, "fr": 3}
    assert languages(EventPage) == {"es": 8, "en": 8, "pt-br": 4, "fr": 2}
    assert languages(FormPage) == {"es": 2, "en": 2, "pt-br": 2, "fr": 2}


def test_unfinished_translations_are_drafts(demo: None) -> None:
    drafts = [*ResourcePage.objects.not_live(), *NewsPage.objects.not_live(), *EventPage.objects.not_live()]
    assert Counter((type(page).__name__, page.locale.language_code) for page in drafts) == {
        ("ResourcePage", "pt-br"): 2,
        ("ResourcePage", "fr"): 1,
        ("NewsPage", "pt-br"): 1,
        ("EventPage", "fr"): 1,
    }


def test_every_type_and_role_is_used(demo: None) -> None:
    assert spanish_pages(ResourcePage).values("type").distinct().count() == 13
    rows = ResourceGroup.objects.filter(page__locale__language_code="es").values_list("role", flat=True)
    assert set(rows) == set(ResourceGroup.Role.values)


def test_files_are_pdfs_that_are_there_or_addresses(demo: None) -> None:
    rows = list(ResourceFile.objects.filter(page__locale__language_code="es").select_related("document"))
    for row in rows:
        assert bool(row.document) != row.address.startswith("https://example.org/")
        assert not row.document or row.document.language == row.language
    hosted = [row.document for row in rows if row.document]
    assert len(hosted) == len(set(hosted)) == PlatformDocument.objects.filter(file__endswith=".pdf").count()
    assert all(document.file_size == document.file.size for document in hosted)
    with hosted[0].file.open() as stored:
        assert len(PdfReader(io.BytesIO(stored.read())).pages) > 1


def test_some_resources_are_only_linked(demo: None) -> None:
    alone = [page for page in spanish_pages(ResourcePage) if not page.files.exclude(document=None).exists()]
    assert [page.translation_key for page in alone] == [texts.key("resource", "before-deciding")]
    assert alone[0].permanent_link


def test_a_new_edition_takes_the_place_of_the_first(demo: None) -> None:
    newer = get_demo_page(ResourcePage, "resource", "framework-questions")
    for tag in ("es", "en"):
        older = get_demo_page(ResourcePage, "resource", "framework-questions-first", tag)
        assert older.superseded_by.translation_key == newer.translation_key
        assert older.state


@pytest.mark.parametrize("tag", ["es", "en"])
def test_events_are_in_every_state(demo: None, tag: str) -> None:
    now = timezone.now()
    events = list(EventPage.objects.live().filter(locale__language_code=tag))
    assert Counter(event.status for event in events) == {"scheduled": 4, "held": 2, "postponed": 1, "cancelled": 1}
    assert {event.mode for event in events} == set(EventPage.Mode.values)
    running = [event for event in events if event.starts_at <= now < event.ends()]
    assert [event.translation_key for event in running] == [texts.key("event", "knowledge-week")]
    ahead = [event for event in events if event.status == "scheduled" and event.starts_at > now]
    assert len(ahead) == 3
    assert all(event.over_at < now for event in events if event.status == "held")


def test_what_the_demo_makes_keeps_its_own_rules(demo: None) -> None:
    for model in (ResourcePage, NewsPage, EventPage, FormPage):
        for page in spanish_pages(model):
            page.full_clean()
            for row in page.files.all() if model is ResourcePage else ():
                row.full_clean()


def test_materials_are_resources(demo: None) -> None:
    materials = get_demo_page(EventPage, "event", "care-workshop").materials.all()
    assert [row.resource.translation_key for row in materials] == [texts.key("resource", "care-costing")]


@pytest.mark.parametrize("name", ["annual-meeting", "care-workshop"])
def test_a_session_of_a_later_day_has_it(demo: None, name: str) -> None:
    event = get_demo_page(EventPage, "event", name)
    days = [session.value["day"] for session in event.programme]
    assert days == [None] * (len(days) - 1) + [event.first_day() + timedelta(days=1)]


def test_another_run_on_another_day_changes_nothing(demo: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEBUG = True
    before, later = all_rows(), timezone.localdate() + timedelta(days=9)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: later)
    call_command("demo", verbosity=0)
    assert all_rows() == before


@pytest.mark.parametrize(
    ("tag", "slug", "label", "choice"),
    [
        ("es", "contactenos", "Cuéntenos", "Necesito un servicio y no sé cuál"),
        ("en", "contact-us", "Tell us", "I need a service and do not know which"),
        ("fr", "nous-contacter", "Dites-nous", "Il me manque une page dans ma langue"),
    ],
)
def test_the_contact_form_asks_in_its_language(
    demo: None, client: Client, tag: str, slug: str, label: str, choice: str
) -> None:
    page = client.get(f"/{tag}/{slug}/").content.decode()
    assert label in page
    assert choice in page
