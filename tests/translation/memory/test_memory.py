"""What was translated before is found again, wherever it comes from."""

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from translate.storage.tmx import tmxfile
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation

from tests.translation.factories import create_translated_group
from tests.translation.users import client_for, create_user, is_refused
from translation.exchange.xml import Limits, RefusedFileError
from translation.memory import candidates, tmx
from translation.memory.lookup import exact, matches
from translation.memory.models import MemoryEntry, MemoryUnit
from translation.memory.store import catch_up, sweep
from translation.memory.trigrams import grams
from translation.memory.views import entries
from translation.units.writer import TranslatedText, write

pytestmark = pytest.mark.django_db

SENTENCE = "El grupo apoya a los países de la región en sus políticas de agua y saneamiento"


def file(*units: str, head: str = "", source: str = "es") -> bytes:
    body = "".join(f"<tu>{unit}</tu>" for unit in units)
    return (
        f'<?xml version="1.0"?>{head}<tmx version="1.4"><header srclang="{source}"/><body>{body}</body></tmx>'.encode()
    )


def tmx_unit(source: str, target: str) -> str:
    return f'<tuv xml:lang="es"><seg>{source}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv>'


def import_pairs(*pairs: tuple[str, str]) -> None:
    tmx.import_file(io.BytesIO(file(*(tmx_unit(*one) for one in pairs))), "old.tmx")


def test_texts_of_a_page_are_found_exactly_and_nearly_and_follow_their_translation() -> None:
    source, target = create_translated_group()
    summary = StringTranslation.objects.select_related("context").get(context__path="summary")
    (found,) = matches("Resumen", source.locale, target.locale, context=summary.context)
    assert (found.score, found.source, found.target, found.same_place) == (100, "Resumen", "en-Resumen", True)
    assert found.where == "Igualdad · summary"
    assert 60 <= matches("Resumén.", source.locale, target.locale)[0].score < 100
    assert matches("Otra cosa del todo distinta", source.locale, target.locale) == []
    assert matches("Resumen", target.locale, source.locale) == []
    summary.data = "Abstract"
    summary.save()
    assert [one.target for one in matches("Resumen", source.locale, target.locale)] == ["Abstract"]
    summary.translation_type = StringTranslation.TRANSLATION_TYPE_MACHINE
    summary.save()
    assert matches("Resumen", source.locale, target.locale) == []
    StringTranslation.objects.filter(pk=summary.pk).update(translation_type="manual")
    assert catch_up() == 1
    assert matches("Resumen", source.locale, target.locale)
    summary.delete()
    sweep()
    assert matches("Resumen", source.locale, target.locale) == []
    assert not MemoryUnit.objects.filter(text="Resumen").exists()


def test_the_best_come_first_and_each_wording_once(locales: tuple[Locale, Locale]) -> None:
    import_pairs(
        (SENTENCE, "one"),
        (SENTENCE.replace("agua", "energía"), "two"),
        (SENTENCE.replace("políticas de agua", "planes de <ph>&lt;br/&gt;</ph> agua"), "thr<ph>&lt;br/&gt;</ph>ee"),
        (SENTENCE.upper(), "one"),
        ("Nada que ver con aquello", "other"),
    )
    found = matches(SENTENCE, *locales)
    assert [match.target for match in found] == ["one", "two", "thr<br/>ee"]
    assert found[0].score == 100
    assert all(60 <= match.score < 100 for match in found[1:])
    assert {match.where for match in found} == {"old.tmx"}
    assert [match.target for match in matches(SENTENCE, *locales, limit=1)] == ["one"]
    assert [one.text for one in exact([SENTENCE, "x"], *locales)[SENTENCE]] == ["one"]


def test_many_texts_take_the_queries_of_one(locales: tuple[Locale, Locale]) -> None:
    source, target = create_translated_group()
    context = StringTranslation.objects.filter(locale=target.locale).first().context

    def queries(count: int) -> int:
        strings = String.objects.bulk_create(
            [
                String(locale=source.locale, data=(text := f"Frase {uuid4()}"), data_hash=String._get_data_hash(text))
                for _n in range(count)
            ]
        )
        texts = [TranslatedText(string.pk, context.pk, target.locale.pk, "x") for string in strings]
        with CaptureQueriesContext(connection) as captured:
            write(texts)
        return len(captured)

    assert queries(5) == queries(25)
    with CaptureQueriesContext(connection) as captured:
        matches(f"Frase {uuid4()}", source.locale, target.locale)
    assert len(captured) <= 5


