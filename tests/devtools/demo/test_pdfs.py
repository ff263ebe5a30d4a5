"""The demo's PDFs: that they can be read, and in the language they say."""

import io
import sys
from typing import Any

import pytest
from babel import Locale
from django.core.management import CommandError, call_command
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from pypdf import PdfReader

from devtools.demo import pdfs, texts
from devtools.demo.covers import COVERS

pytestmark = pytest.mark.one_database

RESOURCES: list[dict[str, Any]] = [
    resource
    for path in sorted((texts.FOLDER / "resources").glob("*.json"))
    for resource in texts.load(f"resources/{path.stem}")
]
HOSTED = [
    pytest.param(resource, file, id=f"{resource['key']}-{file['language']}")
    for resource in RESOURCES
    for file in resource["files"]
    if "address" not in file
]


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    """What tells the languages of the demo's documents apart."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(["es", "en", "pt", "fr"])
    return found


@pytest.mark.parametrize(("resource", "file"), HOSTED)
def test_a_pdf_says_its_language_and_is_in_it(
    resource: dict[str, Any], file: dict[str, Any], identifier: LanguageIdentifier
) -> None:
    language = file["language"]
    reader = PdfReader(io.BytesIO(pdfs.pdf(resource, language, short=file.get("short", False))))
    assert 2 <= len(reader.pages) <= 6
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.metadata is not None
    assert reader.metadata.title == resource["title"]["pt-br" if language == "pt" else language]
    assert reader.outline
    words = " ".join(page.extract_text() for page in reader.pages)
    assert identifier.classify(words)[0] == language


def test_its_words_are_the_resources_own() -> None:
    (resource,) = (each for each in RESOURCES if each["key"] == "early-warning")
    pages = PdfReader(io.BytesIO(pdfs.pdf(resource, "fr"))).pages
    read = " ".join(" ".join(page.extract_text() for page in pages).split())
    for text in (*resource["messages"], *resource["abstract"], resource["body"][1]["paragraphs"][0]):
        assert " ".join(text["fr"].split()) in read


def test_a_short_one_leaves_the_text_out() -> None:
    (resource,) = (each for each in RESOURCES if each["key"] == "own-account")
    short, whole = (
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdfs.pdf(resource, "en", short=short))).pages)
        for short in (True, False)
    )
    assert resource["body"][0]["heading"]["en"] in whole
    assert resource["body"][0]["heading"]["en"] not in short
    assert resource["messages"][0]["en"][:40] in short


def test_the_bytes_are_the_same_every_time() -> None:
    assert pdfs.pdf(RESOURCES[0], "es") == pdfs.pdf(RESOURCES[0], "es")


def test_every_cover_is_some_resources_and_has_words() -> None:
    assert {each["key"] for each in RESOURCES if "cover_alt" in each} == set(COVERS)


def test_languages_of_files_are_known() -> None:
    for resource in RESOURCES:
        assert Locale.parse(resource["original_language"])
        assert resource["original_language"] in {file["language"] for file in resource["files"]}


def test_without_the_library_one_line_says_what_to_install(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEBUG = True
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(CommandError, match=r"requirements/demo\.txt"):
        call_command("demo", verbosity=0)
