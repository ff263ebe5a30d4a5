"""What is wrong with a translation is kept beside it and keeps it from the public, whichever way is taken."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from core.base.publishing import PublishingBlockedError
from groups.models import WorkingGroupPage
from home.models import ContentPage, HomePage
from tests.factories import ContentPageFactory
from tests.translation.factories import create_translated_group, publish
from tests.translation.users import client_for, create_review_workflow, create_user, is_refused
from translation.checks.limits import limit_of
from translation.checks.models import SegmentFinding
from translation.checks.store import findings_of, judge_everything, judge_translation
from translation.exchange.new_translation import land
from translation.memory.models import MemoryEntry
from translation.memory.prefill import prefill
from translation.workflow.drafts import save_draft
from translation.workflow.submission import submit

pytestmark = pytest.mark.django_db


def store_translation(target: Any, path: str, text: str) -> StringTranslation:
    row = StringTranslation.objects.select_related("translation_of").get(
        context__path=path, context__object_id=target.translation_key, locale=target.locale
    )
    row.data, row.has_error = text, False
    row.save()
    return row


def translation_of(target: Any) -> Translation:
    return Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)


def codes(target: Any) -> set[str]:
    return set(findings_of(translation_of(target)).values_list("code", flat=True))


def test_findings_follow_the_text() -> None:
    _source, target = create_translated_group()
    assert codes(target) == set()
    store_translation(target, "summary", "Hello  there")
    assert codes(target) == {"double_space"}
    row = store_translation(target, "summary", "x" * 2000)
    (finding,) = SegmentFinding.objects.filter(string_translation=row)
    assert (finding.code, finding.severity) == ("too_long", "error")
    assert "2000" in finding.message
    store_translation(target, "summary", "Abstract")
    assert codes(target) == set()


def test_what_came_past_the_signals_is_judged_in_the_end() -> None:
    _source, target = create_translated_group()
    StringTranslation.objects.filter(context__path="summary", locale=target.locale).update(data="x" * 2000)
    assert codes(target) == set()
    with pytest.raises(PublishingBlockedError):
        save_draft(translation_of(target)).publish()
    SegmentFinding.objects.all().delete()
    judge_everything()
    assert codes(target) == {"too_long"}


def test_fields_and_blocks_tell_their_room() -> None:
    assert limit_of(WorkingGroupPage, "title") == 255
    assert limit_of(WorkingGroupPage, "purpose") is None
    assert limit_of(WorkingGroupPage, "nothing.at.all") is None
    assert limit_of(ContentPage, "body.quote.nothing") is None


@pytest.mark.parametrize("wrong", ["x" * 2000, "<b>Bold", "<script>alert(1)</script>"])
def test_no_way_to_the_public_is_open_to_a_translation_with_an_error(wrong: str, settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    source, target = create_translated_group()
    en = HomePage.objects.get(locale__language_code="en")
    reviewer = create_user("reviewer", pages={en: ("change", "publish")}, submit_translation="wagtail_localize")
    workflow = create_review_workflow("reviewer", en)
    translation = translation_of(target)
    workflow.start(target, reviewer)
    store_translation(target, "summary", wrong)
    target = WorkingGroupPage.objects.get(pk=target.pk)
    with pytest.raises(PublishingBlockedError):
        target.get_latest_revision().publish(user=reviewer)
    client = client_for(reviewer)
    edit = reverse("wagtailadmin_pages:edit", args=[target.pk])
    task = target.current_workflow_task_state
    ways: tuple[tuple[str, dict[str, str]], ...] = (
        (reverse("translation:approve", args=[translation.pk]), {}),
        (edit, {"action": "publish"}),
        (reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", task.pk]), {}),
    )
    for address, data in ways:
        answer = client.post(address, data, follow=True, headers={"referer": f"http://testserver{edit}"})
        assert answer.status_code == 200
        assert (
            "cannot be published yet. summary, “Resumen”" in answer.content.decode()
            or "are not valid" in answer.content.decode()
        ), address
    target.refresh_from_db()
    assert target.summary == "en-Resumen"
    assert target.workflow_in_progress
    store_translation(target, "summary", "Abstract")
    client.post(ways[0][0])
    target.refresh_from_db()
    assert target.summary == "Abstract"
    assert source.live


def test_what_was_judged_when_its_time_was_set_goes_live_at_that_time() -> None:
    _source, target = create_translated_group()
    store_translation(target, "summary", "Later")
    revision = save_draft(translation_of(target))
    store_translation(target, "summary", "x" * 2000)
    from django.utils import timezone

    revision.approved_go_live_at = timezone.now()
    revision.save()
    revision.publish()
    target.refresh_from_db()
    assert target.summary == "Later"


def test_a_link_waits_for_its_page_in_the_language() -> None:
    source, target = create_translated_group()
    linked = ContentPageFactory(parent=Page.objects.get(pk=source.pk).get_parent(), title="Enlace")
    source.purpose = f'<p>Ver <a linktype="page" id="{linked.pk}">esto</a></p>'
    publish(source)
    land(source, target.locale, {"purpose": '<p>See <a id="a1">this</a></p>'})
    assert codes(target) == {"link_untranslated"}
    assert "Enlace" in findings_of(translation_of(target))[0].message
    land(linked, target.locale, {"title": "Link"})
    assert codes(target) == set()


def test_a_slug_that_will_be_another_in_the_address_is_told() -> None:
    source, target = create_translated_group()
    other = (
        Page.objects.get(pk=source.pk)
        .get_parent()
        .add_child(
            instance=WorkingGroupPage(title="Otro", slug="otro", summary="Otro", purpose="<p>Fin</p>", kind=source.kind)
        )
    )
    publish(other)
    taken = land(other, target.locale, {"title": "Other", "slug": "same"})
    store_translation(target, "slug", "same")
    assert codes(target) == {"slug_taken"}
    assert "“Other”" in findings_of(translation_of(target))[0].message
    assert save_draft(translation_of(target)).as_object().slug != "same"
    store_translation(target, "slug", "Ágil &amp; Same")
    assert codes(target) == {"slug_altered"}
    assert save_draft(translation_of(target)).as_object().slug == "agil-same"
    assert "“agil-same”" in findings_of(translation_of(target))[0].message
    store_translation(target, "slug", "mine")
    assert codes(target) == set()
    # a page elsewhere in the tree, in another language say, takes nothing
    store_translation(target, "slug", "otro")
    assert codes(target) == set()
    taken.slug = "mine"
    taken.save()
    store_translation(target, "slug", "mine")
    assert codes(target) == {"slug_taken"}


def test_a_slug_that_the_platform_uses_itself_keeps_a_translation_from_being_published() -> None:
    _source, target = create_translated_group()
    store_translation(target, "slug", "organigram")
    assert codes(target) == {"slug_reserved"}
    (finding,) = findings_of(translation_of(target))
    assert finding.severity == "error"
    assert "“organigram”" in finding.message
    assert save_draft(translation_of(target)).as_object().slug == "organigram-1"
    store_translation(target, "slug", "organisation")
    assert codes(target) == set()


def test_slugs_that_come_by_texts_at_hand_have_letters_that_can_be_typed() -> None:
    source, _target = create_translated_group()
    arabic = Locale.objects.get_or_create(language_code="ar")[0]
    made = land(source, arabic, {"title": "المساواة", "slug": "المساواة"})
    assert made.slug.isascii()
    assert made.slug


def test_a_page_of_texts_is_judged_in_the_queries_of_one() -> None:
    _source, target = create_translated_group()
    translation = translation_of(target)
    context = StringTranslation.objects.filter(context__path="purpose", locale=target.locale).get().context

    def queries(count: int) -> int:
        for number in range(count):
            text = f'Párrafo <a id="a1">{count} {number}</a>'
            string = String.objects.create(locale=translation.source.locale, data=text)
            StringSegment.objects.create(
                source=translation.source, context=context, string=string, order=number, attrs='{"a1": {"href": "/x"}}'
            )
            StringTranslation.objects.bulk_create(
                [StringTranslation(translation_of=string, context=context, locale=target.locale, data="Paragraph")]
            )
        with CaptureQueriesContext(connection) as captured:
            judge_translation(translation)
        return len(captured)

    queries(1)  # what a process reads once
    assert queries(3) == queries(30)


def test_the_list_of_findings_is_for_who_may_edit(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    _source, target = create_translated_group()
    store_translation(target, "summary", "Hello  there")
    es, en = (HomePage.objects.get(locale__language_code=tag) for tag in ("es", "en"))
    address = reverse("translation_findings", args=[translation_of(target).pk])
    writer = client_for(create_user("writer", pages={en: ("change",)}))
    assert "two spaces" in writer.get(address).content.decode()
    assert address in writer.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    assert is_refused(client_for(create_user("other", pages={es: ("change",)})).get(address))


def test_what_was_translated_in_the_same_place_is_filled_in_and_marked() -> None:
    source, target = create_translated_group()
    parent = Page.objects.get(pk=source.pk).get_parent()
    copy = parent.add_child(
        instance=WorkingGroupPage(title="Igualdad", slug="otra", summary="Otro", purpose="<p>Fin</p>", kind=source.kind)
    )
    publish(copy)
    MemoryEntry.objects.filter(text="en-Fin").update(place="elsewhere:field")
    submit(copy, [Locale.objects.get(pk=target.locale_id)])
    (filled,) = StringTranslation.objects.filter(context__object_id=copy.translation_key)
    assert (filled.data, filled.context.path, filled.translation_type) == ("en-Igualdad", "title", "manual")
    assert filled.tool_name == "TM · Igualdad · title"
    made = copy.get_translation(target.locale)
    assert (made.draft_title, made.live) == ("en-Igualdad", False)
    filled.data = "Mine"
    filled.save()
    assert prefill(translation_of(made)) == 0
    filled.refresh_from_db()
    assert filled.data == "Mine"
    filled.delete()
    MemoryEntry.objects.create(
        unit=MemoryEntry.objects.get(text="en-Igualdad").unit,
        text="Other",
        place="groups.workinggrouppage:title",
        changed_at=MemoryEntry.objects.get(text="en-Igualdad").changed_at,
    )
    assert prefill(translation_of(made)) == 0  # said in two ways: somebody has to choose