@pytest.mark.one_database
def test_a_search_reads_as_many_rows_of_a_hundred_thousand_texts_as_of_a_thousand(
    locales: tuple[Locale, Locale],
) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL finds similar texts by its own index of trigrams")
    marks = grams("agua y saneamiento", locales[0].pk, locales[1].pk)

    def fill(first: int, last: int) -> None:
        numbers = "WITH RECURSIVE n(i) AS (SELECT %s UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO translation_memory_memoryunit (id, source_locale_id, target_locale_id, text, digest, key)"
                f" {numbers} SELECT i, %s, %s, 'Agua y saneamiento ' || i, printf('%%032x', i),"
                " 'agua y saneamiento ' || i FROM n",
                [first, last, locales[0].pk, locales[1].pk],
            )
            for mark in marks:
                cursor.execute(
                    f"INSERT INTO translation_memory_memorygram (gram, unit_id) {numbers} SELECT %s, i FROM n",
                    [first, last, mark],
                )

    fill(1, 1_000)
    at_thousand = candidates.postings(marks)
    fill(1_001, 100_000)
    at_hundred_thousand = candidates.postings(marks)
    assert len(at_thousand) == len(at_hundred_thousand) == len(marks) * candidates.POSTINGS
    assert len(candidates.candidates("agua y saneamiento", locales[0].pk, locales[1].pk)) == candidates.MAX_COMPARISONS
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT gram, unit_id FROM translation_memory_memorygram"
            " WHERE gram = 1 ORDER BY unit_id DESC LIMIT 50"
        )
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "COVERING INDEX translation_memory_gram" in plan
    assert "TEMP B-TREE" not in plan


def test_tmx_goes_out_and_comes_back_whole(locales: tuple[Locale, Locale]) -> None:
    texts = [
        (
            'Ver <a id="a1">más &amp; <b>mejor</b></a><br/>ñ “1” &lt;x&gt;',
            'See <a id="a1">more &amp; <b>better</b></a><br/>ñ',
        ),
        ("年 🌊  dos espacios", "year"),
    ]
    units = [
        MemoryUnit(
            text=text, digest=MemoryUnit.digest_of(text), key=text, source_locale=locales[0], target_locale=locales[1]
        )
        for text, _t in texts
    ]
    MemoryUnit.objects.bulk_create(units)
    key = uuid4()
    for unit, (_text, target) in zip(MemoryUnit.objects.order_by("pk"), texts, strict=True):
        MemoryEntry.objects.create(
            unit=unit,
            text=target,
            object_key=key,
            path="body.1",
            place="groups.x:body",
            author_name="Ana",
            changed_at=timezone.now().replace(microsecond=0),
        )
    written = "".join(tmx.serialize(entries(*locales), locales[0])).encode()
    judged = tmxfile.parsestring(written, "es", "en")
    assert len(judged.units) == 2
    assert "mejor" in judged.units[0].source
    fields = ("unit__text", "text", "object_key", "path", "place", "author_name", "changed_at")
    before = list(MemoryEntry.objects.order_by("pk").values_list(*fields))
    assert tmx.import_file(io.BytesIO(written), "x.tmx").unchanged == 2
    MemoryUnit.objects.all().delete()
    assert tmx.import_file(io.BytesIO(written), "x.tmx", only_check=True).added == 2
    assert not MemoryUnit.objects.exists()
    assert tmx.import_file(io.BytesIO(written), "x.tmx").added == 2
    assert list(MemoryEntry.objects.order_by("pk").values_list(*fields)) == before


