"""The search page: one language, what the public may read, and nothing a visitor types breaks it."""

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from core.base.localized_urls import in_language
from home.models import HomePage
from search.filters import PAGE_SIZE
from search.query_parser import LONGEST_QUERY
from tests import platform
from tests.factories import ContentPageFactory, WorkingGroupIndexPageFactory, WorkingGroupPageFactory
from tests.support.public_pages import NO_PAGES, create_alias, create_translation, get_soup, switcher_entries
from tests.translation.factories import publish
from translation.exchange.new_translation import land
from translation.workflow.submission import submit

pytestmark = pytest.mark.indexed


@pytest.fixture
def home(db: None) -> HomePage:
    """A Spanish home with a page about water; the English home is live and empty."""
    source = platform.create_platform("es", "en")
    ContentPageFactory(parent=source, title="Agua segura", slug="agua", search_description="Agua para todas.")
    return source


def result_titles(html: BeautifulSoup) -> list[str]:
    """The titles of the results."""
    return [link.text for link in html.select(".results .card-title a")]


def search(client: Client, query: str, language: str = "es", **parameters: str) -> BeautifulSoup:
    """The page of results."""
    response = client.get(f"/{language}/{in_language('search/', language)}", {"q": query, **parameters})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_hit_shows_title_and_summary_and_no_type_that_only_editors_know(client: Client, home: HomePage) -> None:
    html = search(client, "agua")
    assert result_titles(html) == ["Agua segura"]
    hit = html.select_one(".results li")
    assert hit is not None
    assert "Agua para todas." in hit.text
    assert str(ContentPageFactory._meta.model.get_verbose_name()) not in hit.text
    assert hit.select_one("a")["href"] == "/es/agua/"


def test_accents_and_case_do_not_matter(client: Client, home: HomePage) -> None:
    ContentPageFactory(parent=home, title="Educación", slug="educacion")
    assert result_titles(search(client, "EDUCACION")) == ["Educación"]


def test_all_words_must_be_there(client: Client, home: HomePage) -> None:
    assert result_titles(search(client, "agua segura")) == ["Agua segura"]
    assert result_titles(search(client, "agua turbia")) == []


def test_the_text_of_a_group_is_found(client: Client, home: HomePage) -> None:
    group = WorkingGroupPageFactory(
        parent=WorkingGroupIndexPageFactory(parent=home), title="Juventud", purpose="<p>Hablar con adolescentes.</p>"
    )
    assert result_titles(search(client, "adolescentes")) == [group.title]


def test_only_the_language_of_the_address_is_searched(client: Client, home: HomePage) -> None:
    html = search(client, "agua", "en")
    assert result_titles(html) == []
    page = Page.objects.get(slug="agua")
    create_translation(page, "en", "Safe agua", "safe-agua")
    assert result_titles(search(client, "agua", "en")) == ["Safe agua"]
    assert result_titles(search(client, "agua")) == ["Agua segura"]


@pytest.mark.parametrize("hide", ["draft", "private", "below a private page", "expired"])
def test_what_the_public_cannot_read_is_not_found(client: Client, home: HomePage, hide: str) -> None:
    page = Page.objects.get(slug="agua")
    child = ContentPageFactory(parent=page, title="Agua de lluvia", slug="lluvia")
    assert set(result_titles(search(client, "agua"))) == {"Agua segura", "Agua de lluvia"}
    if hide == "draft":
        page.unpublish()
    elif hide == "expired":
        page.unpublish(set_expired=True)
    elif hide == "private":
        PageViewRestriction.objects.create(page=child, restriction_type=PageViewRestriction.LOGIN)
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    expected = {"draft": ["Agua de lluvia"], "expired": ["Agua de lluvia"], "private": ["Agua segura"]}
    assert result_titles(search(client, "agua")) == expected.get(hide, [])


def test_an_alias_is_no_hit_of_its_language(client: Client, home: HomePage) -> None:
    create_alias(Page.objects.get(slug="agua"), home.get_translation(Locale.objects.get(language_code="en")))
    assert result_titles(search(client, "agua", "en")) == []


def test_without_a_hit_it_helps_and_offers_other_languages(client: Client, home: HomePage) -> None:
    html = search(client, "inexistente")
    links = {str(link["hreflang"]): str(link["href"]) for link in html.select("main a[hreflang]")}
    assert links == {"en": "/en/search/?q=inexistente"}
    assert len(html.select("h1")) == 1
    assert html.select_one("main input")["value"] == "inexistente"


