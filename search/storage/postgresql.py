"""PostgreSQL storage: text vectors of stems computed here.

Stock asks ``(title || body) @@ query``, which none of its indexes can answer; here one GIN index has all words with
the language. Ranks are computed from ``head``, a short vector that lies in the row itself. What the files of a page say
are words of their own, with :data:`IN_FILES` before them: the index knows who says it, without a page being read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import Cursor

from search.expression import Expression, StemSequence
from search.facet_tokens import Tokens
from search.storage.bulk_insert import Row, insert

#: Weights of title, acronym, goals, names, summary, body.
LABELS = "AABBCD"
#: Those of what a page says itself, not what its goals or themes are called.
PAGE_WEIGHTS = "ACD"
#: What stands before a stem in a file, and before one in a title or acronym.
IN_FILES, IN_TITLE = "~", "+"
#: What the weights D, C, B and A count.
WEIGHTS = "{0.05, 0.3, 0.5, 1.0}"
#: Positions that PostgreSQL keeps, of a vector and of a word in it.
LAST_POSITION, MOST_POSITIONS = 16_383, 40
#: Bytes of a vector's words with their positions; PostgreSQL takes no vector of a mebibyte.
MOST_BYTES = 1_000_000
#: How each position is written, by the label of its field; D is what goes without saying.
PLACES = {
    label: [f"{position}{'' if label == 'D' else label}" for position in range(LAST_POSITION + 1)] for label in "ABCD"
}
#: Those of what the head holds.
HEAD = ["a", "b", "c"]
#: Words that lie between two fields, so that no phrase reaches from one into the next.
FIELD_GAP = 10


#: Rows of keys and vectors, read as such once.
INPUT_ROWS = "(SELECT pk, words::tsvector FROM unnest(%s::integer[], %s::text[]) AS row (pk, words) OFFSET 0)"


def write(rows: Sequence[Row]) -> None:
    """Put words in the place of those that a page had."""
    _send(
        f"INSERT INTO search_words (pk, head, words) SELECT pk, ts_filter(words, %s), words FROM {INPUT_ROWS} AS row "  # noqa: S608 - SQL of ours
        "ON CONFLICT (pk) DO UPDATE SET head = EXCLUDED.head, words = EXCLUDED.words",
        [HEAD, *_input_columns(rows)],
    )


def differing(rows: Sequence[Row]) -> set[int]:
    """The pages whose words are there and are other ones than these."""
    result = _send(
        f"SELECT held.pk FROM {INPUT_ROWS} AS row JOIN search_words AS held USING (pk) "  # noqa: S608 - SQL of ours
        "WHERE held.words <> row.words OR held.head <> ts_filter(row.words, %s)",
        [*_input_columns(rows), HEAD],
    )
    return {row[0] for row in result}


def _input_columns(rows: Sequence[Row]) -> list[Any]:
    vectors = [
        _vector(fields, [f"={tag}", *(f"#{mark}" for mark in marks), *_titles(fields)])
        for _page, tag, marks, fields in rows
    ]
    return [_array([row[0] for row in rows]), vectors]


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    fields = [model._meta.get_field(name) for name in columns]
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    _send(insert(fields, f"SELECT * FROM unnest({arrays})"), [_array(column) for column in zip(*rows, strict=True)])  # noqa: S608 - types


def shift(rows: Sequence[tuple[int, str, int, int]]) -> None:
    """Change the numbers of pages and titles of words. Locked in one order, so that there is no deadlock."""
    _send(
        "WITH held AS MATERIALIZED (SELECT word.id, row.pages, row.titles "
        "FROM unnest(%s::bigint[], %s::text[], %s::integer[], %s::integer[]) AS row (locale, word, pages, titles) "
        "JOIN search_word AS word ON word.locale_id = row.locale AND word.word = row.word "
        "ORDER BY word.locale_id, word.word FOR UPDATE OF word) "
        "UPDATE search_word AS word SET pages = GREATEST(word.pages + held.pages, 0), "
        "titles = GREATEST(word.titles + held.titles, 0) FROM held WHERE word.id = held.id",
        [_array(column) for column in zip(*rows, strict=True)],
    )


def _send(sql: str, columns: list[Any]) -> list[Any]:
    """Give a statement many rows, its values beside it: within it, they would all be read as SQL.

    Returns:
        The rows that it gives.
    """
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(sql, columns)
        return cursor.fetchall() if cursor.description else []


def _array(values: Sequence[Any]) -> list[Any] | str:
    """An array: of most kinds as PostgreSQL writes it, in a tenth of the time that psycopg takes to do so."""
    kinds = set(map(type, values))
    if kinds <= {bool, int, UUID}:
        return f"{{{','.join(map(str, values))}}}"
    if kinds == {str}:
        literals = ['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in values]
        return f"{{{','.join(literals)}}}"
    return list(values)


def remove(pages: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE pk = ANY(%s)", [list(pages)])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def pages() -> str:
    """SQL of the keys of all pages that have words."""
    return "SELECT pk FROM search_words"


def pages_with_tokens(marks: Sequence[str]) -> tuple[str, list[Any]]:
    """SQL of the keys of the pages that have one of the marks."""
    return "SELECT pk FROM search_words WHERE words @@ %s::tsquery", [" | ".join(f"'#{mark}'" for mark in marks)]


def matching(expressions: Sequence[Expression], marks: Tokens = (), *, titles: bool = False) -> tuple[str, list[Any]]:
    """SQL of the keys of the pages with such marks, in any of the languages, that an expression or its title finds."""
    tsquery = " | ".join(f"({_match(each, marks, titles=titles)})" for each in expressions)
    return "SELECT pk FROM search_words WHERE words @@ %s::tsquery", [tsquery]


def rank_sql(expression: Expression, marks: Tokens = ()) -> tuple[str, list[Any]]:
    """The same with ``rank``, of which the lowest is best: the highest is that of pages whose files alone say it."""
    match = _match(expression, marks)
    text_query = " | ".join(_tsquery(part) for clause in expression.clauses for part in clause.parts)
    sql = (
        "SELECT pk, -ts_rank(%s, head, %s::tsquery) AS rank FROM search_words WHERE words @@ %s::tsquery "
        "UNION ALL SELECT pk, 1 FROM search_words WHERE words @@ %s::tsquery"
    )
    return sql, [WEIGHTS, text_query, f"({text_query}) & {match}", f"!({text_query}) & {match}"]


def _match(expression: Expression, marks: Tokens, *, titles: bool = False) -> str:
    format_part = _in_title if titles else _part
    clause_groups = [
        " & ".join(f"({' | '.join(map(format_part, clause.parts))})" for clause in clauses)
        for clauses in expression.alternatives
    ]
    mark_groups = ["(" + " | ".join(f"'#{mark}'" for mark in group) + ")" for group in marks]
    conditions = [f"'={expression.tag}'", *mark_groups, f"({' | '.join(f'({way})' for way in clause_groups)})"]
    return " & ".join([*conditions, *(f"!({_part(part, PAGE_WEIGHTS)})" for part in expression.exclusions)])


def _in_title(part: StemSequence) -> str:
    """That title or acronym have the stems, in whatever order: words of their own say so, which the index holds.

    A label would not do: the index knows none, and every page that has the stem anywhere would have to be read.
    """
    return " & ".join(f"'{IN_TITLE}{stem}'" for stem in part.stems)


def _part(part: StemSequence, label: str = "") -> str:
    """That a page or its files say a part."""
    return f"{_tsquery(part, label)} | {_tsquery(part, before=IN_FILES)}"


def _tsquery(part: StemSequence, label: str = "", before: str = "") -> str:
    """Stems as quoted lexemes: they have letters and digits alone, and can't be taken for syntax."""
    ending = f":{label}" if label else ""
    lexemes = " <-> ".join(f"'{before}{stem}'{ending}" for stem in part.stems)
    return f"({lexemes})" if len(part.stems) > 1 else lexemes


