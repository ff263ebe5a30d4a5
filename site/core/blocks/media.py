"""Blocks for images and files."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model

from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.link_targets import PictureBlock


class ImageBlock(PlatformStructBlock):
    """An image that says what it shows, or says that it shows nothing."""

    image = PictureBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=250,
        help_text=_("Describes the image for people who cannot see it."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        help_text=_("The image adds nothing to the text. Screen readers will ignore it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=200,
        help_text=_("Only if it differs from the credit stored with the image."),
    )

    translated: ClassVar = ("alt", "caption", "credit")
    shared: ClassVar = ("image", "decorative")

    class Meta:
        group = groups.MEDIA
        icon = "image"
        label = _("Image")
        label_format = "{alt}"
        description = _("An image with alternative text, caption and credit.")
        template = "blocks/image.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """A decorative image has no alternative text."""
        if value.get("decorative") and value.get("alt"):
            return {"alt": ValidationError(_("Leave this empty, because the image is marked as decorative."))}
        return {}

    def gaps(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """Alternative text, unless the image is decorative."""
        if value.get("decorative") or (value.get("alt") or "").strip():
            return {}
        return {"alt": ValidationError(_("Enter an alternative text or mark the image as decorative."))}

    def get_preview_value(self) -> blocks.StructValue:
        """The newest image of the platform."""
        return self.normalize(
            {
                "image": get_image_model().objects.order_by("-pk").first(),
                "alt": gettext("Alternative text"),
                "decorative": False,
                "caption": gettext("The caption should say when and where."),
                "credit": gettext("Name of the photographer"),
            }
        )


class DocumentItemBlock(PlatformStructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=250,
        help_text=_("If left empty, the title of the document is shown."),
    )

    translated: ClassVar = ("label",)
    shared: ClassVar = ("document",)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document_item.html"


class DocumentsBlock(PlatformStructBlock):
    """Files to download, each with format and size."""

    documents = ItemsBlock(DocumentItemBlock(), label=_("Documents"), min_num=1)

    translated: ClassVar = ("documents",)

    class Meta:
        group = groups.MEDIA
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to download. Their format and size are shown automatically.")
        template = "blocks/documents.html"

    def get_preview_value(self) -> blocks.StructValue:
        public = get_document_model().objects.filter(collection__view_restrictions__isnull=True)
        documents: list[Any] = list(public.order_by("-pk")[:2]) or [None]
        return self.normalize(
            {"documents": [{"document": document, "label": gettext("Work plan")} for document in documents]}
        )
