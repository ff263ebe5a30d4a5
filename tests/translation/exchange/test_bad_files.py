"""Files that are refused: each with a reason that a person understands, and nothing changes."""

import re
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import Translation

from tests.translation.exchange.file_exchange import FileExchange, translation_rows, upload_file
from tests.translation.users import client_for
from translation.exchange.archive import ARCHIVE_LIMITS
from translation.exchange.models import PendingImport, Remark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_messages")]

BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
Make = Callable[[FileExchange], bytes]


def xliff(exchange: FileExchange) -> bytes:
    return exchange.file("xliff").encode()


def po(exchange: FileExchange) -> bytes:
    return exchange.file("po").encode()


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def replace_in(make: Make, old: str, new: str) -> Make:
    def made(exchange: FileExchange) -> bytes:
        content = make(exchange)
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return made


def unknown_unit(exchange: FileExchange) -> bytes:
    named = f'id="{exchange.unit("title").key}" name="title"'.encode()
    return xliff(exchange).replace(named, b'id="u0" name="nothing"').replace(b">Igualdad</source>", b">Otra</source>")


#: Said at the field: there is nothing to look at.
AT_THE_FIELD: list[tuple[str, bytes | None, str]] = [
    ("no file", None, "Choose a file"),
    ("empty", b"", "empty"),
    ("50 MB", b"x" * 50 * 1024 * 1024, "larger than 20 MB"),
    ("a broken ZIP", b"PK\x03\x04 and then nothing", "damaged"),
    ("an empty ZIP", zipped(), "no files in the ZIP"),
    ("a ZIP of something else", zipped(("evil.exe", b"x")), "neither a PO nor an XLIFF"),
    ("a ZIP bomb", zipped(("bomb.po", b"0" * 19 * 1024 * 1024)), "too large when unpacked"),
    ("too many files", zipped(*((f"{n}.po", b"") for n in range(ARCHIVE_LIMITS.files + 1))), "more than 1000"),
    ("a ZIP in a ZIP", zipped(("inner.zip", zipped(("a.po", b"x")))), "neither a PO nor an XLIFF"),
]


