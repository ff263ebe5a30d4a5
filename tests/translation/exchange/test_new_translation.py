"""Translations made from texts at hand."""

import pytest
from wagtail_localize.models import Translation

from groups.models import WorkingGroupPage
from tests.translation.factories import create_translated_group, pseudo_translate
from translation.exchange.new_translation import land

pytestmark = pytest.mark.django_db


def test_a_draft_changes_nothing_that_the_public_reads() -> None:
    source, target = create_translated_group()
    land(source, target.locale, {"summary": "Not reviewed yet"}, publish=False)

    page = WorkingGroupPage.objects.get(pk=target.pk)
    assert page.live
    assert page.summary == pseudo_translate("Resumen")
    assert page.get_latest_revision_as_object().summary == "Not reviewed yet"


def test_landing_again_changes_what_is_given_and_keeps_the_rest() -> None:
    source, target = create_translated_group()
    land(source, target.locale, {"summary": "Better words"})

    page = WorkingGroupPage.objects.get(pk=target.pk)
    assert page.summary == "Better words"
    assert page.title == pseudo_translate("Igualdad")


def test_it_shows_in_the_translators_screen_as_translated() -> None:
    source, target = create_translated_group()
    record = Translation.objects.get(source__object_id=source.translation_key, target_locale=target.locale)
    total, done = record.get_progress()
    assert done == total


@pytest.mark.parametrize("html", ["<p>One</p><p>Two</p>", "<p></p>"])
def test_a_rich_text_with_another_number_of_pieces_is_refused_whole(html: str) -> None:
    source, target = create_translated_group()
    with pytest.raises(ValueError, match="purpose"):
        land(source, target.locale, {"summary": "Never kept", "purpose": html})

    page = WorkingGroupPage.objects.get(pk=target.pk)
    assert page.summary == pseudo_translate("Resumen")
    assert page.get_latest_revision_as_object().summary == pseudo_translate("Resumen")
