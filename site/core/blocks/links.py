"""Blocks that link: call to action, cards, entities."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page

from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.link_targets import LinkedPageBlock, LinkedSnippetBlock, show


class CallToActionBlock(PlatformStructBlock):
    """Call to action: one link."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    label = blocks.CharBlock(
        label=_("Link text"), max_length=80, help_text=_("What the link does, for example “Request support”.")
    )
    page = LinkedPageBlock(label=_("Page"), required=False, help_text=_("Shown in the reader's language."))
    url = blocks.URLBlock(label=_("Or an address on another site"), required=False)

    translated: ClassVar = ("heading", "text", "label")
    shared: ClassVar = ("page", "url")

    class Meta:
        group = groups.LINKS
        icon = "pick"
        label = _("Call to action")
        label_format = "{heading}"
        description = _("Something the reader can do next, with one link.")
        template = "blocks/call_to_action.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        if value.get("page") and value.get("url"):
            return {"url": ValidationError(_("Choose a page or enter an address, not both."))}
        return {}

    def gaps(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        if value.get("page") or value.get("url"):
            return {}
        return {"page": ValidationError(_("Choose a page or enter an address."))}

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``target``: the page in the reader's language, None if it isn't public."""
        context = super().get_context(value, parent_context)
        context["target"] = show([value["page"]], parent_context)[0]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(
            {
                "heading": gettext("Does your country need support?"),
                "text": gettext("Tell us what you need. We will answer within two weeks."),
                "label": gettext("Request support"),
                "page": None,
                "url": "https://example.org/",
            }
        )


class CardBlock(PlatformStructBlock):
    """A page to go to."""

    page = LinkedPageBlock(label=_("Page"))
    text = blocks.TextBlock(
        label=_("Text"), required=False, rows=2, help_text=_("If left empty, the summary of the page is shown.")
    )

    translated: ClassVar = ("text",)
    shared: ClassVar = ("page",)

    class Meta:
        icon = "doc-empty"
        label = _("Card")


class CardsBlock(PlatformStructBlock):
    """Pages to go to, each in the reader's language."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    cards = ItemsBlock(CardBlock(), label=_("Cards"), min_num=1)

    translated: ClassVar = ("heading", "cards")

    class Meta:
        group = groups.LINKS
        icon = "grid"
        label = _("Cards")
        label_format = "{heading}"
        description = _("Links to pages, shown as cards in the reader's language.")
        template = "blocks/cards.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``cards``: pairs of the page as the reader sees it and the card's text."""
        context = super().get_context(value, parent_context)
        pages = show([card["page"] for card in value["cards"]], parent_context)
        context["cards"] = [(page, card["text"]) for page, card in zip(pages, value["cards"], strict=True) if page]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """The newest public pages of the active language."""
        pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gt=1).specific()
        cards = [{"page": page, "text": ""} for page in pages.order_by("-first_published_at")[:3]]
        return self.normalize({"heading": gettext("Read more"), "cards": cards})


class EntitiesBlock(PlatformStructBlock):
    """Bodies and partners, by name."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    entities = ItemsBlock(LinkedSnippetBlock("groups.Entity", label=_("Entity")), label=_("Entities"), min_num=1)

    translated: ClassVar = ("heading",)
    shared: ClassVar = ("entities",)

    class Meta:
        group = groups.LINKS
        icon = "group"
        label = _("Entities")
        label_format = "{heading}"
        description = _("Entities and partners, named in the reader's language.")
        template = "blocks/entities.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``entities``: each as the reader sees it."""
        context = super().get_context(value, parent_context)
        context["entities"] = [entity for entity in show(value["entities"], parent_context) if entity]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """The first entities of the active language."""
        model = self.child_blocks["entities"].child_block.target_model
        entities = list(model.objects.filter(live=True, locale=Locale.get_active()).order_by("pk")[:3])
        return self.normalize({"heading": gettext("Who takes part"), "entities": entities})