@pytest.mark.parametrize(("content", "reason"), [case[1:] for case in AT_THE_FIELD], ids=[c[0] for c in AT_THE_FIELD])
def test_what_is_no_file_of_texts_is_told_at_the_field(
    exchange: FileExchange, content: bytes | None, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = translation_rows()
    sent = {} if content is None else {"file": SimpleUploadedFile("file.po", content)}
    response = client_for(exchange.people["translator"]).post(reverse("translation:files_upload"), sent)
    assert response.status_code == 422
    assert reason in response.content.decode()
    assert translation_rows() == before
    assert not PendingImport.objects.exists()
    assert not list(tmp_path.iterdir()), "a temporary file is left"


@pytest.mark.parametrize("packed", [False, True])
def test_more_texts_than_are_done_in_a_request_are_refused_before_they_are_looked_at(
    exchange: FileExchange, packed: bool, settings: Any
) -> None:
    settings.TRANSLATION_FILE_TEXTS = 5
    assert exchange.file("po").count("msgctxt") == 5
    content = zipped(("a.po", po(exchange)), ("b.xlf", xliff(exchange))) if packed else po(exchange)
    response = client_for(exchange.people["translator"]).post(
        reverse("translation:files_upload"), {"file": SimpleUploadedFile("file.po", content)}
    )
    assert ("more than 5 texts" in response.content.decode()) is packed
    assert PendingImport.objects.exists() is not packed


#: Said in the report, for the file as a whole.
REFUSED: list[tuple[str, Make, str]] = [
    ("truncated XLIFF", lambda exchange: xliff(exchange)[:-200], "incomplete"),
    ("truncated PO", lambda exchange: po(exchange)[: len(po(exchange)) * 2 // 3], "PO file cannot be read|incomplete"),
    ("PO cut between entries", lambda exchange: po(exchange).rpartition(b"\n#. ")[0], "incomplete"),
    (
        "an entity bomb",
        lambda exchange: BOMB + xliff(exchange).partition(b"?>")[2],
        "document type declaration or entities",
    ),
    ("no XLIFF", lambda _stage: b"<html><p>Hello</p></html>", "not an XLIFF file"),
    ("XLIFF 3", replace_in(xliff, 'version="2.1"', 'version="3.0"'), "XLIFF 3.0"),
    ("an encoding that it isn't in", lambda exchange: xliff(exchange).decode().encode("latin-1"), "encoding"),
    ("an unknown encoding", replace_in(po, "charset=UTF-8", "charset=klingon"), "unknown encoding"),
    ("another encoding of PO", lambda exchange: po(exchange).decode().encode("latin-1"), "not in the encoding"),
    ("any text", lambda _stage: b"Dear colleague,\nhere is nothing.\n", "PO file cannot be read"),
    ("a path on the server", lambda _stage: b"/etc/passwd", "PO file cannot be read"),
    ("no mark", replace_in(po, "X-WagtailLocalize-TranslationID", "X-Nothing"), "which translation it belongs to"),
    (
        "another site's",
        lambda exchange: replace_in(po, str(exchange.translation.uuid), "1" * 8 + str(exchange.translation.uuid)[8:])(
            exchange
        ),
        "not belong to any translation that you",
    ),
    (
        "a broken mark",
        lambda exchange: replace_in(po, str(exchange.translation.uuid), "'; DROP")(exchange),
        "which translation it belongs to",
    ),
    ("another language", replace_in(po, "Language: en", "Language: fr"), "a different language"),
    ("another language in XLIFF", replace_in(xliff, 'trgLang="en"', 'trgLang="pt-br"'), "a different language"),
    ("another source", replace_in(xliff, 'srcLang="es"', 'srcLang="de"'), "a different language"),
    ("an unknown state", replace_in(xliff, 'state="final"', 'state="grand"'), "not a valid XLIFF state"),
    (
        "the same translation twice",
        lambda exchange: zipped(("a.po", po(exchange)), ("b.xlf", xliff(exchange))),
        "more than one file for the same",
    ),
]


@pytest.mark.parametrize(("make", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_file_is_refused_as_a_whole(exchange: FileExchange, make: Make, reason: str) -> None:
    before = translation_rows()
    shown = upload_file(exchange, make(exchange), "file.po")
    if shown.status_code == 422:  # nothing in it could be looked at
        said = shown.context["upload"].errors["file"]
    else:
        assert shown.context["report"].is_refused
        said = [file.error for file in shown.context["report"].files]
    assert any(re.search(reason, text) for text in said), said
    assert "Apply all" not in shown.content.decode()
    assert translation_rows() == before


SLUG_ENTRY = 'msgid "igualdad"\nmsgstr "en-igualdad"'
TARGET = '<target xml:lang="en">en-Igualdad</target>'
#: Said in the report, for one text; the others of the file would have been fine.
TEXTS: list[tuple[str, Make, str]] = [
    ("a script", replace_in(xliff, TARGET, "<target>&lt;script&gt;alert(1)&lt;/script&gt;</target>"), "script"),
    ("an element", replace_in(xliff, TARGET, "<target><script>alert(1)</script></target>"), "script"),
    ("a code of another text", replace_in(xliff, TARGET, '<target>x<ph id="9"/></target>'), "inline code 9"),
    ("too long", replace_in(xliff, TARGET, f"<target>{'x' * 256}</target>"), "256 characters. The maximum is 255"),
    ("an unknown text", unknown_unit, "text does not exist"),
    ("a script in PO", replace_in(po, 'msgstr "en-Igualdad"', 'msgstr "<script>alert(1)</script>"'), "script"),
    ("a handler in PO", replace_in(po, 'msgstr "en-Igualdad"', 'msgstr "<img src=x onerror=alert(1)>"'), "img"),
    (
        "another place in PO",
        replace_in(po, 'msgctxt "title"\nmsgid "Igu', 'msgctxt "no"\nmsgid "I'),
        "text does not exist",
    ),
    ("twice in PO", lambda exchange: po(exchange) + f'\nmsgctxt "slug"\n{SLUG_ENTRY}\n'.encode(), "twice"),
]


@pytest.mark.parametrize(("make", "reason"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_a_text_that_does_not_fit_keeps_everything_back(exchange: FileExchange, make: Make, reason: str) -> None:
    content = make(exchange)
    content = content.replace(b"Summary &amp;", b"Changed &amp;").replace(b'"Summary &', b'"Changed &')
    before = translation_rows()
    shown = upload_file(exchange, content, "file.xlf")
    page = shown.content.decode()
    assert "<script>alert(1)" not in page
    assert "Apply all" not in page
    if shown.status_code == 422:
        assert re.search(reason, " ".join(shown.context["upload"].errors["file"]))
        return
    (file,) = shown.context["report"].files
    said = [row.reason for row in file.errors]
    assert any(re.search(reason, text) for text in said), said
    refused = client_for(exchange.people["translator"]).post(
        reverse("translation:files_confirm", args=[shown.context["pending"].pk]),
        {"digest": shown.context["report"].digest},
    )
    assert refused.status_code == 200
    assert translation_rows() == before
    assert not Remark.objects.exists()


@pytest.mark.parametrize("address", ["files_upload", "upload_pofile"])
def test_the_file_of_another_page_is_refused_on_a_page(exchange: FileExchange, address: str) -> None:
    content = exchange.file("po")
    Translation.objects.filter(pk=exchange.translation.pk).update(uuid="12345678-1234-1234-1234-123456789012")
    before = translation_rows()
    client = client_for(exchange.people["translator"])
    if address == "upload_pofile":
        url, more = reverse("wagtail_localize:upload_pofile", args=[exchange.translation.pk]), {}
    else:
        url, more = reverse("translation:files_upload"), {"translation": str(exchange.translation.pk)}
    shown = client.post(url, {"file": SimpleUploadedFile("a.po", content.encode()), **more}, follow=True)
    assert shown.context["report"].is_refused
    assert translation_rows() == before


@pytest.mark.parametrize("content", [None, b""])
def test_the_old_address_says_what_is_missing(exchange: FileExchange, content: bytes | None) -> None:
    url = reverse("wagtail_localize:upload_pofile", args=[exchange.translation.pk])
    sent: dict[str, Any] = {} if content is None else {"file": SimpleUploadedFile("a.po", content)}
    response = client_for(exchange.people["translator"]).post(url, sent, follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    assert ("Choose a file" if content is None else "empty") in said
