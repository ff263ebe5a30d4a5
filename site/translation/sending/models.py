"""Submissions of subtrees and their progress."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, Page


class Sending(models.Model):
    """Pages that somebody sends to the translators of some languages."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("sent by")
    )
    title = models.CharField(_("title"), max_length=255, help_text=_("For the parent of the pages that are sent."))
    locales = models.ManyToManyField(Locale, related_name="+", verbose_name=_("languages"))
    #: What was typed into the parts that others add to the form, as it was posted.
    form_data = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    #: When whoever works on it was last heard of; nobody works on it without one.
    worked_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, db_index=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission to translators")
        verbose_name_plural = _("submissions to translators")
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be done."""
        return self.finished_at is not None or self.cancelled_at is not None


class SendingPage(models.Model):
    """A page of a sending. It is sent into all its languages or, after an error, into none."""

    class State(models.TextChoices):
        """The state of one page in the batch."""

        WAITING = "waiting", _("waiting")
        SENT = "sent", pgettext_lazy("page", "sent")
        REFUSED = "refused", _("not allowed")
        FAILED = "failed", pgettext_lazy("page", "failed")

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    state = models.CharField(_("status"), max_length=8, choices=State, default=State.WAITING)
    reason = models.TextField(_("reason"), blank=True, default="")

    class Meta:
        verbose_name = _("page being sent")
        verbose_name_plural = _("pages being sent")
        default_permissions: ClassVar[tuple[str, ...]] = ()
        indexes: ClassVar = [models.Index(fields=["sending", "state"], name="sent_page_state")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.state}"
