"""Every page of the demo as a visitor meets it: it answers, in one language, and all its links lead somewhere."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from core.vocabularies import goals
from devtools.demo import texts
from groups.models import Person, SDGIndexPage, ServiceIndexPage, WorkingGroupIndexPage
from home.models import FormPage
from resources.models import EventIndexPage, NewsIndexPage, ResourceIndexPage

#: What lists something.
LISTS = (WorkingGroupIndexPage, ServiceIndexPage, SDGIndexPage, ResourceIndexPage, NewsIndexPage, EventIndexPage)

pytestmark = pytest.mark.one_database

#: The languages of the demo, as the detector names them.
DETECTED = {"es": "es", "en": "en", "pt-br": "pt", "fr": "fr", "ar": "ar"}
#: What is read as one piece of text.
PIECES = ("p", "li", "dd", "td", "th", "figcaption", "blockquote", "h2", "h3", "h4", "summary", "label")
#: Letters that a piece needs for a judgement; shorter ones are names more often than sentences.
ENOUGH = 60
#: How sure the detector has to be that a piece is in another language.
SURE = 0.99


@cache
def detector() -> LanguageIdentifier:
    """Tells the demo's languages apart."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(sorted(set(DETECTED.values())))
    return found


@pytest.fixture(scope="module")
def parsed_pages(pages: dict[str, str]) -> dict[str, BeautifulSoup]:
    """Every live page of the demo by address, to be searched; not to be taken apart."""
    return {address: BeautifulSoup(html, "html.parser") for address, html in pages.items()}


def language(html: BeautifulSoup) -> str:
    """The language that a page says it is in."""
    return str(html.html["lang"]).lower()


def test_every_page_has_one_heading_one_title_and_its_addresss_language(parsed_pages: dict[str, BeautifulSoup]) -> None:
    wrong = []
    for address, html in parsed_pages.items():
        if len(html.find_all("h1")) != 1 or not html.title.get_text(strip=True):
            wrong.append(f"{address}: {len(html.find_all('h1'))} headings")
        if not address.startswith(f"/{language(html)}/"):
            wrong.append(f"{address}: says {language(html)}")
        if (html.html["dir"] == "rtl") != address.startswith("/ar/"):
            wrong.append(f"{address}: dir {html.html['dir']}")
    assert not wrong, "\n".join(wrong)


def test_the_demo_is_alive_in_five_languages(parsed_pages: dict[str, BeautifulSoup]) -> None:
    counts = {tag: sum(address.startswith(f"/{tag}/") for address in parsed_pages) for tag in DETECTED}
    assert counts["es"] == counts["en"]
    assert counts["en"] > counts["pt-br"] > 17
    assert counts["en"] > counts["fr"] > 17
    assert counts["ar"] == 5


def test_no_link_is_dead(parsed_pages: dict[str, BeautifulSoup], demo: None, client: Client) -> None:
    found: dict[tuple[str, frozenset[str]], tuple[str, str]] = {}
    for address, html in parsed_pages.items():
        for tag in html.select("a[href], img[src], source[srcset], link[rel=alternate]"):
            for target in targets(tag):
                full, fragment = urldefrag(urljoin(f"http://localhost:8000{address}", target))
                if fragment and full.endswith(address):
                    assert html.find(id=fragment), f"{address} has no #{fragment}"
                if urlsplit(full).hostname in {"localhost", "testserver"}:
                    parts = urlsplit(full)
                    # of the many ways to narrow a list, one for each facet
                    facets = frozenset(parse_qs(parts.query, keep_blank_values=True))
                    wanted = f"{parts.path}?{parts.query}".rstrip("?")
                    found.setdefault((address_pattern(parts.path, parsed_pages), facets), (wanted, address))
    dead = []
    for target, address in found.values():
        if target in parsed_pages:  # it has answered
            continue
        response: Any = client.get(target)
        if response.status_code != 200:
            dead.append(f"{target} on {address}: {response.status_code}")
        if response.streaming:
            b"".join(response.streaming_content)  # a file that is read to its end is closed
    assert not dead, "\n".join(dead)


