"""A closed group says so wherever it is named, in the reader's language, also where it has no version in it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    ContentPageFactory,
    HomePageFeatureFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceExampleFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import create_english_version, republish
from tests.platform import english_locale

pytestmark = pytest.mark.django_db

TITLE = "Mesa de agua"


class Scene:
    """A platform with one group that is closed."""

    def __init__(self, home: HomePage, status: str = "closed") -> None:
        self.home = home
        self.index = WorkingGroupIndexPageFactory(parent=home)
        self.services = ServiceIndexPageFactory(parent=home)
        self.group = WorkingGroupPageFactory(
            parent=self.index,
            title=TITLE,
            goals=[5],
            status=status,
            closed_on="2025-01-02" if status == "closed" else None,
        )

    def own_page(self) -> Page:
        return self.group

    def list_of_groups(self) -> Page:
        return self.index

    def goal(self) -> Page:
        return SDGPageFactory(parent=SDGIndexPageFactory(parent=self.home), number=5)

    def featured(self) -> Page:
        HomePageFeatureFactory(home_page=self.home, page=self.group.page_ptr, locale=self.home.locale)
        return self.home

    def cards(self) -> Page:
        value = {"heading": "", "cards": [{"page": self.group.pk, "text": ""}]}
        return ContentPageFactory(parent=self.home, body=[{"type": "cards", "value": value}])

    def service_that_names_it(self) -> Page:
        service = ServicePageFactory(parent=self.services)
        ServiceGroupFactory(page=service, group=self.group)
        return service

    def service_below_it(self) -> Page:
        return ServicePageFactory(parent=self.group)

    def example_of_a_service(self) -> Page:
        service = ServicePageFactory(parent=self.services)
        ServiceExampleFactory(page=service, example=self.group.page_ptr)
        return service

    def part_of_it(self) -> Page:
        return WorkingGroupPageFactory(parent=self.index, parent_group=self.group)

    def whole_of_it(self) -> Page:
        whole = WorkingGroupPageFactory(parent=self.index)
        self.group.parent_group = whole
        self.group.save_revision().publish()
        return whole


PLACES: dict[str, Callable[[Scene], Page]] = {
    name: getattr(Scene, name)
    for name in (
        "own_page",
        "list_of_groups",
        "goal",
        "featured",
        "cards",
        "service_that_names_it",
        "service_below_it",
        "example_of_a_service",
        "part_of_it",
        "whole_of_it",
    )
}


def namings(client: Client, url: str, title: str) -> list[Tag]:
    """The smallest parts of a page that name the group; the switcher and the page's own place in the trail aside."""
    response = client.get(url)
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    for left_out in html.select("nav.languages, nav.breadcrumbs [aria-current], abbr"):
        left_out.decompose()
    assert html.body is not None
    named = [tag for tag in html.body.find_all(["a", "h1"]) if title in tag.get_text()]
    return [next(up for up in tag.parents if up.name in {"li", "article", "p", "header"}) for tag in named]


def status_label(language: str, status: str) -> str:
    with translation.override(language):
        return str(WorkingGroupPage.Status(status).label)


def assert_told(client: Client, url: str, title: str, language: str, status: str = "closed") -> None:
    parts = namings(client, url, title)
    assert parts, f"{url} does not name {title}"
    for part in parts:
        label = part.select_one(f".status-{status}")
        assert label is not None, part
        assert label.get_text() == status_label(language, status)
        spoken = next((up["lang"] for up in [label, *label.parents] if up.get("lang")), None)
        assert spoken == language, part


def create_english_page(place: Page, scene: Scene, *, group_too: bool) -> Any:
    """The English version of a page, made after the group's or without it."""
    if place.pk == scene.index.pk:  # else it comes as an alias, above the group
        create_english_version(place)
    if group_too:
        create_english_version(scene.group)
    return place.get_translation_or_none(english_locale()) or create_english_version(place)


@pytest.mark.parametrize("status", ["closed", "proposed"])
@pytest.mark.parametrize("name", PLACES)
def test_the_state_is_told_in_the_source(client: Client, home: HomePage, name: str, status: str) -> None:
    scene = Scene(home, status)
    place = republish(PLACES[name](scene))
    assert_told(client, place.url, TITLE, "es", status)


@pytest.mark.parametrize("group_too", [True, False], ids=["translated", "in its own language"])
@pytest.mark.parametrize("name", PLACES)
def test_the_state_is_told_in_a_translation(client: Client, home: HomePage, name: str, group_too: bool) -> None:
    scene = Scene(home)
    place = republish(PLACES[name](scene))
    version = create_english_page(place, scene, group_too=group_too)
    title = f"EN {TITLE}" if group_too or name == "own_page" else TITLE
    assert_told(client, version.url, title, "en")


@pytest.mark.indexed
def test_search_results_tell_it(client: Client, home: HomePage) -> None:
    scene = Scene(home)
    assert_told(client, "/es/buscar/?q=agua", TITLE, "es")
    create_english_version(scene.group)
    assert_told(client, "/en/search/?q=agua", f"EN {TITLE}", "en")


def test_it_is_told_at_once_in_every_language(client: Client, home: HomePage) -> None:
    scene = Scene(home, "active")
    place = scene.cards()
    create_english_version(scene.group)
    version = create_english_version(place)
    assert all(part.select_one(".status") is None for part in namings(client, version.url, TITLE))
    group = WorkingGroupPage.objects.get(pk=scene.group.pk)
    group.status, group.closed_on = "closed", "2026-01-02"
    group.save_revision().publish()
    assert_told(client, version.url, f"EN {TITLE}", "en")
    assert_told(client, place.url, TITLE, "es")


@pytest.mark.parametrize("name", [name for name in PLACES if name != "own_page"])
def test_a_group_at_work_is_named_without_a_word(client: Client, home: HomePage, name: str) -> None:
    scene = Scene(home, "active")
    place = republish(PLACES[name](scene))
    parts = namings(client, place.url, TITLE)
    assert parts
    assert all(part.select_one(".status") is None for part in parts)
