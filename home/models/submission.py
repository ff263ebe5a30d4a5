"""What visitors sent in."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission


def unlike_any_other() -> str:
    """What no screen sends twice, for rows that come from elsewhere."""
    return uuid.uuid4().hex


class Submission(AbstractFormSubmission):
    """The answers to a form, of a visitor in any language.

    ``page`` is the source's page, whatever language the form was filled in. ``form_data`` has the
    answers by machine name, of choices their keys.
    """

    language = models.CharField(_("language"), max_length=20, help_text=_("The language of the form that was sent."))
    names = models.TextField(
        _("fields"), blank=True, help_text=_("The machine names of the fields that were asked, with spaces.")
    )
    consented = models.BooleanField(
        _("consent"), default=False, help_text=_("The form asked for consent, and it was given.")
    )
    mailed_at = models.DateTimeField(
        _("mailed"), null=True, blank=True, help_text=_("When the mail server took it over. Empty: not yet.")
    )
    claimed_at = models.DateTimeField(
        _("being mailed since"), null=True, blank=True, help_text=_("Keeps two workers from sending the same mail.")
    )
    sending = models.CharField(
        _("sending"),
        max_length=64,
        unique=True,
        default=unlike_any_other,
        help_text=_("The same for the same answers sent twice off one screen, which are stored once."),
    )

    class Meta:
        ordering: ClassVar = ["-submit_time"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes: ClassVar = [models.Index(fields=["page", "submit_time"], name="submission_page_and_time")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.submit_time:%Y-%m-%d %H:%M}"
