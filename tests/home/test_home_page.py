"""The first page of a language, and what happens in a language that has none."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import HomePage, HomePageFeature
from home.setup.platform import Platform


@pytest.mark.parametrize("address", ["/es/", "/en/", "/es/grupos/", "/en/groups/"])
def test_a_language_with_a_home_answers(platform: Platform, client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/fr/", "/fr/grupos/", "/pt-br/", "/pt-br/ods/", "/en/grupos/", "/es/groups/"])
@pytest.mark.parametrize("locale_exists", [False, True])
def test_a_language_without_a_home_is_not_answered_in_another(
    platform: Platform, client: Client, address: str, locale_exists: bool
) -> None:
    if locale_exists:
        for tag in ("fr", "pt-br"):
            Locale.objects.get_or_create(language_code=tag)
    assert client.get(address).status_code == 404


def test_a_language_whose_home_is_a_draft_is_not_answered(platform: Platform, client: Client) -> None:
    platform.home.get_translation(Locale.objects.get(language_code="en")).unpublish()
    assert client.get("/en/").status_code == 404
    assert client.get("/es/").status_code == 200


def test_homes_are_made_by_setup_only(platform: Platform) -> None:
    assert HomePage not in Page.get_first_root_node().specific_class.creatable_subpage_models()
    assert not HomePage.can_create_at(Page.get_first_root_node())


def test_featured_pages_are_shown_until_their_end_in_the_readers_language(platform: Platform) -> None:
    now = timezone.now()
    platform.home.featured = [
        HomePageFeature(
            page=Page(pk=platform.lists["goals"].pk), until=now + timedelta(days=1), locale=platform.source
        ),
        HomePageFeature(
            page=Page(pk=platform.lists["groups"].pk), until=now - timedelta(days=1), locale=platform.source
        ),
        HomePageFeature(page=Page(pk=platform.lists["services"].pk), locale=platform.source),
    ]
    platform.home.save_revision().publish()
    english = platform.home.get_translation(Locale.objects.get(language_code="en"))
    assert [page.title for page in platform.home.featured_pages()] == [
        "Objetivos de Desarrollo Sostenible",
        "Servicios",
    ]
    assert [page.title for page in english.featured_pages()] == ["Sustainable Development Goals", "Services"]
