"""Machine translation runs, with progress; a run can be cancelled and resumed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MachineRun(models.Model):
    """Some translations whose missing texts a machine drafts, one after the other."""

    class State(models.TextChoices):
        """State of a run. A failed one can be resumed."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("In progress")
        DONE = "done", _("Completed")
        CANCELLED = "cancelled", pgettext_lazy("machine translation", "Cancelled")
        FAILED = "failed", _("Failed")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("requested by")
    )
    service = models.CharField(_("service"), max_length=60)
    #: Primary keys of the translations, in their order, and how many of them are through.
    translations = models.JSONField(default=list)
    position = models.PositiveIntegerField(default=0)
    texts = models.PositiveIntegerField(_("texts"))
    characters = models.PositiveIntegerField(_("characters"))
    texts_drafted = models.PositiveIntegerField(_("texts drafted"), default=0)
    #: Texts that the machine gave back with other tags than it was given.
    texts_skipped = models.PositiveIntegerField(_("texts left out"), default=0)
    #: Characters sent so far.
    characters_sent = models.PositiveIntegerField(_("characters sent"), default=0)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("machine translation")
        verbose_name_plural = _("machine translations")
        ordering = ("-created_at",)
        permissions = (("use_machine", _("Draft texts by machine translation")),)

    def __str__(self) -> str:
        return f"{self.service}: {self.texts_drafted} / {self.texts}"

    @property
    def is_going_on(self) -> bool:
        """Whether something is still to come by itself."""
        return self.state in {self.State.WAITING, self.State.RUNNING}

    def note(self, **values: Any) -> None:
        """Change and store some fields, without touching those that others change."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=[*values, "changed_at"])