def address_pattern(path: str, pages: Collection[str]) -> str:
    """What each page has a form of (as Markdown, as a citation) is one thing in a section of a language."""
    folder, _slash, name = path.rpartition("/")
    section = "/".join(folder.split("/")[:3])
    return f"{section}/*/{name}" if name and f"{folder}/" in pages else path


def targets(tag: Tag) -> Iterator[str]:
    """What a tag points at; not mail."""
    if srcset := tag.get("srcset"):
        yield from (part.split()[0] for part in str(srcset).split(","))
    for name in ("href", "src"):
        value = str(tag.get(name, ""))
        if value and not value.startswith(("mailto:", "tel:", "data:")):
            yield value


def test_every_image_has_its_alternative_text_in_the_pages_language(parsed_pages: dict[str, BeautifulSoup]) -> None:
    assert not [
        f"{address}: {image}"
        for address, html in parsed_pages.items()
        for image in html("img")
        if "alt" not in image.attrs
    ]


def test_goals_are_named_in_the_pages_language(parsed_pages: dict[str, BeautifulSoup]) -> None:
    wrong = []
    for address, html in parsed_pages.items():
        for tile in html.select(".goals li"):
            tag = language(html)
            title = goals.goal(int(re.search(r"\d+", tile.get_text()).group())).title(tag)
            if title and title not in tile.get_text():
                wrong.append(f"{address}: {tile.get_text(' ', strip=True)}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_in_another_language_without_saying_so(pages: dict[str, str]) -> None:
    wrong = [
        f"{address}: {found}"
        for address, html in pages.items()
        for found in foreign_texts(BeautifulSoup(html, "html.parser"))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("mark", "found"), [("", 1), (' lang="es"', 0)])
def test_the_crawl_notices_another_language_unless_it_is_marked(mark: str, found: int) -> None:
    text = "Las entidades de las Naciones Unidas trabajan juntas por la igualdad entre mujeres y hombres."
    html = BeautifulSoup(f'<html lang="en"><body><ul><li{mark}>{text}</li></ul></body></html>', "html.parser")
    assert len(foreign_texts(html)) == found


def foreign_texts(html: BeautifulSoup) -> list[str]:
    """The texts of a page that are in another language than the page and don't say so; takes it apart."""
    own = language(html)
    for marked in html.select("body [lang]"):
        if str(marked["lang"]).lower() != own:
            marked.decompose()
    found = []
    for text in [*pieces(html), *alternatives(html)]:
        guessed, sure = detector().classify(text)
        if guessed != DETECTED[own] and sure > SURE:
            found.append(f"{guessed} {sure:.3f}: {text[:150]}")
    return found


def pieces(body: BeautifulSoup) -> Iterator[str]:
    """The longer texts of a page, each as its smallest element holds it."""
    for tag in body.find_all(PIECES):
        if not tag.find(PIECES):
            text = " ".join(tag.get_text(" ").split())
            if sum(map(str.isalpha, text)) >= ENOUGH:
                yield text


def alternatives(body: BeautifulSoup) -> Iterator[str]:
    """What screen readers say of images."""
    for image in body.find_all("img"):
        if sum(map(str.isalpha, str(image["alt"]))) >= ENOUGH:
            yield str(image["alt"])


@pytest.mark.parametrize("tag", ["es", "en", "pt-br", "fr"])
def test_each_form_is_led_to_and_each_list_says_what_it_lists(
    demo: None, parsed_pages: dict[str, BeautifulSoup], tag: str
) -> None:
    own = {address: html for address, html in parsed_pages.items() if address.startswith(f"/{tag}/")}
    for form in FormPage.objects.live().filter(locale__language_code=tag):
        assert any(html.main.select(f'a[href="{form.url}"]') for html in own.values()), f"no text leads to {form.url}"
        assert all(html.select(f'footer a[href="{form.url}"]') for html in own.values())
    for model in LISTS:
        assert model.objects.get(locale__language_code=tag).introduction, f"{model.__name__} says nothing in {tag}"


def test_people_have_a_picture(demo: None) -> None:
    assert all(person.photo_id for person in Person.objects.all())
    assert len({person.photo_id for person in Person.objects.all()}) == len(texts.load("people"))
