"""The index is kept in step with what happens to pages and to what they name."""

import gc
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page, PageViewRestriction

from groups.models import Entity, GroupLead, GroupTheme, ServiceGroup, Theme, WorkingGroupPage
from home.setup.platform import Platform
from search import storage
from search.documents import Library
from search.engine import SearchResults
from search.index import PublicIndex, Rebuilder
from search.index_check import drift, repair
from search.models import Entry, EntryValue, Word
from search.params import parse_params
from search.storage import postgresql, sqlite
from search.tasks import refresh, refresh_below
from tests.factories import ContentPageFactory, ServicePageFactory, ThemeFactory
from tests.search.conftest import TITLES
from tests.support.tasks import TaskBackend

pytestmark = pytest.mark.indexed

SIBLINGS = ("alfa", "beta", "gama", "delta")


@pytest.fixture
def siblings(indexed_platform: Platform) -> dict[str, Any]:
    """Four pages that lie side by side, in their order."""
    above = ContentPageFactory(parent=indexed_platform.home, title="Carpeta", slug="carpeta")
    return {name: ContentPageFactory(parent=above, title=f"Ordenable {name}", slug=name) for name in SIBLINGS}


@pytest.fixture
def no_background_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done in the background while the test goes on."""
    monkeypatch.setattr(TaskBackend, "indexing", False)


def indexed_siblings() -> set[str]:
    """The titles of the siblings that questions find."""
    return set(Entry.objects.filter(is_visible=True, title__startswith="Ordenable").values_list("title", flat=True))


def slugs(words: str) -> list[str]:
    """What a question finds."""
    given = SearchResults(parse_params(Locale.objects.get(language_code="es"), QueryDict(urlencode({"q": words}))))
    return [entry.page.slug for entry in given.results_page]


def make_private(page: Any) -> PageViewRestriction:
    """Show a page to those alone who have logged in."""
    return PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def move_to_first(admin: Client, page: Any) -> None:
    """Put a page before its siblings, as editors do."""
    address = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
    assert admin.post(f"{address}?position=0").status_code == 200


def test_the_page_that_is_made_private_is_hidden_at_once_and_no_other(
    siblings: dict[str, Any], admin_client: Client, no_background_tasks: None
) -> None:
    move_to_first(admin_client, siblings["delta"])
    assert indexed_siblings() == {f"Ordenable {name}" for name in SIBLINGS}
    make_private(siblings["alfa"])
    assert indexed_siblings() == {"Ordenable beta", "Ordenable gama", "Ordenable delta"}


def test_the_order_of_pages_is_nothing_that_the_index_knows(siblings: dict[str, Any], admin_client: Client) -> None:
    before = dict(Entry.objects.values_list("pk", "digest"))
    move_to_first(admin_client, siblings["delta"])
    move_to_first(admin_client, Page.objects.get(slug="carpeta"))
    assert dict(Entry.objects.values_list("pk", "digest")) == before
    call_command("check_search", verbosity=0)


def test_a_page_is_hidden_where_it_lies_now_and_indexed_anew_wherever_it_lies_then(
    siblings: dict[str, Any], admin_client: Client, no_background_tasks: None
) -> None:
    restriction = make_private(siblings["alfa"])
    move_to_first(admin_client, siblings["delta"])
    restriction.delete()
    refresh_below.call(siblings["alfa"].pk)
    assert indexed_siblings() == {f"Ordenable {name}" for name in SIBLINGS}


def test_a_restriction_that_moves_lets_the_first_page_be_found_again(siblings: dict[str, Any]) -> None:
    restriction = make_private(siblings["alfa"])
    restriction.page = Page.objects.get(pk=siblings["beta"].pk)
    restriction.save()
    assert indexed_siblings() == {"Ordenable alfa", "Ordenable gama", "Ordenable delta"}
    call_command("check_search", verbosity=0)


def test_what_moves_below_a_private_page_is_hidden_at_once(siblings: dict[str, Any], no_background_tasks: None) -> None:
    make_private(siblings["alfa"])
    Page.objects.get(pk=siblings["beta"].pk).move(Page.objects.get(pk=siblings["alfa"].pk), "last-child")
    assert indexed_siblings() == {"Ordenable gama", "Ordenable delta"}


def long_word_list(number: int) -> list[str]:
    """Different words of forty Chinese characters."""
    chance = random.Random(5)  # noqa: S311 - the same words every time
    return ["".join(chr(chance.randrange(0x4E00, 0x9F00)) for _letter in range(40)) for _word in range(number)]


def size(vector: str) -> int:
    """The bytes of a vector, as PostgreSQL counts them when it reads one."""
    words = [word.rpartition("':") if "':" in word else (word, "", "") for word in vector.split(" ")]
    return sum(len(word.strip("'").encode()) + 3 + 2 * len(places.split(",")) for word, _sign, places in words)


def test_a_vector_has_as_many_words_as_it_takes_the_title_first() -> None:
    fields = [["agua"], [], [], [], ["resumen"], ["texto"] * 50, long_word_list(20_000)]
    vector = postgresql._vector(fields, ["=es"])
    assert 900_000 < size(vector) < 1_048_575
    assert vector.startswith("'=es' 'agua':1A ")
    assert "'texto':" in vector
    assert f"'~{fields[6][0]}'" in vector
    assert f"'~{fields[6][-1]}'" not in vector


def test_a_page_with_more_words_than_a_vector_takes_is_found(indexed_platform: Platform, monkeypatch: Any) -> None:
    page = ContentPageFactory(parent=indexed_platform.home, title="Enciclopedia", slug="enciclopedia")
    given = Library.of

    def with_a_file(self: Library, model: Any, pages: Any) -> Any:
        found = given(self, model, pages)
        for document in found:
            if document.page == page.pk:
                document.stems["files"] = long_word_list(20_000)
        return found

    monkeypatch.setattr(Library, "of", with_a_file)
    Entry.objects.update(digest="")
    call_command("update_index", backend_name="public", verbosity=0)
    assert slugs("enciclopedia") == ["enciclopedia"]
    assert slugs("cuidados") == ["cuidados"]


def test_a_page_that_cant_be_indexed_keeps_no_other_from_it(
    indexed_platform: Platform, monkeypatch: Any, caplog: pytest.LogCaptureFixture
) -> None:
    bad = Page.objects.get(slug="clima")
    given = storage.write

    def refuse(rows: Any) -> None:
        held = list(rows)
        if any(row.page == bad.pk for row in held):
            raise DatabaseError("too long")
        given(held)

    monkeypatch.setattr(storage, "write", refuse)
    often = gc.get_threshold()
    Entry.objects.update(digest="")
    call_command("update_index", backend_name="public", verbosity=0)
    assert slugs("cuidados") == ["cuidados"]
    assert "clima" not in slugs("climático")
    assert f"Page {bad.pk} can't be indexed: the public doesn't find it as it is" in caplog.messages
    assert (gc.get_threshold(), gc.get_freeze_count()) == (often, 0)


def test_python_looks_for_circles_again_where_building_ends_before_its_end(db: None) -> None:
    backend = get_search_backend("public")
    often = gc.get_threshold()
    rebuilder = Rebuilder(PublicIndex(backend))
    rebuilder.start()
    assert gc.get_threshold() != often
    del rebuilder
    assert (gc.get_threshold(), gc.get_freeze_count()) == (often, 0)


def page(home: Any, slug: str, body: str = "") -> Any:
    """A page in Spanish."""
    return ContentPageFactory(parent=home, title=f"Hoja {slug}", slug=slug, search_description=body)


def word_counts(start: str) -> dict[str, tuple[int, int]]:
    """On how many pages and in how many titles words are that begin so."""
    rows = Word.objects.filter(word__startswith=start, locale__language_code="es")
    return {word: (pages, titles) for word, pages, titles in rows.values_list("word", "pages", "titles")}


def all_word_counts() -> list[Any]:
    """All that is kept of words, but for their keys."""
    columns = ("locale", "word", "stem", "start", "end", "length", "pages", "titles")
    return list(Word.objects.order_by("locale", "word").values_list(*columns))


@pytest.mark.parametrize("leaving", ["unpublished", "private", "deleted", "deleted with what is below", "changed"])
def test_a_word_leaves_with_the_last_page_that_says_it(indexed_platform: Platform, leaving: str) -> None:
    above = page(indexed_platform.home, "carpeta")
    one, other = page(above, "uno", "Un xilofanto"), page(above, "otro", "Dos xilofantos, un xilofanto")
    other.title = "Xilofanto"
    other.save_revision().publish()
    assert word_counts("xilo") == {"xilofanto": (2, 1), "xilofantos": (1, 0)}
    one.unpublish()
    assert word_counts("xilo") == {"xilofanto": (1, 1), "xilofantos": (1, 0)}
    if leaving == "unpublished":
        other.unpublish()
    elif leaving == "private":
        make_private(above)
    elif leaving == "deleted":
        Page.objects.get(pk=other.pk).delete()
    elif leaving == "deleted with what is below":
        Page.objects.get(pk=above.pk).delete()
    else:
        other.title, other.search_description = "Otra", "Nada"
        other.save_revision().publish()
    assert word_counts("xilo") == {}
    before = all_word_counts()
    call_command("update_index", backend_name="public", verbosity=0)
    assert all_word_counts() == before


def test_words_are_counted_by_a_bounded_number_of_queries(indexed_platform: Platform) -> None:
    def number(pages: list[Any], said: str) -> int:
        for each in pages:
            type(each).objects.filter(pk=each.pk).update(search_description=said)
        with CaptureQueriesContext(connection) as captured:
            refresh([each.pk for each in pages])
        return len(captured)

    pages = [page(indexed_platform.home, f"h{place}") for place in range(6)]
    number(pages[:1], "ninguna")
    one = number(pages[:1], "trece palabras que antes nadie había dicho, ornitorrinco, y menos juntas")
    assert number(pages, "catorce vocablos jamás escritos, equidna, y todavía menos así reunidos") <= one


def rename_group(group: Any, name: str, acronym: str = "") -> None:
    """Call a group something else."""
    group = WorkingGroupPage.objects.get(pk=group.pk)
    group.title, group.acronym = name, acronym
    group.save_revision().publish()


@pytest.mark.parametrize("change", ["renamed", "unpublished", "private", "shown again", "deleted"])
def test_what_names_a_group_is_found_by_what_the_group_is_called(indexed_platform: Platform, change: str) -> None:
    group = WorkingGroupPage.objects.get(slug="movilidad")
    service = ServicePageFactory(parent=indexed_platform.lists["services"], title="Ventanilla", slug="ventanilla")
    service.offered_by_groups.add(ServiceGroup(group=group, locale=indexed_platform.source))
    service.save_revision().publish()
    assert "ventanilla" in slugs("movilidad")
    if change == "renamed":
        rename_group(group, "Coalición de los albatros", "CALBA")
        assert "ventanilla" in slugs("albatros")
    elif change == "unpublished":
        group.unpublish()
    elif change == "deleted":
        Page.objects.get(pk=group.pk).delete()
    else:
        restriction = make_private(group)
        if change == "shown again":
            restriction.delete()
    assert ("ventanilla" in slugs("movilidad")) is (change == "shown again")
    call_command("check_search", verbosity=0)


@pytest.mark.parametrize("change", ["unpublish", "delete"])
def test_what_names_an_entity_follows_it(indexed_platform: Platform, change: str) -> None:
    assert slugs("refugiadas") == ["movilidad"]
    if change == "delete":
        GroupLead.objects.all().delete()
    getattr(Entity.objects.get(key="unhcr", locale=indexed_platform.source), change)()
    assert slugs("refugiadas") == []
    call_command("check_search", verbosity=0)


@pytest.mark.parametrize("change", ["unpublish", "delete", "rename"])
def test_what_has_a_theme_follows_the_theme_that_it_lies_in(indexed_platform: Platform, change: str) -> None:
    above = ThemeFactory(locale=indexed_platform.source, name="Trasgos")
    theme = ThemeFactory(locale=indexed_platform.source, name="Humedales", parent=above)
    group = WorkingGroupPage.objects.get(slug="movilidad")
    group.themes.add(GroupTheme(theme=theme, locale=indexed_platform.source))
    group.save_revision().publish()
    assert slugs("trasgos") == ["movilidad"]
    above.refresh_from_db()
    if change == "rename":
        above.name = "Duendes vivos"
        above.save_revision().publish()
        assert "movilidad" in slugs("duendes vivos")
    elif change == "unpublish":
        above.unpublish()
    else:
        theme.parent = None
        theme.save()
        Theme.objects.get(pk=above.pk).delete()
    assert slugs("trasgos") == []
    call_command("check_search", verbosity=0)


def alter_entry(**columns: Any) -> None:
    """Put other columns in the entry of a page about the climate."""
    assert Entry.objects.filter(title=TITLES["clima"]).update(**columns) == 1


def swap_words() -> None:
    """Give a page the words of another one."""
    rows = Page.objects.filter(slug__in=["clima", "trabajo"]).values_list("pk", flat=True)
    one, other = rows
    key, names = ("pk", "head, words") if connection.vendor == "postgresql" else ("rowid", ", ".join(sqlite.COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM search_words WHERE {key} = %s", [one])
        cursor.execute(
            f"INSERT INTO search_words ({key}, {names}) SELECT %s, {names} FROM search_words WHERE {key} = %s",
            [one, other],
        )


def create_orphaned_words() -> None:
    """Leave words in the index that belong to nothing."""
    key, names = ("pk", "head, words") if connection.vendor == "postgresql" else ("rowid", ", ".join(sqlite.COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_words ({key}, {names}) SELECT 88888888, {names} FROM search_words LIMIT 1",
        )


def group_values() -> Any:
    """The values of a group."""
    return EntryValue.objects.filter(entry__page__slug="movilidad", value__facet="goal")


#: What is done to the index, and what is found of that: missing, too many, out of date.
SPOILT: dict[str, tuple[Callable[[], Any], tuple[int, int, int]]] = {
    "title": (lambda: alter_entry(title="Título corrompido"), (0, 0, 1)),
    "text": (lambda: alter_entry(text="otro"), (0, 0, 1)),
    "date": (lambda: alter_entry(date=date(2020, 1, 1)), (0, 0, 1)),
    "hidden": (lambda: alter_entry(is_visible=False), (0, 0, 1)),
    "values": (lambda: group_values().delete(), (0, 0, 1)),
    "value that is no more": (lambda: group_values().filter(value__word="5").update(value_id=9_999_999), (0, 0, 1)),
    "one value more": (lambda: EntryValue.objects.create(
        entry=Entry.objects.get(title=TITLES["clima"]), value=group_values()[0].value
    ), (0, 0, 1)),
    "values of nothing": (lambda: EntryValue.objects.create(
        entry_id=99_999_999, value=group_values()[0].value
    ), (0, 1, 0)),
    "words": (swap_words, (0, 0, 1)),
    "words of nothing": (create_orphaned_words, (0, 1, 0)),
    "entry": (lambda: Entry.objects.filter(title=TITLES["clima"]).delete(), (1, 0, 0)),
}  # fmt: skip


@pytest.mark.parametrize("spoilt", SPOILT)
def test_whatever_differs_is_found_and_repaired_once(indexed_platform: Platform, spoilt: str) -> None:
    spoil, expected = SPOILT[spoilt]
    assert not drift()
    spoil()
    found = drift()
    assert (len(found.missing), len(found.extra), len(found.stale)) == expected
    repair(found)
    assert not drift()
    assert slugs("cambio climático")[0] == "clima"


def test_words_that_are_kept_otherwise_than_pages_say_them_are_found_and_repaired(indexed_platform: Platform) -> None:
    before = all_word_counts()
    one, other = Word.objects.filter(locale=indexed_platform.source, word__in=["climatico", "deuda"])
    one.delete()
    Word.objects.filter(pk=other.pk).update(pages=40)
    invented = {"stem": "xilofant", "spelling": "xilofanto", "start": "x", "end": "to", "length": 9}
    Word.objects.create(locale=indexed_platform.source, word="xilofanto", **invented)
    found = drift()
    assert (len(found), found.words) == (3, 3)
    repair(found)
    assert all_word_counts() == before
    assert not drift()


def test_checking_takes_no_more_queries_for_more_pages(indexed_platform: Platform) -> None:
    def number() -> int:
        with CaptureQueriesContext(connection) as captured:
            drift()
        return len(captured)

    before = number()
    for place in range(5):
        page(indexed_platform.home, f"h{place}", "Un texto que se compara")
    assert number() == before
