"""The translators' editor: what it says, and the way over a reviewer to the public."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from wagtail.models import WorkflowPage, WorkflowState
from wagtail_localize.models import StringTranslation

from home.models import ContentPage
from tests.translation.factories import publish
from tests.translation.team import TranslationTeam
from tests.translation.users import client_for, create_user, is_refused
from translation.workflow import permissions as rights

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_default")]


def get_screen(team: TranslationTeam, user: User) -> str:
    response = client_for(user).get(reverse("wagtailadmin_pages:edit", args=[team.target.pk]))
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def act(team: TranslationTeam, user: User, name: str, **data: str) -> Any:
    return client_for(user).post(reverse(f"translation:{name}", args=[team.translation.pk]), data)


def test_it_says_how_far_the_translation_is(team: TranslationTeam) -> None:
    total, done = team.translation.get_progress()
    assert f"Texts translated: {done} of {total}" in get_screen(team, team.translator)


def test_it_says_that_the_source_has_changed_to_who_may_only_translate(team: TranslationTeam) -> None:
    assert "The source has changed" not in get_screen(team, team.translator)
    team.source.summary = "Otro resumen"
    publish(team.source)
    html = get_screen(team, team.translator)
    assert "The source has changed: 1 text" in html
    assert reverse("wagtail_localize:update_translations", args=[team.translation.source_id]) not in html


def test_who_may_synchronise_gets_the_link_on_bar_and_status_panel(team: TranslationTeam) -> None:
    team.source.summary = "Otro resumen"
    publish(team.source)
    html = get_screen(team, team.editor)
    url = reverse("wagtail_localize:update_translations", args=[team.translation.source_id])
    assert html.count(url) >= 2
    assert "has changed since" in html


def test_who_may_not_is_told_who_may_and_they_do(team: TranslationTeam) -> None:
    team.source.summary = "Otro resumen"
    publish(team.source)
    assert f"Members of the group {team.editor.groups.get().name} can bring in the changes." in get_screen(
        team, team.translator
    )
    # editors of the source without the right to send it are named by nobody
    create_user("writer", pages={team.source: ("change",)})
    create_user("elsewhere", pages={team.target: ("change",)}, submit_translation="wagtail_localize")
    assert rights.submitting_groups(team.source) == [team.editor.groups.get().name]
    url = reverse("wagtail_localize:update_translations", args=[team.translation.source_id])
    assert client_for(team.editor).get(url).status_code == 200
    assert is_refused(client_for(team.translator).get(url))
    team.editor.groups.get().permissions.remove(Permission.objects.get(codename="submit_translation"))
    assert "An administrator can bring in the changes." in get_screen(team, team.translator)


def test_who_can_not_submit_is_not_asked_to(team: TranslationTeam) -> None:
    team.source.summary = "Otro resumen"
    publish(team.source)
    team.translation.source.update_from_db()
    assert "Translate them and submit the translation." in get_screen(team, team.translator)
    act(team, team.translator, "submit_for_review")
    html = get_screen(team, team.translator)
    assert "In review." in html
    assert "Translate them and submit the translation." not in html


def test_an_alias_tells_who_sends_it_to_the_translators(team: TranslationTeam) -> None:
    page = team.source.get_parent().add_child(instance=ContentPage(title="Agua", slug="agua-sola"))
    alias = page.create_alias(parent=team.target.get_parent(), update_locale=team.target.locale)
    create_user("idle", submit_translation="wagtail_localize")  # may edit nothing
    html = client_for(team.translator).get(reverse("wagtailadmin_pages:edit", args=[alias.pk])).content.decode()
    assert "Members of the group editor can send it to the translators." in " ".join(html.split())


def test_a_translator_is_offered_neither_publishing_nor_leaving_the_source(team: TranslationTeam) -> None:
    mine, reviewers = get_screen(team, team.translator), get_screen(team, team.reviewer)
    for offered in ('name="action" value="publish"', "Stop translating", "Convert to alias page"):
        assert offered not in mine
        assert offered in reviewers


def test_from_translator_over_reviewer_to_the_public(team: TranslationTeam) -> None:
    team.write("summary", "A summary")
    act(team, team.translator, "submit_for_review")
    page = team.page()
    assert page.workflow_in_progress
    assert page.summary != "A summary", "the public reads nothing unreviewed"
    assert page.get_latest_revision_as_object().summary == "A summary"
    assert "Save and next" not in get_screen(team, team.translator)
    assert "Approve and publish" not in get_screen(team, team.translator)
    assert "Approve and publish" in get_screen(team, team.reviewer)
    act(team, team.reviewer, "approve")
    page = team.page()
    assert not page.workflow_in_progress
    assert (page.live, page.summary) == (True, "A summary")


def test_what_the_reviewer_mends_is_published(team: TranslationTeam) -> None:
    team.write("summary", "A sumary")
    act(team, team.translator, "submit_for_review")
    team.write("summary", "A summary")
    act(team, team.reviewer, "approve")
    assert team.page().summary == "A summary"


def test_sent_back_with_a_comment_and_submitted_again(team: TranslationTeam) -> None:
    act(team, team.translator, "submit_for_review")
    act(team, team.reviewer, "request_changes", comment="Too long")
    html = get_screen(team, team.translator)
    assert "The reviewer has requested changes." in html
    assert "Too long" in html
    assert "Resubmit for review" in html
    team.write("summary", "Short")
    act(team, team.translator, "submit_for_review")
    assert WorkflowState.objects.count() == 1
    act(team, team.reviewer, "approve")
    assert team.page().summary == "Short"


def test_what_is_missing_is_said_and_does_not_hold_it_up(team: TranslationTeam) -> None:
    StringTranslation.objects.filter(context__path="summary").delete()
    response = client_for(team.translator).post(
        reverse("translation:submit_for_review", args=[team.translation.pk]), follow=True
    )
    assert "1 text is not translated yet" in response.content.decode()
    assert team.page().workflow_in_progress


def test_a_text_that_does_not_fit_is_refused_with_a_message_at_its_place(team: TranslationTeam) -> None:
    team.write("title", "x" * 300)
    response = client_for(team.translator).post(
        reverse("translation:submit_for_review", args=[team.translation.pk]), follow=True
    )
    assert "Some texts are not valid" in response.content.decode()
    assert not team.page().workflow_in_progress
    assert StringTranslation.objects.get(context__path="title").field_error


def test_a_second_submission_says_that_it_waits_already(team: TranslationTeam) -> None:
    act(team, team.translator, "submit_for_review")
    revisions = team.page().revisions.count()
    assert is_refused(act(team, team.translator, "submit_for_review"))
    act(team, team.reviewer, "submit_for_review")
    assert team.page().revisions.count() == revisions


@pytest.mark.parametrize("action", ["approve", "request_changes"])
def test_only_the_tasks_reviewers_decide(team: TranslationTeam, action: str) -> None:
    assert is_refused(act(team, team.reviewer, action)), "nothing was submitted"
    act(team, team.translator, "submit_for_review")
    assert is_refused(act(team, team.translator, action))
    assert is_refused(act(team, team.editor, action))


def test_an_unpublished_source_is_not_approved(team: TranslationTeam) -> None:
    team.source.unpublish()
    act(team, team.translator, "submit_for_review")
    act(team, team.reviewer, "approve")
    assert not team.page().live


def test_without_a_workflow_nothing_is_offered(team: TranslationTeam) -> None:
    WorkflowPage.objects.all().delete()
    assert "Submit for review" not in get_screen(team, team.translator)
    act(team, team.translator, "submit_for_review")
    assert not team.page().workflow_in_progress
