"""People named on public pages, with their consent and its end."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from core.base.fields import image_key
from core.base.forms import SnippetForm
from core.base.localization import facts, follows, words
from groups.models.base import KeyedSnippet
from groups.validation import backwards


class PersonForm(SnippetForm):
    """Conditions for publishing a person; a draft may lack them."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_deferred_validation and cleaned.get("consent_on", "") is None:
            message = _("Nobody is shown without their consent. Enter the date on which it was given.")
            self.add_error("consent_on", ValidationError(message))
        return cleaned


class PersonQuerySet(models.QuerySet["Person"]):
    """People, and which of them the public may see."""

    def visible(self, today: date | None = None) -> "PersonQuerySet":
        """People who are published, have given their consent, and whose time is not over on that day."""
        day = today or timezone.localdate()
        not_expired = Q(visible_until__isnull=True) | Q(visible_until__gte=day)
        return self.filter(not_expired, live=True, consent_on__lte=day)


class Person(KeyedSnippet):
    """Somebody who is named in public: only with consent, and no longer than ``visible_until`` (included).

    All language versions are one record of one person: deleting one erases all (:mod:`groups.person_erasure`).
    """

    name = models.CharField(_("name"), max_length=160, help_text=_("As the person writes it themselves."))
    post = models.CharField(_("post"), max_length=200, blank=True, help_text=_("The person's post or function."))
    entity = models.ForeignKey(
        "groups.Entity",
        verbose_name=_("entity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The entity for which the person works."),
    )
    photo = image_key(
        _("photo"), _("Shown next to the name. It is erased together with the person unless it is used elsewhere.")
    )
    email = models.EmailField(
        _("public email address"),
        blank=True,
        help_text=_("Visible to visitors. A functional mailbox is preferable: see contact points."),
    )
    consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_(
            "The date on which the person agreed to be named here. Without it, the person is not shown to anybody."
        ),
    )
    visible_until = models.DateField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("The last day on which visitors can see the person. Leave empty while the consent is valid."),
    )

    objects = PersonQuerySet.as_manager()

    base_form_class = PersonForm
    pictures: ClassVar = {"photo": ("portrait",)}
    duplicate_key_message: ClassVar = _("Another person already has this key. Choose a different one.")
    translatable_fields: ClassVar = [
        *words("post"),
        *facts("name", "photo", "email", "consent_on", "visible_until", "key"),
        *follows("entity"),
    ]
    search_fields: ClassVar = [
        *KeyedSnippet.search_fields,
        index.SearchField("name", boost=2),
        index.SearchField("post"),
        index.AutocompleteField("name"),
        index.AutocompleteField("post"),
        index.FilterField("entity"),
    ]
    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("post"), FieldPanel("entity"), FieldPanel("email"), FieldPanel("photo")],
            heading=_("Person"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Visitors can see the person, in every language, only from the date of consent until the "
                        "last day entered here. Deleting the person erases every version, draft and translation."
                    )
                ),
                FieldRowPanel([FieldPanel("consent_on"), FieldPanel("visible_until")]),
            ],
            heading=_("Consent"),
        ),
        MultiFieldPanel([FieldPanel("key")], heading=_("Identification")),
    ]

    class Meta(KeyedSnippet.Meta):
        ordering: ClassVar = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_person_a_key")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_visible(self) -> bool:
        """Whether the public may see the person today."""
        today = timezone.localdate()
        has_consent = self.consent_on is not None and self.consent_on <= today
        return self.live and has_consent and (self.visible_until is None or self.visible_until >= today)

    def conflicts(self) -> dict[str, Any]:
        errors = super().conflicts()
        if self.consent_on and self.consent_on > timezone.localdate():
            errors["consent_on"] = _("This date is in the future.")
        if backwards(self.consent_on, self.visible_until):
            errors["visible_until"] = _("The end date is before the start date.")
        return errors
