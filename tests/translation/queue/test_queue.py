"""The translators' queue: what waits, for whom, whose it is, and what they are told by mail."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.jobs.schedule import jobs
from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.platform import create_platform
from tests.translation.factories import create_entity, create_translated_group, publish
from tests.translation.users import client_for, create_review_workflow, create_user, is_refused
from translation.checks.completeness import source_words_may_show
from translation.languages.models import GroupLanguagePermission
from translation.queue import assignments, notifications
from translation.queue.models import Assignment, DigestPreference
from translation.queue.querysets import CHANGED, NEW, SENT_BACK, waiting_for
from translation.queue.report import QueuePaginator
from translation.queue.word_counts import WordCounts, count, words_in
from translation.sources.models import TranslationBasis
from translation.workflow.drafts import save_draft
from translation.workflow.submission import submit

pytestmark = pytest.mark.django_db


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def record(source: Any) -> Translation:
    return Translation.objects.get(source__object_id=source.translation_key, target_locale__language_code="en")


@pytest.fixture
def source() -> WorkingGroupPage:
    """A group whose English translation is behind its source."""
    create_platform("es", "en", "fr")
    group, _target = create_translated_group()
    group.summary = "Un resumen nuevo"
    publish(group)
    record(group).source.update_from_db()
    return group


@pytest.fixture
def translator(source: WorkingGroupPage) -> User:
    user = create_user("translator", pages={home("en"): ("change",)})
    GroupLanguagePermission.objects.create(
        group=user.groups.get(),
        locale=Locale.objects.get(language_code="en"),
        permission=Permission.objects.get(codename="change_entity"),
    )
    return user


@pytest.fixture
def colleague(translator: User) -> User:
    user: User = User.objects.create_user("colleague", "colleague@example.org", "x")
    user.groups.set(translator.groups.all())
    return user


def queue_rows(user: User) -> list[tuple[str, str]]:
    return [(row.source.object_repr, row.reason) for row in waiting_for(User.objects.get(pk=user.pk))]


def test_what_is_new_changed_or_sent_back_waits_and_nothing_else(source: WorkingGroupPage, translator: User) -> None:
    snippet = create_entity(name="Oficina")
    submit(snippet, [Locale.objects.get(language_code="en"), Locale.objects.get(language_code="fr")])
    assert queue_rows(translator) == [("Igualdad", CHANGED), ("Oficina", NEW)]
    assert queue_rows(create_user("french", pages={home("fr"): ("change",)})) == []
    reviewer = create_user("reviewer", pages={home("en"): ("change", "publish")})
    create_review_workflow("reviewer", home("en"))
    client, translation = client_for(translator), record(source)
    client.post(reverse("translation:submit_for_review", args=[translation.pk]))
    assert ("Igualdad", CHANGED) not in queue_rows(translator), "it waits for the reviewers now"
    client_for(reviewer).post(reverse("translation:request_changes", args=[translation.pk]), {"comment": "Genauer"})
    assert ("Igualdad", SENT_BACK) in queue_rows(translator)


def test_what_is_wanted_soonest_comes_first_then_the_oldest(source: WorkingGroupPage, translator: User) -> None:
    others = [create_translated_group(slug)[0] for slug in ("b", "c")]
    for number, group in enumerate((source, *others)):
        TranslationBasis.objects.filter(translation=record(group)).update(
            changed_segments=1, changed_since=timezone.now() - timedelta(days=number)
        )
    keys = [row.source.object_id for row in waiting_for(translator)]
    assert keys == [group.translation_key for group in (others[1], others[0], source)]
    Assignment.give(record(source), due_on=timezone.localdate(), to=None)
    assert waiting_for(translator)[0].source.object_id == source.translation_key


def test_words_are_new_changed_or_reused(source: WorkingGroupPage) -> None:
    assert words_in('<b>Uno</b> <a id="a1">dos</a> &amp; tres-cuatro') == 3
    translation = record(source)
    texts = dict(translation.source.stringsegment_set.values_list("context__path", "string__data"))
    others = sum(words_in(text) for path, text in texts.items() if path != "summary")
    assert count([translation]) == {translation.pk: WordCounts(new=0, changed=3, reused=others)}
    StringTranslation.objects.filter(context__object_id=source.translation_key).delete()
    assert count([translation])[translation.pk] == WordCounts(new=3 + others)


def test_a_change_that_nobody_has_brought_here_yet_is_told_beside_the_words(
    source: WorkingGroupPage, translator: User
) -> None:
    url = reverse("translation:queue")
    held = BeautifulSoup(client_for(translator).get(url).content, "html.parser")
    assert held.select("td form"), "it can be taken on"
    assert all(form.select("[name=csrfmiddlewaretoken][value]") for form in held.select("form[method=post]"))
    assert "not here yet" not in client_for(translator).get(url).content.decode()
    source.purpose = "<p>Otra cosa, dicha de otro modo.</p>"
    source.save_revision().publish()
    assert "not here yet" in client_for(translator).get(url).content.decode()


def claim_messages(client: Any, translation: Translation) -> str:
    response = client.post(reverse("translation:claim", args=[translation.pk]), follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def test_of_two_who_take_it_on_one_wins_and_the_other_is_told(
    source: WorkingGroupPage, translator: User, colleague: User
) -> None:
    translation = record(source)
    assert "translator" not in claim_messages(client_for(translator), translation)
    assert "translator" in claim_messages(client_for(colleague), translation)
    assert Assignment.objects.get(translation=translation).assigned_to == translator
    assert is_refused(client_for(colleague).post(reverse("translation:release", args=[translation.pk])))
    client_for(translator).post(reverse("translation:release", args=[translation.pk]))
    assert Assignment.objects.get(translation=translation).assigned_to is None
    claim_messages(client_for(colleague), translation)
    assert Assignment.objects.get(translation=translation).assigned_to == colleague


def test_nobody_takes_on_or_is_given_what_they_may_not_translate(source: WorkingGroupPage, translator: User) -> None:
    translation = record(source)
    french = create_user("french", pages={home("fr"): ("change",)})
    assert is_refused(client_for(french).post(reverse("translation:claim", args=[translation.pk])))
    with pytest.raises(PermissionDenied):
        assignments.claim(french, translation)
    assert Assignment.give(translation, due_on=None, to=french).assigned_to is None
    assert Assignment.give(translation, due_on=None, to=translator).assigned_to == translator


def test_reviewers_say_by_when_and_who_and_translators_do_not(source: WorkingGroupPage, translator: User) -> None:
    reviewer = create_user("reviewer", pages={home("en"): ("change", "publish")})
    url = reverse("translation:assign", args=[record(source).pk])
    day = timezone.localdate() + timedelta(days=3)
    assert is_refused(client_for(translator).get(url))
    client = client_for(reviewer)
    assert client.get(url).status_code == 200
    assert client.post(url, {"due_on": day, "assigned_to": translator.pk}).status_code == 302
    given = Assignment.objects.get(translation=record(source))
    assert (given.due_on, given.assigned_to) == (day, translator)
    past = client.post(url, {"due_on": timezone.localdate() - timedelta(days=1), "assigned_to": translator.pk})
    assert past.context["form"].errors["due_on"]


def test_they_are_said_when_something_is_sent_to_the_translators(
    source: WorkingGroupPage, translator: User, admin_user: User
) -> None:
    snippet = create_entity(name="Oficina")
    url = reverse("wagtail_localize:submit_snippet_translation", args=["groups", "entity", snippet.pk])
    languages = Locale.objects.filter(language_code__in=("en", "fr")).values_list("pk", flat=True)
    day = timezone.localdate() + timedelta(days=3)
    table = f"component-{Assignment._meta.db_table}"
    data = {
        "locales": list(languages),
        f"{table}-enabled": "on",
        f"{table}-due_on": day,
        f"{table}-assigned_to": translator.pk,
    }
    client_for(admin_user).post(url, data)
    given = {row.translation.target_locale.language_code: row for row in Assignment.objects.all()}
    assert {tag: row.due_on for tag, row in given.items()} == {"en": day, "fr": day}
    assert given["en"].assigned_to == translator
    assert given["fr"].assigned_to is None, "they do not translate into French"


def test_the_queue_is_narrowed_and_leads_to_the_editor(
    source: WorkingGroupPage, translator: User, colleague: User
) -> None:
    client, url = client_for(translator), reverse("translation:queue")
    target = source.get_translation(Locale.objects.get(language_code="en"))
    for address in (url, reverse("wagtailadmin_home")):
        page = client.get(address).content.decode()
        assert reverse("wagtailadmin_pages:edit", args=[target.pk]) in page
        assert url in page
    assignments.claim(colleague, record(source))
    shown = {holder: len(client.get(url, {"holder": holder}).context["object_list"]) for holder in ("mine", "free", "others")}  # fmt: skip  # noqa: E501
    assert shown == {"mine": 0, "free": 0, "others": 1}
    assert client.get(url, {"order": "linked"}).context["object_list"]
    nobody = client_for(create_user("writer", pages={home("es"): ("change",)}))
    assert is_refused(nobody.get(url))
    assert url not in nobody.get(reverse("wagtailadmin_home")).content.decode()


def test_a_long_queue_takes_as_many_queries_as_a_short_one(source: WorkingGroupPage, translator: User) -> None:
    client = client_for(translator)

    def queries() -> int:
        client.get(reverse("translation:queue"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("translation:queue"))
        return len(captured)

    few = queries()
    for number in range(4):
        group, _target = create_translated_group(f"more-{number}")
        TranslationBasis.objects.filter(translation=record(group)).update(changed_segments=1)
    assert len(queue_rows(translator)) == 5
    assert queries() == few


def digests(callbacks: Any) -> list[str]:
    mail.outbox.clear()
    with callbacks(execute=True):
        notifications.send_digests()
    return [str(message.body) for message in mail.outbox]


def test_a_digest_comes_as_often_as_one_likes_and_in_ones_language(
    source: WorkingGroupPage, translator: User, django_capture_on_commit_callbacks: Any
) -> None:
    (body,) = digests(django_capture_on_commit_callbacks)
    assert "Igualdad" in body
    assert "new: 0, changed: 3" in body
    assert mail.outbox[0].to == [translator.email]
    assert digests(django_capture_on_commit_callbacks) == [], "once a week, unless they choose otherwise"
    preference = DigestPreference.objects.get(user=translator)
    yesterday = timezone.localdate() - timedelta(days=1)
    for every, number in (("day", 1), ("week", 0), ("never", 0)):
        DigestPreference.objects.filter(pk=preference.pk).update(every=every, sent_on=yesterday)
        assert len(digests(django_capture_on_commit_callbacks)) == number, every
    DigestPreference.objects.filter(pk=preference.pk).update(every="day", sent_on=None)
    TranslationBasis.objects.update(changed_segments=0)
    for segment in record(source).source.stringsegment_set.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, context=segment.context, locale=record(source).target_locale
        )
    assert digests(django_capture_on_commit_callbacks) == [], "nothing waits"
    assert "translation_digests" in {job.name for job in jobs()}


def test_how_often_is_chosen_in_the_account(source: WorkingGroupPage, translator: User) -> None:
    client, url = client_for(translator), reverse("wagtailadmin_account")
    page = client.get(url)
    assert "translation_digest-every" in page.content.decode()
    from translation.queue.wagtail_hooks import DigestForm

    form = DigestForm({"every": "day", "notices": ""}, instance=DigestPreference(user=translator))
    assert form.is_valid()
    form.save()
    assert DigestPreference.objects.get(user=translator).every == "day"


def test_its_translators_are_told_when_it_is_published_or_sent_back(
    source: WorkingGroupPage, translator: User, colleague: User, django_capture_on_commit_callbacks: Any
) -> None:
    reviewer = create_user("reviewer", pages={home("en"): ("change", "publish")})
    create_review_workflow("reviewer", home("en"))
    translation = record(source)
    assignments.claim(colleague, translation)
    client_for(translator).post(reverse("translation:submit_for_review", args=[translation.pk]))
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client_for(reviewer).post(reverse("translation:request_changes", args=[translation.pk]), {"comment": "Genauer"})
    told = [message for message in mail.outbox if message.to == [colleague.email]]
    assert len(told) == 1
    assert "Genauer" in told[0].body
    assert [message.to for message in mail.outbox].count([translator.email]) == 1, "by Wagtail, who submitted it"
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True), source_words_may_show():
        save_draft(translation, reviewer).publish()
    assert [message.to for message in mail.outbox] == [[colleague.email]]
    assert not Assignment.objects.filter(translation=translation).exists()


@pytest.mark.one_database
@pytest.mark.parametrize(("number", "label"), [(1, "1 tradução"), (6, "6 traduções")])
def test_the_queue_is_counted_in_the_readers_language(number: int, label: str) -> None:
    with override("pt-br"):
        assert QueuePaginator(list(range(number)), 25).items_count_label == label
