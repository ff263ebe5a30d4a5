"""Requests for a service, and the emails about them."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.base.plain_text import PlainTextMixin
from core.outbox.models import OutboxRow
from core.vocabularies import countries, languages


def unlike_any_other() -> str:
    """Random default of the form's key, for rows that come from elsewhere."""
    return uuid.uuid4().hex


class ServiceRequest(PlainTextMixin, models.Model):
    """A request for a service. Not a page and in one language: that of the form it was sent with.

    The service is named by its translation key, so that a request belongs to it in every language and
    outlives its page. Rows are deleted after ``SERVICE_REQUEST_RETENTION_DAYS``; see :mod:`groups.requests`.
    """

    class Status(models.TextChoices):
        """Status of a request at the service desk."""

        NEW = "new", pgettext_lazy("service request", "New")
        IN_PROGRESS = "in_progress", _("In progress")
        ANSWERED = "answered", _("Answered")

    service_key = models.UUIDField(_("service"), db_index=True, help_text=_("The service's translation key."))
    service_title = models.CharField(
        _("title of the service"), max_length=255, help_text=_("The title that was shown to the sender.")
    )
    language = models.CharField(
        _("language"), max_length=20, help_text=_("The language of the form that was submitted.")
    )
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("email address"))
    organisation = models.CharField(_("organization"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2 code. Optional.")
    )
    purpose = models.TextField(_("purpose of the request"))
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now, db_index=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    status_at = models.DateTimeField(_("in this status since"), default=timezone.now)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The person handling the request. If you change the status of a new request without "
            "choosing anybody, it is assigned to you."
        ),
    )
    notes = models.TextField(
        _("notes"),
        blank=True,
        help_text=_(
            "For colleagues. Not shown to the sender, unless the sender requests a copy of their personal data."
        ),
    )
    sending = models.CharField(
        _("sending"),
        max_length=64,
        unique=True,
        default=unlike_any_other,
        help_text=_("Identifies one submission of the form, so that a request that is sent twice is stored only once."),
    )

    #: What people typed is no content of the site: nothing is looked for in it that pages refer to.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar = ["-sent_at", "-pk"]
        verbose_name = _("service request")
        verbose_name_plural = _("service requests")
        indexes: ClassVar = [models.Index(fields=["status", "sent_at"], name="request_status_and_time")]

    def __str__(self) -> str:
        """Without anything personal: the log, which outlives the request, keeps it."""
        return f"{self.service_title} #{self.pk}"

    @property
    def language_name(self) -> str:
        """The name of the sender's language in the active one."""
        return languages.name(self.language, get_language() or "en")

    @property
    def country_name(self) -> str:
        """The country's name in the active language; empty for none."""
        return countries.name(self.country, get_language() or "en") if self.country else ""


class ServiceRequestMail(OutboxRow):
    """A mail about a request: to those who offer the service, or to the sender."""

    class Kind(models.TextChoices):
        """Recipient of an email about a request."""

        CONTACT = "contact", _("To the contact point")
        COPY = "copy", _("Copy for the sender")

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("type"), max_length=8, choices=Kind)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("email about a service request")
        verbose_name_plural = _("emails about service requests")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("request", "kind"), name="one_mail_a_kind_and_request")
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind}"

    @property
    def state(self) -> Any:
        """Delivery state in words: sent, waiting, or failed how often."""
        if self.mailed_at:
            return pgettext_lazy("email", "sent")
        if self.failures:
            failed = ngettext("waiting, failed %(count)d time", "waiting, failed %(count)d times", self.failures)
            return failed % {"count": self.failures}
        return _("waiting")
