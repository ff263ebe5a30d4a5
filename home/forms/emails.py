"""Emails with a copy of a submission."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core.outbox.delivery import writer
from home.forms.submissions_table import SubmissionsTable
from home.models import Submission


@writer(Submission)
def message(submission: Submission) -> EmailMessage:
    """The mail, in the language of the form's source; replies go to the first mail address among the answers."""
    page = submission.page.formpage
    with translation.override(page.locale.language_code):
        table = SubmissionsTable(page)
        lines = [f"{column.heading}: {table.text(submission, column.name)}" for column in table.columns]
        address = reverse("wagtailforms:list_submissions", args=[page.pk])
        lines += ["", gettext("All answers: %(address)s") % {"address": f"{settings.WAGTAILADMIN_BASE_URL}{address}"}]
        subject = gettext("New answers: %(form)s") % {"form": " ".join(page.title.split())}
    replies = [submission.form_data.get(field.clean_name) for field in table.fields if field.field_type == "email"]
    return EmailMessage(
        subject, "\n".join(lines), to=page.addresses, reply_to=[reply for reply in replies if reply][:1]
    )
