"""Files by the console: the same as on the screen, and all or nothing."""

import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from tests.translation.exchange.file_exchange import FileExchange, translation_rows
from translation.exchange.xliff import notes

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["po", "xliff", "xliff12"])
def test_what_is_written_is_read_again(exchange: FileExchange, kind: str, tmp_path: Path) -> None:
    archive = tmp_path / "out.zip"
    assert "1 of 1" in run("export_translations", "en", archive, "--format", kind, "--below", exchange.source.pk)
    with zipfile.ZipFile(archive) as packed:
        (name,) = packed.namelist()
        content = packed.read(name).decode()
    assert name == f"igualdad-{exchange.translation.pk}-en.{'po' if kind == 'po' else 'xlf'}"
    assert "0 texts would change" in run("import_translations", archive, "--check")
    edited = tmp_path / name
    edited.write_text(content.replace("en-Igualdad", "Equality"))
    before = translation_rows()
    assert "1 texts would change" in run("import_translations", edited, "--check")
    assert translation_rows() == before
    assert "1 texts changed" in run("import_translations", edited, "--user", "translator")
    assert exchange.text("title") == "Equality"


@pytest.mark.parametrize("kind", ["po", "xliff", "xliff12"])
def test_notes_are_in_the_language_that_is_translated_into(exchange: FileExchange, kind: str, tmp_path: Path) -> None:
    with override("en"):
        expected = [text for _kind, text in notes(exchange.unit("summary"))]
    archive = tmp_path / "out.zip"
    with override("es"):
        assert expected != [text for _kind, text in notes(exchange.unit("summary"))]
        run("export_translations", "en", archive, "--format", kind, "--below", exchange.source.pk)
    with zipfile.ZipFile(archive) as packed:
        content = packed.read(packed.namelist()[0]).decode()
    assert [note for note in expected if note not in content] == []


def test_one_bad_file_keeps_all_from_being_applied(exchange: FileExchange, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.po", tmp_path / "bad.xlf"
    good.write_text(exchange.file("po").replace("en-Igualdad", "Equality"))
    bad.write_text(exchange.file("xliff")[:300])
    before = translation_rows()
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("import_translations", good, bad)
    assert translation_rows() == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("import_translations", "nowhere.po"), "cannot be read"),
        (("import_translations", "{file}", "--user", "nobody-at-all"), "no user"),
        (("import_translations", "{file}", "--user", "french"), "Nothing was changed"),
        (("export_translations", "xx", "{out}"), "No language xx. Available|no language xx. Available"),
        (("export_translations", "fr", "{out}"), "nothing to translate"),
        (("export_translations", "en", "{out}", "--below", "999999"), "no page"),
        (("export_translations", "en", "/nowhere/out.zip", "--all"), "cannot be written"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_left(
    exchange: FileExchange, arguments: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.po"
    file.write_text(exchange.file("po").replace("en-Igualdad", "Equality"))
    before = translation_rows()
    with pytest.raises(CommandError, match=reason):
        run(*(argument.format(file=file, out=tmp_path / "out.zip") for argument in arguments))
    assert translation_rows() == before
    assert list(tmp_path.iterdir()) == [file]