def test_files_of_other_tools_are_read(locales: tuple[Locale, Locale]) -> None:
    content = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">'
        '<header srclang="*all*"/>'
        '<body><tu creationid="Omega" changedate="20200102T030405Z"><note>n</note>'
        '<tuv xml:lang="ES-ES"><seg>Uno <bpt i="1">{1}</bpt>dos<ept i="1">{/1}</ept> &lt;script&gt;</seg></tuv>'
        '<tuv xml:lang="en_GB"><seg>One <hi>two</hi> &lt;script&gt;</seg></tuv>'
        '<tuv xml:lang="de"><seg>Eins</seg></tuv></tu></body></tmx>'
    ).encode("utf-16")
    assert tmx.import_file(io.BytesIO(content), "omega.tmx").added == 2
    (match,) = matches("Uno dos &lt;script&gt;", *locales)
    assert (match.score, match.target, match.author) == (100, "One two &lt;script&gt;", "Omega")
    assert match.changed_at is not None
    assert match.changed_at.year == 2020
    assert matches("One two &lt;script&gt;", locales[1], locales[0])


@pytest.mark.one_database
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<xliff/>",
        file(tmx_unit("a", "b"))[:-30],
        file(tmx_unit("a", "b"), source="de"),
        file('<tuv xml:lang="de"><seg>a</seg></tuv><tuv xml:lang="nl"><seg>b</seg></tuv>'),
        file(tmx_unit("&c;", "b"), head='<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;">]>'),
        file(tmx_unit("&c;", "b"), head='<!DOCTYPE tmx [<!ENTITY c SYSTEM "file:///etc/passwd">]>'),
        file(tmx_unit("a", "b"), tmx_unit("c", "<ph>&lt;script&gt;alert(1)&lt;/script&gt;</ph>")),
        file(tmx_unit("a", "b"), tmx_unit("c", '<bpt i="1">&lt;b&gt;</bpt>d')),
        file(
            tmx_unit("a", "b"),
            tmx_unit("c", '<bpt i="1">&lt;a href="javascript:x"&gt;</bpt>d<ept i="1">&lt;/a&gt;</ept>'),
        ),
        file(tmx_unit("a", "b"), tmx_unit("c", "x" * 20_001)),
        file(tmx_unit("a", "ñ")).decode().replace("?>", ' encoding="ascii"?>', 1).encode(),
    ],
)
def test_a_wrong_file_changes_nothing(locales: tuple[Locale, Locale], content: bytes) -> None:
    with pytest.raises(RefusedFileError) as refused:
        tmx.import_file(io.BytesIO(content), "x.tmx")
    assert str(refused.value)
    assert not MemoryUnit.objects.exists()


def test_a_file_too_large_is_refused_unread(locales: tuple[Locale, Locale], monkeypatch: Any) -> None:
    monkeypatch.setattr(tmx, "LIMITS", Limits(size=100))
    with pytest.raises(RefusedFileError):
        tmx.import_file(io.BytesIO(file(tmx_unit("a", "b" * 200))), "x.tmx")


def test_commands_and_screens_are_for_those_who_may(
    locales: tuple[Locale, Locale], tmp_path: Path, settings: Any
) -> None:
    settings.LANGUAGE_CODE = "en"
    source, _target = create_translated_group()
    path = tmp_path / "memory.tmx"
    call_command("export_tmx", path, source="es", verbosity=0)
    call_command("import_tmx", path, verbosity=0)
    path.write_bytes(path.read_bytes()[:-40])
    for command in (("import_tmx", path), ("import_tmx", tmp_path / "none.tmx")):
        with pytest.raises(CommandError):
            call_command(*command)
    with pytest.raises(CommandError):
        call_command("export_tmx", path, source="xx")
    holder, other = create_user("memory", exchange_memory="translation_memory"), create_user("other")
    assert b"es/en.tmx" in client_for(holder).get(reverse("translation_memory")).content
    answer = client_for(holder).get(reverse("translation_memory_file", args=["es", "en"]))
    assert b"en-Resumen" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    upload = reverse("translation_memory_import")
    posted = client_for(holder).post(upload, {"file": SimpleUploadedFile("a.tmx", file(tmx_unit("red", "net")))})
    assert posted.status_code == 302
    assert matches("red", *locales)
    refused = client_for(holder).post(upload, {"file": SimpleUploadedFile("a.tmx", b"<tmx>")})
    assert "incomplete" in refused.content.decode()
    for address in (reverse("translation_memory"), upload, reverse("translation_memory_file", args=["es", "en"])):
        assert is_refused(client_for(other).get(address))
    assert source.live
