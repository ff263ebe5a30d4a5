"""The one way to store translated texts: one by one, at once and from outside leave the same behind."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from tests.translation.editor_screen import first_segment, open_screen, post_texts
from tests.translation.exchange.file_exchange import FileExchange, confirm_import, upload_file
from translation.checks.models import SegmentFinding
from translation.editor.models import PastTranslation
from translation.exchange.new_translation import land
from translation.matrix import progress
from translation.matrix.models import TranslationProgress
from translation.memory.models import MemoryEntry
from translation.units.writer import TranslatedText, remove, write

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]


def texts(exchange: FileExchange) -> list[TranslatedText]:
    """A translation of every text of the group, with something in it for each thing that follows."""
    translation, user = exchange.translation, exchange.people["translator"]
    stored = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(locale=translation.target_locale)
    }
    words = {
        "title": "Women &amp; girls" + "x" * 300,  # too long for its field, with an entity
        "slug": "Not an Address",
        "summary": "Summary with <script>alert(1)</script>",  # markup that its source lacks
    }
    rows = StringSegment.objects.filter(source=translation.source_id).select_related("context").order_by("pk")
    return [
        TranslatedText(
            row.string_id,
            row.context_id,
            translation.target_locale_id,
            words.get(row.context.path, f"Words {number} of 12"),  # numbers that the source lacks
            existing=stored.get((row.string_id, row.context_id)),
            user_id=user.pk,
            translation_type="machine" if row.context.path == "slug" else "manual",
            tool_name="A tool" if row.context.path == "title" else "",
        )
        for number, row in enumerate(rows)
    ]


def write_at_once(wanted: list[TranslatedText]) -> None:
    write(wanted)


def write_one_by_one(wanted: list[TranslatedText]) -> None:
    for text in wanted:
        write([text])


def write_from_outside(wanted: list[TranslatedText]) -> None:
    """As wagtail-localize's own view stores a text."""
    for text in wanted:
        StringTranslation.objects.update_or_create(
            translation_of_id=text.string_id,
            locale_id=text.locale_id,
            context_id=text.context_id,
            defaults={
                "data": text.data,
                "translation_type": text.translation_type,
                "tool_name": text.tool_name,
                "last_translated_by_id": text.user_id,
                "has_error": False,
                "field_error": "",
            },
        )


def rows_written() -> dict[str, list[Any]]:
    """All that a write leaves, without keys and times of rows that it has made."""
    text = ("translation_of", "context", "locale", "data")
    return {
        "texts": sorted(
            StringTranslation.objects.values_list(
                *text, "translation_type", "tool_name", "last_translated_by", "has_error", "field_error"
            )
        ),
        "history": sorted(
            PastTranslation.objects.values_list(
                "string", "context", "locale", "data", "translation_type", "translated_at", "replaced_by"
            )
        ),
        "titles": sorted(Page.objects.values_list("pk", "draft_title")),
        "findings": sorted(
            (*row[:-1], str(row[-1]))
            for row in SegmentFinding.objects.values_list("string_translation__data", "code", "severity", "data")
        ),
        "memory": sorted(
            map(str, MemoryEntry.objects.values_list("unit__text", "text", "object_key", "path", "place", "author"))
        ),
        "progress": sorted(TranslationProgress.objects.values_list("translation", "stale")),
    }


def rows_after(way: Callable[[list[TranslatedText]], None], exchange: FileExchange) -> dict[str, list[Any]]:
    """What a way of writing leaves; undone again."""
    with transaction.atomic():
        way(texts(exchange))
        left = rows_written()
        transaction.set_rollback(True)
    return left


def test_one_text_or_many_or_from_outside_leave_the_same(exchange: FileExchange) -> None:
    progress.refresh()
    before = rows_written()
    many = rows_after(write_at_once, exchange)
    assert rows_written() == before, "each way begins with the same"
    for part, rows in many.items():
        assert rows != before[part], f"the texts change nothing of the {part}"
    assert rows_after(write_one_by_one, exchange) == many
    assert rows_after(write_from_outside, exchange) == many


def test_a_text_is_signed_dated_and_without_an_old_error(exchange: FileExchange) -> None:
    row = StringTranslation.objects.get(context__path="title", locale=exchange.target.locale)
    StringTranslation.objects.filter(pk=row.pk).update(has_error=True, field_error="Too long")
    user = exchange.people["translator"]
    text = TranslatedText(
        row.translation_of_id, row.context_id, row.locale_id, "In order", existing=row, user_id=user.pk
    )
    (written,) = write([text])
    again = StringTranslation.objects.get(pk=row.pk)
    for each in (written, again):
        assert (each.pk, each.data, each.last_translated_by) == (row.pk, "In order", user)
        assert (each.has_error, each.field_error) == (False, "")
        assert each.updated_at > row.updated_at
        assert each.created_at == row.created_at


