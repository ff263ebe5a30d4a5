"""Sending a part of the tree: at once for who asks, page by page for who does it, and never a page half."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import Translation

from core.jobs.recovery import WORKER_TIMEOUT
from home.models import ContentPage
from tests.core.jobs.test_jobs import QUEUE
from tests.platform import create_platform, english_locale
from tests.translation.users import client_for, create_user, is_refused
from translation.sending import batches
from translation.sending.models import Sending, SendingPage
from translation.workflow.submission import TranslationSubmission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_messages")]

SUBMIT = {"submit_translation": "wagtail_localize"}


@pytest.fixture
def editor() -> User:
    home = create_platform("es", "en")
    target = home.get_translation(english_locale())
    return create_user("sender", pages={home: ("add", "change"), target: ("add", "change")}, **SUBMIT)


@pytest.fixture
def database_queue(settings: Any) -> None:
    """Work waits in the database for a worker."""
    settings.TASKS = QUEUE


def create_untranslated_pages(number: int, texts: int = 3) -> Page:
    """A page that is not sent yet, with so many below it."""
    home = create_platform("es", "en")
    parent = home.add_child(instance=ContentPage(title=f"Parte {number} {texts}"))
    parent.save_revision().publish()
    for each in range(number):
        page = parent.add_child(instance=ContentPage(title=f"P {each}", slug=f"p-{each}"))
        page.save_revision().publish()
    return Page.objects.get(pk=parent.pk)


def send(user: User, root: Page) -> Any:
    """What the form answers."""
    url = reverse("wagtail_localize:submit_page_translation", args=[root.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client_for(user).post(url, {"locales": [english_locale().pk], "include_subtree": "on"})


def count_complete_pages(root: Page) -> int:
    """How many pages below one have a whole version in English."""
    keys = root.get_descendants().values("translation_key")
    there = Page.objects.filter(translation_key__in=keys, locale=english_locale())
    assert all(page.latest_revision_id for page in there)
    records = Translation.objects.filter(source__object_id__in=keys)
    assert records.count() == there.count()
    return there.count()


def states(sending: Sending) -> list[str]:
    return list(sending.pages.order_by("pk").values_list("state", flat=True))


def test_the_request_returns_at_once_and_a_worker_does_the_work(editor: User, database_queue: None) -> None:
    root = create_untranslated_pages(4)
    response = send(editor, root)
    sending = Sending.objects.get()
    assert response["Location"] == reverse("translation:sending", args=[sending.pk])
    assert root.has_translation(english_locale())
    assert count_complete_pages(root) == 0
    assert DBTaskResult.objects.ready().filter(task_path=batches.send_pages.module_path).count() == 1

    shown = client_for(editor).get(response["Location"])
    assert shown.headers["Refresh"]
    assert "Pages sent: 0 of 4" in shown.content.decode()
    batches.send_pages.call(sending.pk)
    assert count_complete_pages(root) == 4
    shown = client_for(editor).get(response["Location"])
    assert "Refresh" not in shown.headers
    assert "Pages sent: 4 of 4" in shown.content.decode()
    assert [page.slug for page in root.get_translation(english_locale()).get_children()] == ["p-0", "p-1", "p-2", "p-3"]
    assert sending.title in client_for(editor).get(reverse("translation:sendings")).content.decode()


def test_asking_for_many_pages_costs_no_more_statements_than_for_few(editor: User, database_queue: None) -> None:
    costs: list[int] = []
    for number in (3, 3, 12):  # the first finds nothing at hand
        root = create_untranslated_pages(number, texts=number + len(costs))
        with CaptureQueriesContext(connection) as captured:
            send(editor, root)
        costs.append(len(captured))
    assert costs[1] == costs[2]


def test_a_turn_is_short_and_the_rest_has_another(
    editor: User, database_queue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = create_untranslated_pages(3)
    send(editor, root)
    monkeypatch.setattr(batches, "TURN", 0)
    sending = Sending.objects.get()
    assert batches.work_on(sending.pk, seconds=0)
    assert count_complete_pages(root) == 1
    batches.go_on_with_what_waits()
    assert count_complete_pages(root) == 3


def test_without_a_worker_it_is_done_within_the_request(editor: User) -> None:
    root = create_untranslated_pages(3)
    send(editor, root)
    assert count_complete_pages(root) == 3
    assert Sending.objects.get().finished_at


def test_without_a_worker_what_takes_long_is_gone_on_with_by_hand(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = create_untranslated_pages(2)
    monkeypatch.setattr(batches, "begin", lambda _key: None)
    response = send(editor, root)
    shown = client_for(editor).get(response["Location"])
    assert "Refresh" not in shown.headers
    client_for(editor).post(reverse("translation:go_on_sending", args=[Sending.objects.get().pk]))
    assert count_complete_pages(root) == 2


def test_a_killed_worker_leaves_no_page_half_and_the_next_goes_on(
    editor: User, database_queue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = create_untranslated_pages(4)
    send(editor, root)
    sending = Sending.objects.get()
    real, calls = TranslationSubmission.create_translations, []

    def killed(self: TranslationSubmission, instance: Any, **options: Any) -> None:
        real(self, instance, **options)
        calls.append(instance)
        if len(calls) == 3:
            raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(TranslationSubmission, "create_translations", killed)
        with pytest.raises(SystemExit):
            batches.work_on(sending.pk)
    assert count_complete_pages(root) == 2
    assert not batches.work_on(sending.pk)  # it may still live
    assert count_complete_pages(root) == 2
    Sending.objects.update(worked_at=timezone.now() - 2 * WORKER_TIMEOUT)
    batches.go_on_with_what_waits()
    assert count_complete_pages(root) == 4
    assert states(sending) == ["sent"] * 4
    batches.work_on(sending.pk)
    assert count_complete_pages(root) == 4


def test_what_is_cancelled_stays_as_far_as_it_came(editor: User, database_queue: None) -> None:
    root = create_untranslated_pages(3)
    send(editor, root)
    sending = Sending.objects.get()
    batches.work_on(sending.pk, seconds=0)
    client_for(editor).post(reverse("translation:cancel_sending", args=[sending.pk]))
    batches.send_pages.call(sending.pk)
    batches.go_on_with_what_waits()
    assert count_complete_pages(root) == 1
    assert (
        "Cancelled. 1 page was sent."
        in client_for(editor).get(reverse("translation:sending", args=[sending.pk])).content.decode()
    )


@pytest.mark.parametrize("loss", ["permission", "account", "place"])
def test_rights_are_asked_again_when_the_work_is_done(editor: User, database_queue: None, loss: str) -> None:
    root = create_untranslated_pages(2)
    send(editor, root)
    if loss == "permission":
        editor.groups.get().permissions.filter(codename="submit_translation").delete()
    elif loss == "account":
        User.objects.filter(pk=editor.pk).update(is_active=False)
    else:
        GroupPagePermission.objects.filter(group__user=editor, page=root.get_parent()).delete()
    sending = Sending.objects.get()
    batches.work_on(sending.pk)
    assert count_complete_pages(root) == 0
    assert states(sending) == ["refused", "refused"]


def test_a_page_that_fails_is_told_and_the_others_are_sent(
    editor: User, database_queue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = create_untranslated_pages(3)
    response = send(editor, root)
    real = TranslationSubmission.create_translations

    def fail(self: TranslationSubmission, instance: Any, **options: Any) -> None:
        real(self, instance, **options)
        if instance.title == "P 1":
            raise KeyError("<removed_block>")

    monkeypatch.setattr(TranslationSubmission, "create_translations", fail)
    sending = Sending.objects.get()
    batches.work_on(sending.pk)
    assert states(sending) == ["sent", "failed", "sent"]
    assert count_complete_pages(root) == 2
    shown = client_for(editor).get(response["Location"]).content.decode()
    assert "1 page was not sent" in shown
    assert "&lt;removed_block&gt;" in shown


def test_a_sending_is_shown_to_who_sent_it(editor: User, database_queue: None) -> None:
    send(editor, create_untranslated_pages(1))
    address = reverse("translation:sending", args=[Sending.objects.get().pk])
    other = create_user("other", pages={create_platform("es", "en"): ("add", "change")}, **SUBMIT)
    assert client_for(other).get(address).status_code == 404
    assert client_for(other).post(f"{address}cancel/").status_code == 404
    stranger = create_user("stranger", pages={create_platform("es", "en"): ("add", "change")})
    assert client_for(stranger).get(address).status_code == 404
    assert is_refused(client_for(stranger).get(reverse("translation:sendings")))


def test_a_page_that_is_gone_meanwhile_is_no_concern(editor: User, database_queue: None) -> None:
    root = create_untranslated_pages(2)
    send(editor, root)
    Page.objects.get(slug="p-0").delete()
    sending = Sending.objects.get()
    batches.work_on(sending.pk)
    assert states(sending) == ["sent"]
    assert SendingPage.objects.filter(state="waiting").count() == 0


def test_pages_below_pages_come_below_theirs(editor: User, database_queue: None) -> None:
    root = create_untranslated_pages(1)
    child = root.get_first_child()
    child.add_child(instance=ContentPage(title="Deep", slug="deep"))
    send(editor, root)
    batches.work_on(Sending.objects.get().pk)
    deep = Page.objects.get(slug="deep", locale=english_locale())
    assert deep.get_parent().translation_key == child.translation_key
    assert not Page.objects.filter(locale=english_locale()).exclude(alias_of=None).exists()
