"""Email delivery: each email is sent once, and retried while the mail server is down."""

import logging
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any, TypeAlias, TypeVar

from django.apps import apps
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from core.outbox.models import OutboxRow

logger = logging.getLogger(__name__)

#: After so long, whoever began to send a mail is taken for gone.
CLAIM = timedelta(minutes=10)
#: How long a mail that was refused again waits at first, twice as long each time, and at most.
PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(days=1)
#: What a mail server, or the way to it, fails with.
FAILURES = (SMTPException, OSError)
#: What it refuses one mail with, and not all.
REFUSALS = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)

#: Writes the mail of a row as it is to be sent now; None while there is nobody to send it to.
Writer: TypeAlias = Callable[[Any], EmailMessage | None]
Written = TypeVar("Written", bound=Writer)

_writers: dict[type[OutboxRow], Writer] = {}


def writer(model: type[OutboxRow]) -> Callable[[Written], Written]:
    """Register the function that writes the mails of a model: a decorator."""

    def register(function: Written) -> Written:
        _writers[model] = function
        return function

    return register


def message_of(row: OutboxRow) -> EmailMessage | None:
    """The mail of a row as it is to be sent now; None while there is nobody to send it to.

    Raises:
        KeyError: no function writes the mails of its model.
    """
    return _writers[type(row)](row)


def send_on_commit(row: OutboxRow) -> None:
    """Send the email of a row once the transaction is committed."""
    transaction.on_commit(lambda: mail_row.enqueue(row._meta.label, row.pk))


@task()
def mail_row(label: str, key: int) -> bool:
    """Mail one row of a model, once. Whether there was something to send.

    Raises:
        SMTPException, OSError: the mail server failed; the row goes on waiting.
    """
    model: Any = apps.get_model(label)
    row = waiting(model).filter(pk=key).first()
    return row is not None and _send(row)


def mail_waiting() -> int:
    """Mail what a failing mail server left waiting. One row's failure holds up no other.

    Returns:
        How many were sent.
    """
    rows = [row for model in OutboxRow.kinds() for row in waiting(model)]
    if not rows:
        return 0
    try:
        get_connection().open()
    except FAILURES as error:
        logger.warning("The mail server can't be reached, %d mails wait: %s", len(rows), error)
        return 0
    count = 0
    for row in rows:
        try:
            count += _send(row)
        except FAILURES as error:
            logger.warning("%s %d could not be mailed and waits: %s", row._meta.label, row.pk, error)
    return count


def waiting(model: type[OutboxRow]) -> QuerySet[Any]:
    """The rows of a model that should have been mailed and were not."""
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    due = Q(retry_at=None) | Q(retry_at__lte=now)
    return model.with_recipients().filter(free, due, mailed_at=None).order_by("pk")


def _send(row: OutboxRow) -> bool:
    """Send one mail unless somebody else is at it.

    Raises:
        SMTPException, OSError: the mail server failed.
    """
    model = type(row)
    if not waiting(model).filter(pk=row.pk).order_by().update(claimed_at=timezone.now()):
        return False
    itself = model._default_manager.filter(pk=row.pk)
    message = message_of(row)
    if message is None:
        itself.update(claimed_at=None)
        return False
    try:
        message.send()
    except FAILURES as error:
        failures = row.failures + 1
        retry_at = timezone.now() + pause(failures) if isinstance(error, REFUSALS) else None
        itself.update(claimed_at=None, failures=failures, retry_at=retry_at)
        raise
    itself.update(mailed_at=timezone.now(), claimed_at=None, retry_at=None)
    return True


def pause(failures: int) -> timedelta:
    """Delay before the next attempt to send a refused email: none after the first failure, at most a day.

    What is refused again and again has a wrong address. A server that is away makes nobody wait longer.
    """
    return min(LONGEST_PAUSE, PAUSE * (2 ** min(failures - 1, 10) - 1))
