"""What questions find: one table for every database, and what nobody may find."""

import random
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.http import urlencode
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction

from home.setup.platform import Platform
from search.autocomplete import suggest
from search.engine import SearchResults
from search.models import Entry, Promotion, QueryCount, Synonym, Word
from search.params import parse_params
from tests.factories import ContentPageFactory

pytestmark = pytest.mark.indexed

#: What is typed, the slugs of what it finds in their order, and what it is taken for if that is something else.
TABLE: list[tuple[str, list[str], str]] = [
    ("nino", ["nino", "nino-tilde"], ""),
    ("niño", ["nino-tilde", "nino"], ""),
    ("NIN\u0303O", ["nino-tilde", "nino"], ""),
    ("educacion", ["cuidados"], ""),
    ("EDUCACIÓN", ["cuidados"], ""),
    ("educaciones", ["cuidados"], ""),
    ("cuidado", ["cuidados"], ""),
    ("regularización", ["regularizacion"], ""),
    ("regulariz", ["regularizacion"], ""),
    ("regularizacio", ["regularizacion"], ""),
    ("educasion", ["cuidados"], "educación"),
    ("mobilidad humana", ["movilidad"], "movilidad humana"),
    ("cambioclimatico", ["clima"], "cambio climatico"),
    ("inter institucional", ["interinstitucional"], ""),
    ('"no remunerado"', ["trabajo"], ""),
    ('"remunerado no"', [], ""),
    ("remunerado trabajo", ["trabajo"], ""),
    ("deuda -naturaleza", ["deuda-sola"], ""),
    ('deuda -"por naturaleza"', ["deuda-sola"], ""),
    ("deuda naturaleza", ["deuda"], ""),
    ("ACNUR", ["movilidad"], ""),
    ("UNHCR", ["movilidad"], ""),
    ("Agency for refugees", ["movilidad"], ""),
    ("CT Movilidad", ["movilidad"], ""),
    ("ODS 10", ["10-reduccion-de-las-desigualdades", "movilidad"], ""),
    ("sdg10", ["10-reduccion-de-las-desigualdades", "movilidad"], ""),
    ("water", [], ""),
    ("agua", ["agua"], ""),
    ("-agua", [], ""),
    ("", [], ""),
    ("???", [], ""),
]

#: The pages that the table speaks of; the pages of the set-up say some of the words too.
OURS = {slug for _typed, found, _meant in TABLE for slug in found}

#: What attacks are made of.
SCRAPS = (
    '"', "'", "(", ")", "*", ":", "^", "-", "+", "~", "\\", "%", "_", "&", "|", "!", "<->", "@@", "::tsquery", ";",
    "--", "/*", "*/", "\x00", "\u202e", "\u200f", "\ufeff", "\ud7ff", "NEAR(", "AND", "OR", "NOT", "title:", "lang :",
    "{title}", "xen", "'=en'", "DROP TABLE search_words", "1=1", "SELECT", "agua", "water", "nino", "niño", "é" * 50,
    "<script>", "${7*7}", "{{7*7}}", "ﷺ", "𝒜", "½", "ß", "İ", "🌊", "א", "中文", "a" * 300, "\t", "\n", " ",
)  # fmt: skip


def answer(words: str, tag: str = "es", **chosen: str) -> SearchResults:
    """What the search answers."""
    locale = Locale.objects.get(language_code=tag)
    return SearchResults(parse_params(locale, QueryDict(urlencode({"q": words, **chosen}))))


def slugs(given: SearchResults) -> list[str]:
    """The pages of the leaf."""
    return [entry.page.slug for entry in given.results_page]


def test_the_table_of_questions(indexed_platform: Platform) -> None:
    wrong = []
    for typed, found, meant in TABLE:
        given = answer(typed)
        got = [slug for slug in slugs(given) if slug in OURS]
        if (got, given.corrected_query.lower()) != (found, meant):
            wrong.append((typed, got, given.corrected_query))
    assert not wrong


