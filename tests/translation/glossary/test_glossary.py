"""The glossary: recognized in texts, exchanged in files, kept by those who may."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from translate.storage.tbx import tbxfile
from wagtail.models import Locale

from groups.models import Entity
from home.setup import roles
from tests.factories import EntityFactory
from tests.translation.users import client_for, create_user, is_refused
from translation.checks.validation import findings
from translation.exchange.xml import RefusedFileError
from translation.glossary import tables, tbx
from translation.glossary.initial_terms import seed
from translation.glossary.matching import glossary
from translation.glossary.models import GlossaryTerm

pytestmark = pytest.mark.django_db

ENTRY = (
    b'<tbx xml:lang="es"><text><body><conceptEntry id="c1"><langSec xml:lang="es"><termSec><term>a</term></termSec>'
    b'</langSec><langSec xml:lang="%b"><termSec><term>b</term></termSec></langSec></conceptEntry></body></text></tbx>'
)


def term(locales: tuple[Locale, Locale], words: str, translation: str, **values: Any) -> GlossaryTerm:
    return GlossaryTerm.objects.create(
        source_locale=locales[0], target_locale=locales[1], source_term=words, target_term=translation, **values
    )


def matches_in(locales: tuple[Locale, Locale], text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.term.target_term) for one in glossary(*locales).find_terms(text)]


def codes(locales: tuple[Locale, Locale], source: str, target: str) -> list[str]:
    return [finding.code for finding in findings(source, target, *locales)]


def test_terms_are_recognised_in_the_forms_that_a_sentence_gives_them(locales: tuple[Locale, Locale]) -> None:
    term(locales, "Grupo de Trabajo", "Working Group")
    term(locales, "grupo", "group")
    term(locales, "CR", "RC")
    term(locales, "antiguo", "old", status=GlossaryTerm.Status.RETIRED)
    text = "Los <b>grupos</b> de trabajo, el GRUPO y &aacute; los CR; un cr antiguo."
    assert matches_in(locales, text) == [
        ("grupos</b> de trabajo", "Working Group"),
        ("GRUPO", "group"),
        ("CR", "RC"),
    ]
    assert glossary(locales[1], locales[0]).find_terms(text) == []


def test_what_the_platform_knows_is_no_row_but_a_term(locales: tuple[Locale, Locale]) -> None:
    unhcr = EntityFactory(locale=locales[0], name="Alto Comisionado", acronym="ACNUR")
    there = EntityFactory(
        locale=locales[1], name="High Commissioner", acronym="UNHCR", translation_key=unhcr.translation_key
    )
    assert matches_in(locales, "El ACNUR y la igualdad de género") == [
        ("ACNUR", "UNHCR"),
        ("igualdad de género", "Gender equality"),
    ]
    assert not GlossaryTerm.objects.exists()
    assert codes(locales, "El ACNUR ayuda.", "The ACNUR helps.") == ["term_missing"]
    assert codes(locales, "La igualdad de género importa.", "Equality matters.") == []
    Entity.objects.filter(pk=there.pk).update(live=False)


def test_a_translation_has_the_agreed_term_and_none_that_is_forbidden(locales: tuple[Locale, Locale]) -> None:
    term(locales, "Grupo de Trabajo", "Working Group", forbidden="task force\nwork group")
    term(locales, "seminario", "webinar")
    term(locales, "seminario", "seminar")
    assert codes(locales, "Los Grupos de Trabajo.", "The working groups.") == []
    assert codes(locales, "Los Grupos de Trabajo.", "The task forces.") == ["term_missing", "term_forbidden"]
    assert codes(locales, "Un seminario.", "A seminar.") == []
    assert codes(locales, "Sin ello.", "A task force.") == []


def test_a_page_of_texts_is_read_without_a_query_each(locales: tuple[Locale, Locale]) -> None:
    changed = term(locales, "grupo", "group")
    matches_in(locales, "grupo")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert all(matches_in(locales, f"El grupo {number}") for number in range(50))
    assert len(queries) == 0
    changed.target_term = "team"
    changed.save()
    assert matches_in(locales, "grupo") == [("grupo", "team")]


def test_a_table_comes_back_as_it_went_out(locales: tuple[Locale, Locale]) -> None:
    term(locales, "=grupo", "group; “x”", note="dos\nlíneas, ñ", forbidden="a\nb", status="proposed")
    before = list(GlossaryTerm.objects.values_list("source_term", "target_term", "note", "forbidden", "status"))
    table = "".join(tables.serialize(GlossaryTerm.objects.all())).encode()
    assert tables.import_table(io.BytesIO(table)).unchanged == 1
    GlossaryTerm.objects.all().delete()
    assert tables.import_table(io.BytesIO(table), only_check=True).added == 1
    assert not GlossaryTerm.objects.exists()
    assert tables.import_table(io.BytesIO(table.replace(b"\r\n", b"\n"))).added == 1
    assert list(GlossaryTerm.objects.values_list("source_term", "target_term", "note", "forbidden", "status")) == before


@pytest.mark.one_database
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"term,translation\na,b\n",
        "source_language,target_language,term,translation\nes,en,año,year\n".encode("latin-1"),
        b"source_language,target_language,term,translation\nes,en,a,b\nes,xx,a,b\n",
        b"source_language,target_language,term,translation\nes,en,a,b\nes,es,a,b\n",
        b"source_language,target_language,term,translation\nes,en,a,b\nes,en,a,b\n",
        b"source_language,target_language,term,translation\nes,en,a,b\nes,en,,b\n",
        b"source_language,target_language,term,translation,status\nes,en,a,b,wrong\n",
        b"source_language,target_language,term,translation\nes,en,a,b\x00\n",
    ],
)
def test_a_wrong_table_changes_nothing(locales: tuple[Locale, Locale], content: bytes) -> None:
    with pytest.raises(RefusedFileError) as refused:
        tables.import_table(io.BytesIO(content))
    assert str(refused.value)
    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize("version", [2, 3])
def test_tbx_comes_back_as_it_went_out(locales: tuple[Locale, Locale], version: int) -> None:
    term(locales, "año <b> & “ñ”", "year", note="una nota", forbidden="twelvemonth")
    term(locales, "seminario", "webinar")
    term(locales, "seminario", "seminar", status="proposed")
    before = set(GlossaryTerm.objects.values_list("source_term", "target_term", "note", "forbidden", "status"))
    written = "".join(tbx.serialize(GlossaryTerm.objects.all(), locales[0], version)).encode()
    if version == 2:
        judged = tbxfile.parsestring(written)
        assert {unit.source for unit in judged.units} == {"año <b> & “ñ”", "seminario"}
    assert tbx.import_file(io.BytesIO(written)).unchanged == 3
    GlossaryTerm.objects.all().delete()
    assert tbx.import_file(io.BytesIO(written)).added == 3
    after = set(GlossaryTerm.objects.values_list("source_term", "target_term", "note", "forbidden", "status"))
    assert after == before


@pytest.mark.one_database
@pytest.mark.parametrize(
    "content",
    [
        b"<tbx><text><body><conceptEntry/></body></text></tbx>",
        b"<other/>",
        b'<!DOCTYPE t [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><tbx>&c;</tbx>',
        b'<tbx xml:lang="es"><text><body><conceptEntry id="c1"><langSec xml:lang="es"><termSec><term>a',
        ENTRY % b"xx",
    ],
)
def test_a_wrong_tbx_changes_nothing(locales: tuple[Locale, Locale], content: bytes) -> None:
    with pytest.raises(RefusedFileError):
        tbx.import_file(io.BytesIO(content))
    assert not GlossaryTerm.objects.exists()


def test_a_new_platform_knows_its_terms_and_leaves_what_people_made_of_them(locales: tuple[Locale, Locale]) -> None:
    assert seed(list(locales)) > 30
    assert matches_in(locales, "los Coordinadores Residentes")[0][1] == "Resident Coordinator"
    assert matches_in(locales, "La Plataforma de Colaboración Regional (PCR)") == [
        ("Plataforma de Colaboración Regional", "Regional Collaborative Platform"),
        ("PCR", "RCP"),
    ]
    GlossaryTerm.objects.filter(source_term="ODS").delete()
    assert seed(list(locales)) == 0
    for one in GlossaryTerm.objects.all():
        one.full_clean()


@pytest.mark.parametrize("tags", [("es", "pt-br"), ("es", "fr"), ("en", "pt-br"), ("en", "fr"), ("pt-br", "fr")])
def test_a_new_platform_knows_terms_in_portuguese_and_french_too(db: None, tags: tuple[str, str]) -> None:
    locales = [Locale.objects.get_or_create(language_code=tag)[0] for tag in tags]
    seed(locales)
    for source, target in (locales, locales[::-1]):
        assert GlossaryTerm.objects.filter(source_locale=source, target_locale=target).count() >= 15
    for one in GlossaryTerm.objects.all():
        one.full_clean()


def test_the_list_its_files_and_the_import_are_for_those_who_may(locales: tuple[Locale, Locale], settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    term(locales, "grupo", "group")
    roles.sync()
    reviewer, reader = create_user("Reviewers"), create_user(roles.translators("en"))
    listing = client_for(reviewer).get(reverse("glossary:index"))
    assert b"grupo" in listing.content
    assert reverse("glossary:import").encode() in listing.content
    assert is_refused(client_for(reader).get(reverse("glossary:import")))
    assert is_refused(client_for(reader).get(reverse("glossary:file", args=["csv"])))
    for kind, words in (("csv", b"grupo,group"), ("tbx", b"conceptEntry"), ("tbx2", b"termEntry")):
        answer = client_for(reviewer).get(reverse("glossary:file", args=[kind]))
        assert words in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    upload = SimpleUploadedFile("t.csv", b"source_language;target_language;term;translation\nes;en;red;network\n")
    assert client_for(reviewer).post(reverse("glossary:import"), {"file": upload}).status_code == 302
    assert GlossaryTerm.objects.filter(source_term="red", target_term="network").exists()
    wrong = SimpleUploadedFile("t.csv", b"source_language,target_language,term,translation\nes,xx,a,b\n")
    answer = client_for(reviewer).post(reverse("glossary:import"), {"file": wrong})
    assert "“xx” is not a language of this platform" in answer.content.decode()
