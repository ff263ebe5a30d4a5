"""Form submissions."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission
from wagtail.models import Page

from core.outbox.models import OutboxRow


def unlike_any_other() -> str:
    """Random default of the form's key, for rows that come from elsewhere."""
    return uuid.uuid4().hex


class Submission(OutboxRow, AbstractFormSubmission):
    """The answers to a form, of a visitor in any language.

    ``page`` is the source's page, whatever language the form was filled in. ``form_data`` has the
    answers by machine name, of choices their keys.
    """

    language = models.CharField(
        _("language"), max_length=20, help_text=_("The language of the form that was submitted.")
    )
    names = models.TextField(
        _("fields"), blank=True, help_text=_("The machine names of the fields in the form, separated by spaces.")
    )
    consented = models.BooleanField(
        _("consent"), default=False, help_text=_("Whether the form asked for consent and it was given.")
    )
    sending = models.CharField(
        _("sending"),
        max_length=64,
        unique=True,
        default=unlike_any_other,
        help_text=_("Identifies one submission of the form, so that answers that are sent twice are stored only once."),
    )

    class Meta:
        ordering: ClassVar = ["-submit_time"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes: ClassVar = [models.Index(fields=["page", "submit_time"], name="submission_page_and_time")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.submit_time:%Y-%m-%d %H:%M}"

    @classmethod
    def with_recipients(cls) -> models.QuerySet[Any]:
        """Submissions to forms that email them to somebody."""
        return cls._default_manager.filter(page__in=Page.objects.order_by().filter(formpage__mail_to__gt=""))