@pytest.mark.parametrize("number_of_questions", [300, pytest.param(5000, marks=pytest.mark.soak)])
def test_nothing_hostile_is_an_error_or_finds_what_it_should_not(
    indexed_platform: Platform, client: Client, number_of_questions: int
) -> None:
    secret = ContentPageFactory(parent=indexed_platform.home, title="Agua secreta de nino", slug="secreta")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    chance = random.Random(5)  # noqa: S311 - the same questions every time
    for number in range(number_of_questions):
        typed = "".join(chance.choices(SCRAPS, k=chance.randrange(1, 9)))
        if number % 100 == 0:
            typed *= 10_000 // len(typed) + 1
        given = answer(typed)
        for entry in given.results_page:
            assert entry.page.locale.language_code == "es", typed
            assert entry.page.pk != secret.pk, typed
        if number % 50 == 0:
            assert client.get("/es/buscar/", {"q": typed}).status_code == 200
            assert client.get("/es/buscar/suggestions/", {"q": typed}).status_code == 200


def test_a_question_that_few_pages_answer_wholly_is_answered_by_those_that_do_mostly(
    indexed_platform: Platform,
) -> None:
    given = answer("deuda naturaleza bosque")
    assert (slugs(given), given.interpretation.is_relaxed) == (["deuda"], True)


def test_what_was_corrected_can_be_looked_for_exactly(indexed_platform: Platform, client: Client) -> None:
    assert "exact=1" in client.get("/es/buscar/?q=educasion").content.decode()
    assert slugs(answer("educasion", exact="1")) == []


def test_editors_say_what_means_the_same(indexed_platform: Platform) -> None:
    assert slugs(answer("infancia")) == []
    Synonym.objects.create(locale=indexed_platform.source, terms="infancia,  niño")
    assert {"nino", "nino-tilde"} <= set(slugs(answer("infancia")))
    assert slugs(answer("infancia", "en")) == []


def test_editors_put_a_page_first(indexed_platform: Platform, client: Client) -> None:
    page = Page.objects.get(slug="clima")
    Promotion.objects.create(locale=indexed_platform.source, query="La Deuda", page=page)
    assert [entry.page.slug for entry in answer("deuda").promotions] == ["clima"]
    page.unpublish()
    assert answer("deuda").promotions == []


def test_facets_count_and_narrow(indexed_platform: Platform) -> None:
    given = answer("movilidad")
    counted = given.counts.values
    assert counted["goal"]["10"] == counted["entity"]["unhcr"] == counted["type"]["groups"] == 1
    assert counted["country"]["CO"] == 1  # no country is the whole region
    assert slugs(answer("movilidad", goal="10", country="CO", entity="unhcr")) == ["movilidad"]
    nothing = answer("movilidad", goal="3")
    assert (nothing.total, nothing.counts.without["goal"]) == (0, 1)


def test_what_exists_in_other_languages_only_is_told_apart(indexed_platform: Platform) -> None:
    assert {"El niño", "El nino"} <= {entry.title for entry in answer("niño", "en").matches_in_other_languages.pages}
    assert answer("agua", "en").matches_in_other_languages.total == 0  # it has an English version
    assert slugs(answer("niño", "en")) == []


def test_suggestions_are_pages_of_the_language(indexed_platform: Platform) -> None:
    def titles(words: str) -> list[str]:
        return [each.title for each in suggest(words, indexed_platform.source)]

    assert titles("muje") == ["Trabajo no remunerado de las mujeres"]
    assert titles("ct mov") == ["Movilidad humana"]
    assert titles("cambio cl") == ["Cambio climático en la región"]
    assert titles("water") == []
    Page.objects.get(slug="trabajo").unpublish()
    assert titles("muje") == []


def test_the_feed_has_the_same_results(indexed_platform: Platform, client: Client) -> None:
    read = client.get("/es/buscar/novedades.atom?q=deuda").content.decode()
    assert read.count("<entry>") == 2
    assert 'xml:lang="es"' in read
    assert client.get("/es/buscar/novedades.atom").status_code == 404


