"""Frozen sources: the same rows as wagtail-localize writes, in few statements, and rewritten only where they differ."""

import uuid
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail_localize.models import String, StringSegment, TranslationContext, TranslationSource

from home.models import ContentPage
from tests.core.blocks.test_translation import compose, examples, nests
from tests.core.blocks.test_translation import create_pool as prepare_blocks
from tests.platform import create_platform
from tests.support import block_values
from tests.support.queries import query_count
from tests.translation.factories import create_entity, create_translated_group, publish
from tests.translation.snapshot_rows import segment_keys, snapshot_rows
from tests.translation.test_round_trip import PAGE_TYPES, SNIPPETS, Workshop, create_pool, publish_page, snippet
from translation.sources.snapshots import update_or_create_source, update_source

pytestmark = pytest.mark.django_db


def stock_rows(instance: Any) -> dict[str, Any]:
    """What wagtail-localize leaves of an instance, of which nothing stays."""
    with transaction.atomic():
        source, _created = TranslationSource.update_or_create_from_instance(instance)
        found = snapshot_rows(source)
        transaction.set_rollback(True)
    return found


def body(texts: int) -> list[dict[str, Any]]:
    """Headings and rich texts with a link each: three texts for two blocks."""
    made: list[dict[str, Any]] = []
    for number in range(texts // 3):
        link = f'<a href="https://example.org/{number}">enlace</a>'
        html = f'<p data-block-key="a">Uno {number}</p><p data-block-key="b">Dos {number} <b>y</b> {link}</p>'
        made.append({"type": "heading", "value": {"text": f"Título {number}", "level": "h2"}, "id": str(uuid.uuid4())})
        made.append({"type": "rich_text", "value": html, "id": str(uuid.uuid4())})
    return made


@pytest.mark.one_database
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_page_of_every_type_leaves_the_rows_that_stock_leaves(model: type[Page]) -> None:
    pool = create_pool()

    @settings(examples, max_examples=1)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        source = publish_page(Workshop(data, pool).make(model), pool)
        before = TranslationSource.objects.filter(object_id=source.translation_key).first()
        expected = stock_rows(source)
        frozen = update_or_create_source(source)
        assert snapshot_rows(frozen) == expected
        assert before is None or before.pk == frozen.pk
        assert expected["stringsegment_set"]
        update_source(frozen, whole=True)
        assert snapshot_rows(frozen) == expected

    run()


@pytest.mark.one_database
def test_every_block_in_list_struct_and_stream_leaves_the_rows_that_stock_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool, definition = prepare_blocks(), nests()
    monkeypatch.setattr(ContentPage._meta.get_field("body"), "stream_block", definition)

    @settings(examples, max_examples=1)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        page = compose(data.draw(block_values.stream(definition, pool)))
        expected = stock_rows(page)
        assert snapshot_rows(update_or_create_source(page)) == expected

    run()


@pytest.mark.one_database
@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_a_snippet_leaves_the_rows_that_stock_leaves(model: Any) -> None:
    english = create_platform("es", "en").get_translations().get().locale
    made = snippet(model, create_platform("es", "en").locale, english)
    made.refresh_from_db()
    TranslationSource.objects.filter(object_id=made.translation_key).delete()
    expected = stock_rows(made)
    assert snapshot_rows(update_or_create_source(made)) == expected


def content_page(texts: int) -> ContentPage:
    home = create_platform("es", "en")
    page = home.add_child(instance=ContentPage(title=f"Página {texts}", body=body(texts)))
    publish(page)
    return ContentPage.objects.get(pk=page.pk)


def publish_rich_text(page: ContentPage, html: str) -> None:
    """Publish a page of one rich text."""
    page.body = page._meta.get_field("body").stream_block.to_python([{"type": "rich_text", "value": html}])
    publish(page)


def test_the_number_of_texts_costs_no_statement() -> None:
    few, many = content_page(6), content_page(900)
    update_or_create_source(content_page(3))  # what is looked up once a process
    first, second = (
        query_count(lambda: update_or_create_source(few)),
        query_count(lambda: update_or_create_source(many)),
    )
    assert first == second <= 40
    sources = [TranslationSource.objects.get(object_id=page.translation_key) for page in (few, many)]
    for whole in (False, True):
        first, second = (query_count(partial(update_source, source, whole=whole)) for source in sources)
        assert first == second <= 15


def test_the_number_of_rows_of_relations_costs_no_statement() -> None:
    page, _target = create_translated_group()
    costs = []
    for number in (2, 12):
        page.members = [
            page.members.model(entity=create_entity(), locale=page.locale, sort_order=turn) for turn in range(number)
        ]
        publish(page)
        TranslationSource.objects.get(object_id=page.translation_key).delete()
        fresh = type(page).objects.get(pk=page.pk)
        costs.append(query_count(partial(update_or_create_source, fresh)))
        source = TranslationSource.objects.get(object_id=page.translation_key)
        found = snapshot_rows(source)
        source.delete()
        assert found == stock_rows(fresh)
        source = update_or_create_source(fresh)
        costs.append(query_count(partial(update_source, source, whole=True)))
    assert costs[0] == costs[2]
    assert costs[1] == costs[3]


def test_nothing_is_written_where_nothing_changed() -> None:
    source = update_or_create_source(content_page(30))
    for whole in (False, True):
        with CaptureQueriesContext(connection) as captured:
            update_source(source, whole=whole)
        written = [query["sql"] for query in captured if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
        beside = ("translationsource", "translationprogress")
        assert [sql.split()[1] for sql in written if not any(name in sql for name in beside)] == []


def test_a_changed_text_is_one_row_and_moved_ones_keep_theirs() -> None:
    page = content_page(30)
    source = update_or_create_source(page)
    held = segment_keys(source)
    blocks = list(page.body.raw_data)
    changed = dict(blocks[0], value={"text": "Otro título", "level": "h2"})
    page.body = page._meta.get_field("body").stream_block.to_python([*blocks[1:], changed])
    publish(page)
    update_source(source)
    page.refresh_from_db()
    assert snapshot_rows(source)["stringsegment_set"] == stock_rows(page)["stringsegment_set"]
    new = segment_keys(source)
    assert len(new["stringsegment_set"] - held["stringsegment_set"]) == 1
    assert new["templatesegment_set"] == held["templatesegment_set"]


def test_the_same_words_twice_in_a_text_are_two_segments_of_one_string() -> None:
    page = content_page(3)
    publish_rich_text(page, "<p>igual</p><p>igual</p><p>otra</p>")
    page = ContentPage.objects.get(pk=page.pk)
    source = update_or_create_source(page)
    assert StringSegment.objects.filter(source=source, string__data="igual").count() == 2
    assert snapshot_rows(source) == stock_rows(page)
    publish_rich_text(page, "<p>igual</p><p>otra</p>")
    update_source(source)
    assert StringSegment.objects.filter(source=source, string__data="igual").count() == 1


def test_texts_and_contexts_that_are_there_are_used() -> None:
    first = content_page(9)
    update_or_create_source(first)
    second = create_platform("es", "en").add_child(instance=ContentPage(title="Copia", body=first.body.raw_data))
    publish(second)
    texts = String.objects.count()
    update_or_create_source(ContentPage.objects.get(pk=second.pk))
    assert String.objects.count() <= texts + 2  # its title and address
    assert TranslationContext.objects.filter(object_id=second.translation_key, field_path="").count() == 0


def test_of_what_was_never_public_the_newest_draft_is_translated() -> None:
    page = create_platform("es", "en").add_child(instance=ContentPage(title="Uno", slug="uno", live=False))
    page.title = "Dos"
    page.save_revision()
    source = update_or_create_source(ContentPage.objects.get(pk=page.pk))
    assert source.object_repr == "Dos"
    assert source.stringsegment_set.filter(context__path="title").get().string.data == "Dos"


def test_of_what_is_public_no_draft_is_translated() -> None:
    page = content_page(3)
    page.title = "Todavía no"
    page.save_revision()
    source = update_or_create_source(ContentPage.objects.get(pk=page.pk))
    assert source.stringsegment_set.filter(context__path="title").get().string.data == "Página 3"
