"""Form of an image, with the size limit of uploads."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.images.renditions import UNREADABLE

#: Pixels in a megapixel.
MEGAPIXEL = 1_000_000


class WholeImageField(WagtailImageField):
    """Wagtail's field, which refuses a file that ends too early or is damaged: Wagtail fails as it measures it."""

    def check_image_pixel_size(self, f: Any) -> None:
        """Check the size of an image that can be decoded.

        Raises:
            ValidationError: it is too large, or can't be decoded.
        """
        try:
            super().check_image_pixel_size(f)
        except UNREADABLE as error:
            raise ValidationError(
                _("This image file is damaged or incomplete. Save or download it again, and upload the new copy."),
                code="damaged",
            ) from error


class PlatformImageForm(BaseImageForm):
    """Shows the limit in pixels beside the limit in bytes, and refuses incomplete images."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            field = WholeImageField(label=stock.label, required=stock.required, widget=stock.widget)
            self.fields["file"] = field
            megapixels = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MEGAPIXEL
            limit = _("At most {count} megapixels, for example 9,000 by 7,000 pixels.")
            field.help_text = format_lazy("{} {}", field.help_text, format_lazy(limit, count=megapixels))
            field.error_messages["file_too_many_pixels"] = format_lazy(
                _(
                    "This image is too large: it may have at most {count} million pixels. Make it smaller "
                    "and upload it again."
                ),
                count=megapixels,
            )
