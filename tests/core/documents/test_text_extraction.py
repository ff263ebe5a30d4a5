"""What is read from files, and what is not: nobody's file stops anybody's work."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from core.documents import extract_text, text_extraction
from core.documents.models import DocumentText, PlatformDocument
from core.documents.models.document import ExtractionState
from core.documents.tasks import extract_document
from tests.support import pdf_files
from tests.support.pdf_files import upload_document

Commit = Callable[..., Any]

#: Arabic as PDFs write it: the shape that each letter has at its place in the word.
SHAPES = "ﺍﻟﺼﺤﺔ"


def texts(document: PlatformDocument) -> dict[int, str]:
    """What was read, by page."""
    return dict(document.texts.values_list("page", "text"))


@pytest.fixture
def extract(db: None, django_capture_on_commit_callbacks: Commit) -> Callable[..., PlatformDocument]:
    """Upload a file and have it read."""

    def upload_and_read(data: bytes, name: str = "plan.pdf", **fields: str) -> PlatformDocument:
        with django_capture_on_commit_callbacks(execute=True):
            made = upload_document(data, name, **fields)
        made.refresh_from_db()
        return made

    return upload_and_read


def test_a_pdf_says_its_pages_its_language_and_its_text(extract: Callable[..., PlatformDocument]) -> None:
    document = extract(pdf_files.pdf("Uno", "", "Tres cosas", language="es-MX"))
    assert (document.extraction_state, document.format, document.pages) == (ExtractionState.READ, "pdf", 3)
    assert document.file_language == "es"
    assert texts(document) == {1: "Uno", 3: "Tres cosas"}
    assert document.advice == ""


@pytest.mark.one_database
def test_the_editors_language_wins_over_the_files(extract: Callable[..., PlatformDocument]) -> None:
    assert extract(pdf_files.pdf("Um", language="pt"), language="es").in_language == "es"
    assert extract(pdf_files.pdf("Um", language="pt")).in_language == "pt"
    assert extract(pdf_files.pdf("Um")).in_language == ""


@pytest.mark.parametrize(
    ("said", "known"),
    [("es-ES", "es"), ("pt_BR", "pt-br"), ("PT-PT", "pt"), ("zh-Hant-TW", "zh"), ("", ""), ("und", ""),
     ("xx", ""), ("x-default", ""), ('en" onload="', ""), ("español", "")],
)  # fmt: skip
def test_what_a_file_says_of_its_language_is_believed_if_it_is_one(said: str, known: str) -> None:
    assert text_extraction.normalize_language(said) == known


def test_arabic_is_kept_in_letters_not_in_shapes(extract: Callable[..., PlatformDocument]) -> None:
    (text,) = texts(extract(pdf_files.glyph_form_pdf(SHAPES))).values()
    assert sorted(text) == sorted("الصحة")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("data", "name", "state"),
    [
        pytest.param(pdf_files.scanned_pdf(2), "scan.pdf", ExtractionState.NO_TEXT, id="images only"),
        pytest.param(
            pdf_files.encrypt_pdf(pdf_files.pdf("Uno"), "secret"), "plan.pdf", ExtractionState.ENCRYPTED, id="encrypted"
        ),
        pytest.param(
            pdf_files.encrypt_pdf(pdf_files.pdf("Uno"), ""), "plan.pdf", ExtractionState.READ, id="not to be changed"
        ),
        pytest.param(pdf_files.pdf("Uno", "Dos")[:700], "plan.pdf", ExtractionState.BROKEN, id="truncated"),
        pytest.param(b"", "plan.pdf", ExtractionState.BROKEN, id="empty"),
        pytest.param(b"<html>no</html>", "plan.pdf", ExtractionState.BROKEN, id="html named pdf"),
        pytest.param(b"%PDF-1.7\n" + b"\xff\x00" * 400, "plan.pdf", ExtractionState.BROKEN, id="noise"),
        pytest.param(pdf_files.pdf_bomb(), "plan.pdf", ExtractionState.NO_TEXT, id="bomb"),
        pytest.param(pdf_files.circular_pdf(), "plan.pdf", ExtractionState.BROKEN, id="circle"),
        pytest.param(pdf_files.pdf("Uno"), "plan.txt", ExtractionState.READ, id="pdf named txt"),
        pytest.param(b"a;b\r\n", "table.csv", ExtractionState.OTHER, id="table"),
        pytest.param(b"", "empty.csv", ExtractionState.OTHER, id="empty table"),
    ],
)
def test_every_file_gets_a_state_and_an_editor_is_told_what_to_do(
    extract: Callable[..., PlatformDocument], data: bytes, name: str, state: ExtractionState
) -> None:
    document = extract(data, name)
    assert document.extraction_state == state
    assert bool(document.advice) == (state not in {ExtractionState.READ, ExtractionState.OTHER})
    assert bool(texts(document)) == (state == ExtractionState.READ)


@pytest.mark.one_database
def test_a_file_that_takes_too_long_or_too_much_is_given_up(
    extract: Callable[..., PlatformDocument], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hang = tmp_path / "hang.py"
    monkeypatch.setattr(extract_text, "__file__", str(hang))
    hang.write_text("while True: pass")
    monkeypatch.setattr(text_extraction, "PATIENCE", 0.5)
    assert extract(pdf_files.pdf("Uno")).extraction_state == ExtractionState.TOO_LARGE
    monkeypatch.setattr(text_extraction, "PATIENCE", 30)
    hang.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert extract(pdf_files.pdf("Uno")).extraction_state == ExtractionState.TOO_LARGE
    monkeypatch.setattr(text_extraction, "MAX_BYTES", 100)
    assert extract(pdf_files.pdf("Uno")).extraction_state == ExtractionState.TOO_LARGE


def test_memory_of_the_reading_process_is_bound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    greedy = tmp_path / "greedy.py"
    source = Path(extract_text.__file__).read_text(encoding="utf-8").partition('if __name__ == "__main__"')[0]
    greedy.write_text(f"{source}\nlimit()\ntry:\n    bytes(2 * MEMORY)\nexcept MemoryError:\n    print('{{}}')\n")
    monkeypatch.setattr(extract_text, "__file__", str(greedy))
    with greedy.open("rb") as file:
        assert text_extraction._extract(file) == {}


def test_of_a_long_file_the_beginning_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_text, "MAX_PAGES", 2)
    found = extract_text.extract(io.BytesIO(pdf_files.pdf("Uno", "Dos", "Tres")))
    assert (found["pages"], found["texts"], found["problem"]) == (3, [(1, "Uno"), (2, "Dos")], "Cut")
    monkeypatch.setattr(extract_text, "MAX_CHARACTERS", 4)
    found = extract_text.extract(io.BytesIO(pdf_files.pdf("Uno", "Dos", "Tres")))
    assert found["texts"] == [(1, "Uno"), (2, "D")]


@given(st.integers(0, 1500), st.binary(max_size=40))
def test_no_damage_whatever_makes_reading_fail(place: int, noise: bytes) -> None:
    sound = pdf_files.pdf("Uno", "Dos")
    found = extract_text.extract(io.BytesIO(sound[:place] + noise + sound[place + len(noise) :]))
    assert found["state"] in {"read", "no_text", "broken", "encrypted"}


@pytest.mark.django_db
def test_what_no_database_can_hold_is_left_out() -> None:
    assert extract_text.clean("a\x00b\ud800c\nd\u0007ﬁ") == "abc\ndfi"


def test_a_replaced_file_is_read_anew_at_the_same_address(
    extract: Callable[..., PlatformDocument], django_capture_on_commit_callbacks: Commit
) -> None:
    document = extract(pdf_files.pdf("Uno", "Dos", language="es"))
    address = document.url
    late = (document.pk, document.file_hash)
    again = PlatformDocument.objects.get(pk=document.pk)
    again.file = ContentFile(pdf_files.pdf("Three"), name="work plan.pdf")
    again.save()
    assert (again.extraction_state, again.pages, again.file_language) == (ExtractionState.WAITING, None, "")
    assert texts(again) == {}
    extract_document.call(*late)  # the first file's task comes late
    again.refresh_from_db()
    assert again.extraction_state == ExtractionState.WAITING
    extract_document.call(again.pk, again.file_hash)
    again.refresh_from_db()
    assert (again.url, again.filename, again.pages, texts(again)) == (address, "work plan.pdf", 1, {1: "Three"})


@pytest.mark.django_db
def test_a_file_replaced_while_it_is_read_keeps_nothing_of_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    document = upload_document(pdf_files.pdf("Uno"))
    before = text_extraction._extract

    def replaced_meanwhile(file: Any) -> dict[str, Any]:
        other = PlatformDocument.objects.get(pk=document.pk)
        other.file = ContentFile(pdf_files.pdf("Otro"), name="otro.pdf")
        other.save()
        return before(file)

    monkeypatch.setattr(text_extraction, "_extract", replaced_meanwhile)
    assert not text_extraction.extract(PlatformDocument.objects.get(pk=document.pk))
    document.refresh_from_db()
    assert (document.extraction_state, texts(document)) == (ExtractionState.WAITING, {})


@pytest.mark.django_db
def test_running_the_task_twice_gives_the_same_rows() -> None:
    document = upload_document(pdf_files.pdf("Uno", "Dos"))
    extract_document.call(document.pk, document.file_hash)
    rows = list(DocumentText.objects.values())
    extract_document.call(document.pk, document.file_hash)
    assert list(DocumentText.objects.values()) == rows
    # cut off after its rows were written and before it was done can't be: both are one transaction
    PlatformDocument.objects.update(extraction_state=ExtractionState.WAITING)
    extract_document.call(document.pk, document.file_hash)
    assert texts(document) == {1: "Uno", 2: "Dos"}


@pytest.mark.django_db
def test_a_file_that_is_deleted_takes_its_text_along_and_a_late_task_does_nothing() -> None:
    document = upload_document(pdf_files.pdf("Uno"))
    extract_document.call(document.pk, document.file_hash)
    late = (document.pk, document.file_hash)
    document.delete()
    extract_document.call(*late)
    assert not DocumentText.objects.exists()


@pytest.mark.django_db
def test_saving_anything_else_asks_for_no_reading(django_capture_on_commit_callbacks: Commit) -> None:
    document = upload_document(pdf_files.pdf("Uno"))
    extract_document.call(document.pk, document.file_hash)
    with django_capture_on_commit_callbacks() as asked:
        again = PlatformDocument.objects.get(pk=document.pk)
        again.title = "Otro título"
        again.save()
        PlatformDocument.objects.only("title").get(pk=document.pk).save(update_fields=["title"])
    assert not [call for call in asked if "extract_document" in repr(call)]
    again.refresh_from_db()
    assert again.extraction_state == ExtractionState.READ


@pytest.mark.django_db
def test_a_file_that_is_stored_before_its_row_is_saved_is_seen_too() -> None:
    document = PlatformDocument(title="Plan")
    document.file.save("plan.pdf", ContentFile(pdf_files.pdf("Uno")), save=False)
    document.save()
    assert (document.extraction_state, document.format) == (ExtractionState.WAITING, "pdf")
    assert document.file_hash
    assert document.file_size == len(pdf_files.pdf("Uno"))


@pytest.mark.django_db
def test_a_file_that_is_gone_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    document = upload_document(pdf_files.pdf("Uno"))
    default_storage.delete(document.file.name)
    call_command("read_documents")
    document.refresh_from_db()
    assert document.extraction_state == ExtractionState.MISSING
    assert document.advice
    call_command("read_documents", "--again")
    assert f"{ExtractionState.MISSING.label}: 1" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_reads_what_waits_and_what_came_without_being_saved(capsys: pytest.CaptureFixture[str]) -> None:
    sound, scan = upload_document(pdf_files.pdf("Uno")), upload_document(pdf_files.scanned_pdf(), "scan.pdf")
    name = default_storage.save("documents/bulk.pdf", ContentFile(pdf_files.pdf("Dos")))
    (bulk,) = PlatformDocument.objects.bulk_create([PlatformDocument(title="Bulk", file=name)])
    call_command("read_documents")
    captured = capsys.readouterr()
    assert f"{ExtractionState.READ.label}: 2" in captured.out
    assert f"{ExtractionState.NO_TEXT.label}: 1" in captured.out
    assert "Bulk" in captured.err
    bulk.refresh_from_db()
    assert (bulk.extraction_state, bulk.format, texts(bulk)) == (ExtractionState.READ, "pdf", {1: "Dos"})
    call_command("read_documents", verbosity=0)
    assert capsys.readouterr().out == ""
    texts_before = list(DocumentText.objects.values_list("document", "page", "text"))
    call_command("read_documents", "--again", verbosity=0)
    assert list(DocumentText.objects.values_list("document", "page", "text")) == texts_before
    assert scan.pk
    assert sound.pk


@pytest.mark.django_db
def test_the_command_fails_where_the_storage_can_not_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    document = upload_document(pdf_files.pdf("Uno"))

    def away(*args: Any) -> None:
        raise ConnectionError("no route")

    monkeypatch.setattr(PlatformDocument, "open_file", away)
    with pytest.raises(CommandError, match="no route"):
        call_command("read_documents", verbosity=0)
    document.refresh_from_db()
    assert document.extraction_state == ExtractionState.WAITING
