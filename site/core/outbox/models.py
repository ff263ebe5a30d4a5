"""Base model of rows that somebody is notified of by email, once each."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """A row that is mailed once, and kept until the mail server has taken it; see :mod:`core.outbox.delivery`.

    A function of its app's ``emails.py``, with the decorator :func:`core.outbox.delivery.writer`, writes its mail.
    """

    mailed_at = models.DateTimeField(
        _("sent at"), null=True, blank=True, help_text=_("When the mail server accepted it. Empty until then.")
    )
    claimed_at = models.DateTimeField(
        _("being sent since"), null=True, blank=True, help_text=_("Prevents two workers from sending the same email.")
    )
    failures = models.PositiveIntegerField(
        _("failed attempts"), default=0, help_text=_("Number of times that the mail server did not accept it.")
    )
    retry_at = models.DateTimeField(
        _("next attempt"),
        null=True,
        blank=True,
        help_text=_("Not before this time. If empty, at the next opportunity."),
    )

    class Meta:
        abstract = True

    @classmethod
    def with_recipients(cls) -> models.QuerySet[Any]:
        """The rows that somebody wants a mail about, sent or not."""
        return cls._default_manager.all()

    @classmethod
    def kinds(cls) -> list[type[Self]]:
        """The models whose rows are mailed."""
        return [model for model in cls.__subclasses__() if not model._meta.abstract]
