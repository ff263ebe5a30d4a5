"""Where blocks and rich text lead: the reader's language, in a number of queries that doesn't grow."""

from typing import Any

import pytest
from bs4 import Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import ContentPageFactory, EntityFactory, ImageFactory
from tests.platform import create_platform, english_locale
from tests.support import marked_translation

pytestmark = pytest.mark.django_db


def create_english_version(source: Any, **words: str) -> Any:
    """The live English version of a page or snippet."""
    copy = source.copy_for_translation(english_locale())
    for name, text in words.items():
        setattr(copy, name, text)
    copy.save()
    copy.save_revision().publish()
    return copy


def render_body(body: list[dict[str, Any]], language: str = "en") -> Tag:
    """The main part of a page of this body in a language."""
    home = create_platform("es", "en")
    parent = home if language == "es" else home.get_translation(english_locale())
    page = ContentPageFactory(parent=parent, body=body)
    response = Client().get(page.url)
    assert response.status_code == 200
    return marked_translation.main_element(response.content.decode())


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def link(part: Tag, text: str) -> Tag:
    """The link of this text."""
    found = [tag for tag in part.find_all("a") if tag.get_text(strip=True) == text]
    assert len(found) == 1, part
    return found[0]


def text_block(*links: str) -> dict[str, Any]:
    return block("rich_text", "".join(f"<p>{link}</p>" for link in links))


def test_a_link_in_a_text_leads_to_the_readers_language() -> None:
    both = ContentPageFactory(parent=create_platform("es", "en"), title="Dos", slug="dos")
    only = ContentPageFactory(parent=create_platform("es", "en"), title="Una", slug="una")
    create_english_version(both, title="Two", slug="two")
    part = render_body(
        [text_block(f'<a id="{both.pk}" linktype="page">both</a>', f'<a id="{only.pk}" linktype="page">only</a>')]
    )
    assert link(part, "both")["href"] == "/en/two/"
    assert not link(part, "both").has_attr("hreflang")
    assert (link(part, "only")["href"], link(part, "only")["hreflang"]) == ("/es/una/", "es")
    assert not link(part, "only").has_attr("lang")  # the words of the link are the page's own


def test_a_link_to_what_is_live_nowhere_keeps_its_words_only() -> None:
    draft = ContentPageFactory(parent=create_platform("es", "en"), live=False)
    part = render_body(
        [text_block(f'<a id="{draft.pk}" linktype="page">draft</a>', '<a id="0" linktype="page">gone</a>')]
    )
    assert not link(part, "draft").has_attr("href")
    assert not link(part, "gone").has_attr("href")


def test_a_link_to_a_page_whose_translation_is_private_leads_to_the_original() -> None:
    source = ContentPageFactory(parent=create_platform("es", "en"), slug="abierta")
    copy = create_english_version(source, slug="closed")
    PageViewRestriction.objects.create(page=copy, restriction_type=PageViewRestriction.LOGIN)
    part = render_body([text_block(f'<a id="{source.pk}" linktype="page">link</a>')])
    assert link(part, "link")["href"] == "/es/abierta/"


def test_a_link_elsewhere_says_so() -> None:
    part = render_body(
        [
            text_block('<a href="https://example.org/?a=1&amp;b=2">elsewhere</a>', '<a href="#part">here</a>'),
            block("quote", {"text": "Words", "source": "https://example.org/source"}),
            block("call_to_action", {"heading": "Go", "label": "there", "url": "https://example.org/there"}),
        ]
    )
    assert link(part, "elsewhere")["href"] == "https://example.org/?a=1&b=2"
    outside = [tag for tag in part.find_all("a") if str(tag.get("href")).startswith("https://example.org")]
    assert len(outside) == 3
    assert all("external" in tag["rel"] for tag in outside)
    assert not link(part, "here").has_attr("rel")


