"""Files as translation tools write them, by their public descriptions.

A translator has worked on the same page in each: title, summary and purpose are finished, the name is what the tool
makes of a text that nobody has opened, the note is a draft.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale

from tests.translation.exchange.file_exchange import FileExchange, confirm_import, create_exchange, upload_file
from tests.translation.exchange.unsaved_units import LINES, make_unit, validate_file
from tests.translation.users import client_for
from translation.exchange.formats import parse
from translation.exchange.import_views import is_tag_of
from translation.exchange.models import ImportState
from translation.exchange.units import FileUnit
from translation.units.labels import Place

FOLDER = Path(__file__).parent / "made_by_tools"
PAGE = (
    make_unit("Igualdad", path="title", number=1),
    make_unit("Primera línea.\nSegunda línea.", place=LINES, path="summary", number=2),
    FileUnit(
        path="purpose",
        string_id=3,
        context_id=3,
        source='Para <b>todas</b> las <a id="a1">personas</a>.',
        rich=True,
        attributes={"a1": {"href": "https://example.org/"}},
        place=Place("Purpose"),
    ),
    make_unit("CEPAL", path="acronym", number=4),
    make_unit("Otra cosa", path="note", number=5),
    make_unit("Lista", "List", path="heading", number=6),
)
FINISHED = ["Equality", "First line.<br/>Second line.", 'For <b>all</b> <a id="a1">people</a>.']
DRAFT = ["Some thing"]
NAME = ["CEPAL"]

#: What of each file is left out as unfinished, and what as a copy of the source.
FILES: dict[str, tuple[list[str], list[str]]] = {
    # fills what nobody has translated with the source, and leaves states as they were
    "omegat.xlf": ([], ["CEPAL", "Otra cosa"]),
    "omegat.po": (DRAFT, []),
    # fuzzy is needs-l10n in XLIFF 1.2, a subState in 2
    "poedit.po": (DRAFT, NAME),
    "poedit.xlf": (DRAFT, []),
    "poedit-2.xlf": (DRAFT, []),
    # a finished text has no state, a text that needs editing is one that needs translation
    "weblate.po": (DRAFT, NAME),
    "weblate.xlf": (DRAFT, NAME),
    # a draft needs translation in XLIFF 1.2, is initial in 2, and has a conf of its own in Studio's format
    "trados.xlf": (DRAFT, NAME),
    "trados-2.xlf": (DRAFT, NAME),
    "trados.sdlxliff": (DRAFT, NAME),
    "memoq.mqxliff": (DRAFT, NAME),
    "phrase.xlf": (DRAFT, NAME),
    "phrase.mxliff": (DRAFT, NAME),
}


def content(name: str) -> str:
    return (FOLDER / name).read_text()


def test_every_file_is_expected() -> None:
    assert {path.name for path in FOLDER.iterdir()} == FILES.keys()


@pytest.mark.parametrize("name", FILES)
def test_what_is_finished_is_taken_and_the_rest_is_listed(name: str) -> None:
    said = validate_file(content(name), *PAGE)
    assert not said.is_refused, said.errors
    assert not said.stale
    assert [change.data for change in said.changes if change.words] == FINISHED
    assert ([row.text for row in said.unfinished], [row.text for row in said.prefilled]) == FILES[name]
    assert not any(change.missing_tags for change in said.changes)


@pytest.mark.parametrize("name", FILES)
def test_their_language_tags_are_those_of_the_translation(name: str) -> None:
    (file,) = parse(name, content(name).encode())
    spanish, english = (Locale(language_code=code, pk=number) for number, code in enumerate(("es", "en"), start=1))
    assert is_tag_of(file.source_language, spanish, [spanish, english])
    assert is_tag_of(file.target_language, english, [spanish, english])


def test_how_far_a_tool_says_a_text_is() -> None:
    states = {name: [change.state for change in validate_file(content(name), *PAGE).changes] for name in FILES}
    translated, reviewed, final = ImportState.TRANSLATED, ImportState.REVIEWED, ImportState.FINAL
    assert states["memoq.mqxliff"] == [translated, reviewed, translated]
    assert states["trados.sdlxliff"] == [translated, reviewed, translated]
    assert states["phrase.mxliff"] == [translated] * 3
    assert states["phrase.xlf"] == [final] * 3
    assert states["weblate.xlf"] == [reviewed] * 3


@pytest.mark.django_db
@pytest.mark.usefixtures("english_messages")
@pytest.mark.parametrize("name", ["trados.sdlxliff", "memoq.mqxliff", "phrase.mxliff"])
def test_a_tools_own_format_is_read_on_the_page_to_which_it_belongs(name: str) -> None:
    exchange: FileExchange = create_exchange()
    text = content(name)
    (first, *_others) = re.findall(r"<trans-unit id=.*?</trans-unit>", text, flags=re.DOTALL)
    head = text.partition("<body>")[0]
    file = f"{head}<body>{first.replace('Equality', 'Equality &amp; more')}</body></file></xliff>"
    everywhere = upload_file(exchange, file, name)
    assert everywhere.status_code == 422
    shown = upload_file(exchange, file, name, translation=str(exchange.translation.pk))
    confirm_import(exchange, shown)
    assert exchange.text("title") == "Equality &amp; more"


@pytest.mark.django_db
@pytest.mark.usefixtures("english_messages")
def test_a_file_without_a_mark_is_read_at_the_old_address_too() -> None:
    exchange: FileExchange = create_exchange()
    file = (
        exchange.file("po").replace("X-WagtailLocalize-TranslationID", "X-Nothing").replace("en-Igualdad", "Equality")
    )
    url = reverse("wagtail_localize:upload_pofile", args=[exchange.translation.pk])
    shown: Any = client_for(exchange.people["translator"]).post(
        url, {"file": SimpleUploadedFile("a.po", file.encode())}, follow=True
    )
    assert [change.new for change in shown.context["report"].files[0].changes] == ["Equality"]
