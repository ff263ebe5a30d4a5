"""Process a submission page by page; each page is done whole or not at all, by one worker.

Running it again changes nothing, so a worker may be killed at any moment; the next one goes on with the
page that was being sent. Rights are asked again, of the person who sent, when a page's turn comes.
"""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Locale, Page
from wagtail_localize.components import TranslationComponentManager

from core.base.task_queue import has_queue
from core.jobs.recovery import WORKER_TIMEOUT
from core.jobs.schedule import Job
from core.jobs.schedule import register as schedule
from translation.sending.models import Sending, SendingPage
from translation.sources import bulk
from translation.workflow import permissions
from translation.workflow.submission import TranslationSubmission

logger = logging.getLogger(__name__)

#: For how many seconds one task works: others want a turn, and without a worker somebody waits for it.
TURN = 20
#: For how long finished sendings are remembered.
RETENTION = timedelta(days=90)

State = SendingPage.State


def plan(root: Page, locales: Iterable[Locale], user: Any, form_data: str = "") -> Sending:
    """Note that all pages below one are to be sent, and begin once the transaction is committed."""
    sending: Sending = Sending.objects.create(user=user, title=str(root)[:255], form_data=form_data)
    sending.locales.set(locales)
    keys = root.get_descendants().order_by("path").values_list("pk", flat=True)
    bulk.insert([SendingPage(sending=sending, page_id=key) for key in keys])
    transaction.on_commit(partial(begin, sending.pk))
    return sending


def begin(sending_id: int) -> None:
    """Start or continue a submission: in a worker, or at once where there is none."""
    if has_queue():
        send_pages.enqueue(sending_id)
    else:
        work_on(sending_id)


@task()
def send_pages(sending_id: int) -> None:
    """Send some pages; ask for another turn for the rest."""
    if work_on(sending_id):
        begin(sending_id)


def work_on(sending_id: int, seconds: float = TURN) -> bool:
    """Send pages for so many seconds, at least one.

    Returns:
        Whether some are left that nobody works on.
    """
    if not _claim(sending_id):
        return False
    sending = Sending.objects.get(pk=sending_id)
    end = time.monotonic() + seconds
    components = _components(sending)
    waiting = SendingPage.objects.filter(sending=sending, state=State.WAITING).order_by("pk")
    for key in waiting.values_list("pk", flat=True):
        _send(sending, key, components)
        if not _touch(sending_id):
            return False
        if time.monotonic() > end:
            break
    has_more = waiting.exists()
    Sending.objects.filter(pk=sending_id).update(worked_at=None, finished_at=None if has_more else timezone.now())
    return has_more


def cancel(sending: Sending) -> None:
    """Send no further page; those that were sent stay."""
    Sending.objects.filter(pk=sending.pk, finished_at=None).update(cancelled_at=timezone.now())


def _claim(sending_id: int) -> bool:
    """Become the one who works on it, unless somebody does."""
    now = timezone.now()
    free = Q(worked_at=None) | Q(worked_at__lt=now - WORKER_TIMEOUT)
    open_ = Sending.objects.filter(free, pk=sending_id, finished_at=None, cancelled_at=None)
    return bool(open_.update(worked_at=now))


def _touch(sending_id: int) -> bool:
    """Mark the submission as running; returns False if it was cancelled."""
    return bool(Sending.objects.filter(pk=sending_id, cancelled_at=None).update(worked_at=timezone.now()))


def _send(sending: Sending, key: int, components: TranslationComponentManager) -> None:
    try:
        with transaction.atomic():
            _send_whole(sending, key, components)
    except Exception as error:  # a page that can't be sent must not keep the others from being sent
        logger.exception("A page could not be sent to the translators")
        reason = f"{type(error).__name__}: {error}"[:500]
        SendingPage.objects.filter(pk=key, state=State.WAITING).update(state=State.FAILED, reason=reason)


def _send_whole(sending: Sending, key: int, components: TranslationComponentManager) -> None:
    sent_page = SendingPage.objects.select_for_update(of=("self",)).filter(pk=key, state=State.WAITING).first()
    if sent_page is None:
        return
    page = sent_page.page.specific
    user = _sender(sending)
    locales = [locale for locale in sending.locales.all() if user and _may_send(user, page, locale)]
    if locales:
        submission = TranslationSubmission(user, locales)
        submission.create_translations(page)
        components.save(submission, sources_and_translations=submission.mappings)
    sent_page.state = State.SENT if locales else State.REFUSED
    sent_page.save(update_fields=["state"])


def _sender(sending: Sending) -> Any:
    """Sender with their present permissions; None if they are gone or may not log in."""
    return get_user_model().objects.filter(pk=sending.user_id or 0, is_active=True).first()


def _may_send(user: Any, page: Page, locale: Locale) -> bool:
    return (
        permissions.may_submit(user)
        and permissions.may_edit(user, page)
        and permissions.may_translate_into(user, page, locale)
    )


def _components(sending: Sending) -> TranslationComponentManager:
    """The parts that others add to the form, as the sender filled them in."""
    request = HttpRequest()
    request.method = "POST"
    request.user = sending.user  # type: ignore[assignment]
    request.POST = QueryDict(sending.form_data)
    components = TranslationComponentManager.from_request(request)
    components.is_valid()
    return components


def go_on_with_what_waits() -> None:
    """Continue submissions whose task was lost or whose worker was killed, and those made without a worker."""
    without_worker = Q(worked_at=None) | Q(worked_at__lt=timezone.now() - WORKER_TIMEOUT)
    for key in Sending.objects.filter(without_worker, finished_at=None, cancelled_at=None).values_list("pk", flat=True):
        work_on(key)
    expired = Q(finished_at__lt=timezone.now() - RETENTION) | Q(cancelled_at__lt=timezone.now() - RETENTION)
    Sending.objects.filter(expired).delete()


def register_job() -> None:
    """Go on with what waits, every few minutes."""
    schedule(
        Job(
            "send_to_translators",
            _("Continue sending pages to the translators"),
            timedelta(minutes=2),
            go_on_with_what_waits,
        )
    )