def test_a_text_that_somebody_else_has_translated_meanwhile_is_left_if_told_so(exchange: FileExchange) -> None:
    wanted = [text for text in texts(exchange) if text.existing is None]
    assert len(wanted) > 1
    theirs = write([wanted[0]])
    again = [TranslatedText(text.string_id, text.context_id, text.locale_id, "Mine") for text in wanted]
    written = write(again, skip_existing=True)
    assert len(written) == len(wanted) - 1
    assert {row.data for row in written} == {"Mine"}
    assert all(row.pk for row in written)
    assert StringTranslation.objects.get(pk=theirs[0].pk).data == wanted[0].data


def test_what_is_removed_stays_in_the_history(exchange: FileExchange) -> None:
    progress.refresh()
    row = StringTranslation.objects.get(context__path="title", locale=exchange.target.locale)
    remove([row], exchange.people["translator"])
    past = PastTranslation.objects.get()
    assert (past.data, past.replaced_by) == ("en-Igualdad", exchange.people["translator"])
    assert not MemoryEntry.objects.filter(translation=row.pk).exists()
    assert TranslationProgress.objects.get(translation=exchange.translation).stale


def test_a_partial_save_from_outside_marks_an_error(exchange: FileExchange) -> None:
    row = StringTranslation.objects.get(context__path="title", locale=exchange.target.locale)
    row.data = "<script>"
    row.save(update_fields=["data"])
    assert StringTranslation.objects.get(pk=row.pk).has_error


def test_many_texts_take_as_many_queries_as_few(exchange: FileExchange) -> None:
    def queries(paragraphs: int) -> tuple[int, int]:
        """Of writing so many texts, and of replacing them."""
        exchange.source.purpose = "".join(f"<p>Párrafo {paragraphs} {number}</p>" for number in range(paragraphs))
        exchange.source.save_revision().publish()
        exchange.translation.source.update_from_db()
        new = [text for text in texts(exchange) if text.existing is None]
        assert len(new) == paragraphs
        with CaptureQueriesContext(connection) as writing:
            write(new)
        again = [text for text in texts(exchange) if text.data.startswith("Words")]
        assert len(again) == paragraphs
        replaced = [TranslatedText(t.string_id, t.context_id, t.locale_id, f"{t.data}.", t.existing) for t in again]
        with CaptureQueriesContext(connection) as replacing:
            write(replaced)
        assert PastTranslation.objects.count() >= paragraphs
        return len(writing), len(replacing)

    queries(2)  # what is remembered from now on
    assert queries(4) == queries(40)


# Whatever way a text comes in, what it replaces is kept


def translate_on_screen(exchange: FileExchange, text: str) -> None:
    pk = first_segment(exchange.translation, "title").pk
    user = exchange.people["translator"]
    assert (
        post_texts(
            user, exchange.translation, {pk: text}, {pk: open_screen(user, exchange.target).base(pk)}
        ).status_code
        == 302
    )


def translate_by_file(exchange: FileExchange, text: str) -> None:
    confirm_import(exchange, upload_file(exchange, exchange.file("po").replace("en-Igualdad", text)))


def translate_by_set_up(exchange: FileExchange, text: str) -> None:
    land(exchange.source, exchange.target.locale, {"title": text}, publish=False, user=exchange.people["translator"])


@pytest.mark.parametrize("way", [translate_by_file, translate_by_set_up])
def test_imports_keep_history_as_the_screen_does(
    exchange: FileExchange, way: Callable[[FileExchange, str], None]
) -> None:
    def history(way: Callable[[FileExchange, str], None]) -> list[Any]:
        with transaction.atomic():
            way(exchange, "Equality")
            kept = list(PastTranslation.objects.order_by("pk").values())
            transaction.set_rollback(True)
        return [{name: value for name, value in row.items() if name not in {"id", "replaced_at"}} for row in kept]

    (shown,) = history(translate_on_screen)
    assert (shown["data"], shown["replaced_by_id"]) == ("en-Igualdad", exchange.people["translator"].pk)
    assert history(way) == [shown]


def test_a_command_keeps_history_in_nobodys_name(exchange: FileExchange, tmp_path: Path) -> None:
    file = tmp_path / "group.po"
    file.write_text(exchange.file("po").replace("en-Igualdad", "Equality"), encoding="utf-8")
    call_command("import_translations", str(file))
    assert exchange.text("title") == "Equality"
    past = PastTranslation.objects.get()
    assert (past.data, past.replaced_by) == ("en-Igualdad", None)


def test_nothing_else_stores_translated_texts() -> None:
    """Measuring fills tables directly, and drafts mark errors of what was stored past the writer."""
    pattern = re.compile(r"StringTranslation(\.objects\.(bulk_|get_or_|update_or_)?(create|update)\w*)?\((?!models)")
    writing = {
        str(file.relative_to(ROOT))
        for part in ("site", "home", "groups", "resources", "search")
        for file in (ROOT / part).rglob("*.py")
        if pattern.search(file.read_text(encoding="utf-8"))
    }
    assert {name for name in writing if not name.startswith("site/devtools/")} == {
        "site/translation/workflow/drafts.py",
        "site/translation/units/writer.py",
    }
