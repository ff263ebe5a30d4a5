"""What a text said before its source changed: the screen and every file show the same."""

import polib
import pytest
from rapidfuzz.fuzz import ratio
from wagtail_localize.models import StringSegment, StringTranslation

from tests.translation.editor_screen import change_source, first_segment, open_screen
from tests.translation.team import TranslationTeam
from translation.editor.units import Units
from translation.exchange.export import serialize
from translation.exchange.formats import FORMATS
from translation.exchange.units import documents
from translation.units.previous import ALIKE
from translation.workflow.drafts import save_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_default")]

WATER = "El grupo de trabajo acompaña a los países en sus políticas de agua y saneamiento."
WATER_AGAIN = "El grupo de trabajo acompaña a los países en la política de agua y saneamiento rural."
HEALTH = "La red reúne cada año a las personas que dirigen los programas nacionales de salud."
#: Has nothing to do with the others, but many of their letters.
OTHER = "Las solicitudes se envían por el formulario y reciben una respuesta en diez días."


def html(*paragraphs: str) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def translate(team: TranslationTeam, *, save: bool = True) -> None:
    """Translate every paragraph that has no translation, and have the draft made from it."""
    for row in StringSegment.objects.filter(source=team.translation.source, context__path="purpose"):
        StringTranslation.objects.get_or_create(
            translation_of=row.string,
            context=row.context,
            locale=team.target.locale,
            defaults={"data": f"en: {row.string.data}"},
        )
    if save:
        save_draft(team.translation)


def previous_on_screen(team: TranslationTeam) -> dict[str, str | None]:
    """What each untranslated text said before, on the screen."""
    units = Units(team.translation, team.target, team.translator)
    return {
        unit.source: unit.previous.source if unit.previous else None
        for unit in units.with_drafts(units.all)
        if unit.stored is None
    }


def previous_in_files(team: TranslationTeam) -> dict[str, str | None]:
    """The same in files."""
    (document,) = documents([team.translation])
    return {unit.source: unit.previous.source if unit.previous else None for unit in document.units if not unit.target}


def previous_texts(team: TranslationTeam) -> dict[str, str | None]:
    """What both show."""
    team.translation.refresh_from_db()
    shown = previous_on_screen(team)
    assert previous_in_files(team) == shown
    return shown


def test_a_changed_field_was_what_stood_there(team: TranslationTeam) -> None:
    change_source(team, summary="Nada de lo anterior", title="Equidad")
    assert previous_texts(team) == {"Nada de lo anterior": "Resumen", "Equidad": "Igualdad"}


def test_a_changed_paragraph_was_the_likest_and_a_new_one_was_none(team: TranslationTeam) -> None:
    change_source(team, purpose=html(WATER, HEALTH))
    translate(team)
    change_source(team, purpose=html(OTHER, WATER_AGAIN))
    assert 40 < max(ratio(OTHER, other) for other in (WATER, HEALTH)) < ALIKE, "alike by their letters alone"
    assert previous_texts(team) == {OTHER: None, WATER_AGAIN: WATER}


def test_a_paragraph_that_stands_alone_was_the_one_that_stood_alone(team: TranslationTeam) -> None:
    change_source(team, purpose=html(WATER))
    translate(team)
    change_source(team, purpose=html(OTHER))
    assert previous_texts(team) == {OTHER: WATER}


def test_of_many_paragraphs_the_one_that_is_left_was_none_if_it_is_like_none(team: TranslationTeam) -> None:
    change_source(team, purpose=html(WATER, HEALTH))
    translate(team)
    change_source(team, purpose=html(OTHER))
    assert previous_texts(team) == {OTHER: None}


def test_what_the_draft_was_made_from_comes_before_what_is_older(team: TranslationTeam) -> None:
    change_source(team, purpose=html(WATER, HEALTH))
    translate(team)
    change_source(team, purpose=html(WATER_AGAIN, HEALTH))
    translate(team)
    change_source(team, purpose=html(WATER.replace("acompaña", "ayuda"), HEALTH))
    assert list(previous_texts(team).values()) == [WATER_AGAIN], "though the older one is more like it"


def test_a_translation_with_an_error_helps_nobody(team: TranslationTeam) -> None:
    StringTranslation.objects.filter(context__path="summary").update(has_error=True)
    change_source(team, summary="Otro resumen")
    assert previous_texts(team) == {"Otro resumen": None}


def test_a_text_whose_draft_was_never_made_has_its_earlier_one_too(team: TranslationTeam) -> None:
    change_source(team, purpose=html(WATER, HEALTH))
    translate(team, save=False)
    team.translation.basis.delete()
    change_source(team, purpose=html(WATER_AGAIN, HEALTH))
    assert previous_texts(team) == {WATER_AGAIN: WATER}


def test_people_read_the_same_on_the_screen_and_in_a_file(team: TranslationTeam) -> None:
    change_source(team, summary="Resumen nuevo")
    team.translation.refresh_from_db()
    unit = open_screen(team.translator, team.target).unit(first_segment(team.translation, "summary").pk)
    shown = unit.select_one(".seg__previous")
    assert shown is not None
    (document,) = documents([team.translation])
    entries = polib.pofile("".join(serialize(document, FORMATS["po"])))
    entry = next(entry for entry in entries if entry.msgid == "Resumen nuevo")
    assert (entry.previous_msgid, entry.msgstr) == ("Resumen", "en-Resumen")
    assert "en-Resumen" in shown.text
    assert [tag.text.strip() for tag in shown.select("ins, del")] == ["nuevo"]
