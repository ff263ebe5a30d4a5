"""Any text of the memory and the glossary goes through their files and comes back as it was."""

import io

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from core.base.plain_text import clean_line, clean_lines
from tests.translation.exchange.test_any_text import LETTERS, ODD
from translation.glossary import tables, tbx
from translation.glossary.models import GlossaryTerm
from translation.memory import tmx
from translation.memory.importing import Incoming, take
from translation.memory.models import MemoryEntry, MemoryUnit
from translation.memory.views import entries
from translation.units.segment_text import is_blank

pytestmark = pytest.mark.django_db

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
LINES = st.text(LETTERS, max_size=25).map(lambda text: clean_lines(text).replace("\r\n", "\n"))
#: What spreadsheets take for a formula, and what is put before it.
BEGINNINGS = st.sampled_from(["", "", "=", "'=", "''-", "+"])
WORDS = st.builds(str.__add__, BEGINNINGS, st.text(LETTERS, max_size=25)).map(clean_line)
PAIRS = st.lists(st.tuples(LINES, LINES), min_size=10, max_size=20)
TERMS = st.lists(st.tuples(WORDS, WORDS, LINES, WORDS), min_size=10, max_size=20)


def html(text: str) -> str:
    return str(StringValue.from_plaintext(text).data)


def test_a_memory_comes_back_as_it_went_out(locales: tuple[Locale, Locale]) -> None:
    source, target = locales

    @settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=SLOW)
    @given(PAIRS)
    def run(texts: list[tuple[str, str]]) -> None:
        MemoryEntry.objects.all().delete()
        MemoryUnit.objects.all().delete()
        stored = [
            Incoming(source.pk, target.pk, html(one), html(other), "", "", timezone.now())
            for one, other in texts
            if not is_blank(one) and not is_blank(other) and "<" not in one + other
        ]
        number = take(stored).added
        content = "".join(tmx.serialize(entries(*locales), source)).encode()
        if number:
            outcome = tmx.import_file(io.BytesIO(content), "own.tmx", only_check=True)
            assert (outcome.added, outcome.unchanged) == (0, number)

    run()


@pytest.mark.parametrize("kind", ["csv", "tbx 3", "tbx 2"])
def test_a_glossary_comes_back_as_it_went_out(locales: tuple[Locale, Locale], kind: str) -> None:
    source, target = locales

    @settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=SLOW)
    @given(TERMS)
    def run(terms: list[tuple[str, str, str, str]]) -> None:
        GlossaryTerm.objects.all().delete()
        unique = {(term, words): (note.strip(), bad.strip()) for term, words, note, bad in terms if term and words}
        rows = [
            GlossaryTerm(
                source_locale=source,
                target_locale=target,
                source_term=term,
                target_term=words,
                note=note,
                forbidden="" if bad.casefold() == words.casefold() or "|" in bad else bad,
            )
            for (term, words), (note, bad) in unique.items()
        ]
        if kind != "csv":  # a concept has one list of words that are not to be used
            rows = list({row.source_term: row for row in rows}.values())
        GlossaryTerm.objects.bulk_create(rows)
        kept = list(GlossaryTerm.objects.select_related("source_locale", "target_locale"))
        if kind == "csv":
            outcome = tables.import_table(io.BytesIO("".join(tables.serialize(kept)).encode()), only_check=True)
        else:
            content = "".join(tbx.serialize(kept, source, int(kind[-1]))).encode()
            outcome = tbx.import_file(io.BytesIO(content), only_check=True)
        assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 0, len(rows))

    run()


@pytest.mark.parametrize("character", sorted(set(ODD) - {"\x00"}))
def test_a_memory_file_does_not_glue_words(locales: tuple[Locale, Locale], character: str) -> None:
    source, target = locales
    text = f"uno{character}dos tres"
    take([Incoming(source.pk, target.pk, html(text), html(text.upper()), "", "", timezone.now())])
    content = "".join(tmx.serialize(entries(*locales), source)).encode()
    MemoryEntry.objects.all().delete()
    tmx.import_file(io.BytesIO(content), "own.tmx")
    (entry,) = MemoryEntry.objects.all()
    assert len(entry.text.replace("<br/>", " ").split()) == len(text.split())


def test_a_memory_file_that_was_indented_has_the_same_texts(locales: tuple[Locale, Locale]) -> None:
    body = (
        '<tu><tuv xml:lang="es-419"><seg>\n      Uno\n    </seg></tuv>'
        '<tuv xml:lang="en_GB"><seg>\n      One\nand two\n    </seg></tuv></tu>'
        '<tu><tuv xml:lang="es"><seg>Dos</seg></tuv><tuv xml:lang="en"><seg>\n \u200b</seg></tuv></tu>'
    )
    content = f'<tmx version="1.4"><header srclang="es-MX"/><body>{body}</body></tmx>'.encode()
    assert tmx.import_file(io.BytesIO(content), "indented.tmx").added == 1
    (entry,) = MemoryEntry.objects.select_related("unit")
    assert (entry.unit.text, entry.text) == ("Uno", "One<br/>and two")
