"""A page of every type with every word it can hold: composed, translated, published, read as the public reads it."""

from collections import Counter
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail_localize.fields import get_translatable_fields

from core.base.fields import CodesField
from core.base.models import TranslatableSnippet
from groups.models import (
    Audience,
    ContactPoint,
    Entity,
    GroupKind,
    GroupLead,
    Person,
    SDGIndexPage,
    SDGPage,
    ServiceIndexPage,
    ServiceKind,
    ServicePage,
    Theme,
    WorkingGroupIndexPage,
    WorkingGroupPage,
)
from home.models import ContentPage, FormPage, HomePage
from resources.models import (
    EventIndexPage,
    EventPage,
    EventType,
    NewsIndexPage,
    NewsPage,
    ResourceAuthor,
    ResourceIndexPage,
    ResourcePage,
    ResourceType,
)
from tests.factories import (
    ContentPageFactory,
    ImageFactory,
    SDGIndexPageFactory,
    ServiceIndexPageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.platform import create_platform
from tests.resources.factories import (
    EventIndexPageFactory,
    NewsIndexPageFactory,
    ResourceIndexPageFactory,
    ResourcePageFactory,
)
from tests.support import block_values, marked_translation
from tests.support.row_cache import cached_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGE_TYPES = [
    HomePage,
    ContentPage,
    FormPage,
    WorkingGroupIndexPage,
    WorkingGroupPage,
    ServiceIndexPage,
    ServicePage,
    SDGIndexPage,
    SDGPage,
    NewsIndexPage,
    NewsPage,
    EventIndexPage,
    EventPage,
    ResourceIndexPage,
    ResourcePage,
]
SNIPPETS: list[type[TranslatableSnippet]] = [
    Entity,
    Theme,
    GroupKind,
    ServiceKind,
    Audience,
    Person,
    ContactPoint,
    EventType,
    ResourceType,
]

#: Facts that agree with each other, by the field's name.
FACTS: dict[str, Any] = {
    "goals": [5, 8],
    "primary_goal": 8,
    "countries": ["BR", "MX"],
    "delivery_languages": ["en", "es"],
    "status": "closed",
    "active_since": date(2020, 1, 2),
    "closed_on": date(2026, 3, 4),
    "last_confirmed": date(2026, 5, 6),
    "confirmed_by": "A. Name",
    "number": 5,
    "since": date(2021, 1, 2),
    "website": "https://example.org/entity",
    "show_in_menus": True,
    "key": "a-key",
    "name": "Ana Uno",
    "email": "mailbox@example.org",
    "consent_on": date(2024, 1, 2),
    "languages": ["es", "fr"],
    "mail_to": "mailbox@example.org",
    "retention_days": 90,
    "closes_on": date(2999, 1, 2),
    "date": date(2026, 3, 4),
    "timezone": "America/Bogota",
    "starts_at": datetime(2027, 3, 12, 15, tzinfo=UTC),
    "ends_at": datetime(2027, 3, 13, 17, tzinfo=UTC),
    "mode": "hybrid",
    "country": "CO",
    "registration_link": "https://example.org/register",
    "registration_closes": datetime(2027, 3, 1, 17, tzinfo=UTC),
    "interpretation_languages": ["es", "fr"],
    "recording": "https://example.org/recording",
    "published_on": date(2026, 2, 3),
    "date_precision": "month",
    "original_language": "fr",
    "permanent_link": "https://example.org/permanent",
    "doi": "10.18356/978",
    "symbol": "LC/1",
    "isbn": "978-3-16-148410-0",
    "issn": "2049-3630",
    "licence": "cc-by-4.0",
    "series_number": "7",
    "language": "pt",
    "address": "https://example.org/file.pdf",
    "accessible": "yes",
    "role": "work_plan",
}
#: Facts of types that mean something else by a field's name.
FACTS_OF: dict[type[models.Model], dict[str, Any]] = {
    EventPage: {"status": "scheduled"},
    GroupLead: {"role": "chair"},
    ResourceAuthor: {"name": ""},  # an organization, whose name is translated
}
#: Words that a page's own part may cut or leave out: in the address, in the head, after something was sent.
OUTSIDE = {"slug", "seo_title", "search_description", "thank_you"}


class Workshop:
    """Builds pages and snippets whose every field is filled, from what Hypothesis draws."""

    def __init__(self, data: st.DataObject, pool: dict[str, Any]) -> None:
        self.data, self.pool = data, pool
        self.inside: set[str] = set()

    def words(self, text: str, *, shown: bool = True) -> str:
        """Note that a page has to show these words."""
        if shown:
            self.inside |= set(marked_translation.count_marked_words(text))
        return text

    def field(self, name: str, field: Any, *, translates: bool) -> Any:
        """A value for a field; None for one that stays as it is."""
        if name == "slug":
            return f"qq{next(block_values._numbers)}-x"
        if isinstance(field, models.ForeignKey):
            return self.pool["by_model"].get(field.related_model)
        if not translates or isinstance(field, CodesField):
            return FACTS_OF.get(field.model, FACTS).get(name, FACTS.get(name))
        if isinstance(field, StreamField):
            value = self.data.draw(block_values.stream(field.stream_block, self.pool))
            self.words(str(value))
            return value
        if isinstance(field, RichTextField):
            return self.words(
                self.data.draw(block_values.rich_text(tuple(self.pool["page"]))), shown=name not in OUTSIDE
            )
        limit = getattr(field, "max_length", None)
        return self.words(self.data.draw(block_values.words(limit=limit)), shown=name not in OUTSIDE)

    def make(self, model: type[models.Model]) -> Any:
        """An unsaved instance with its children."""
        plain: dict[str, Any] = {}
        children: dict[str, list[Any]] = {}
        for declared in get_translatable_fields(model):
            field = declared.get_field(model)
            if isinstance(field, models.ManyToOneRel):
                children[declared.field_name] = [self.make(field.related_model)]
                continue
            value = self.field(declared.field_name, field, translates=declared.is_translated(None))
            if value is not None:
                plain[declared.field_name] = value
        instance = model(**plain)
        for name, rows in children.items():
            setattr(instance, name, rows)
        return instance


@cached_rows
def create_pool() -> dict[str, Any]:
    """What pages relate to: snippets and pages with a live version in each language, and media."""
    home = create_platform("es", "en")
    english = Locale.objects.get(language_code="en")
    parents = {
        WorkingGroupPage: WorkingGroupIndexPageFactory(parent=home),
        ServicePage: ServiceIndexPageFactory(parent=home),
        SDGPage: SDGIndexPageFactory(parent=home),
        NewsPage: NewsIndexPageFactory(parent=home),
        EventPage: EventIndexPageFactory(parent=home),
        ResourcePage: ResourceIndexPageFactory(parent=home),
    }
    both, only = ContentPageFactory(parent=home), ContentPageFactory(parent=home)
    group = WorkingGroupPageFactory(parent=parents[WorkingGroupPage])
    newer = ResourcePageFactory(parent=parents[ResourcePage])
    for page in (*parents.values(), both, group, newer):
        marked_translation.publish_translation(page, english)
    image = ImageFactory()
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"%PDF", name="plan.pdf"))
    by_model: dict[Any, Any] = {Page: both, WorkingGroupPage: group, ResourcePage: newer, type(image): image}
    for model in SNIPPETS:
        by_model[model] = snippet(model, home.locale, english)
    return {
        "home": home,
        "parents": parents,
        "by_model": by_model,
        "page": [both.pk, only.pk],
        "snippet": [by_model[Entity].pk],
        "person": [by_model[Person].pk],
        "document": [document.pk],
        "image": [image.pk],
    }


