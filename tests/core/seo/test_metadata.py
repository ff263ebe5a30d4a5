"""``hreflang``, canonical and metadata: they agree with each other and with what can be read."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail_localize.models import TranslationSource

from core.base.list_definition import PAGE_SIZE
from core.base.site_languages import Alternate, PageLanguages
from core.images import image_uses, rendition_queue
from core.seo.languages import page_languages
from core.seo.metadata import Metadata, metadata
from home.models import HomePage
from tests import platform
from tests.core.seo.hidden_pages import WAYS_TO_HIDE, hide_page
from tests.factories import ContentPageFactory, ImageFactory
from tests.resources.factories import NewsIndexPageFactory, NewsPageFactory
from tests.support.public_pages import create_alias, create_translation, get_soup, hreflang_links, url_path


def meta(html: Any, name: str) -> str | None:
    """The content of a meta element by its name or property."""
    tag = html.select_one(f'meta[name="{name}"], meta[property="{name}"]')
    return tag and str(tag["content"])


def test_versions_name_each_other_and_themselves(client: Client, about: Page, about_in_english: Page) -> None:
    spanish, english = get_soup(client, "/es/acerca/"), get_soup(client, "/en/about/")
    expected = {"es": about.full_url, "en": about_in_english.full_url, "x-default": about.full_url}
    assert hreflang_links(spanish) == hreflang_links(english) == expected


def test_every_alternate_answers_and_names_the_way_back(client: Client, about: Page, about_in_english: Page) -> None:
    urls = set(hreflang_links(get_soup(client, "/es/acerca/")).values())
    assert urls == {about.full_url, about_in_english.full_url}
    for url in urls:
        assert about.full_url in hreflang_links(get_soup(client, url_path(url))).values()


@pytest.mark.one_database
def test_the_canonical_address_is_the_pages_own(client: Client, about: Page, about_in_english: Page) -> None:
    for page in (about, about_in_english):
        link = get_soup(client, url_path(page.full_url) + "?utm_source=x").select_one('link[rel="canonical"]')
        assert link is not None
        assert link["href"] == page.full_url


def test_a_page_without_translations_names_only_itself(client: Client, about: Page) -> None:
    assert hreflang_links(get_soup(client, "/es/acerca/")) == {"es": about.full_url, "x-default": about.full_url}


def test_an_original_in_another_language_is_the_default(client: Client, home: HomePage) -> None:
    english_home = home.get_translation(Locale.objects.get(language_code="en"))
    page = ContentPageFactory(parent=english_home, title="News first in English", slug="first")
    assert hreflang_links(get_soup(client, "/en/first/")) == {"en": page.full_url, "x-default": page.full_url}


def test_the_language_translated_from_is_the_default(client: Client, home: HomePage) -> None:
    english_home = home.get_translation(Locale.objects.get(language_code="en"))
    page = ContentPageFactory(parent=english_home, title="First in English", slug="first")
    TranslationSource.update_or_create_from_instance(page)
    create_translation(page, "es", "Primero en inglés", "primero")
    assert hreflang_links(get_soup(client, "/es/primero/"))["x-default"] == page.full_url


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_what_the_public_cannot_read_is_no_alternate(
    client: Client, about: Page, about_in_english: Page, hide: str
) -> None:
    hide_page(about_in_english, hide, original=about)
    assert set(hreflang_links(get_soup(client, "/es/acerca/"))) == {"es", "x-default"}


def test_a_restriction_further_up_hides_what_is_below(client: Client, about: Page, about_in_english: Page) -> None:
    child = ContentPageFactory(parent=about, title="Hija", slug="hija")
    create_translation(child, "en", "Child", "child")
    assert "en" in hreflang_links(get_soup(client, "/es/acerca/hija/"))
    PageViewRestriction.objects.create(page=about_in_english, restriction_type=PageViewRestriction.LOGIN)
    assert "en" not in hreflang_links(get_soup(client, "/es/acerca/hija/"))


def test_an_alias_is_marked_and_kept_from_search_engines(client: Client, about: Page) -> None:
    english_home = about.get_parent().get_translation(Locale.objects.get(language_code="en"))
    create_alias(about, english_home)
    html = get_soup(client, "/en/acerca/")
    assert meta(html, "robots") == "noindex"
    assert hreflang_links(html) == {}
    assert not html.select('link[rel="canonical"]')
    main = html.select_one("main")
    assert main is not None
    assert main["lang"] == "es"
    notice = html.select_one(".alias-notice a")
    assert notice is not None
    assert (notice["href"], notice["hreflang"]) == ("/es/acerca/", "es")


def test_an_alias_in_the_same_language_is_no_foreign_page(client: Client, about: Page) -> None:
    about.create_alias(parent=about.get_parent(), update_slug="otra-vez")
    html = get_soup(client, "/es/otra-vez/")
    assert meta(html, "robots") == "noindex"
    assert not html.select(".alias-notice")


@pytest.mark.one_database
def test_an_ordinary_page_may_be_indexed(client: Client, about: Page) -> None:
    assert meta(get_soup(client, "/es/acerca/"), "robots") is None


@pytest.mark.one_database
def test_metadata_for_results_and_sharing(client: Client, about: Page) -> None:
    image = ImageFactory(file__width=1600, file__height=900)
    about.specific_class.objects.filter(pk=about.pk).update(search_image=image, seo_title="Sobre <nosotros>")
    assert meta(get_soup(client, "/es/acerca/"), "og:image:width") != "1200"  # no visitor waits for the size to be made
    image_uses.enqueue_displayed([(image.pk, "share")])
    rendition_queue.make_first([image.pk])
    html = get_soup(client, "/es/acerca/")
    assert html.title is not None
    assert "Sobre <nosotros>" in html.title.text
    assert meta(html, "description") == meta(html, "og:description") == "Qué es y para quién."
    assert meta(html, "og:title") == "Sobre <nosotros>"
    assert meta(html, "og:locale") == "es"
    assert meta(html, "og:url") == about.full_url
    assert (meta(html, "og:image:width"), meta(html, "og:image:height")) == ("1200", "630")
    assert (meta(html, "og:image") or "").startswith("http")


@pytest.mark.parametrize(
    "values",
    [
        {"introduction": "<p>Qué pasa.</p><p>Y cuándo.</p>"},
        {"search_description": "Qué pasa. Y cuándo.", "introduction": "<p>Otra cosa.</p>"},
    ],
)
def test_a_page_nobody_describes_is_described_by_how_it_begins(
    client: Client, home: HomePage, values: dict[str, str]
) -> None:
    NewsIndexPageFactory(parent=home, slug="noticias", **values)
    assert meta(get_soup(client, "/es/noticias/"), "description") == "Qué pasa. Y cuándo."
    ContentPageFactory(parent=home, slug="texto", body=[{"type": "rich_text", "value": "<p>Así <b>empieza</b>.</p>"}])
    assert meta(get_soup(client, "/es/texto/"), "description") == "Así empieza."
    ContentPageFactory(parent=home, title="Contacto", slug="contacto")
    assert meta(get_soup(client, "/es/contacto/"), "description") == f"Contacto – {home.get_site().site_name}"


def test_every_leaf_of_a_list_has_an_address_and_a_title_of_its_own(client: Client, home: HomePage) -> None:
    index = NewsIndexPageFactory(parent=home, slug="noticias")
    create_translation(index, "en", "News", "news")
    for _number in range(PAGE_SIZE + 1):
        NewsPageFactory(parent=index)
    first, second = (get_soup(client, f"/es/noticias/{query}") for query in ("", "?page=2"))
    assert set(hreflang_links(first)) == {"es", "en", "x-default"}
    assert second.select_one('link[rel="canonical"]')["href"] == f"{index.full_url}?page=2"
    assert second.select_one('meta[property="og:url"]')["content"] == f"{index.full_url}?page=2"
    assert hreflang_links(second) == {}
    assert meta(second, "robots") is None
    assert second.title.text != first.title.text
    assert "2" in second.title.text
    beyond = get_soup(client, "/es/noticias/?page=3", status=404)
    assert beyond.select_one('link[rel="canonical"]') is None


def test_what_a_view_keeps_from_search_engines_has_no_address(about: Page) -> None:
    page = about.specific
    languages = PageLanguages(indexable=True, canonical="http://x/es/", alternates=[Alternate("es", "http://x/es/")])
    assert metadata({"page": page}, languages).canonical == "http://x/es/"
    filtered = metadata({"page": page, "noindex": True}, languages)
    assert filtered == Metadata("Acerca de", noindex=True)


def test_what_a_page_offers_beside_itself_has_no_twin(about: Page) -> None:
    own, beside = (
        metadata({"page": about}, PageLanguages(indexable=True, canonical=f"{about.full_url}{address}"))
        for address in ("", "organigram/")
    )
    assert own.twin == f"{about.full_url}index.md"
    assert (beside.twin, beside.canonical) == ("", f"{about.full_url}organigram/")


@pytest.mark.one_database
def test_the_head_wakes_nothing_that_belongs_to_the_visitor(client: Client, about: Page) -> None:
    for address in ("/es/acerca/", "/es/acerca/index.md"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.one_database
def test_languages_take_one_query(
    rf: RequestFactory, about: Page, about_in_english: Page, django_assert_num_queries: Any
) -> None:
    request = rf.get("/es/acerca/")
    request.user = AnonymousUser()
    Site.find_for_request(request)
    Site.get_site_root_paths()
    page = Page.objects.select_related("locale").get(pk=about.pk)
    with django_assert_num_queries(1):
        first = page_languages(page, request)
        second = page_languages(page, request)
    assert first is second
    assert [choice.tag for choice in first.choices] == ["es", "en"]


@pytest.mark.one_database
def test_more_languages_take_no_more_queries(
    client: Client, about: Page, about_in_english: Page, django_assert_max_num_queries: Any
) -> None:
    def count() -> int:
        client.get("/es/acerca/")
        with django_assert_max_num_queries(100) as captured:
            client.get("/es/acerca/")
        return len(captured)

    before = count()
    platform.create_platform("es", "en", "fr", "pt-br")
    for tag in ("fr", "pt-br"):
        create_translation(about, tag, f"Page {tag}", f"page-{tag}")
    assert count() == before
    assert set(hreflang_links(get_soup(client, "/es/acerca/"))) == {"es", "en", "fr", "pt-br", "x-default"}
