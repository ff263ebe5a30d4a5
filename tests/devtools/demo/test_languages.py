"""The demo's languages: what is there in each, in which state, and in its own words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.listings.related import MAX_OTHER_LANGUAGES
from core.vocabularies import languages
from devtools.demo import texts
from groups.models import ServicePage, WorkingGroupPage
from tests.support.public_pages import get_soup
from translation.matrix import states
from translation.matrix.matrix import Matrix
from translation.sources.models import SourceChange, TranslationBasis

#: What a text in a language has in its letters; a text without letters says nothing.
ARABIC = range(0x0600, 0x06FF)


def content_files() -> Iterator[tuple[str, Any]]:
    """Each file of the content with its name."""
    for path in sorted(texts.FOLDER.rglob("*.json")):
        name = str(path.relative_to(texts.FOLDER).with_suffix(""))
        yield name, texts.load(name)


def pages_in(tag: str) -> Any:
    """The pages of a language, the root left out."""
    return Page.objects.filter(locale__language_code=tag, depth__gt=1)


def test_english_is_complete(demo: None) -> None:
    spanish = set(pages_in("es").live().values_list("translation_key", flat=True))
    assert set(pages_in("en").live().values_list("translation_key", flat=True)) == spanish
    translations = Translation.objects.filter(target_locale__language_code="en")
    assert translations
    for translation in translations:
        total, translated = translation.get_progress()
        assert total == translated, translation.source.object_repr


def test_portuguese_and_french_are_there_in_part(demo: None) -> None:
    keys = {tag: set(pages_in(tag).live().values_list("translation_key", flat=True)) for tag in ("es", "pt-br", "fr")}
    assert keys["fr"] < keys["es"]
    assert keys["pt-br"] < keys["es"]
    assert WorkingGroupPage.objects.live().filter(locale__language_code="pt-br").count() == 6
    assert WorkingGroupPage.objects.live().filter(locale__language_code="fr").count() == 3


def test_arabic_is_five_pages(demo: None) -> None:
    assert sorted(pages_in("ar").live().values_list("slug", flat=True)) == [
        "about",
        "ar",
        "gender-equality",
        "groups",
        "tools-and-advice",
    ]
    translations = Translation.objects.filter(target_locale__language_code="ar")
    assert translations
    for translation in translations:
        assert len(set(translation.get_progress())) == 1, translation.source.object_repr


def test_no_page_is_an_alias(demo: None) -> None:
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_translation_in_progress_is_no_page_yet(demo: None, client: Client) -> None:
    drafts = ServicePage.objects.not_live() | ServicePage.objects.none()
    assert Counter(page.locale.language_code for page in drafts) == {"pt-br": 1, "fr": 1}
    for draft in drafts:
        total, translated = Translation.objects.get(
            source__object_id=draft.translation_key, target_locale=draft.locale
        ).get_progress()
        assert 0 < translated < total
        assert client.get(draft.get_url()).status_code == 404


def test_one_source_has_changed_since(demo: None) -> None:
    change = SourceChange.objects.get()
    assert (change.source.object_id, change.segments) == (texts.key("group", "equitable-growth"), 1)
    behind = TranslationBasis.objects.filter(changed_segments__gt=0).select_related("translation")
    assert {basis.translation.source_id for basis in behind} == {change.source_id}
    assert len(behind) == change.source.translations.count()


def test_the_report_has_translations_in_every_state(demo: None, django_user_model: Any) -> None:
    counts = Matrix(django_user_model.objects.get(username="admin")).counts()
    assert all(sum(counts[state].values()) for state in (states.OUTDATED, states.IN_PROGRESS, states.UP_TO_DATE))


def test_every_text_of_a_page_is_in_its_languages() -> None:
    """A page that exists in a language has all its texts in it, unless it says that it is unfinished."""
    for name, content in content_files():
        for entry in content if isinstance(content, list) else [content]:
            if not (isinstance(entry, dict) and "title" in entry and "key" in entry):
                continue
            expected = set(entry["title"]) - set(entry.get("unfinished", ()))
            for text in texts.texts_of(entry):
                assert set(text) >= expected, f"{name}: {text[texts.SOURCE]}"


def test_arabic_texts_are_in_arabic_letters_and_others_are_not() -> None:
    for name, content in content_files():
        for text in texts.texts_of(content):
            for tag, words in text.items():
                letters = [letter for letter in words if letter.isalpha()]
                is_slug = words == words.lower() and words.isascii()
                if letters and not is_slug:
                    assert any(ord(letter) in ARABIC for letter in letters) == (tag == "ar"), f"{name}: {words}"


@pytest.mark.parametrize("wrong", ["'", ' "', "...", "  ", " :", " ?", " !"])
def test_typography(wrong: str) -> None:
    """Real apostrophes, quotation marks and ellipses; French spaces do not break."""
    for name, content in content_files():
        for text in texts.texts_of(content):
            for words in text.values():
                assert wrong not in words, f"{name}: {words}"


def test_a_language_that_is_only_begun_behaves(demo: None, client: Client) -> None:
    page = get_soup(client, "/ar/")
    assert (page.html["lang"], page.html["dir"]) == ("ar", languages.direction("ar"))
    links = {link["href"]: link for link in page.select(".navigation a")}
    others = {f"/es/{name}/" for name in ("servicios", "recursos", "noticias", "eventos", "ods")}
    assert set(links) == {"/ar/groups/", *others}
    assert [address for address in links if not address.startswith("/es/")] == ["/ar/groups/"]
    assert links["/es/servicios/"]["hreflang"] == "es"
    assert "Español" in links["/es/servicios/"].parent.text
    assert not links["/ar/groups/"].get("hreflang")


def test_its_switcher_leads_to_what_there_is(demo: None, client: Client) -> None:
    missing = get_soup(client, "/es/servicios/").select_one(".languages [lang=ar]")
    assert missing.find_parent("a")["href"] == "/ar/"
    there = get_soup(client, "/es/acerca-de/").select_one(".languages a[hreflang=ar]")
    assert there["href"] == "/ar/about/"


def test_its_lists_offer_the_rest_in_other_languages(demo: None, client: Client) -> None:
    page = get_soup(client, "/ar/groups/")
    assert [card.text.strip() for card in page.select(".card-list h3 a")] == [
        "الفريق العامل المعني بالمساواة بين الجنسين وتمكين النساء والفتيات"
    ]
    # the first ones in the language that comes next, and how many there are in each
    offered = Counter(link["lang"] for link in page.select(".other-languages li a"))
    assert offered == {"es": MAX_OTHER_LANGUAGES}
    assert page.select_one('.other-languages p a[hreflang="pt-br"]')
    assert page.select_one('.other-languages p a[hreflang="es"]')["href"] == "/es/grupos/"
    related = get_soup(client, "/ar/groups/gender-equality/").select(".other-languages")
    links = [[link["lang"] for link in part.select("li a")] for part in related]
    # services, terms of reference, work plan, resources, news, events
    assert [Counter(tags) for tags in links] == [{"es": many} for many in (5, 1, 1, 5, 1, 1)]
