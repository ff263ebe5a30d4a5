"""Pages as Markdown, and ``llms.txt``, which leads to them."""

import re
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core.seo import llms
from core.seo.markdown import markdown
from home.models import ContentPage, HomePage
from tests.factories import ContentPageFactory, FormPageFactory, ServiceIndexPageFactory, ServicePageFactory
from tests.resources.factories import NewsIndexPageFactory, NewsPageFactory
from tests.support.public_pages import create_alias, create_translation, get_soup, url_path

BODY = [
    {"type": "heading", "value": {"text": "Primera parte", "level": "2"}},
    {"type": "rich_text", "value": "<p>Un <b>texto</b> con <i>énfasis</i>.</p><ul><li>uno</li><li>dos</li></ul>"},
    {
        "type": "table",
        "value": {"caption": "Países", "header": ["País", "Año"], "rows": [["México", "2024"], ["Perú", "2025"]],
                  "row_headers": False},
    },
]  # fmt: skip


def get_text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


@pytest.fixture
def page_with_body(about: Page) -> Page:
    """A page with a heading, prose, a list and a table."""
    page = ContentPage.objects.get(pk=about.pk)
    page.body = page.body.stream_block.to_python(BODY)
    page.save()
    return page


@pytest.mark.one_database
def test_headings_lists_tables_and_emphasis_stay(client: Client, page_with_body: Page) -> None:
    text = get_text(client, "/es/acerca/index.md")
    assert text.startswith("# Acerca de\n")
    assert "## Primera parte" in text
    assert "Un **texto** con *énfasis*." in text
    assert "- uno\n- dos" in text
    assert re.search(r"\| País \| Año \|\n\| --- \| --- \|\n\| México \| 2024 \|", text)
    assert not re.search(r"<\w|\n\n\n", text)


def test_it_is_written_once_until_the_page_changes(
    client: Client, page_with_body: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []

    def write(html: str, address: str) -> str:
        times.append(address)
        return markdown(html, address)

    monkeypatch.setattr("core.seo.markdown.markdown", write)
    first = get_text(client, "/es/acerca/index.md")
    assert get_text(client, "/es/acerca/index.md") == first
    assert len(times) == 1
    page_with_body.title = "Quiénes somos"
    page_with_body.save()
    assert get_text(client, "/es/acerca/index.md").startswith("# Quiénes somos\n")


@pytest.mark.one_database
def test_its_head_says_what_it_is(client: Client, about: Page) -> None:
    response = client.get("/es/acerca/index.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == f'<{about.full_url}>; rel="canonical"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Language"] == "es"


@pytest.mark.one_database
@pytest.mark.parametrize("address", ["/es/", "/es/acerca/"])
def test_every_page_names_its_twin(client: Client, about: Page, address: str) -> None:
    link = get_soup(client, address).select_one('link[rel="alternate"][type="text/markdown"]')
    assert url_path(str(link["href"])) == f"{address}index.md"
    assert get_text(client, f"{address}index.md").startswith("# ")


@pytest.mark.one_database
def test_links_are_whole_addresses() -> None:
    html = '<main><p><a href="/es/grupos/">G</a> <a href="#a">A</a> <a href="https://x.org/">X</a></p></main>'
    assert markdown(html, "http://h/es/p/") == "[G](http://h/es/grupos/) [A](http://h/es/p/#a) [X](https://x.org/)\n"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p><img src="/a.jpg" alt="A"></p>', "![A](http://h/a.jpg)"),
        ('<p><img src="b.jpg" alt="B"></p>', "![B](http://h/es/p/b.jpg)"),
        ('<video poster="/p.jpg" aria-label="V"><source src="/v.webm"></video>', "[V](http://h/v.webm)"),
        ('<video src="v.webm" poster="p.jpg"></video>', "[http://h/es/p/v.webm](http://h/es/p/v.webm)"),
    ],
)
def test_pictures_and_videos_have_whole_addresses(html: str, text: str) -> None:
    assert markdown(f"<main>{html}</main>", "http://h/es/p/") == f"{text}\n"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<li>Organización (<abbr title="Organización">OIM</abbr>)</li>', "Organización (OIM)"),
        ('<h1>Clima (<abbr title="Clima">CT</abbr>)</h1>', "# Clima (CT)"),
        ('<p>La <abbr title="Organización">OIM</abbr> dice.</p>', "La OIM (Organización) dice."),
        ('<h3><a href="/c/">Clima</a> <abbr title="Clima">CT</abbr></h3>', "### [Clima](http://h/c/) CT"),
    ],
)
def test_no_name_is_said_twice_beside_its_acronym(html: str, text: str) -> None:
    assert markdown(f"<main>{html}</main>", "http://h/").strip().removeprefix("- ") == text


@pytest.mark.one_database
@pytest.mark.parametrize("tag", ["address", "cite", "dd", "div", "figcaption", "footer", "header", "p", "section"])
def test_no_two_paragraphs_run_together(tag: str) -> None:
    html = f"<main><{tag}>Uno.</{tag}><{tag}>Dos.</{tag}></main>"
    assert re.fullmatch(r"Uno\.\n+Dos\.\n", markdown(html, "http://h/"))


@pytest.mark.one_database
def test_a_link_is_one_line_whatever_lies_in_it() -> None:
    first = '<p>El<a href="/g/"> <b>10</b>\n <span>Reducción</span> </a>es.</p>'
    second = '<a href="/c/"><h3>A</h3><p>B</p></a>'
    assert (
        markdown(f"<main>{first}{second}</main>", "http://h/")
        == "El [**10** Reducción](http://h/g/) es.\n\n[A B](http://h/c/)\n"
    )