def test_what_is_looked_for_is_counted_without_who_looks(indexed_platform: Platform, client: Client) -> None:
    for typed in ("Deuda", "deuda ", "ana@example.org", "+52 55 1234 5678", "xyzzy"):
        client.get("/es/buscar/", {"q": typed})
    client.get("/es/buscar/", {"q": "deuda", "goal": "3"})
    client.post("/es/buscar/followed/", {"q": "deuda", "place": "2"})
    client.post("/es/buscar/followed/", {"q": "nobody asked", "place": "2"})
    client.post("/es/buscar/followed/", {"q": "deuda", "place": "9" * 30})
    rows = QueryCount.objects.order_by("query").values_list("query", "language", "number", "hits", "clicks", "places")
    assert list(rows) == [("deuda", "es", 2, 2, 1, 2), ("xyzzy", "es", 1, 0, 0, 0)]


@pytest.mark.parametrize("change", ["unpublish", "private", "above", "move", "delete", "alias"])
def test_what_changes_changes_the_index(indexed_platform: Platform, change: str) -> None:
    above = ContentPageFactory(parent=indexed_platform.home, title="Arriba", slug="arriba")
    page = ContentPageFactory(parent=above, title="Faroles", slug="faroles")
    assert slugs(answer("faroles")) == ["faroles"]
    if change == "unpublish":
        page.unpublish()
    elif change in {"private", "above"}:
        kind = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=page if change == "private" else above, restriction_type=kind)
    elif change == "move":
        hidden = ContentPageFactory(parent=indexed_platform.home, title="Oculta", slug="oculta")
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        page.move(hidden, "last-child")
    elif change == "delete":
        Page.objects.get(pk=above.pk).delete()
    else:
        Page.objects.filter(pk=page.pk).update(alias_of=above)
        page.refresh_from_db()
        page.save()
    given = answer("faroles")
    assert (slugs(given), given.total, suggest("farol", indexed_platform.source)) == ([], 0, [])
    PageViewRestriction.objects.all().delete()
    assert slugs(answer("faroles")) == ([] if change in {"unpublish", "delete", "alias"} else ["faroles"])
    call_command("check_search", verbosity=0)


def test_drift_is_found_and_repaired(indexed_platform: Platform, capsys: pytest.CaptureFixture[str]) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Faroles", slug="faroles")
    Entry.objects.filter(title="El nino").delete()
    Page.objects.filter(slug="clima").update(title="Otra cosa")
    Page.objects.filter(slug="deuda").update(live=False)
    with pytest.raises(CommandError, match="1 missing, 1 superfluous, 1 out of date"):
        call_command("check_search", verbosity=0)
    call_command("check_search", "--repair", verbosity=0)
    assert "Repaired" in capsys.readouterr().out
    call_command("check_search", verbosity=0)
    assert slugs(answer("nino"))[:2] == ["nino", "nino-tilde"]


def test_building_anew_changes_nothing_in_whatever_language_it_is_done(indexed_platform: Platform) -> None:
    before = dict(Entry.objects.values_list("pk", "digest"))
    with translation.override("fr"):
        call_command("update_index", backend_name="public", verbosity=0)
    assert dict(Entry.objects.values_list("pk", "digest")) == before
    assert "cuidados" in slugs(answer("educasion"))


