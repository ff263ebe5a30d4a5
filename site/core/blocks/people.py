"""Block of people, with their consent."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from core.base.visibility import visible
from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.link_targets import LinkedSnippetBlock, show


class PeopleBlock(PlatformStructBlock):
    """People by name; who may not be shown to the public is left out."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    persons = ItemsBlock(
        LinkedSnippetBlock("groups.Person", linked=("entity",), pictures=("photo",), label=_("Person")),
        label=_("People"),
        min_num=1,
    )

    translated: ClassVar = ("heading",)
    shared: ClassVar = ("persons",)

    class Meta:
        group = groups.LINKS
        icon = "user"
        label = _("People")
        label_format = "{heading}"
        description = _("People with their posts and entities, shown for as long as they consent.")
        template = "blocks/people.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``people``: each as the reader sees it."""
        context = super().get_context(value, parent_context)
        context["people"] = [person for person in show(value["persons"], parent_context) if person]
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """The first people of the active language whom the public may see."""
        model = self.child_blocks["persons"].child_block.target_model
        people = list(visible(model).filter(locale=Locale.get_active()).order_by("pk")[:3])
        return self.normalize({"heading": gettext("Who is who"), "persons": people})
