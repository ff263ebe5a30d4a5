"""SQLite storage: one FTS5 table with a column a field.

Stock ranking runs a correlated subquery for every row that matches; here the table is read once.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

from search.expression import Expression, StemSequence
from search.facet_tokens import Tokens
from search.storage.bulk_insert import Row, insert

COLUMNS = ("lang", "marks", "title", "acronym", "goals", "names", "summary", "body", "files")
#: What ``bm25`` multiplies a match in each of them by. However often a file says a word, a page's own words count more.
WEIGHTS = (0.0, 0.0, 10.0, 12.0, 6.0, 4.0, 3.0, 1.0, 0.001)

#: What a page says itself.
PAGE_COLUMNS = "{title acronym summary body files}"
#: The rank is best when lowest.
RANK = f"bm25(search_words, {', '.join(map(str, WEIGHTS))})"


def write(rows: Sequence[Row]) -> None:
    """Put words in the place of those that a page had."""
    remove([page for page, _tag, _marks, _fields in rows])
    places = ", ".join(["%s"] * (len(COLUMNS) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_words (rowid, {', '.join(COLUMNS)}) VALUES ({places})",  # noqa: S608 - names of ours
            [_columns(row) for row in rows],
        )


def differing(rows: Sequence[Row]) -> set[int]:
    """The pages whose words are there and are other ones than these."""
    columns_by_page = {row[0]: _columns(row) for row in rows}
    places = ", ".join(["%s"] * len(columns_by_page))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, {', '.join(COLUMNS)} FROM search_words WHERE rowid IN ({places})",  # noqa: S608 - names of ours
            list(columns_by_page),
        )
        return {row[0] for row in cursor if list(row) != columns_by_page[row[0]]}


def _columns(row: Row) -> list[Any]:
    page, tag, marks, fields = row
    return [page, _language(tag), *map(" ".join, (marks, *fields))]


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    values = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(insert(fields, f"VALUES ({', '.join(['%s'] * len(columns))})"), values)


def shift(rows: Sequence[tuple[int, str, int, int]]) -> None:
    """Change the numbers of pages and titles of words."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE search_word SET pages = MAX(pages + %s, 0), titles = MAX(titles + %s, 0) "
            "WHERE locale_id = %s AND word = %s",
            [(pages, titles, locale, word) for locale, word, pages, titles in rows],
        )


def remove(pages: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(page,) for page in pages])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def pages() -> str:
    """SQL of the keys of all pages that have words."""
    return "SELECT rowid AS pk FROM search_words"


def pages_with_tokens(marks: Sequence[str]) -> tuple[str, list[Any]]:
    """SQL of the keys of the pages that have one of the marks."""
    return (
        "SELECT rowid AS pk FROM search_words WHERE search_words MATCH %s",
        [f"marks : ({' OR '.join(_quote(marks))})"],
    )


def matching(expressions: Sequence[Expression], marks: Tokens = (), *, titles: bool = False) -> tuple[str, list[Any]]:
    """SQL of the keys of the pages with such marks, in any of the languages, that an expression or its title finds."""
    match_query = " OR ".join(f"({_match(each, marks, titles=titles)})" for each in expressions)
    return "SELECT rowid AS pk FROM search_words WHERE search_words MATCH %s", [match_query]


def rank_sql(expression: Expression, marks: Tokens = ()) -> tuple[str, list[Any]]:
    """The same with ``rank``, of which the lowest is best."""
    return (
        f"SELECT rowid AS pk, {RANK} AS rank FROM search_words WHERE search_words MATCH %s",  # noqa: S608 - names of ours
        [_match(expression, marks)],
    )


def _language(tag: str) -> str:
    return f"x{tag.replace('-', '')}"


def _match(expression: Expression, marks: Tokens, *, titles: bool = False) -> str:
    mark_groups = [f"marks : ({' OR '.join(_quote(group))})" for group in marks]
    restrictions = " AND ".join([f"lang : {_language(expression.tag)}", *mark_groups])
    column_filter = "{title acronym} : " if titles else "- {lang marks} : "
    clause_groups = [
        " AND ".join(f"({' OR '.join(map(_part, clause.parts))})" for clause in clauses)
        for clauses in expression.alternatives
    ]
    match_query = f"{restrictions} AND {column_filter}({' OR '.join(f'({way})' for way in clause_groups)})"
    if not expression.exclusions:
        return match_query
    return f"({match_query}) NOT {PAGE_COLUMNS} : ({' OR '.join(map(_part, expression.exclusions))})"


def _part(part: StemSequence) -> str:
    """Stems as FTS5's strings: they have letters and digits alone, and can't be taken for syntax."""
    return '"' + " ".join(part.stems) + '"'


def _quote(words: Sequence[str]) -> list[str]:
    return [f'"{word}"' for word in words]


def settle() -> None:
    """Nothing: what was written is found where it belongs."""


def tidy() -> None:
    """After the index was built: one tree in place of many."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
