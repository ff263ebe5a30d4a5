"""What is not translated yet goes to the public in the source's words only if somebody says that it may."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from core.base.publishing import PublishingBlockedError
from groups.models import GroupKind
from tests.translation.factories import create_translated_group, publish
from tests.translation.team import TranslationTeam
from tests.translation.team import create_team as made_desk
from tests.translation.users import client_for
from translation.checks.completeness import ACTION, missing, source_words_may_show
from translation.exchange.new_translation import land
from translation.workflow.drafts import save_draft
from translation.workflow.submission import submit

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("english_messages")]

REFUSED = "1 text is not translated"


@pytest.fixture
def outdated_team(settings: Any) -> TranslationTeam:
    """A live translation, one text of which the source has changed since."""
    settings.LANGUAGE_CODE = "en"
    team = made_desk()
    team.source.summary = "Otro resumen"
    publish(team.source)
    team.translation.source.update_from_db()
    assert missing(team.translation) == 1
    return team


def publishing_urls(team: TranslationTeam) -> dict[str, str]:
    """The addresses in the admin by which a page in review is published."""
    page = team.page()
    arguments = [page.pk, "approve", page.current_workflow_task_state.pk]
    return {
        "our approval": reverse("translation:approve", args=[team.translation.pk]),
        "Wagtail's approval": reverse("wagtailadmin_pages:workflow_action", args=arguments),
        "many at once": f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}",
    }


def test_no_way_to_the_public_is_open_to_what_is_unfinished(outdated_team: TranslationTeam) -> None:
    save_draft(outdated_team.translation, outdated_team.translator)
    with pytest.raises(PublishingBlockedError, match=REFUSED):
        outdated_team.page().get_latest_revision().publish(user=outdated_team.reviewer)
    client, edit = (
        client_for(outdated_team.reviewer),
        reverse("wagtailadmin_pages:edit", args=[outdated_team.target.pk]),
    )
    told = {"publishing": client.post(edit, {"action": "publish"}, follow=True)}
    client_for(outdated_team.translator).post(
        reverse("translation:submit_for_review", args=[outdated_team.translation.pk])
    )
    # from elsewhere in the admin, where nobody sees what is missing
    home = "http://testserver/admin/"
    for name, address in publishing_urls(outdated_team).items():
        told[name] = client.post(address, follow=True, headers={"referer": home})
    for name, answer in told.items():
        page = answer.content.decode()
        assert REFUSED in page, name
        assert f'href="{edit}"' in page, name
    assert outdated_team.page().summary == "en-Resumen"
    assert outdated_team.page().workflow_in_progress
    assert not PageLogEntry.objects.filter(action=ACTION).exists()


@pytest.mark.parametrize("way", ["publish", "approve"])
def test_who_publishes_it_all_the_same_says_so_and_is_on_record(outdated_team: TranslationTeam, way: str) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[outdated_team.target.pk])
    client = client_for(outdated_team.reviewer)
    if way == "publish":
        client.post(edit, {"action": "publish", "with_missing": "1"})
    else:
        client_for(outdated_team.translator).post(
            reverse("translation:submit_for_review", args=[outdated_team.translation.pk])
        )
        assert 'name="with_missing"' in client.get(edit).content.decode()
        client.post(reverse("translation:approve", args=[outdated_team.translation.pk]), {"with_missing": "1"})
    assert outdated_team.page().summary == "Otro resumen"
    (entry,) = PageLogEntry.objects.filter(action=ACTION)
    assert (entry.user, entry.data) == (outdated_team.reviewer, {"missing": 1})
    history = client.get(reverse("wagtailadmin_pages:history", args=[outdated_team.target.pk])).content.decode()
    assert "Published with 1 text in the source language" in history
    # the next one is asked again
    with pytest.raises(PublishingBlockedError):
        save_draft(outdated_team.translation).publish()


def test_what_was_translated_after_the_draft_is_not_in_it(outdated_team: TranslationTeam) -> None:
    draft = save_draft(outdated_team.translation, outdated_team.translator)
    outdated_team.write("summary", "Another abstract")
    with pytest.raises(PublishingBlockedError, match=REFUSED):
        draft.publish()
    save_draft(outdated_team.translation).publish()
    assert outdated_team.page().summary == "Another abstract"


def test_synchronising_publishes_only_what_is_whole(outdated_team: TranslationTeam) -> None:
    outdated_team.source.purpose = "<p>Otro fin</p>"
    publish(outdated_team.source)
    address = reverse("wagtail_localize:update_translations", args=[outdated_team.translation.source_id])
    send = {"publish_translations": "on", "next": "/admin/"}
    told = client_for(outdated_team.editor).post(address, send, follow=True).content.decode()
    assert "2 texts are not translated" in told
    page = outdated_team.page()
    assert (page.summary, page.purpose, page.has_unpublished_changes) == ("en-Resumen", "<p>en-Fin</p>", False)
    outdated_team.write("summary", "Another abstract")
    outdated_team.write("purpose", "Another end")
    client_for(outdated_team.editor).post(address, send)
    assert (outdated_team.page().summary, outdated_team.page().purpose) == ("Another abstract", "<p>Another end</p>")


def test_a_snippet_is_held_like_a_page_and_code_says_that_it_lands_what_it_has() -> None:
    source, target = create_translated_group()
    kind = source.kind
    assert kind is not None
    submit(kind, [target.locale])
    draft = GroupKind.objects.get(translation_key=kind.translation_key, locale=target.locale)
    with pytest.raises(PublishingBlockedError, match=REFUSED):
        publish(draft)
    with source_words_may_show():
        publish(draft)
    draft.refresh_from_db()
    assert (draft.live, draft.label) == (True, kind.label)
    StringTranslation.objects.filter(context__path="summary").delete()
    landed = land(source, target.locale, {"title": "Equality"})
    assert (landed.live, landed.title, landed.summary) == (True, "Equality", "Resumen")
    assert missing(Translation.objects.get(source__object_id=source.translation_key)) == 1
