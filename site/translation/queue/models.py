"""Whose work a translation is, and what its people are told by mail."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.components import register_translation_component
from wagtail_localize.models import Translation, TranslationSource

from core.models import Mailed
from core.plain_text import PlainTextMixin
from translation.queue.forms import AssignmentForm


@register_translation_component(
    heading=_("Due date and translator"),
    help_text=_("Both can be changed later, in the translators' queue. Who may not translate into a language is left "
                "out there."),
    enable_text=_("Set them"),
    disable_text=_("Leave them open"),
)  # fmt: skip
class Assignment(models.Model):
    """By when a translation is wanted, and who does it; gone when it is published."""

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, related_name="assignment", verbose_name=_("translation")
    )
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("translator"),
    )
    claimed_at = models.DateTimeField(_("taken on"), null=True, blank=True)

    panels = (FieldPanel("due_on"), FieldPanel("assigned_to"))
    base_form_class = AssignmentForm

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.assigned_to or '-'}"

    @classmethod
    def get_or_create_from_source_and_translation_data(
        cls, _source: TranslationSource, translations: Iterable[Translation], **fields: Any
    ) -> list[Self]:
        """What wagtail-localize calls for each thing that was sent to the translators."""
        from translation.queue.assigning import give

        return [
            give(translation, due_on=fields.get("due_on"), to=fields.get("assigned_to"))  # type: ignore[misc]
            for translation in translations
        ]


class DigestPreference(models.Model):
    """How often somebody wants to be told by mail what waits for them."""

    class Every(models.TextChoices):
        DAY = "day", _("Every day")
        WEEK = "week", _("Every week")
        NEVER = "never", _("Never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_digest", verbose_name=_("user")
    )
    every = models.CharField(
        _("mail about translations that wait for you"), max_length=5, choices=Every, default=Every.WEEK
    )
    notices = models.BooleanField(_("mail when a translation of yours is published or sent back"), default=True)
    sent_on = models.DateField(_("last sent"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("preference about mails to translators")
        verbose_name_plural = _("preferences about mails to translators")

    def __str__(self) -> str:
        return f"{self.user}: {self.every}"


class TranslatorMail(PlainTextMixin, Mailed):
    """A mail to a translator."""

    class Kind(models.TextChoices):
        DIGEST = "digest", _("what waits")
        LANDED = "landed", _("published")
        SENT_BACK = "sent_back", _("sent back")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    translation = models.ForeignKey(
        Translation, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("translation")
    )
    comment = models.TextField(_("comment"), blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("mail to a translator")
        verbose_name_plural = _("mails to translators")

    def __str__(self) -> str:
        return f"{self.kind}: {self.user}"

    def message(self) -> EmailMessage | None:
        """The mail as it is to be sent now; None while the person has no address."""
        from translation.queue.letters import write

        return write(self)
