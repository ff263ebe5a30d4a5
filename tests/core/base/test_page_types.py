"""What is declared of types of pages, and what holds of those that declare nothing."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from wagtail.models import Page

from core.base import page_types
from core.base.page_types import PageType, get_page_type, page_type_of, page_type_of_index, register
from core.listings.checks import check_list_pages_list_a_type
from home.checks import check_lists_have_words
from home.models import ContentPage, FormPage
from resources.models import NewsIndexPage, NewsPage


@pytest.fixture
def minimal_page_type() -> Iterator[type[PageType[ContentPage]]]:
    """A type that declares its model, its name and the page that lists it, and nothing else."""

    @register
    class ContentPageType(PageType[ContentPage]):
        model = ContentPage
        name = "contents"
        index_model = FormPage

    yield ContentPageType
    del page_types._page_types[ContentPage]


def test_every_module_of_a_package_is_found() -> None:
    names = {page_type.name for page_type in page_types.page_types()}
    assert {"groups", "services", "goals", "resources", "news", "events"} <= names
    assert page_type_of(NewsPage) is get_page_type("news") is page_type_of_index(NewsIndexPage)


def test_what_is_not_declared_says_nothing(db: None) -> None:
    page_type = page_type_of(ContentPage)
    page = ContentPage(title="Quiénes somos")
    assert page_type.model is ContentPage
    assert (page_type.get_context(page, RequestFactory().get("/")), page_type.get_files([1])) == ({}, {})
    assert page_type.get_structured_data(page, {}) is None
    assert page_type not in page_types.page_types()


def test_a_list_page_lists_a_type_and_its_list_has_words(
    minimal_page_type: type[PageType[ContentPage]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_list_pages_list_a_type(None) == []
    (message,) = check_lists_have_words(None)
    assert (message.id, "contents" in message.msg) == ("home.E002", True)
    monkeypatch.delitem(page_types._page_types, NewsPage)
    (message,) = check_list_pages_list_a_type(None)
    assert (message.id, message.obj) == ("core.E010", NewsIndexPage)
    with pytest.raises(LookupError, match="NewsIndexPage"):
        page_type_of_index(NewsIndexPage)


def test_a_page_that_is_no_specific_one_has_no_type() -> None:
    assert page_type_of(Page).name == ""