@pytest.mark.one_database
def test_an_address_to_write_to_is_not_printed_raw() -> None:
    written = markdown('<main><p><a href="mailto:mesa_1@example.org">mesa_1@example.org</a></p></main>', "http://x/")
    assert "@" not in written
    assert unescape(written) == "[mesa_1@example.org](mailto:mesa_1@example.org)\n"


def test_what_is_to_be_used_is_left_out() -> None:
    html = """<header>Menu</header><main><h1>T</h1><form><input value="x"></form><script>s()</script>
    <dl><dt>ISBN</dt><dd>978</dd></dl><p><abbr title="Naciones Unidas">NU</abbr></p></main>"""
    assert markdown(html, "http://h/") == "# T\n\n**ISBN**\n978\n\nNU (Naciones Unidas)\n"


@pytest.mark.one_database
def test_a_form_has_a_twin_that_takes_no_answers(client: Client, home: HomePage) -> None:
    FormPageFactory(parent=home, title="Consulta", slug="consulta", introduction="<p>Pregunte.</p>")
    text = get_text(client, "/es/consulta/index.md")
    assert "# Consulta" in text
    assert "Pregunte." in text
    assert client.post("/es/consulta/index.md", {}).status_code == 405
    assert get_text(client, "/es/consulta/").count("<form") >= 1


@pytest.mark.parametrize("hide", ["draft", "login", "password"])
def test_it_has_the_rights_of_its_page(client: Client, about: Page, hide: str) -> None:
    if hide == "draft":
        about.unpublish()
        get_text(client, "/es/acerca/index.md", 404)
        return
    PageViewRestriction.objects.create(page=about, restriction_type=hide, password="sesamo")
    response = client.get("/es/acerca/index.md")
    assert response.status_code == (302 if hide == "login" else 200)
    assert "Acerca de" not in response.content.decode()


def links(text: str) -> list[str]:
    return re.findall(r"^- \[.*?\]\((.*?)\)", text, re.MULTILINE)


def test_llms_names_the_languages_and_they_name_the_pages(client: Client, about: Page, about_in_english: Page) -> None:
    index = get_text(client, "/llms.txt")
    assert re.match(r"# Plataforma\n\n", index)
    assert [url_path(url) for url in links(index)] == [
        "/llms-es.txt", "/llms-en.txt", "/api/v2/", "/sitemap.xml",
    ]  # fmt: skip
    spanish, english = get_text(client, "/llms-es.txt"), get_text(client, "/llms-en.txt")
    assert [url_path(url) for url in links(spanish)] == ["/es/index.md", "/es/acerca/index.md"]
    assert [url_path(url) for url in links(english)] == ["/en/index.md", "/en/about/index.md"]
    assert "acerca/index.md): Qué es y para quién." in spanish
    for url in links(spanish):
        assert get_text(client, url_path(url))


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "alias"])
def test_what_is_not_for_everybody_is_not_named(client: Client, about: Page, home: HomePage, hide: str) -> None:
    address, language = "/es/acerca/", "es"
    if hide == "unpublish":
        about.unpublish()
    elif hide == "restrict":
        PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    else:
        create_alias(about, home.get_translations().get())
        address, language = "/en/acerca/", "en"
    assert address not in get_text(client, f"/llms-{language}.txt")


@pytest.mark.parametrize("tag", ["fr", "xx"])
def test_a_language_without_a_home_has_none(client: Client, about: Page, tag: str) -> None:
    get_text(client, f"/llms-{tag}.txt", 404)


def test_more_pages_take_no_more_queries_and_sections_end(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llms, "LONGEST_SECTION", 10)
    news, services = NewsIndexPageFactory(parent=home), ServiceIndexPageFactory(parent=home)

    def count(number: int) -> int:
        for _each in range(number):
            NewsPageFactory(parent=news)
            ServicePageFactory(parent=services)
            ContentPageFactory(parent=home)
        get_text(client, "/llms-es.txt")
        with CaptureQueriesContext(connection) as captured:
            get_text(client, "/llms-es.txt")
        return len(captured)

    few, many = count(3), count(15)
    assert few == many
    assert len(links(get_text(client, "/llms-es.txt"))) == 30


@pytest.mark.indexed
@pytest.mark.one_database
def test_browsers_can_take_the_search_into_their_own(client: Client, home: HomePage) -> None:
    link: Any = get_soup(client, "/es/").select_one('link[rel="search"]')
    assert link["href"] == "/es/opensearch.xml"
    response = client.get(link["href"])
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    found = ET.fromstring(response.content)  # noqa: S314 - our own answer
    assert found.findtext(f"{name}ShortName") == "Plataforma"
    assert len(found.findtext(f"{name}ShortName", "")) <= 16
    assert found.findtext(f"{name}Language") == "es"
    template = found.find(f"{name}Url").attrib["template"]
    assert template == "http://localhost/es/buscar/?q={searchTerms}"
    assert client.get(url_path(template).replace("{searchTerms}", "a")).status_code == 200
    assert client.get("/fr/opensearch.xml").status_code == 404


def test_a_translation_has_its_own_words(client: Client, page_with_body: Page) -> None:
    create_translation(page_with_body, "en", "About us", "about")
    assert get_text(client, "/en/about/index.md").startswith("# About us\n")
