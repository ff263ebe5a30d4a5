"""PostgreSQL: a table of text vectors, made of stems here and stored as they are.

Stock asks ``(title || body) @@ query``, which none of its indexes can answer; here one GIN index has all words with
the language. Ranks are computed from ``head``, a short vector that lies in the row itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from search.expression import Expression, Part
from search.marks import Marks

#: Weights of title, acronym, goals, names, summary, body, files.
LABELS = "AABBCDD"
#: Those of what a page says itself.
OWN_WORDS = "ACD"
#: What the weights D, C, B and A count.
WEIGHTS = "{0.05, 0.3, 0.5, 1.0}"
#: Positions that PostgreSQL keeps, of a vector and of a word in it.
LAST_POSITION, MOST_POSITIONS = 16_383, 40
#: Different words of a page that are kept; a vector has at most a megabyte.
MOST_WORDS = 30_000
#: How each position is written, by the label of its field; D is what goes without saying.
PLACES = {
    label: [f"{position}{'' if label == 'D' else label}" for position in range(LAST_POSITION + 1)] for label in "ABCD"
}
#: How many fields the head has.
HEAD = 5
#: Words that lie between two fields, so that no phrase reaches from one into the next.
APART = 10


def write(rows: Sequence[tuple[int, str, Sequence[str], list[list[str]]]]) -> None:
    """Put words in the place of those that a page had."""
    values = [
        (page, *_vectors(fields, [f"={tag}", *(f"#{mark}" for mark in marks), *_titles(fields)]))
        for page, tag, marks, fields in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (pk, head, words) VALUES (%s, %s::tsvector, %s::tsvector) "
            "ON CONFLICT (pk) DO UPDATE SET head = EXCLUDED.head, words = EXCLUDED.words",
            values,
        )


def relate(pairs: Sequence[tuple[int, int]]) -> None:
    """Keep which entry has which value. Made into models, these rows would take a third of the time of indexing."""
    columns = [[entry for entry, _value in pairs], [value for _entry, value in pairs]]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_entryvalue (entry_id, value_id) SELECT * FROM unnest(%s::integer[], %s::bigint[])",
            columns,
        )


def remove(pages: Sequence[int]) -> None:
    """Forget the words of pages."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE pk = ANY(%s)", [list(pages)])


def clear() -> None:
    """Forget all words."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def pages() -> str:
    """SQL of the keys of all pages that have words."""
    return "SELECT pk FROM search_words"


def matching(expressions: Sequence[Expression], marks: Marks = (), *, titles: bool = False) -> tuple[str, list[Any]]:
    """SQL of the keys of the pages with such marks, in any of the languages, that an expression or its title finds."""
    found = " | ".join(f"({_match(each, marks, titles=titles)})" for each in expressions)
    return "SELECT pk FROM search_words WHERE words @@ %s::tsquery", [found]


def ranked(expression: Expression, marks: Marks = ()) -> tuple[str, list[Any]]:
    """The same with ``rank``, of which the lowest is best."""
    any_part = " | ".join(_part(part) for clause in expression.clauses for part in clause.parts)
    return (
        "SELECT pk, -ts_rank(%s, head, %s::tsquery) AS rank FROM search_words WHERE words @@ %s::tsquery",
        [WEIGHTS, any_part, _match(expression, marks)],
    )


def _match(expression: Expression, marks: Marks, *, titles: bool = False) -> str:
    say = _in_title if titles else _part
    ways = [
        " & ".join(f"({' | '.join(map(say, clause.parts))})" for clause in clauses)
        for clauses in expression.alternatives
    ]
    narrowed = ["(" + " | ".join(f"'#{mark}'" for mark in group) + ")" for group in marks]
    wanted = [f"'={expression.tag}'", *narrowed, f"({' | '.join(f'({way})' for way in ways)})"]
    return " & ".join([*wanted, *(f"!{_part(part, OWN_WORDS)}" for part in expression.excluded)])


def _in_title(part: Part) -> str:
    """That title or acronym have the stems, in whatever order: words of their own say so, which the index holds.

    A label would not do: the index knows none, and every page that has the stem anywhere would have to be read.
    """
    return " & ".join(f"'+{stem}'" for stem in part.stems)


def _part(part: Part, label: str = "") -> str:
    """Stems as quoted lexemes: they have letters and digits alone, and can't be taken for syntax."""
    ending = f":{label}" if label else ""
    joined = " <-> ".join(f"'{stem}'{ending}" for stem in part.stems)
    return f"({joined})" if len(part.stems) > 1 else joined


def _titles(fields: Sequence[list[str]]) -> list[str]:
    return [f"+{stem}" for stem in {*fields[0], *fields[1]}]


def _vectors(fields: Sequence[list[str]], others: list[str]) -> tuple[str, str]:
    """Stems as PostgreSQL reads a vector, each with its positions and weights: the head, and all with other words."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    head, position = "", 1
    for number, (label, stems) in enumerate(zip(LABELS, fields, strict=True)):
        if number == HEAD:
            head = _written(held)
        after = position + len(stems)
        for stem, place in zip(stems, PLACES[label][position:after], strict=False):
            held[stem].append(place)
        for stem in stems[max(0, LAST_POSITION + 1 - position) :]:
            held.setdefault(stem, [])
        position = after + APART
    return head, " ".join([*(f"'{other}'" for other in others), _written(held)])


def _written(held: Mapping[str, list[str]]) -> str:
    return " ".join(
        f"'{stem}':{','.join(places[:MOST_POSITIONS])}" if places else f"'{stem}'"
        for stem, places in islice(held.items(), MOST_WORDS)
    )


def survey() -> None:
    """Let the planner know what the index holds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_words, search_entry, search_entryvalue, search_value")


def tidy() -> None:
    """After the index was built."""
    survey()
