"""Addresses of pages can be typed anywhere, and lead to the page."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from core.base.slugs import as_slug, available_slug, is_reserved
from home.models import ContentPage, HomePage
from tests.core.seo.test_sitemaps import read_sitemap
from tests.factories import ContentPageFactory, ServiceIndexPageFactory, WorkingGroupIndexPageFactory
from tests.platform import create_platform


@given(st.text())
def test_a_slug_has_ascii_letters_only_and_is_made_once(text: str) -> None:
    slug = as_slug(text)
    assert slug.isascii()
    assert as_slug(slug) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Año y niñez", "ano-y-ninez"), ("Łódź", "lodz"), ("Straße", "strasse"), ("الماء للجميع", "lm-lljmy")],
)
def test_letters_of_other_scripts_are_transliterated(text: str, slug: str) -> None:
    assert as_slug(text) == slug


def test_they_are_kept_where_they_are_allowed(settings: Any) -> None:
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = True
    assert as_slug("Año") == "año"


@pytest.fixture
def home(db: None) -> HomePage:
    return create_platform("es", "en", "pt-br")


def home_in(home: HomePage, language: str) -> Any:
    return home if language == "es" else home.get_translations().get(locale__language_code=language)


@pytest.mark.parametrize(
    ("language", "slug", "reserved"),
    [
        ("es", "buscar", True),
        ("es", "mapa-del-sitio", True),
        ("es", "search", True),  # the old address leads on
        ("en", "search", True),
        ("en", "site-map", True),
        ("pt-br", "busca", True),
        ("es", "busca", False),
        ("en", "buscar", False),
        ("es", "eventos", False),
        ("es", "search-2", False),
    ],
)
def test_what_the_platform_uses_is_asked_of_its_addresses(
    home: HomePage, language: str, slug: str, reserved: bool
) -> None:
    parent = home_in(home, language)
    assert is_reserved(slug, parent) is reserved
    if reserved:
        with pytest.raises(ValidationError, match=slug) as caught:
            ContentPageFactory(parent=parent, slug=slug)
        assert list(caught.value.error_dict) == ["slug"]
    else:
        page = ContentPageFactory(parent=parent, slug=slug)
        assert Client().get(page.url).status_code == 200


def test_the_parts_of_a_page_are_reserved_below_it(home: HomePage) -> None:
    groups, services = WorkingGroupIndexPageFactory(parent=home), ServiceIndexPageFactory(parent=home)
    for slug in ("organigrama", "organigram"):
        assert is_reserved(slug, groups)
        assert not is_reserved(slug, services)
    assert is_reserved("comparar", services)
    assert available_slug(services, "comparar") == "comparar-1"


def set_slug(page: Any, slug: str) -> None:
    page.slug = slug
    page.save()


WAYS: dict[str, Callable[[Any], Any]] = {
    "saved": lambda page: set_slug(page, "buscar"),
    "copied": lambda page: page.copy(update_attrs={"slug": "buscar"}),
    "alias": lambda page: page.create_alias(update_slug="buscar"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_refused_in_code(home: HomePage, way: Callable[[Any], Any]) -> None:
    page = ContentPageFactory(parent=home, slug="agua")
    with pytest.raises(ValidationError, match="buscar"):
        way(page)
    assert not Page.objects.filter(slug="buscar").exists()


def test_a_move_to_where_it_is_reserved_is_refused_with_the_reason(home: HomePage, admin_client: Client) -> None:
    above = ContentPageFactory(parent=home, slug="agua")
    page = ContentPageFactory(parent=above, slug="buscar")
    with pytest.raises(ValidationError, match="buscar"):
        page.move(home, pos="last-child")
    response = admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]), follow=True)
    assert "buscar" in str(next(iter(response.context["messages"])))
    admin_client.post(
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}?id={page.pk}", {"chooser": home.pk}
    )
    assert Page.objects.get(pk=page.pk).get_parent().pk == above.pk


def test_the_field_says_why(home: HomePage, admin_client: Client) -> None:
    page = ContentPageFactory(parent=home, slug="agua")
    add = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home.pk])
    for address in (add, reverse("wagtailadmin_pages:edit", args=[page.pk])):
        for action in ({}, {"action-publish": "on"}):
            sent = {"title": "Buscar", "slug": "buscar", "body-count": "0", **action}
            response = admin_client.post(address, sent)
            assert "buscar" in str(response.context["form"].errors["slug"])
    copying = reverse("wagtailadmin_pages:copy", args=[page.pk])
    response = admin_client.post(copying, {"new_title": "x", "new_slug": "buscar", "new_parent_page": home.pk})
    assert "buscar" in str(response.context["form"].errors["new_slug"])
    assert not Page.objects.filter(slug="buscar").exists()


@pytest.mark.parametrize(("title", "slug"), [("Buscar", "buscar-1"), ("Łódź", "lodz"), ("Agua", "agua")])
def test_a_page_without_a_slug_gets_one_that_leads_to_it(home: HomePage, title: str, slug: str) -> None:
    page = home.add_child(instance=ContentPage(title=title))
    assert page.slug == slug
    assert Client().get(page.url).status_code == 200


def test_pages_that_can_not_be_opened_are_found(home: HomePage) -> None:
    pages = [ContentPageFactory(parent=home, slug=slug) for slug in ("uno", "dos", "tres")]
    call_command("check_addresses", stdout=StringIO())
    for page, slug in zip(pages, ("buscar", "año"), strict=False):
        ContentPage.objects.filter(pk=page.pk).update(slug=slug)
    out = StringIO()
    with pytest.raises(CommandError, match="2 pages"):
        call_command("check_addresses", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [str(page.pk) for page in pages[:2]]


def test_the_sitemap_escapes_what_was_stored_before(home: HomePage) -> None:
    page = ContentPageFactory(parent=home, slug="agua")
    Page.objects.filter(pk=page.pk).update(slug="año", url_path=f"{home.url_path}año/")
    page = ContentPage.objects.get(pk=page.pk)
    addresses = read_sitemap(Client())
    assert page.full_url in addresses
    assert all(address.isascii() for address in addresses)