def test_without_a_question_it_only_asks(client: Client, home: HomePage) -> None:
    html = get_soup(client, "/es/buscar/")
    assert html.select_one('main form[method="get"] input[name="q"]')
    assert not html.select(".results, .no-results")


def test_results_are_kept_from_search_engines(client: Client, home: HomePage) -> None:
    assert search(client, "agua").select_one('meta[name="robots"][content="noindex"]')


def test_a_language_without_a_home_is_not_searched(client: Client, home: HomePage) -> None:
    assert client.get("/fr/recherche/?q=agua").status_code == 404


def test_the_switcher_asks_the_same(client: Client, home: HomePage) -> None:
    assert switcher_entries(search(client, "agua"))["en"].select_one("a")["href"] == "/en/search/?q=agua"


@pytest.mark.parametrize("page", [*NO_PAGES, "2", "999"])
def test_a_page_that_is_not_there_is_not_found(client: Client, home: HomePage, page: str) -> None:
    assert (
        result_titles(search(client, "agua", page="1"))
        == result_titles(search(client, "agua", page=""))
        == ["Agua segura"]
    )
    html = get_soup(client, f"/es/buscar/?{urlencode({'q': 'agua', 'page': page})}", status=404)
    assert html.html["lang"] == "es"
    assert html.h1 is not None


@pytest.mark.parametrize(
    "query",
    [
        "\x00agua", "agua" * 5000, '"agua', "agua\"\"*", "(((", "agua AND", "NOT", "NEAR(agua", "agua*", "^agua",
        "-agua", "title:agua", "' OR 1=1 --", "%", "_", "\\", "<script>alert(1)</script>", "🌊", "\u202eagua",
        "&|!", "a:*", "{}",
    ],
)  # fmt: skip
def test_nothing_a_visitor_types_breaks_it(client: Client, home: HomePage, query: str) -> None:
    html = search(client, query)
    assert {script.get("type") for script in html.select("script")} <= {"module"}
    shown = html.select_one("main input[name=q]")
    assert shown is not None
    assert len(str(shown["value"])) <= LONGEST_QUERY


def test_marks_between_words_do_not_hide_a_hit(client: Client, home: HomePage) -> None:
    assert result_titles(search(client, '"agua" (segura)!')) == ["Agua segura"]


def test_bytes_that_are_no_text(client: Client, home: HomePage) -> None:
    assert client.get("/es/buscar/?q=%ff%fe%00").status_code == 200


def test_it_only_reads(client: Client, home: HomePage) -> None:
    assert client.post("/es/buscar/", {"q": "agua"}).status_code == 405


def test_results_come_in_leaves_that_keep_the_question(client: Client, home: HomePage) -> None:
    for number in range(PAGE_SIZE + 1):
        ContentPageFactory(parent=home, title=f"Agua {number}", slug=f"agua-{number}")
    first, second = search(client, "agua"), search(client, "agua", page="2")
    assert len(result_titles(first)) == PAGE_SIZE
    assert len(result_titles(second)) == 2
    assert not set(result_titles(first)) & set(result_titles(second))
    assert first.select_one('a[rel="next"]')["href"] == "?q=agua&page=2"
    assert second.select_one('a[rel="prev"]')["href"] == "?q=agua&page=1"
    assert second.select_one(".results")["start"] == str(PAGE_SIZE + 1)


def test_more_hits_take_no_more_queries(client: Client, home: HomePage, django_assert_max_num_queries: Any) -> None:
    def count() -> int:
        client.get("/es/buscar/?q=agua")
        with django_assert_max_num_queries(30) as captured:
            client.get("/es/buscar/?q=agua")
        return len(captured)

    for number in range(3):
        ContentPageFactory(parent=home, title=f"Agua fresca {number}", slug=f"agua-fresca-{number}")
    before = count()
    for number in range(PAGE_SIZE - 4):
        ContentPageFactory(parent=home, title=f"Agua {number}", slug=f"agua-{number}")
    assert count() == before


def test_a_home_page_is_found_in_its_language_once_its_own_words_are_published(client: Client, db: None) -> None:
    """Until then it shows those of the source, though it has been sent and is an alias no more."""
    source = platform.create_platform("es")
    source.title = "Plataforma del agua"
    publish(source)
    source.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0], alias=True)
    english = Locale.objects.get(language_code="en")
    submit(source, [english])
    assert result_titles(search(client, "agua", "en")) == []
    assert result_titles(search(client, "agua")) == ["Plataforma del agua"]
    land(source, english, {"title": "Water platform"})
    assert result_titles(search(client, "water", "en")) == ["Water platform"]
