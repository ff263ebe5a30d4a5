"""Tables in CSV, as the admin's middleware rewrites them."""

import codecs
import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from core.base.spreadsheets import harmless, sanitize_csv

#: Without a carriage return, with which Python's reader of CSV ends a line, and the mark of UTF-8.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff")) | st.from_regex(
    r"[=+\-@＝ \t]+\w*"
)
tables = st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=4)


@given(table=tables, size=st.integers(1, 40), marked=st.booleans())
def test_each_cell_is_what_was_written_or_no_formula(table: list[list[str]], size: int, marked: bool) -> None:
    """However the file is cut into pieces, and whether it had the mark of UTF-8 already."""
    held = io.StringIO()
    csv.writer(held).writerows(table)
    content = (codecs.BOM_UTF8 if marked else b"") + held.getvalue().encode()
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    out = b"".join(sanitize_csv(pieces))
    assert out.startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(io.StringIO(out.decode("utf-8-sig"), newline="")))
    negative = re.compile(r"-\d+([.,]\d+)?")
    assert rows == [[cell if negative.fullmatch(cell) else harmless(cell) for cell in row] for row in table]


@given(cell=texts)
def test_no_cell_is_calculated(cell: str) -> None:
    assert not re.match(r"\s*[=+\-@＝＋－＠]", harmless(cell))
    assert harmless(harmless(cell)) == harmless(cell)


def test_a_negative_number_stays_a_number() -> None:
    assert b"".join(sanitize_csv([b"a,-5,-5.5,-5+cmd\r\n"])).splitlines() == [codecs.BOM_UTF8 + b"a,-5,-5.5,'-5+cmd"]
