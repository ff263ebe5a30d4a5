"""Answers by mail: a copy for those who wait for them. What counts is the list in the admin."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django_tasks import task

from home.forms.table import Table

if TYPE_CHECKING:
    from home.models import FormPage, Submission

logger = logging.getLogger(__name__)

#: After so long, whoever began to send a mail is taken for gone.
CLAIM = timedelta(minutes=10)
#: What a mail server, or the way to it, fails with.
FAILURES = (SMTPException, OSError)


@task()
def mail_submission(key: int) -> bool:
    """Mail one submission, once. Whether there was something to send.

    Raises:
        SMTPException, OSError: the mail server failed; the submission goes on waiting.
    """
    submission = waiting().filter(pk=key).first()
    return submission is not None and _send(submission)


def mail_waiting() -> int:
    """Mail what a failing mail server left waiting. One submission's failure holds up no other.

    Returns:
        How many were sent.
    """
    found = list(waiting())
    if not found:
        return 0
    try:
        get_connection().open()
    except FAILURES as error:
        logger.warning("The mail server can't be reached, %d submissions wait: %s", len(found), error)
        return 0
    sent = 0
    for submission in found:
        try:
            sent += _send(submission)
        except FAILURES as error:
            logger.warning("Submission %d could not be mailed and waits: %s", submission.pk, error)
    return sent


def waiting() -> "QuerySet[Submission]":
    """Submissions that should have been mailed and were not."""
    from home.models import FormPage, Submission

    mailing = FormPage.objects.exclude(mail_to="")
    free = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM)
    return Submission.objects.filter(free, mailed_at=None, page__in=mailing).order_by("pk")


def _send(submission: "Submission") -> bool:
    """Send one mail unless somebody else is at it.

    Raises:
        SMTPException, OSError: the mail server failed.
    """
    from home.models import FormPage

    rows = waiting().filter(pk=submission.pk)
    if not rows.order_by().update(claimed_at=timezone.now()):
        return False
    page = FormPage.objects.select_related("locale").get(pk=submission.page_id)
    try:
        message(page, submission).send()
    except FAILURES:
        type(submission).objects.filter(pk=submission.pk).update(claimed_at=None)
        raise
    type(submission).objects.filter(pk=submission.pk).update(mailed_at=timezone.now(), claimed_at=None)
    return True


def message(page: "FormPage", submission: "Submission") -> EmailMessage:
    """The mail, in the language of the form's source; replies go to the first mail address among the answers."""
    with translation.override(page.locale.language_code):
        table = Table(page)
        lines = [f"{column.heading}: {table.text(submission, column.name)}" for column in table.columns]
        address = reverse("wagtailforms:list_submissions", args=[page.pk])
        lines += ["", _now("All answers: %(address)s") % {"address": f"{settings.WAGTAILADMIN_BASE_URL}{address}"}]
        subject = _now("New answers: %(form)s") % {"form": " ".join(page.title.split())}
    replies = [submission.form_data.get(field.clean_name) for field in table.fields if field.field_type == "email"]
    return EmailMessage(
        subject, "\n".join(lines), to=page.addresses, reply_to=[reply for reply in replies if reply][:1]
    )
