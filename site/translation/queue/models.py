"""Assignments, notification preferences and emails of translators."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.components import register_translation_component
from wagtail_localize.models import Translation, TranslationSource

from core.base.plain_text import PlainTextMixin
from core.outbox.models import OutboxRow
from translation.queue.forms import AssignmentForm
from translation.queue.permissions import may_translate


@register_translation_component(
    heading=_("Due date and translator"),
    help_text=_("You can change both later in the translation queue. People who cannot translate into a "
"language are not assigned to it."),
    enable_text=_("Set them"),
    disable_text=_("Do not set them"),
)  # fmt: skip
class Assignment(models.Model):
    """Translator and due date of a translation; deleted when it is published."""

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, related_name="assignment", verbose_name=_("translation")
    )
    due_on = models.DateField(_("needed by"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("translator"),
    )
    claimed_at = models.DateTimeField(_("assigned"), null=True, blank=True)

    panels = (FieldPanel("due_on"), FieldPanel("assigned_to"))
    base_form_class = AssignmentForm

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.assigned_to or '-'}"

    @classmethod
    def give(cls, translation: Translation, *, due_on: date | None, to: Any) -> "Assignment":
        """Set by when a translation is wanted and whose it is; nobody's, if the person may not translate it."""
        assignee = to if to is not None and may_translate(to, translation) else None
        assignment, _created = cls._default_manager.update_or_create(
            translation=translation,
            defaults={"due_on": due_on, "assigned_to": assignee, "claimed_at": timezone.now() if assignee else None},
        )
        return assignment

    @classmethod
    def get_or_create_from_source_and_translation_data(
        cls, _source: TranslationSource, translations: Iterable[Translation], **fields: Any
    ) -> list["Assignment"]:
        """Called by wagtail-localize for each source that is submitted for translation."""
        return [
            cls.give(translation, due_on=fields.get("due_on"), to=fields.get("assigned_to"))
            for translation in translations
        ]


class DigestPreference(models.Model):
    """How often a user receives the digest of their queue."""

    class Every(models.TextChoices):
        DAY = "day", _("Every day")
        WEEK = "week", _("Every week")
        NEVER = "never", _("Never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_digest", verbose_name=_("user")
    )
    every = models.CharField(
        _("emails about your pending translations"), max_length=5, choices=Every, default=Every.WEEK
    )
    notices = models.BooleanField(_("emails when your translations are published or sent back"), default=True)
    sent_on = models.DateField(_("last sent"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("email preferences of a translator")
        verbose_name_plural = _("email preferences of translators")

    def __str__(self) -> str:
        return f"{self.user}: {self.every}"


class TranslatorMail(PlainTextMixin, OutboxRow):
    """A mail to a translator."""

    class Kind(models.TextChoices):
        DIGEST = "digest", _("pending translations")
        PUBLISHED = "published", _("published")
        SENT_BACK = "sent_back", _("sent back")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    kind = models.CharField(_("type"), max_length=10, choices=Kind)
    translation = models.ForeignKey(
        Translation, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("translation")
    )
    comment = models.TextField(_("comment"), blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("email to a translator")
        verbose_name_plural = _("emails to translators")

    def __str__(self) -> str:
        return f"{self.kind}: {self.user}"