def _titles(fields: Sequence[list[str]]) -> list[str]:
    return [f"{IN_TITLE}{stem}" for stem in {*fields[0], *fields[1]}]


def _vector(fields: Sequence[list[str]], other_words: list[str]) -> str:
    """Stems as PostgreSQL reads a vector, each with its positions and weights, and other words without any."""
    *text_fields, files = fields
    word_places = [*_positions(text_fields, LABELS).items(), *_positions([files], "D", IN_FILES).items()]
    vector = " ".join([*(f"'{other}'" for other in other_words), *_tsvector(word_places)])
    # As it is written it is longer than PostgreSQL makes of it, so that hardly any has to be measured.
    return vector if len(vector.encode()) <= MOST_BYTES else _cut(word_places, other_words)


def _positions(fields: Sequence[list[str]], labels: str, before: str = "") -> Mapping[str, list[str]]:
    """The places of each stem, those of one field after those of the other."""
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    position = 1
    for label, stems in zip(labels, fields, strict=True):
        after = position + len(stems)
        for stem, place in zip(stems, PLACES[label][position:after], strict=False):
            by_stem[before + stem].append(place)
        for stem in stems[max(0, LAST_POSITION + 1 - position) :]:
            by_stem.setdefault(before + stem, [])
        position = after + FIELD_GAP
    return by_stem


def _tsvector(word_places: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [f"'{stem}':{','.join(places[:MOST_POSITIONS])}" if places else f"'{stem}'" for stem, places in word_places]


def _cut(word_places: Sequence[tuple[str, list[str]]], other_words: Sequence[str]) -> str:
    """Truncate the words to what a vector can hold; files come last and lose theirs first.

    A word takes its bytes, and two for each position, for their number and at most one to begin at an even place.
    """
    room = MOST_BYTES - sum(len(other.encode()) for other in other_words)
    sizes = accumulate(len(stem.encode()) + 3 + 2 * min(len(places), MOST_POSITIONS) for stem, places in word_places)
    count = sum(size <= room for size in sizes)
    return " ".join([*(f"'{other}'" for other in other_words), *_tsvector(word_places[:count])])


def settle() -> None:
    """Sort in what was written: the index keeps it on a pile first, which each question would have to read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_words_gin')")


def tidy() -> None:
    """After the index was built: let the planner know what it holds."""
    settle()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_words, search_entry, search_entryvalue, search_value, search_word")
