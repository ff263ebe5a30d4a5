"""Characters that no text has are taken out where text enters, and words that they divided stay divided."""

import json
import unicodedata
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Model
from hypothesis import given
from hypothesis import strategies as st

from core.base.plain_text import PlainTextMixin, clean_line, clean_lines
from home.forms.form_builder import AnswersFormBuilder, FormField
from home.models import ContentPage, HomePage
from tests.factories import ContentPageFactory, EntityFactory, NoticeFactory
from translation.units.markup import normalize

#: Pasted from Word, from a PDF file, from a terminal.
DIRTY = "\ufeffUna\u000bmesa\u2028abierta\u0000 en\u0085la\x1b sala\x1f2"
LINE = "Una mesa abierta en la sala 2"
LINES = "Una\nmesa\nabierta en\nla sala 2"

#: Texts that no person types: the index, what was read from files, notes of jobs.
WRITTEN_BY_PROGRAMS = {
    "core_jobs.backgroundworker", "core_jobs.scheduledrun", "core_seo.socialimage", "core_images.imageuse",
    "core_images.platformrendition", "core_documents.documenttext", "core_documents.documentcover",
    "groups.servicerequestmail", "home.submission", "search.querycount", "search.value", "search.entry", "search.word",
    "translation_memory.memorygram", "translation_exchange.remark", "translation_machine.machinerun",
    "translation_sending.sending", "translation_sending.sendingpage",
    # written by the translators' screen and the files, whose texts are cleaned in ``normalize``
    "translation_checks.segmentfinding", "translation_editor.pasttranslation", "translation_editor.segmentdraft",
    "translation_memory.memoryunit", "translation_memory.memoryentry",
}  # fmt: skip


def has_own_texts(model: type[Model]) -> bool:
    """Whether a model has texts of its own that a person types."""
    return any(
        isinstance(field, models.CharField | models.TextField) and not field.choices and field.editable
        for field in model._meta.local_concrete_fields
    )


def test_every_model_with_typed_texts_cleans_them() -> None:
    ours = {"core", "translation", "home", "groups", "resources", "search"}
    unclean = {
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in ours and has_own_texts(model) and not issubclass(model, PlainTextMixin)
    }
    assert unclean <= WRITTEN_BY_PROGRAMS, sorted(unclean - WRITTEN_BY_PROGRAMS)


@given(st.text())
def test_a_line_is_one_line_of_text_and_its_words_stay_apart(text: str) -> None:
    cleaned = clean_line(text)
    assert len(cleaned.splitlines()) <= 1
    assert not [letter for letter in cleaned if unicodedata.category(letter) in {"Cc", "Cs"}]
    assert clean_line(cleaned) == cleaned
    assert clean_line(f"uno{text}\u000bdos").endswith(" dos")


@given(st.text())
def test_lines_end_as_a_browser_ends_them(text: str) -> None:
    cleaned = clean_lines(text)
    assert cleaned.splitlines() == cleaned.replace("\r\n", "\n").removesuffix("\n").split("\n") * bool(cleaned)
    assert not [letter for letter in cleaned if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\r\t"]
    assert clean_lines(cleaned) == cleaned


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")))
def test_clean_texts_are_left_as_they_are(text: str) -> None:
    assert (clean_line(text), clean_lines(text)) == (text, text)


@pytest.mark.django_db
def test_pages_store_clean_texts_in_drafts_and_when_published(home: HomePage) -> None:
    page: Any = ContentPageFactory(parent=home)
    page.title = page.search_description = DIRTY
    page.body = [
        ("rich_text", f"<p>{DIRTY}</p>"),
        ("heading", {"text": DIRTY}),
        ("quote", {"text": DIRTY, "author": DIRTY, "role": ""}),
        ("key_figures", {"figures": [{"value": "1", "unit": DIRTY, "label": DIRTY, "source": ""}]}),
    ]
    revision = page.save_revision()
    assert revision.content["title"] == LINE
    assert not control_character_texts(json.loads(revision.content["body"]))
    revision.publish()
    stored = ContentPage.objects.get(pk=page.pk)
    assert (stored.title, stored.search_description) == (LINE, LINES)
    assert stored.body[1].value["text"] == LINE
    assert stored.body[2].value["text"] == LINES
    assert not control_character_texts(json.loads(json.dumps(stored.body.get_prep_value())))


def control_character_texts(value: Any) -> list[str]:
    """The texts in raw blocks that have a control character."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in control_character_texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in control_character_texts(inner)]
    return [value] if isinstance(value, str) and value != clean_lines(value) else []


@pytest.mark.django_db
def test_snippets_store_clean_texts(home: HomePage) -> None:
    entity = EntityFactory(name=DIRTY)
    assert entity.name == LINE
    notice = NoticeFactory.build(locale=home.locale)
    notice.text = f"<p>{DIRTY}</p>"
    notice.full_clean()
    assert notice.text == f"<p>{LINES}</p>"


def test_visitors_texts_are_cleaned() -> None:
    fields = [
        FormField("line", "singleline", "Línea", "", required=True),
        FormField("text", "multiline", "Texto", "", required=True),
    ]
    form = AnswersFormBuilder(fields).get_form_class()({"line": DIRTY, "text": DIRTY})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"line": LINE, "text": LINES}


def test_translations_are_cleaned() -> None:
    assert normalize("Una <b>mesa</b>", "One\u000b<b>table\u0007</b>") == "One\n<b>table</b>"
