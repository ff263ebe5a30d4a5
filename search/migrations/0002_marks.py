"""Values of facets become words of the index, and what has been taken back is found without reading what has not."""

from collections import defaultdict
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.marks import mark

BATCH = 500
_OLD = "lang, title, acronym, goals, names, summary, body, files"
_NEW = "lang, marks, title, acronym, goals, names, summary, body, files"
_TOKENS = "tokenize = 'unicode61 remove_diacritics 0'"

#: What titles and acronyms say, as words of their own.
_TITLES = """
    UPDATE search_words SET words = words || COALESCE((
        SELECT array_to_tsvector(array_agg('+' || lexeme)) FROM unnest(ts_filter(words, '{a}'))
    ), ''::tsvector)
"""


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give what is indexed its marks; nothing has to be indexed anew."""
    if schema_editor.connection.vendor == "sqlite":
        _copy(schema_editor, f"{_NEW}, {_TOKENS}", _NEW, _OLD.replace("lang", "lang, ''"))
    else:
        schema_editor.execute(_TITLES)
    held = apps.get_model("search", "EntryValue").objects.order_by("entry_id")
    marked: dict[int, list[str]] = defaultdict(list)
    for page, facet, word in held.values_list("entry_id", "value__facet", "value__word").iterator(chunk_size=BATCH):
        marked[page].append(mark(facet, word))
    rows = iter(marked.items())
    while batch := list(islice(rows, BATCH)):
        _mark(schema_editor, batch)


def _mark(schema_editor: BaseDatabaseSchemaEditor, rows: list[tuple[int, list[str]]]) -> None:
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            sql = "UPDATE search_words SET marks = %s WHERE rowid = %s"
            values: list[tuple[Any, int]] = [(" ".join(words), page) for page, words in rows]
        else:
            sql = "UPDATE search_words SET words = words || %s::tsvector WHERE pk = %s"
            values = [(" ".join(f"'#{word}'" for word in words), page) for page, words in rows]
        cursor.executemany(sql, values)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the column away again. PostgreSQL keeps the marks, which nobody asks for."""
    if schema_editor.connection.vendor == "sqlite":
        _copy(schema_editor, f"{_OLD}, {_TOKENS}", _OLD, _OLD)


def _copy(schema_editor: BaseDatabaseSchemaEditor, columns: str, into: str, values: str) -> None:
    schema_editor.execute("ALTER TABLE search_words RENAME TO search_words_before")
    schema_editor.execute(f"CREATE VIRTUAL TABLE search_words USING fts5({columns})")
    schema_editor.execute(f"INSERT INTO search_words (rowid, {into}) SELECT rowid, {values} FROM search_words_before")  # noqa: S608 - names of ours
    schema_editor.execute("DROP TABLE search_words_before")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("shown", False)), fields=["page"], name="search_entry_hidden"),
        ),
        # What is narrowed is looked up by marks, and values are read by entry.
        migrations.RemoveIndex(model_name="entryvalue", name="search_entries_of_value"),
        migrations.RunPython(forwards, backwards),
    ]
