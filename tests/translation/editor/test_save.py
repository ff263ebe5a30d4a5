"""The translators' screen: what it stores, and what gets to the public."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from core.base.publishing import PublishingBlockedError
from tests.translation.editor_screen import (
    change_source,
    first_segment,
    open_screen,
    parse_screen,
    post_texts,
    stored_translation,
    translate_text,
)
from tests.translation.team import TranslationTeam
from tests.translation.users import client_for, is_refused
from translation.editor.models import PastTranslation, SegmentDraft
from translation.workflow.drafts import save_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_default")]


# What it stores


def test_a_saved_text_is_stored_with_its_author_and_the_earlier_one_can_come_back(team: TranslationTeam) -> None:
    response = translate_text(team, "summary", "A summary\r\nin two lines")
    assert response.status_code == 302
    row = stored_translation(team.translation, "summary")
    assert row.data == "A summary<br/>in two lines"
    assert row.last_translated_by == team.translator
    past = PastTranslation.objects.get()
    assert (past.data, past.replaced_by) == ("en-Resumen", team.translator)

    pk = first_segment(team.translation, "summary").pk
    helped = client_for(team.translator).get(reverse("translate:text_help", args=[team.translation.pk, pk]))
    assert "1 earlier translation" in helped.content.decode()
    client_for(team.translator).post(
        reverse("translate:restore_text", args=[team.translation.pk, pk]), {"past": past.pk}
    )
    assert stored_translation(team.translation, "summary").data == "en-Resumen"
    assert PastTranslation.objects.count() == 2, "the undone one is kept as well"


def test_an_earlier_translation_of_another_text_is_not_put_here(team: TranslationTeam) -> None:
    translate_text(team, "summary", "A summary")
    address = reverse("translate:restore_text", args=[team.translation.pk, first_segment(team.translation, "title").pk])
    assert client_for(team.translator).post(address, {"past": PastTranslation.objects.get().pk}).status_code == 404


def test_saving_leads_to_the_next_text_and_an_emptied_one_is_untranslated_again(team: TranslationTeam) -> None:
    title, summary = (first_segment(team.translation, path).pk for path in ("title", "summary"))
    response = translate_text(team, "title", "Equality", next=str(title))
    assert parse_qs(urlsplit(response["Location"]).query)["unit"] == [str(summary)]
    assert urlsplit(response["Location"]).fragment == f"seg-{summary}"
    translate_text(team, "summary", "  ")
    assert not StringTranslation.objects.filter(context__path="summary").exists()
    assert PastTranslation.objects.filter(context__path="summary").get().data == "en-Resumen"


def test_what_is_sent_untouched_is_not_written(team: TranslationTeam) -> None:
    before = stored_translation(team.translation, "summary")
    translate_text(team, "summary", "en-Resumen")
    after = stored_translation(team.translation, "summary")
    assert (after.updated_at, after.last_translated_by) == (before.updated_at, before.last_translated_by)


def test_the_later_of_two_translators_is_shown_the_difference_and_chooses(team: TranslationTeam) -> None:
    pk = first_segment(team.translation, "summary").pk
    base = open_screen(team.translator, team.target).base(pk)
    translate_text(team, "summary", "The reviewer's summary", team.reviewer)
    translate_text(team, "summary", "The translator's summary", base=base)
    assert stored_translation(team.translation, "summary").data == "The reviewer's summary"
    screen = open_screen(team.translator, team.target)
    unit = screen.unit(pk)
    assert "reviewer has saved this text in the meantime" in " ".join(unit.text.split())
    assert [tag.text for tag in unit.select(".seg-message--conflict del")] == ["reviewer"]
    assert [tag.text for tag in unit.select(".seg-message--conflict ins")] == ["translator"]
    assert screen.units[pk] == "The translator's summary", "nothing that was typed is lost"
    assert "meanwhile" not in open_screen(team.reviewer, team.target).text, "the other one has nothing to choose"

    post_texts(team.translator, team.translation, {pk: screen.units[pk]}, {pk: screen.base(pk)})
    assert stored_translation(team.translation, "summary").data == "The translator's summary"


def test_taking_theirs_throws_ones_own_away(team: TranslationTeam) -> None:
    pk = first_segment(team.translation, "summary").pk
    translate_text(team, "summary", "Mine", base="an older version")
    client_for(team.translator).post(reverse("translate:discard_draft", args=[team.translation.pk, pk]))
    assert open_screen(team.translator, team.target).units[pk] == "en-Resumen"
    assert not SegmentDraft.objects.exists()


def test_two_who_write_the_same_have_no_conflict(team: TranslationTeam) -> None:
    translate_text(team, "summary", "en-Resumen", base="an older version")
    assert not SegmentDraft.objects.exists()


def test_what_is_typed_is_kept_for_its_author_and_counts_for_nobody(team: TranslationTeam) -> None:
    pk = first_segment(team.translation, "summary").pk
    client = client_for(team.translator)
    address = reverse("translate:keep_draft", args=[team.translation.pk, pk])
    base = open_screen(client, team.target).base(pk)
    assert client.post(address, {"text": "Half a sen", "base": base}).json()["kept"] is True
    assert open_screen(client, team.target).units[pk] == "Half a sen"
    assert "not saved yet" in open_screen(client, team.target).text
    assert stored_translation(team.translation, "summary").data == "en-Resumen"
    others = open_screen(team.reviewer, team.target)
    assert others.units[pk] == "en-Resumen"
    assert "translator is typing here" in others.text
    assert client.post(address, {"text": "en-Resumen", "base": base}).json()["kept"] is False
    assert not SegmentDraft.objects.exists()


def test_submitting_says_what_was_typed_and_not_saved(team: TranslationTeam) -> None:
    client = client_for(team.translator)
    pk = first_segment(team.translation, "summary").pk
    client.post(reverse("translate:keep_draft", args=[team.translation.pk, pk]), {"text": "Half", "base": ""})
    response = client.post(reverse("translation:submit_for_review", args=[team.translation.pk]), follow=True)
    assert "1 text was entered but not saved" in response.content.decode()


def test_a_script_gets_the_texts_as_they_then_are(team: TranslationTeam) -> None:
    summary, title = (first_segment(team.translation, path).pk for path in ("summary", "title"))
    bases = {pk: open_screen(team.translator, team.target).base(pk) for pk in (summary, title)}
    response = client_for(team.translator).post(
        reverse("translate:save_texts", args=[team.translation.pk]),
        {
            f"text-{summary}": "Sum",
            f"base-{summary}": bases[summary],
            f"text-{title}": "T",
            f"base-{title}": "older",
        },
        headers={"accept": "application/json"},
    )
    texts = response.json()["texts"]
    assert {pk: text["result"] for pk, text in texts.items()} == {str(summary): "saved", str(title): "conflict"}
    assert parse_screen(texts[str(summary)]["html"]).units == {summary: "Sum"}
    assert parse_screen(texts[str(summary)]["html"]).base(summary) != bases[summary]
    assert "of" in response.json()["bar"]


def test_what_a_machine_wrote_is_accepted_by_saving_it_and_by_nothing_else(team: TranslationTeam) -> None:
    row = stored_translation(team.translation, "summary")
    StringTranslation.objects.filter(pk=row.pk).update(translation_type="machine")
    pk = first_segment(team.translation, "summary").pk
    assert list(open_screen(team.translator, team.target, filter="machine").units) == [pk]
    translate_text(team, "summary", "en-Resumen", next=str(first_segment(team.translation, "title").pk))
    assert stored_translation(team.translation, "summary").translation_type == "machine"
    translate_text(team, "summary", "en-Resumen", next=str(pk))
    row.refresh_from_db()
    assert (row.translation_type, row.last_translated_by) == ("manual", team.translator)


# Markup


def test_marks_that_are_not_in_order_are_refused_and_kept_with_the_reason(team: TranslationTeam) -> None:
    change_source(team, purpose='<p>Lea <a href="https://example.org/es">el plan</a></p>')
    translate_text(team, "purpose", "Read <1>the plan")
    pk = first_segment(team.translation, "purpose").pk
    assert not StringTranslation.objects.filter(context__path="purpose", translation_of__segments__pk=pk).exists()
    screen = open_screen(team.translator, team.target)
    assert screen.units[pk] == "Read <1>the plan"
    assert "<1> is not closed" in screen.unit(pk).text
    translate_text(team, "purpose", "Read the plan")
    assert "link" in screen.text
    assert pk in open_screen(team.translator, team.target, filter="warnings").units, "a link is lost"
    translate_text(team, "purpose", "Read <1>the plan</1>")
    assert pk not in open_screen(team.translator, team.target, filter="warnings").units
    assert save_draft(team.translation).as_object().purpose == (
        '<p>Read <a href="https://example.org/es">the plan</a></p>'
    )


@pytest.mark.parametrize("path", ["purpose", "summary", "title"])
def test_a_script_in_a_translation_never_reaches_a_page(team: TranslationTeam, path: str) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    translate_text(team, path, evil)
    row = stored_translation(team.translation, path)
    published = publish_by_hand(team)
    assert "<script>alert" not in published
    assert "<img src=x" not in published
    # past all signals, as an import of many texts writes
    StringTranslation.objects.filter(pk=row.pk).update(data=evil, has_error=False)
    assert "onerror" not in str(vars(save_draft(team.translation).as_object()))
    preview = client_for(team.translator).get(reverse("translate:preview", args=[team.translation.pk, "target"]))
    assert "onerror=alert" not in preview.content.decode().replace("&quot;", '"')
    with pytest.raises(PublishingBlockedError):
        publish_by_hand(team)
    assert "<script>alert" not in Client().get(team.page().url).content.decode()
    row.refresh_from_db()
    assert row.has_error


def publish_by_hand(team: TranslationTeam) -> str:
    save_draft(team.translation).publish()
    response = Client().get(team.page().url)
    assert response.status_code == 200
    return response.content.decode()


# Publishing


def test_nobody_publishes_a_text_in_error_or_unknowingly_the_sources_words(team: TranslationTeam) -> None:
    client = client_for(team.reviewer)
    address = reverse("wagtailadmin_pages:edit", args=[team.target.pk])
    translate_text(team, "title", "x" * 300)
    client.post(address, {"action": "publish", "with_missing": "1"})
    assert team.page().title == "en-Igualdad"
    translate_text(team, "title", "Equality")
    translate_text(team, "summary", "")
    response = client.post(address, {"action": "publish"}, follow=True)
    assert "1 text is not translated" in response.content.decode()
    assert team.page().title == "en-Igualdad"
    client.post(address, {"action": "publish", "with_missing": "1"})
    assert (team.page().title, team.page().summary) == ("Equality", "Resumen")
    assert is_refused(client_for(team.translator).post(address, {"action": "publish", "with_missing": "1"}))


def test_what_was_written_by_hand_is_not_overwritten_when_translating_starts_again(team: TranslationTeam) -> None:
    change_source(team, purpose="<p>Uno</p><p>Dos</p>")
    Translation.objects.filter(pk=team.translation.pk).update(enabled=False)
    page = team.page()
    page.summary, page.purpose = "By hand", "<p>One</p><p>Two</p><p>Three</p>"
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client_for(team.reviewer).post(address, {"localize-restart-translation": "1"}, follow=True)
    assert "1 text that was edited directly on this page has been kept" in response.content.decode()
    assert "3 texts do not exist in the source" in response.content.decode()
    assert stored_translation(team.translation, "summary").data == "By hand"
    assert PastTranslation.objects.filter(context__path="summary").get().data == "en-Resumen"
    assert save_draft(team.translation).as_object().summary == "By hand"
