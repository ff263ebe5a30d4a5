"""Resource page: reports, guides, work plans, with files in several languages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.fields import CodesField, image_key
from core.base.localization import facts, follows, words
from core.base.localized_urls import translated_path
from core.base.models.base_page import FACTS_HELP
from core.base.page_states import PageState
from core.base.partial_dates import machine_date, publication_date
from core.base.rich_text import PROSE
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.callout import MessageBlock
from core.blocks.fields import BodyField
from core.vocabularies import languages
from groups.models.base import COUNTRIES_PANEL, GOALS_PANEL, GoalsBasePage
from groups.validation import leads_back
from resources.library.file_thumbnail import cover_data, file_thumbnail
from resources.library.forms import ResourceForm
from resources.library.identifiers import validate_doi, validate_isbn, validate_issn


class ResourcePage(GoalsBasePage):
    """A publication with its files. Its place gives the rights, its relations give the listings."""

    class Precision(models.TextChoices):
        """Precision of the date of publication."""

        YEAR = "year", _("Year")
        MONTH = "month", _("Month and year")
        DAY = "day", _("Exact date")

    class Licence(models.TextChoices):
        """Licence of a resource."""

        CC_BY = "cc-by-4.0", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
        CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
        CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
        CC_BY_NC_ND_IGO = "cc-by-nc-nd-3.0-igo", "CC BY-NC-ND 3.0 IGO"
        CC_BY_IGO = "cc-by-3.0-igo", "CC BY 3.0 IGO"
        PUBLIC_DOMAIN = "public-domain", _("Public domain")
        ALL_RIGHTS_RESERVED = "all-rights-reserved", _("All rights reserved")

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("What it is and who it is for, in one or two sentences. Shown in lists and search results."),
    )
    abstract = RichTextField(
        _("abstract"),
        blank=True,
        features=list(PROSE),
        help_text=_("A summary of the content, in one or two paragraphs."),
    )
    key_messages = BodyField(
        [("message", MessageBlock())],
        verbose_name=_("key messages"),
        help_text=_("What readers should remember, one entry per message. Three to five are enough."),
    )
    type = models.ForeignKey(
        "resources.ResourceType",
        verbose_name=_("type"),
        null=True,
        on_delete=models.PROTECT,
        related_name="resources",
        help_text=_("The type of publication."),
    )
    published_on = models.DateField(
        _("published on"), null=True, help_text=_("If only the month or the year is known, enter any day in it.")
    )
    date_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    original_language = models.CharField(
        _("original language"),
        max_length=12,
        blank=True,
        choices=languages.choices,
        help_text=_("The language in which it was written."),
    )
    countries = CodesField(
        vocabulary="countries",
        verbose_name=_("countries"),
        help_text=_("The countries it is about. If none is chosen, it concerns the whole region."),
    )
    goals = CodesField(
        vocabulary="goals", verbose_name=_("goals"), help_text=_("The goals that the resource relates to.")
    )
    permanent_link = models.URLField(
        _("permanent link"),
        blank=True,
        help_text=_(
            "The permanent address at the publisher. Some publishers ask for a link instead of a copy of their file."
        ),
    )
    doi = models.CharField("DOI", max_length=200, blank=True, validators=[validate_doi], help_text="10.1234/abcd")
    symbol = models.CharField(
        _("document symbol"), max_length=60, blank=True, help_text=_("As shown on the cover, for example LC/TS.2026/1.")
    )
    isbn = models.CharField(
        "ISBN", max_length=20, blank=True, validators=[validate_isbn], help_text="978-3-16-148410-0"
    )
    issn = models.CharField("ISSN", max_length=9, blank=True, validators=[validate_issn], help_text="2049-3630")
    licence = models.CharField(
        _("licence"),
        max_length=20,
        blank=True,
        choices=Licence,
        help_text=_("How others may use it, as stated in the publication."),
    )
    cover = image_key(_("cover"), _("An image of the first page. Optional."))
    cover_alt = models.CharField(
        _("alternative text of the cover"),
        max_length=200,
        blank=True,
        help_text=_("Describes the cover for people who cannot see it. Leave empty if it would only repeat the title."),
    )
    file_thumbnail = models.JSONField(null=True, editable=False)
    series = models.CharField(
        _("series"), max_length=200, blank=True, help_text=_("The name of the series in this language.")
    )
    series_number = models.CharField(_("number in the series"), max_length=30, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("superseded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The newer resource that supersedes this one. This one can still be read and shows a notice."),
    )
    body = BodyField(
        BodyBlock(BODY_BLOCKS),
        verbose_name=_("more about the resource"),
        help_text=_("Anything for which there is no field above."),
    )

    base_form_class = ResourceForm
    teaser_template: ClassVar = "pages/resources/parts/resource_facts.html"
    page_description = _("A publication such as a report, a guide or a work plan, with its files or links.")
    parent_page_types: ClassVar = ["groups.WorkingGroupPage", "resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    pictures: ClassVar = {**GoalsBasePage.pictures, "cover": ("cover", "card-cover")}
    translatable_fields: ClassVar = [
        *GoalsBasePage.translatable_fields,
        *words("summary", "abstract", "key_messages", "cover_alt", "series", "body"),
        *facts("published_on", "date_precision", "original_language", "countries", "goals", "primary_goal"),
        *facts("permanent_link", "doi", "symbol", "isbn", "issn", "licence", "cover", "series_number", "superseded_by"),
        *follows("type", "files", "groups", "entities", "authors", "themes"),
    ]
    main_panels: ClassVar = [
        FieldPanel("summary"),
        FieldPanel("abstract"),
        FieldPanel("key_messages"),
        InlinePanel(
            "files",
            heading=_("Files and links"),
            label=_("file or link"),
            help_text=_(
                "One row per language and format: either a document on this platform or an address on another site."
            ),
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover")),
    ]
    fact_panels: ClassVar = [
        FACTS_HELP,
        MultiFieldPanel(
            [
                FieldPanel("type"),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("date_precision")]),
                FieldRowPanel([FieldPanel("original_language"), FieldPanel("licence")]),
                FieldRowPanel([FieldPanel("series"), FieldPanel("series_number")]),
            ],
            heading=_("Publication"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("permanent_link"),
                FieldRowPanel([FieldPanel("doi"), FieldPanel("symbol")]),
                FieldRowPanel([FieldPanel("isbn"), FieldPanel("issn")]),
            ],
            heading=_("Identifiers"),
        ),
        GOALS_PANEL,
        COUNTRIES_PANEL,
    ]
    relation_panels: ClassVar = [
        InlinePanel(
            "groups",
            heading=_("Groups"),
            label=_("group"),
            help_text=_(
                "The resource appears on the page of each of these groups. You do not need to add the "
                "group that this page belongs to."
            ),
        ),
        InlinePanel(
            "entities", heading=_("Published by"), label=_("entity"), help_text=_("The entities that publish it.")
        ),
        InlinePanel(
            "authors", heading=_("Authors"), label=_("author"), help_text=_("In the order shown on the cover.")
        ),
        InlinePanel(
            "themes", heading=_("Themes"), label=_("theme"), help_text=_("The themes that the resource covers.")
        ),
        FieldPanel("superseded_by"),
    ]
    search_fields: ClassVar = [
        *GoalsBasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("abstract"),
        index.SearchField("key_messages"),
        index.SearchField("series"),
        index.SearchField("symbol"),
        index.SearchField("isbn"),
        index.SearchField("doi"),
        index.SearchField("body"),
        index.FilterField("type"),
        index.FilterField("published_on"),
        index.FilterField("original_language"),
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def state(self) -> PageState | None:
        """Said wherever the resource is named once another one has taken its place."""
        return PageState("superseded", _("Superseded"), telling=True) if self.superseded_by_id else None

    @property
    def date_label(self) -> str:
        """Date of publication to its precision, in the active language; may be empty."""
        return publication_date(self.published_on, self.date_precision)

    @property
    def machine_date(self) -> str:
        """The same for ``<time datetime>``."""
        return machine_date(self.published_on, self.date_precision)

    @property
    def first_page(self) -> Any:
        """Image of the first page of one of its files, or ``None``. No query."""
        return file_thumbnail(self.file_thumbnail)

    @property
    def card_kind(self) -> Any:
        """Its type for a list, if the list has asked for it together with all others."""
        return self._state.fields_cache.get("type")

    @property
    def card_cover(self) -> Any:
        """The cover for a list, if the list has asked for it together with all others."""
        return self.cover if "cover" in self._state.fields_cache else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Notes which file's first page stands for the cover; its rows are saved by then."""
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            self.note_cover()

    def note_cover(self) -> None:
        """Note which file's first page the resource shows. Three queries at most."""
        data = cover_data(self.files.all(), self.locale.language_code)
        if data != self.file_thumbnail:
            self.file_thumbnail = data
            type(self).objects.filter(pk=self.pk).update(file_thumbnail=data)

    def conflicts(self) -> dict[str, Any]:
        errors = super().conflicts()
        if leads_back(self, "superseded_by"):
            errors["superseded_by"] = _("A resource cannot supersede itself or a newer one.")
        return errors

    @path(translated_path("cite.<slug:ending>/"), name="reference")
    def as_reference(self, request: HttpRequest, ending: str) -> HttpResponseBase:
        """The resource for the program in which somebody keeps their references; see :mod:`resources.library.views`."""
        return self.respond("reference", request, ending=ending)
