"""Blocks of repeated items: figures, questions and answers, dates."""

from decimal import Decimal
from typing import Any, ClassVar

from babel.numbers import format_decimal
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from core.base.rich_text import PROSE
from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.link_targets import LinkedTextBlock
from core.vocabularies import languages


class KeyFigureBlock(PlatformStructBlock):
    """A number, what it counts and where it comes from."""

    value = blocks.DecimalBlock(
        label=_("Number"),
        max_digits=18,
        decimal_places=6,
        help_text=_("The number is formatted according to the language of the page."),
    )
    unit = blocks.CharBlock(
        label=_("Unit"), required=False, max_length=60, help_text=_("For example “%”, “million” or “countries”.")
    )
    label = blocks.CharBlock(label=_("What is counted"), max_length=200)
    source = blocks.CharBlock(label=pgettext_lazy("reference", "Source"), required=False, max_length=250)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1900, max_value=2200)

    translated: ClassVar = ("unit", "label", "source")
    shared: ClassVar = ("value", "year")

    class Meta:
        icon = "decimal"
        label = _("Figure")
        label_format = "{value} {unit}"
        template = "blocks/key_figure.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``number``: the value as the active language writes numbers, with the decimals it has."""
        context = super().get_context(value, parent_context)
        if value["value"] is not None:
            exact = Decimal(value["value"]).normalize()
            locale = languages.cldr(get_language() or "en")
            context["number"] = format_decimal(exact, locale=locale, decimal_quantization=False)
        return context


class KeyFiguresBlock(PlatformStructBlock):
    """Numbers that stand out."""

    figures = ItemsBlock(KeyFigureBlock(), label=_("Figures"), min_num=1, max_num=12)

    translated: ClassVar = ("figures",)

    class Meta:
        group = groups.LISTS
        icon = "decimal"
        label = _("Key figures")
        description = _("Key numbers, each with its unit, source and year.")
        template = "blocks/key_figures.html"

    def get_preview_value(self) -> blocks.StructValue:
        items = [(33, gettext("countries"), gettext("take part")), (17, gettext("goals"), gettext("guide the work"))]
        return self.normalize(
            {
                "figures": [
                    {"value": value, "unit": unit, "label": label, "source": "", "year": None}
                    for value, unit, label in items
                ]
            }
        )


class AccordionItemBlock(PlatformStructBlock):
    """A heading whose text opens on request."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=255)
    text = LinkedTextBlock(label=_("Text"), features=list(PROSE))

    translated: ClassVar = ("heading", "text")

    class Meta:
        icon = "collapse-down"
        label = _("Expandable section")
        label_format = "{heading}"
        template = "blocks/accordion_item.html"


class AccordionBlock(PlatformStructBlock):
    """Sections that open on request, without JavaScript."""

    sections = ItemsBlock(AccordionItemBlock(), label=_("Sections"), min_num=1)

    translated: ClassVar = ("sections",)

    class Meta:
        group = groups.LISTS
        icon = "collapse-down"
        label = _("Expandable sections")
        description = _("Questions and answers, or details that only some readers need.")
        template = "blocks/accordion.html"

    def get_preview_value(self) -> blocks.StructValue:
        answer = RichText(f"<p>{gettext('The answer, in a few sentences.')}</p>")
        questions = (gettext("Who can request support?"), gettext("How long does it take?"))
        return self.normalize({"sections": [{"heading": question, "text": answer} for question in questions]})


class TimelineItemBlock(PlatformStructBlock):
    """Something that happened, or will."""

    date = blocks.DateBlock(label=_("Date"), required=False)
    date_text = blocks.CharBlock(
        label=_("Or a period in words"), required=False, max_length=80, help_text=_("For example “early 2027”.")
    )
    title = blocks.CharBlock(label=_("What happened"), max_length=255)
    text = blocks.TextBlock(label=_("Details"), required=False)

    translated: ClassVar = ("date_text", "title", "text")
    shared: ClassVar = ("date",)

    class Meta:
        icon = "date"
        label = _("Date")
        label_format = "{date}{date_text} {title}"
        template = "blocks/timeline_item.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        if value.get("date") and value.get("date_text"):
            return {"date_text": ValidationError(_("Enter a date or a period in words, not both."))}
        return {}

    def gaps(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """A date, or a time in words."""
        if value.get("date") or (value.get("date_text") or "").strip():
            return {}
        return {"date": ValidationError(_("Enter a date or a period in words."))}


class TimelineBlock(PlatformStructBlock):
    """Timeline, in the order of the editor."""

    events = ItemsBlock(TimelineItemBlock(), label=_("Dates"), min_num=1)

    translated: ClassVar = ("events",)

    class Meta:
        group = groups.LISTS
        icon = "history"
        label = _("Timeline")
        description = _("What has happened or is planned, in order of time.")
        template = "blocks/timeline.html"

    def get_preview_value(self) -> blocks.StructValue:
        events = [("2024", gettext("The group is founded")), ("2026", gettext("The first work plan is adopted"))]
        return self.normalize(
            {"events": [{"date": None, "date_text": year, "title": title, "text": ""} for year, title in events]}
        )
