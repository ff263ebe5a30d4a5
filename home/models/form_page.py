"""Form page: an editor builds the form, visitors fill it in, in every language."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.forms.models import FormMixin
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.localization import facts, words
from core.base.models import BasePage
from core.base.models.base_page import FACTS_HELP, BasePageForm
from core.base.rich_text import PROSE, SIMPLE
from core.blocks.fields import BodyField
from home.form_fields import FormFieldsBlock, fill_names, lacks_names
from home.forms.form_builder import AnswersFormBuilder, FormField, form_fields
from home.forms.submissions_table import SubmissionsTable
from home.models.submission import Submission
from translation.sources.source_version import is_source, versions

MOST_ADDRESSES = 20


def mail_addresses(text: str) -> list[str]:
    """The addresses in a text that has them on lines of their own or with commas."""
    return [address.strip() for address in text.replace(",", "\n").replace(";", "\n").splitlines() if address.strip()]


def validate_addresses(text: str) -> None:
    """Refuse what is no list of mail addresses.

    Raises:
        ValidationError: names the address that is none, or says that there are too many.
    """
    addresses = mail_addresses(text)
    if len(addresses) > MOST_ADDRESSES:
        raise ValidationError(_("Enter at most %(most)d addresses."), params={"most": MOST_ADDRESSES})
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError(_("“%(address)s” is not an email address."), params={"address": address}) from error


def default_retention() -> int:
    """Days that a new form keeps its answers; ``FORM_RETENTION_DAYS`` in the settings."""
    return settings.FORM_RETENTION_DAYS


class FormPageForm(BasePageForm):
    """Conditions for publishing a form page; a draft may lack them."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation and "form_fields" in cleaned and not len(cleaned["form_fields"]):
            self.add_error("form_fields", _("A form needs at least one field."))
        return cleaned


class FormPage(FormMixin, BasePage):
    """A form. Its answers are one list for all languages, kept at the source's page."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=list(PROSE),
        help_text=_("What the form is for, who reads the answers and when people can expect a reply."),
    )
    form_fields = BodyField(
        FormFieldsBlock(), verbose_name=_("fields"), help_text=_("The questions, in the order in which they are asked.")
    )
    consent = RichTextField(
        _("consent"),
        blank=True,
        features=list(SIMPLE),
        help_text=_(
            "What people agree to, with a link to the privacy notice. If you fill this in, people "
            "must tick a box to show that they agree."
        ),
    )
    submit_label = models.CharField(
        _("text on the button"),
        max_length=60,
        blank=True,
        help_text=_("If left empty, the button reads “Send” in the language of the page."),
    )
    thank_you = RichTextField(
        _("thank-you message"),
        blank=True,
        features=list(PROSE),
        help_text=_(
            "Shown once the answers have been received, for example to say what happens next. If "
            "left empty, a short message of thanks is shown."
        ),
    )
    mail_to = models.TextField(
        _("email the answers to"),
        blank=True,
        max_length=2000,
        validators=[validate_addresses],
        help_text=_(
            "Email addresses, one per line. They are never shown to visitors. If left empty, no "
            "emails are sent and all answers are in the list."
        ),
    )
    retention_days = models.PositiveIntegerField(
        _("days for which answers are kept"),
        default=default_retention,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_(
            "Answers are permanently deleted after this number of days, in every language. Emails "
            "that have been sent are not affected."
        ),
    )
    closes_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("After this date the form is shown as closed.")
    )

    page_description = _("Questions for visitors to answer, for example a registration, a survey or a request.")
    parent_page_types: ClassVar = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar[list[str]] = []

    base_form_class = FormPageForm
    preview_modes: ClassVar = [("form", _("Form")), ("landing", _("Thank-you message"))]
    translatable_fields: ClassVar = [
        *BasePage.translatable_fields,
        *words("introduction", "form_fields", "consent", "submit_label", "thank_you"),
        *facts("mail_to", "retention_days", "closes_on"),
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("introduction")]
    main_panels: ClassVar = [
        FieldPanel("introduction"),
        FieldPanel("form_fields"),
        MultiFieldPanel([FieldPanel("consent"), FieldPanel("submit_label")], heading=_("Sending")),
        FieldPanel("thank_you"),
    ]
    fact_panels: ClassVar = [
        FACTS_HELP,
        FormSubmissionsPanel(heading=_("Answers")),
        FieldPanel("mail_to"),
        FieldRowPanel([FieldPanel("closes_on"), FieldPanel("retention_days")], heading=_("Closing date and retention")),
    ]

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def clean(self) -> None:
        """Name the fields and choices that have no name yet; see :func:`home.form_fields.fill_names`."""
        super().clean()
        if lacks_names(self.form_fields):
            fill_names(self.form_fields, self._stored_version())

    def _stored_version(self) -> Any:
        page = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        return page.get_latest_revision_as_object().form_fields if page else None

    @property
    def is_closed(self) -> bool:
        """Whether the last day is over."""
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def addresses(self) -> list[str]:
        """Recipients of the emails with submissions."""
        return mail_addresses(self.mail_to)

    @cached_property
    def source(self) -> "FormPage":
        """The version that the others were translated from, under which the answers are kept."""
        if is_source(self):
            return self
        return next((version for version in versions(self) if is_source(version)), self)

    def version_in(self, language_code: str) -> "FormPage | None":
        """The version in a language, if there is one."""
        versions_in_language = FormPage.objects.filter(
            translation_key=self.translation_key, locale__language_code=language_code
        )
        version: FormPage | None = versions_in_language.first()
        return version

    def get_form_fields(self) -> list[FormField]:
        """The fields as ``wagtail.contrib.forms`` wants them. Part of its interface."""
        return form_fields(self.form_fields)

    def get_form_class(self) -> Any:
        """The form that visitors fill in. Part of Wagtail's interface."""
        return AnswersFormBuilder(self.get_form_fields(), self.consent).get_form_class()

    def get_submission_class(self) -> type[Submission]:
        """The model of the answers. Part of Wagtail's interface."""
        return Submission

    def get_submissions(self) -> QuerySet[Submission]:
        """The answers to this form, sent in any language. Part of Wagtail's interface."""
        return Submission.objects.filter(page__translation_key=self.translation_key)

    def get_data_fields(self) -> list[tuple[str, Any]]:
        """Name and heading of each column of the answers, in the active language. Part of Wagtail's interface."""
        return SubmissionsTable(self).headings()

    def get_submissions_list_view_class(self) -> Any:
        """The screen with the answers. Part of Wagtail's interface."""
        from home.forms.submissions_view import AnswersView  # Wagtail's views of forms need all models

        return AnswersView

    def get_landing_page_template(self, *args: Any, **kwargs: Any) -> str:
        """The page that thanks. Part of Wagtail's interface."""
        return "pages/home/form_thanks.html"

    def serve(self, request: HttpRequest, view: Any = None, args: Any = (), kwargs: Any = None) -> HttpResponseBase:
        """The form, the form with what is wrong in it, or the thanks; see :mod:`home.forms.views`.

        ``view`` is what the address below the page's own stands for.
        """
        if view is None or view == self.index_route:
            return self.respond("form", request)
        response: HttpResponseBase = view(request, *args, **(kwargs or {}))
        return response

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return super().get_preview_context(request, mode_name) | {"form": self.get_form(page=self, user=request.user)}
