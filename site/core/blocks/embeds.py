"""Blocks for video and charts; nothing is loaded from third parties before the reader agrees."""

from collections import Counter
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.rich_text import RichText

from core.base.embed_providers import data_address, player, web_address
from core.base.rich_text import PROSE
from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.link_targets import LinkedTextBlock, PictureBlock
from core.vocabularies import languages


class FileOfTypeBlock(DocumentChooserBlock):
    """A document whose name ends in one of ``extensions``."""

    extensions: ClassVar[tuple[str, ...]] = ()
    refusal: Any = ""

    def clean(self, value: Any) -> Any:
        """The document.

        Raises:
            ValidationError: it is of another type.
        """
        cleaned = super().clean(value)
        if cleaned is not None and cleaned.file_extension.lower() not in self.extensions:
            raise ValidationError(self.refusal)
        return cleaned


class VideoFileBlock(FileOfTypeBlock):
    """A video that every browser plays."""

    extensions = ("mp4", "webm")
    refusal = _("Browsers cannot play this file. Choose an MP4 or WebM file.")


class CaptionsFileBlock(FileOfTypeBlock):
    """Captions as browsers read them."""

    extensions = ("vtt",)
    refusal = _("This file is not in a caption format that browsers can read. Choose a WebVTT file (.vtt).")


class CaptionsBlock(PlatformStructBlock):
    """Captions of a video in one language."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=languages.choices, search_index=False)
    file = CaptionsFileBlock(label=_("Captions"), help_text=_("A WebVTT file (.vtt)."))

    shared: ClassVar = ("language", "file")

    class Meta:
        icon = "openquote"
        label = _("Captions")
        label_format = "{language}"


class VideoBlock(PlatformStructBlock):
    """A video with its words in writing: an uploaded file, or one at a service that respects its viewers."""

    title = blocks.CharBlock(label=_("Title"), max_length=200, help_text=_("What the video shows."))
    poster = PictureBlock(label=_("Still image"), help_text=_("Shown until the reader starts the video."))
    poster_alt = blocks.CharBlock(
        label=_("Alternative text of the still image"),
        required=False,
        max_length=250,
        help_text=_("Leave empty if the image adds nothing to the title."),
    )
    file = VideoFileBlock(label=_("Video file"), required=False, help_text=_("An MP4 or WebM file."))
    address = blocks.URLBlock(
        label=_("Or an address on another site"),
        required=False,
        help_text=_("The address of a video on YouTube or Vimeo. It loads from there only when the reader starts it."),
    )
    captions = ItemsBlock(
        CaptionsBlock(), label=_("Captions"), default=[], help_text=_("For an uploaded file, one entry per language.")
    )
    transcript = LinkedTextBlock(
        label=_("Transcript"),
        features=list(PROSE),
        help_text=_("What is said and shown, in writing, for people who cannot hear, see or load the video."),
    )

    translated: ClassVar = ("title", "poster_alt", "transcript")
    shared: ClassVar = ("poster", "file", "address", "captions")

    class Meta:
        group = groups.MEDIA
        icon = "media"
        label = _("Video")
        label_format = "{title}"
        description = _(
            "A video with a still image, captions and a transcript. It loads only when the reader starts it."
        )
        template = "blocks/video.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """One source, of a known service; captions only for a file, one a language."""
        errors: dict[str, ValidationError] = {}
        address, file, captions = value.get("address"), value.get("file"), value.get("captions") or []
        if address and file:
            errors["address"] = ValidationError(_("Choose a file or enter an address, not both."))
        elif address and player(address, "en") is None:
            errors["address"] = ValidationError(_("Only videos on YouTube or Vimeo can be shown."))
        if address and not file and len(captions):
            errors["captions"] = ListBlockValidationError(
                non_block_errors=[ValidationError(_("Captions of a video on another site must be added at that site."))]
            )
        elif duplicates := _duplicate_language_errors([item.get("language") for item in captions]):
            errors["captions"] = ListBlockValidationError(block_errors=duplicates)
        return errors

    def gaps(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        if value.get("file") or value.get("address"):
            return {}
        return {"file": ValidationError(_("Choose a file or enter an address."))}

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``player`` (``core.base.embed_providers.Player``), and ``plays``: the file is a video indeed."""
        context = super().get_context(value, parent_context)
        context["player"] = player(value["address"] or "", get_language() or "en")
        file = value["file"]
        context["plays"] = file is not None and file.file_extension.lower() in VideoFileBlock.extensions
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A still image of the platform's; the video lies nowhere."""
        return self.normalize(
            {
                "title": gettext("How the group works"),
                "poster": get_image_model().objects.order_by("-pk").first(),
                "poster_alt": gettext("Alternative text"),
                "file": None,
                "address": "https://vimeo.com/000000000",
                "captions": [],
                "transcript": RichText(f"<p>{gettext('What is said and shown, in writing.')}</p>"),
            }
        )


def _duplicate_language_errors(tags: list[str | None]) -> dict[int, Any]:
    """An error for each entry whose language an earlier one has."""
    counts: Counter[str] = Counter()
    errors = {}
    for index, tag in enumerate(tags):
        if tag and counts[tag]:
            message = ValidationError(_("There are already captions in this language."))
            errors[index] = StructBlockValidationError({"language": message})
        counts[tag or ""] += 1
    return errors


class DataEmbedBlock(PlatformStructBlock):
    """A chart or map of another host, in words as well."""

    title = blocks.CharBlock(label=_("Title"), max_length=200, help_text=_("What it shows, where and when."))
    address = blocks.URLBlock(
        label=_("Address"),
        help_text=_("The address must begin with https:// and be on one of the sites that this platform allows."),
    )
    alternative = LinkedTextBlock(
        label=_("Text description"),
        features=list(PROSE),
        help_text=_("What it shows, with the main figures, for people who cannot see or load it."),
    )
    height = blocks.IntegerBlock(
        label=_("Height"),
        min_value=200,
        max_value=1200,
        default=480,
        help_text=_("The height in pixels when it is loaded."),
    )

    translated: ClassVar = ("title", "alternative")
    shared: ClassVar = ("address", "height")

    class Meta:
        group = groups.MEDIA
        icon = "table"
        label = _("Chart or map from another site")
        label_format = "{title}"
        description = _(
            "A chart or map from another site, with a description of its content. It loads only when "
            "the reader asks for it."
        )
        template = "blocks/data_embed.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """The address lies on a host that the operator allows."""
        if not value.get("address") or data_address(value["address"]):
            return {}
        hosts = ", ".join(settings.DATA_EMBED_HOSTS)
        if not hosts:
            message = ValidationError(
                _("This platform does not allow charts and maps from other sites. Ask an administrator to allow them.")
            )
        else:
            message = ValidationError(
                _("Only https addresses on these sites can be shown: %(hosts)s."), params={"hosts": hosts}
            )
        return {"address": message}

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``frame``, what may be loaded, ``source``, where a link may lead, and the ``host`` of both."""
        context = super().get_context(value, parent_context)
        parts = web_address(value["address"] or "")
        context["frame"] = data_address(value["address"] or "")
        context["source"] = parts.geturl() if parts else ""
        context["host"] = parts.hostname if parts else ""
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A chart on the first host that is allowed."""
        host = next(iter(settings.DATA_EMBED_HOSTS), "example.org")
        return self.normalize(
            {
                "title": gettext("Requests answered by year"),
                "address": f"https://{host}/",
                "alternative": RichText(f"<p>{gettext('14 in 2025, 22 in 2026.')}</p>"),
                "height": 480,
            }
        )