def test_cards_are_in_the_readers_language_and_say_when_they_are_not() -> None:
    home = create_platform("es", "en")
    both = ContentPageFactory(parent=home, title="Dos", slug="dos", search_description="Resumen")
    only = ContentPageFactory(parent=home, title="Una", slug="una", search_description="Solo español")
    draft = ContentPageFactory(parent=home, title="Borrador", live=False)
    create_english_version(both, title="Two", slug="two", search_description="Summary")
    cards = [{"page": page.pk} for page in (only, both, draft)]
    part = render_body([block("cards", {"heading": "Read on", "cards": cards})])
    titles = [card.get_text(" ", strip=True) for card in part.select(".card-title")]
    assert titles == ["Una Español", "Two"]
    assert [tag["lang"] for tag in part.select(".cards [lang]")] == ["es", "es", "es"]
    assert "Summary" in part.get_text()
    assert "Resumen" not in part.get_text()
    assert link(part, "Two")["href"] == "/en/two/"


def test_entities_have_their_names_in_the_readers_language() -> None:
    create_platform("es", "en")
    both, only = EntityFactory(name="ACNUR"), EntityFactory(name="CEPAL")
    create_english_version(both, name="UNHCR")
    part = render_body([block("entities", {"entities": [only.pk, both.pk, 987654]})])
    items = part.select(".entities li")
    assert [item.get_text(strip=True) for item in items] == ["CEPAL", "UNHCR"]
    assert [item.get("lang") for item in items] == ["es", None]


def test_a_call_to_action_without_a_public_target_has_no_link() -> None:
    draft = ContentPageFactory(parent=create_platform("es", "en"), live=False)
    part = render_body([block("call_to_action", {"heading": "Go", "label": "there", "page": draft.pk})])
    assert part.select_one(".call-to-action a") is None
    assert "Go" in part.get_text()


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "en"])
def test_many_take_as_many_queries_as_few(language: str) -> None:
    home = create_platform("es", "en")

    def crowded(number: int) -> int:
        rows = min(number, 12)
        pages = [ContentPageFactory(parent=home) for _turn in range(rows)]
        linked = [_linked(pages[turn % rows]) for turn in range(number)]
        entities = [EntityFactory() for _turn in range(rows)]
        for half in (*pages[: rows // 2], *entities[: rows // 2]):
            create_english_version(half)
        images = [ImageFactory() for _turn in range(rows)]
        body = [
            block("cards", {"cards": [{"page": page.pk} for page in pages]}),
            block("entities", {"entities": [entity.pk for entity in entities]}),
            text_block(*linked),
            *(text_block(link) for link in linked),
            *(block("accordion", {"sections": [{"heading": "?", "text": link}]}) for link in linked),
            *(block("image", {"image": image.pk, "alt": "Foto"}) for image in images),
            *(block("call_to_action", {"heading": "Go", "label": "x", "page": page.pk}) for page in pages),
            *(block("entities", {"entities": [entity.pk]}) for entity in entities),
        ]
        parent = home if language == "es" else home.get_translation(english_locale())
        address = ContentPageFactory(parent=parent, body=body).url
        Client().get(address)  # makes the images' sizes
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == 200
        return len(queries)

    assert crowded(50) == crowded(5)


def _linked(page: Any) -> str:
    return f'<a id="{page.pk}" linktype="page">{page.pk}</a>'


def test_texts_that_are_asked_for_together_stay_apart() -> None:
    pages = [ContentPageFactory(parent=create_platform("es", "en"), slug=slug) for slug in ("primera", "segunda")]
    create_english_version(pages[1], slug="second")
    broken, *whole = (f"<p>{text}</p>" for text in ("<a x", *map(_linked, pages)))
    for body in ([*whole, whole[0]], [broken, *whole]):
        part = render_body([block("rich_text", text) for text in body])
        assert len(part.select(".prose")) == len(body)
        assert [tag["href"] for tag in part.select(".prose a[href]")][:2] == ["/es/primera/", "/en/second/"]