def snippet(model: type[TranslatableSnippet], locale: Locale, target: Locale) -> Any:
    """A live snippet whose words are marked, with its live translation."""
    values: dict[str, Any] = {}
    for declared in get_translatable_fields(model):
        field = declared.get_field(model)
        if declared.is_translated(None) and isinstance(field, models.CharField | models.TextField):
            marked = f"qq{next(block_values._numbers)}"
            values[declared.field_name] = f"{marked}-x" if isinstance(field, models.SlugField) else f"{marked}··"
        elif declared.field_name in FACTS and not declared.is_translated(None):
            values[declared.field_name] = FACTS[declared.field_name]
    instance = model(locale=locale, **values)
    instance.save()
    instance.save_revision().publish()
    marked_translation.publish_translation(instance, target)
    return instance


def publish_page(page: Page, pool: dict[str, Any]) -> Page:
    """Put a page where its type belongs and publish it; of a type that exists once, change the one there is."""
    there = None if isinstance(page, ContentPage) else type(page).objects.filter(locale=pool["home"].locale).first()
    if there is None or isinstance(page, WorkingGroupPage | ResourcePage):
        parent = pool["parents"].get(type(page), pool["home"])
        source = Page.objects.get(pk=parent.pk).add_child(instance=page)
    else:
        source = there
        for declared in get_translatable_fields(type(page)):
            value = getattr(page, declared.field_name)
            related = isinstance(declared.get_field(type(page)), models.ManyToOneRel)
            if declared.field_name != "slug":
                setattr(source, declared.field_name, list(value.all()) if related else value)
    source.save_revision().publish()
    return type(page).objects.get(pk=source.pk)


