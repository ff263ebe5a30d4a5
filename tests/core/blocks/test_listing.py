"""A saved query: what it can ask, what it answers in each language, and in how many queries."""

from typing import Any

import pytest
from bs4 import Tag
from django.test import Client, RequestFactory
from wagtail.models import Locale, PageViewRestriction

from core.base import page_types
from core.base.page_types import PageType, register
from core.blocks.body_blocks import BODY_BLOCKS
from groups.models import WorkingGroupPage
from home.models import ContentPage
from tests.core.blocks.test_blocks import block_errors
from tests.factories import (
    ContentPageFactory,
    GroupThemeFactory,
    ServicePageFactory,
    ThemeFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import page_queries
from tests.platform import create_platform, english_locale
from tests.support import marked_translation

pytestmark = pytest.mark.django_db

LISTING = dict(BODY_BLOCKS)["listing"]


@pytest.fixture
def index() -> Any:
    return WorkingGroupIndexPageFactory(parent=create_platform("es", "en"))


def create_english_version(page: Any, title: str) -> Any:
    """The live English version of a page."""
    copy = page.copy_for_translation(english_locale(), copy_parents=True)
    copy.title, copy.slug = title, f"en-{page.slug}"
    copy.save_revision().publish()
    return copy


def page_with(*values: dict[str, Any], language: str = "es") -> ContentPage:
    """A page of these listings."""
    home = create_platform("es", "en")
    parent = home if language == "es" else home.get_translation(Locale.objects.get(language_code=language))
    return ContentPageFactory(parent=parent, body=[{"type": "listing", "value": value} for value in values])


def get_main(page: ContentPage) -> Tag:
    """What a visitor gets."""
    response = Client().get(page.url)
    assert response.status_code == 200
    return marked_translation.main_element(response.content.decode())


def listed_titles(*values: dict[str, Any], language: str = "es") -> list[str]:
    """The titles a reader of these listings gets, in order."""
    return [
        card.get_text(strip=True) for card in get_main(page_with(*values, language=language)).select(".card-title a")
    ]


@pytest.fixture
def contents() -> Any:
    """A type that can be narrowed by nothing."""

    @register
    class ContentPageType(PageType[ContentPage]):
        model = ContentPage
        name = "contents"
        label = "Páginas"

    yield
    del page_types._page_types[ContentPage]


def test_each_language_gets_its_own_pages_and_no_others(index: Any) -> None:
    both = WorkingGroupPageFactory(parent=index, title="Dos")
    WorkingGroupPageFactory(parent=index, title="Una")
    WorkingGroupPageFactory(parent=index, title="Borrador", live=False)
    closed = WorkingGroupPageFactory(parent=index, title="Privado")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    create_english_version(both, "Two")
    assert listed_titles({"type": "groups"}) == ["Dos", "Una"]
    assert listed_titles({"type": "groups"}, language="en") == ["Two"]


def test_filters_and_number(index: Any) -> None:
    theme = ThemeFactory()
    group = WorkingGroupPageFactory(parent=index, title="Cinco", goals=[5], countries=["BR"])
    GroupThemeFactory(page=group, theme=theme)
    WorkingGroupPageFactory(parent=index, title="Parte", goals=[5, 8], countries=["UY"], parent_group=group)
    ServicePageFactory(parent=group, title="Talleres")
    assert listed_titles({"type": "groups", "goal": "5"}) == ["Cinco", "Parte"]
    assert listed_titles({"type": "groups", "goal": 8}) == ["Parte"]
    assert listed_titles({"type": "groups", "goal": "5", "country": "UY"}) == ["Parte"]
    assert listed_titles({"type": "groups", "theme": theme.pk}) == ["Cinco"]
    assert listed_titles({"type": "groups", "group": group.pk}) == ["Parte"]
    assert listed_titles({"type": "services", "group": group.pk}) == ["Talleres"]
    assert listed_titles({"type": "groups", "number": 1}) == ["Cinco"]


def test_a_listing_whose_theme_is_gone_lists_nothing_instead_of_everything(index: Any) -> None:
    WorkingGroupPageFactory(parent=index)
    theme = ThemeFactory()
    page = page_with({"type": "groups", "theme": theme.pk, "heading": "Sobre el tema"})
    theme.delete()
    main = get_main(page)
    assert not main.select(".card")
    assert main.select_one(".listing-empty") is not None


def test_what_finds_nothing_says_so_below_its_heading_and_to_editors() -> None:
    silent, page = page_with({"type": "groups"}), page_with({"type": "groups", "heading": "Grupos"})
    assert not get_main(silent).select(".listing-block")
    assert get_main(page).select_one(".listing-empty") is not None
    request = RequestFactory().get("/")
    request.is_preview = True  # type: ignore[attr-defined]
    assert "listing-empty" in LISTING.render(LISTING.to_python({"type": "groups"}), {"request": request})


@pytest.mark.parametrize(
    "raw", [{"type": "nowhere"}, {"type": "groups", "goal": "many"}, {"type": "groups", "goal": 99}]
)
def test_a_query_that_nothing_can_answer_is_refused_and_shows_nothing(index: Any, raw: dict[str, Any]) -> None:
    WorkingGroupPageFactory(parent=index)
    assert block_errors(LISTING, raw)
    assert listed_titles(raw) == []


def test_the_number_is_between_one_and_twenty_four(index: Any) -> None:
    for number in (1, 24):
        assert block_errors(LISTING, {"type": "groups", "number": number}) == {}
    for number in (0, 25, -1):
        assert list(block_errors(LISTING, {"type": "groups", "number": number})) == ["number"]
    assert list(block_errors(LISTING, {"type": ""})) == ["type"]
    assert block_errors(LISTING, {"type": ""}, draft=True) == {}


def test_what_a_type_cannot_be_narrowed_by_is_refused_at_the_filter(contents: None, index: Any) -> None:
    group = WorkingGroupPageFactory(parent=index)
    value = {"type": "contents", "goal": "5", "country": "BR", "group": group.pk, "theme": ThemeFactory().pk}
    assert set(block_errors(LISTING, value)) == {"goal", "country", "group", "theme"}
    assert set(block_errors(LISTING, value, draft=True)) == {"goal", "country", "group", "theme"}
    assert block_errors(LISTING, {"type": "contents"}) == {}
    assert listed_titles(value) == []


def test_a_page_does_not_list_itself(contents: None) -> None:
    other = ContentPageFactory(parent=create_platform("es", "en"), title="Otra")
    assert listed_titles({"type": "contents"}) == [other.title]


def test_headings_stand_below_each_other(index: Any) -> None:
    WorkingGroupPageFactory(parent=index)
    main = get_main(page_with({"type": "groups", "heading": "Grupos"}, {"type": "groups"}))
    levels = [tag.name for tag in main.find_all(["h2", "h3"]) if tag.find_parent(class_="body")]
    assert levels == ["h2", "h3", "h2"]


def test_equal_listings_are_answered_once_and_another_takes_a_fixed_number_of_queries(index: Any) -> None:
    group: WorkingGroupPage = WorkingGroupPageFactory(parent=index, goals=[5])
    ServicePageFactory(parent=group)
    plain, narrowed = {"type": "groups", "goal": "5"}, {"type": "services", "group": group.pk}

    def asked(*values: dict[str, Any]) -> int:
        return len(page_queries(Client(), page_with(*values)))

    asked(plain)
    assert asked(plain, plain, plain) == asked(plain)
    assert asked(plain, {**plain, "number": 3}) == asked(plain) + 1
    # Three for the pages that match, four for who offers the services.
    assert asked(plain, narrowed) <= asked(plain) + 7


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "en"])
def test_fifty_take_as_many_queries_as_five(index: Any, language: str) -> None:
    page = page_with({"type": "groups", "number": 24}, language=language)

    def asked(number: int) -> int:
        for _turn in range(number):
            create_english_version(WorkingGroupPageFactory(parent=index), "One")
        return len(page_queries(Client(), page))

    few = asked(5)
    assert asked(45) == few
