"""Images, ours from the start so that they can grow fields."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.vocabularies import languages


def language_tags() -> list[tuple[str, str]]:
    """What a medium's language can be, named in the editor's language."""
    return languages.choices()


class PlatformImage(AbstractImage):
    """An image. Its alternative text is written where it is used; here is what belongs to itself."""

    description_language = models.CharField(
        _("language of the description"), max_length=12, blank=True, choices=language_tags
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, as they want to be named.")
    )
    licence = models.CharField(
        _("licence"), max_length=120, blank=True, help_text=_("For example: CC BY 4.0, or by permission.")
    )

    admin_form_fields = (*Image.admin_form_fields, "description_language", "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_platformimage", "Can choose image")]


class PlatformRendition(AbstractRendition):
    """An image in one size and format."""

    image = models.ForeignKey(PlatformImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_a_spec")
        ]