def get_html(page: Page) -> str:
    """The whole page as a visitor gets it, links to other pages left out of account."""
    response = Client().get(page.url)
    assert response.status_code == 200
    return unescape(response.content.decode())


def shared_facts(instance: models.Model) -> dict[str, Any]:
    """Every fact of a page and of its rows; what a row points at by its key in all languages."""
    found: dict[str, Any] = {}
    for declared in get_translatable_fields(type(instance)):
        field = declared.get_field(type(instance))
        if isinstance(field, models.ManyToOneRel):
            rows = getattr(instance, declared.field_name).order_by("sort_order")
            found[declared.field_name] = [shared_facts(row) for row in rows]
        elif isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey):
            related = getattr(instance, declared.field_name)
            found[declared.field_name] = getattr(related, "translation_key", related)
        elif not declared.is_translated(None):
            found[declared.field_name] = getattr(instance, declared.field_name)
    return found


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_word_is_translated_once_and_every_fact_is_equal(model: type[Page]) -> None:
    pool = create_pool()

    @settings(
        max_examples=2,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        workshop = Workshop(data, pool)
        source = publish_page(workshop.make(model), pool)
        target = marked_translation.publish_translation(source, Locale.objects.get(language_code="en"))
        before, after = get_html(source), get_html(target)

        assert {language for language, _number, _letters in marked_translation.marked_words(after)} == {"zz"}
        assert "qq" not in marked_translation.main_element(after).get_text()
        letters = Counter((number, drawn) for _language, number, drawn in marked_translation.marked_words(before))
        assert (
            Counter((number, drawn) for _language, number, drawn in marked_translation.marked_words(after)) == letters
        )
        # the home page's title, in whose place the headline stands, is for trails and menus
        elsewhere = set(marked_translation.count_marked_words(source.title)) if model is HomePage else set()
        missing = workshop.inside - elsewhere - set(marked_translation.count_marked_words(before))
        assert missing == set(), "words that nobody gets to see"
        assert marked_translation.untranslated_values(
            marked_translation.main_element(after)
        ) == marked_translation.untranslated_values(marked_translation.main_element(before))
        assert shared_facts(target) == shared_facts(source)
        assert drafts_shown_on(target) == []

    run()


def drafts_shown_on(page: Page) -> list[str]:
    """What a visitor would read of related snippets whose versions in the page's language are drafts again."""
    versions = [model._default_manager.filter(locale=page.locale) for model in SNIPPETS]
    words = [
        str(getattr(row, declared.field_name))
        for rows in versions
        for row in rows
        for declared in get_translatable_fields(rows.model)
        if declared.is_translated(None) and isinstance(declared.get_field(rows.model), models.CharField)
    ]
    assert words
    for rows in versions:
        rows.update(live=False)
    html = get_html(type(page).objects.get(pk=page.pk))
    for rows in versions:
        rows.update(live=True)
    return [word for word in words if word.startswith("zz") and word in html]


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_every_word_of_a_snippet_is_translated(model: type[TranslatableSnippet]) -> None:
    create_platform("es", "en")
    source_locale, target_locale = (Locale.objects.get(language_code=tag) for tag in ("es", "en"))
    source = snippet(model, source_locale, target_locale)
    target = source.get_translation(target_locale)
    assert target.live
    for declared in get_translatable_fields(model):
        before, after = (getattr(row, declared.field_name) for row in (source, target))
        assert after == (before.replace("qq", "zz") if isinstance(before, str) else before), declared.field_name
