"""The translators' screen: what it stores, and what gets to the public."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from core.base.publishing import PublishingBlockedError
from tests.translation import team
from tests.translation.editor_screen import look, read, rewrite, save, segment, stored, type_in
from tests.translation.team import Desk
from tests.translation.users import asking, is_refused
from translation.editor.models import PastTranslation, SegmentDraft
from translation.workflow.drafts import save_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def desk() -> Desk:
    return team.desk()


# What it stores


def test_a_saved_text_is_stored_with_its_author_and_the_earlier_one_can_come_back(desk: Desk) -> None:
    response = type_in(desk, "summary", "A summary\r\nin two lines")
    assert response.status_code == 302
    row = stored(desk.translation, "summary")
    assert row.data == "A summary<br/>in two lines"
    assert row.last_translated_by == desk.translator
    past = PastTranslation.objects.get()
    assert (past.data, past.replaced_by) == ("en-Resumen", desk.translator)

    pk = segment(desk.translation, "summary").pk
    helped = asking(desk.translator).get(reverse("translate:text_help", args=[desk.translation.pk, pk]))
    assert "1 earlier translation" in helped.content.decode()
    asking(desk.translator).post(reverse("translate:restore_text", args=[desk.translation.pk, pk]), {"past": past.pk})
    assert stored(desk.translation, "summary").data == "en-Resumen"
    assert PastTranslation.objects.count() == 2, "the undone one is kept as well"


def test_an_earlier_translation_of_another_text_is_not_put_here(desk: Desk) -> None:
    type_in(desk, "summary", "A summary")
    address = reverse("translate:restore_text", args=[desk.translation.pk, segment(desk.translation, "title").pk])
    assert asking(desk.translator).post(address, {"past": PastTranslation.objects.get().pk}).status_code == 404


def test_saving_leads_to_the_next_text_and_an_emptied_one_is_untranslated_again(desk: Desk) -> None:
    title, summary = (segment(desk.translation, path).pk for path in ("title", "summary"))
    response = type_in(desk, "title", "Equality", next=str(title))
    assert parse_qs(urlsplit(response["Location"]).query)["unit"] == [str(summary)]
    assert urlsplit(response["Location"]).fragment == f"seg-{summary}"
    type_in(desk, "summary", "  ")
    assert not StringTranslation.objects.filter(context__path="summary").exists()
    assert PastTranslation.objects.filter(context__path="summary").get().data == "en-Resumen"


def test_what_is_sent_untouched_is_not_written(desk: Desk) -> None:
    before = stored(desk.translation, "summary")
    type_in(desk, "summary", "en-Resumen")
    after = stored(desk.translation, "summary")
    assert (after.updated_at, after.last_translated_by) == (before.updated_at, before.last_translated_by)


def test_the_later_of_two_translators_is_shown_the_difference_and_chooses(desk: Desk) -> None:
    pk = segment(desk.translation, "summary").pk
    base = look(desk.translator, desk.target).base(pk)
    type_in(desk, "summary", "The reviewer's summary", desk.reviewer)
    type_in(desk, "summary", "The translator's summary", base=base)
    assert stored(desk.translation, "summary").data == "The reviewer's summary"
    screen = look(desk.translator, desk.target)
    unit = screen.unit(pk)
    assert "reviewer has saved this text in the meantime" in " ".join(unit.text.split())
    assert [tag.text for tag in unit.select(".seg-message--conflict del")] == ["reviewer"]
    assert [tag.text for tag in unit.select(".seg-message--conflict ins")] == ["translator"]
    assert screen.units[pk] == "The translator's summary", "nothing that was typed is lost"
    assert "meanwhile" not in look(desk.reviewer, desk.target).text, "the other one has nothing to choose"

    save(desk.translator, desk.translation, {pk: screen.units[pk]}, {pk: screen.base(pk)})
    assert stored(desk.translation, "summary").data == "The translator's summary"


def test_taking_theirs_throws_ones_own_away(desk: Desk) -> None:
    pk = segment(desk.translation, "summary").pk
    type_in(desk, "summary", "Mine", base="an older version")
    asking(desk.translator).post(reverse("translate:discard_draft", args=[desk.translation.pk, pk]))
    assert look(desk.translator, desk.target).units[pk] == "en-Resumen"
    assert not SegmentDraft.objects.exists()


def test_two_who_write_the_same_have_no_conflict(desk: Desk) -> None:
    type_in(desk, "summary", "en-Resumen", base="an older version")
    assert not SegmentDraft.objects.exists()


def test_what_is_typed_is_kept_for_its_author_and_counts_for_nobody(desk: Desk) -> None:
    pk = segment(desk.translation, "summary").pk
    client = asking(desk.translator)
    address = reverse("translate:keep_draft", args=[desk.translation.pk, pk])
    base = look(client, desk.target).base(pk)
    assert client.post(address, {"text": "Half a sen", "base": base}).json()["kept"] is True
    assert look(client, desk.target).units[pk] == "Half a sen"
    assert "not saved yet" in look(client, desk.target).text
    assert stored(desk.translation, "summary").data == "en-Resumen"
    others = look(desk.reviewer, desk.target)
    assert others.units[pk] == "en-Resumen"
    assert "translator is typing here" in others.text
    assert client.post(address, {"text": "en-Resumen", "base": base}).json()["kept"] is False
    assert not SegmentDraft.objects.exists()


def test_submitting_says_what_was_typed_and_not_saved(desk: Desk) -> None:
    client = asking(desk.translator)
    pk = segment(desk.translation, "summary").pk
    client.post(reverse("translate:keep_draft", args=[desk.translation.pk, pk]), {"text": "Half", "base": ""})
    response = client.post(reverse("translation:submit_for_review", args=[desk.translation.pk]), follow=True)
    assert "1 text was entered but not saved" in response.content.decode()


def test_a_script_gets_the_texts_as_they_then_are(desk: Desk) -> None:
    summary, title = (segment(desk.translation, path).pk for path in ("summary", "title"))
    bases = {pk: look(desk.translator, desk.target).base(pk) for pk in (summary, title)}
    response = asking(desk.translator).post(
        reverse("translate:save_texts", args=[desk.translation.pk]),
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
    assert read(texts[str(summary)]["html"]).units == {summary: "Sum"}
    assert read(texts[str(summary)]["html"]).base(summary) != bases[summary]
    assert "of" in response.json()["bar"]


def test_what_a_machine_wrote_is_accepted_by_saving_it_and_by_nothing_else(desk: Desk) -> None:
    row = stored(desk.translation, "summary")
    StringTranslation.objects.filter(pk=row.pk).update(translation_type="machine")
    pk = segment(desk.translation, "summary").pk
    assert list(look(desk.translator, desk.target, filter="machine").units) == [pk]
    type_in(desk, "summary", "en-Resumen", next=str(segment(desk.translation, "title").pk))
    assert stored(desk.translation, "summary").translation_type == "machine"
    type_in(desk, "summary", "en-Resumen", next=str(pk))
    row.refresh_from_db()
    assert (row.translation_type, row.last_translated_by) == ("manual", desk.translator)


# Markup


def test_marks_that_are_not_in_order_are_refused_and_kept_with_the_reason(desk: Desk) -> None:
    rewrite(desk, purpose='<p>Lea <a href="https://example.org/es">el plan</a></p>')
    type_in(desk, "purpose", "Read <1>the plan")
    pk = segment(desk.translation, "purpose").pk
    assert not StringTranslation.objects.filter(context__path="purpose", translation_of__segments__pk=pk).exists()
    screen = look(desk.translator, desk.target)
    assert screen.units[pk] == "Read <1>the plan"
    assert "<1> is not closed" in screen.unit(pk).text
    type_in(desk, "purpose", "Read the plan")
    assert "link" in screen.text
    assert pk in look(desk.translator, desk.target, filter="warnings").units, "a link is lost"
    type_in(desk, "purpose", "Read <1>the plan</1>")
    assert pk not in look(desk.translator, desk.target, filter="warnings").units
    assert save_draft(desk.translation).as_object().purpose == (
        '<p>Read <a href="https://example.org/es">the plan</a></p>'
    )


@pytest.mark.parametrize("path", ["purpose", "summary", "title"])
def test_a_script_in_a_translation_never_reaches_a_page(desk: Desk, path: str) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    type_in(desk, path, evil)
    row = stored(desk.translation, path)
    published = publish_by_hand(desk)
    assert "<script>alert" not in published
    assert "<img src=x" not in published
    # past all signals, as an import of many texts writes
    StringTranslation.objects.filter(pk=row.pk).update(data=evil, has_error=False)
    assert "onerror" not in str(vars(save_draft(desk.translation).as_object()))
    preview = asking(desk.translator).get(reverse("translate:preview", args=[desk.translation.pk, "target"]))
    assert "onerror=alert" not in preview.content.decode().replace("&quot;", '"')
    with pytest.raises(PublishingBlockedError):
        publish_by_hand(desk)
    assert "<script>alert" not in Client().get(desk.page().url).content.decode()
    row.refresh_from_db()
    assert row.has_error


def publish_by_hand(desk: Desk) -> str:
    save_draft(desk.translation).publish()
    response = Client().get(desk.page().url)
    assert response.status_code == 200
    return response.content.decode()


# Publishing


def test_nobody_publishes_a_text_in_error_or_unknowingly_the_sources_words(desk: Desk) -> None:
    client = asking(desk.reviewer)
    address = reverse("wagtailadmin_pages:edit", args=[desk.target.pk])
    type_in(desk, "title", "x" * 300)
    client.post(address, {"action": "publish", "with_missing": "1"})
    assert desk.page().title == "en-Igualdad"
    type_in(desk, "title", "Equality")
    type_in(desk, "summary", "")
    response = client.post(address, {"action": "publish"}, follow=True)
    assert "1 text is not translated" in response.content.decode()
    assert desk.page().title == "en-Igualdad"
    client.post(address, {"action": "publish", "with_missing": "1"})
    assert (desk.page().title, desk.page().summary) == ("Equality", "Resumen")
    assert is_refused(asking(desk.translator).post(address, {"action": "publish", "with_missing": "1"}))


def test_what_was_written_by_hand_is_not_overwritten_when_translating_starts_again(desk: Desk) -> None:
    rewrite(desk, purpose="<p>Uno</p><p>Dos</p>")
    Translation.objects.filter(pk=desk.translation.pk).update(enabled=False)
    page = desk.page()
    page.summary, page.purpose = "By hand", "<p>One</p><p>Two</p><p>Three</p>"
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = asking(desk.reviewer).post(address, {"localize-restart-translation": "1"}, follow=True)
    assert "1 text that was edited directly on this page has been kept" in response.content.decode()
    assert "3 texts do not exist in the source" in response.content.decode()
    assert stored(desk.translation, "summary").data == "By hand"
    assert PastTranslation.objects.filter(context__path="summary").get().data == "en-Resumen"
    assert save_draft(desk.translation).as_object().summary == "By hand"
