"""A worker in a process of its own, killed in the middle of a page that it sends to the translators."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Revision
from wagtail_localize.models import StringSegment, Translation, TranslationLog, TranslationSource

from core.jobs import recovery
from core.jobs.models import BackgroundWorker
from home.models import HomePage
from tests.core.jobs.test_jobs import QUEUE
from tests.core.jobs.test_worker import wait_for, worker
from tests.platform import create_platform, english_locale
from tests.translation.sending.slow_submission import STOP_AT, send_slowly
from tests.translation.sending.test_sending import SUBMIT, create_untranslated_pages
from tests.translation.users import create_user
from translation.sending import batches
from translation.sending.models import Sending

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

PAGES = 4


def test_a_killed_worker_loses_nothing_and_nothing_is_done_twice(settings: Any, tmp_path: Path) -> None:
    settings.TASKS = QUEUE
    create_platform("es", "en")
    editor = create_user("sender", pages=dict.fromkeys(HomePage.objects.all(), ("add", "change")), **SUBMIT)
    root = create_untranslated_pages(PAGES)
    keys = list(root.get_descendants().values_list("translation_key", flat=True))
    sending = Sending.objects.create(user=editor, title="Parte")
    sending.locales.set([english_locale()])
    sending.pages.bulk_create([sending.pages.model(sending=sending, page=page) for page in root.get_descendants()])
    log = tmp_path / "log"
    task = send_slowly.enqueue(str(log), sending.pk)

    first = worker("--interval", "0.05")
    try:
        wait_for(lambda: log.exists() and len(log.read_text().splitlines()) == STOP_AT)
    finally:
        first.kill()
        first.wait()
    there = Page.objects.filter(translation_key__in=keys, locale=english_locale())
    assert there.count() == STOP_AT - 1, "no page is half there"
    assert Counter(sending.pages.values_list("state", flat=True)) == {"sent": STOP_AT - 1, "waiting": 2}

    # a minute later
    then = timezone.now() - recovery.WORKER_TIMEOUT - timedelta(seconds=1)
    BackgroundWorker.objects.update(seen_at=then)
    DBTaskResult.objects.filter(pk=task.id).update(started_at=then)
    Sending.objects.update(worked_at=then)
    log.with_suffix(".go").touch()
    assert recovery.take_back() == 1
    send_slowly.call(str(log), sending.pk)
    batches.go_on_with_what_waits()

    # of the page in whose middle it was killed, all was undone and done again
    assert log.read_text().splitlines() == ["p-0", "p-1", "p-2", "p-2", "p-3"]
    assert Counter(sending.pages.values_list("state", flat=True)) == {"sent": PAGES}
    sending.refresh_from_db()
    assert sending.finished_at
    assert there.count() == PAGES
    once = dict.fromkeys(there.values_list("pk", flat=True), 1)
    assert (
        Counter(
            int(key)
            for key in Revision.objects.filter(object_id__in=map(str, once)).values_list("object_id", flat=True)
        )
        == once
    )
    for rows in (
        Translation.objects.filter(source__object_id__in=keys),
        TranslationSource.objects.filter(object_id__in=keys),
    ):
        assert rows.count() == PAGES
    assert TranslationLog.objects.filter(source__object_id__in=keys).count() == PAGES
    texts = Counter(
        StringSegment.objects.filter(source__object_id__in=keys).values_list("source__object_id", flat=True)
    )
    assert len(texts) == PAGES
    assert len(set(texts.values())) == 1