def test_more_pages_take_no_more_queries(indexed_platform: Platform, client: Client) -> None:
    def number(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = ["/es/buscar/?q=faroles&type=pages", "/es/buscar/suggestions/?q=far"]
    for place in range(4):
        ContentPageFactory(parent=indexed_platform.home, title=f"Faroles {place}", slug=f"faroles-{place}")
    before = [number(address) for address in addresses]
    for place in range(4, 14):
        ContentPageFactory(parent=indexed_platform.home, title=f"Faroles {place}", slug=f"faroles-{place}")
    assert [number(address) for address in addresses] == before


def test_a_page_of_results_with_three_facets_takes_eight_queries(indexed_platform: Platform, client: Client) -> None:
    def asked(words: str) -> dict[str, str]:
        return {"q": words, "type": "groups", "goal": "10", "country": "CO"}

    for words in ("movilidad", "humana"):
        client.get("/es/buscar/", asked(words))
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/es/buscar/", asked("CT movilidad")).context["results"].total == 1
    assert len(captured) <= 8


def test_finding_counts_no_facets_and_counting_agrees_with_it(indexed_platform: Platform) -> None:
    for words in ("deuda", "educasion", "deuda naturaleza bosque", "xyzzy", "movilidad"):
        given = answer(words)
        with CaptureQueriesContext(connection) as captured:
            given.total, list(given.results_page)
        assert not any("search_entryvalue" in each["sql"] for each in captured)
        assert given.total == given.counts.total, words
    hidden = Entry.objects.filter(title="Revisión de la deuda")
    hidden.update(is_visible=False)
    given = answer("deuda")
    assert (given.total, given.counts.total, slugs(given)) == (1, 1, ["deuda"])


def test_texts_are_kept_as_they_are_whatever_signs_they_have(indexed_platform: Platform) -> None:
    told = "Comillas \"dobles\" y 'simples', {llaves}, comas, \\barras\\, NULL\ty\nlíneas"
    page = ContentPageFactory(
        parent=indexed_platform.home, title='{"a\\",NULL}', slug="signos", search_description=told
    )
    entry = Entry.objects.get(pk=page.pk)
    assert (entry.title, entry.summary) == (page.title, told)
    assert slugs(answer("llaves dobles")) == ["signos"]


def test_a_word_is_shown_as_most_pages_write_it_in_small_letters_if_any_does(indexed_platform: Platform) -> None:
    for number, title in enumerate(["Sequía", "Sequía", "La sequia", "Una sequía", "Otra sequía"]):
        ContentPageFactory(parent=indexed_platform.home, title=title, slug=f"sequia-{number}")
    call_command("update_index", backend_name="public", verbosity=0)
    word = Word.objects.get(word="sequia", locale=indexed_platform.source)
    assert (word.spelling, word.pages, word.titles) == ("sequía", 5, 5)


@pytest.mark.parametrize("way", ["building", "saving"])
def test_no_question_has_to_read_a_pile_of_what_was_written(indexed_platform: Platform, way: str) -> None:
    """Of 100,000 pages that had just been indexed, one question in twenty took a third of a second."""
    if way == "building":
        Entry.objects.update(digest="")
        call_command("update_index", backend_name="public", verbosity=0)
    else:
        ContentPageFactory(parent=indexed_platform.home, title="Otra página", slug="otra")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('search_words_gin')")
            assert cursor.fetchone() == (0,)


def test_building_the_index_reads_what_it_holds_and_nothing_else(indexed_platform: Platform) -> None:
    def tables(backend: str) -> set[str]:
        with CaptureQueriesContext(connection) as queries:
            call_command("update_index", backend_name=backend, verbosity=0)
        return {name for query in queries for name in re.findall(r'FROM "(\w+)"', query["sql"])}

    others = {get_document_model()._meta.db_table, get_image_model()._meta.db_table}
    assert others <= tables("default")
    assert not others & tables("public")
    assert slugs(answer("cuidado")) == ["cuidados"]


def test_one_page_is_indexed_by_a_bounded_number_of_queries(indexed_platform: Platform) -> None:
    from search.tasks import refresh

    def number(keys: list[int]) -> int:
        Entry.objects.filter(pk__in=keys).update(digest="")
        with CaptureQueriesContext(connection) as captured:
            refresh(keys)
        return len(captured)

    keys: list[Any] = list(
        Page.objects.filter(slug__in=["nino", "clima", "deuda", "trabajo"]).values_list("pk", flat=True)
    )
    number(keys[:1])
    assert number(keys[:1]) == number(keys)
