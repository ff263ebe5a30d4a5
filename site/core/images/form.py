"""The form of an image, which says how large one may be before somebody uploads it."""

from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

#: Pixels in a megapixel.
MEGAPIXEL = 1_000_000


class PlatformImageForm(BaseImageForm):
    """Tells the limit in pixels beside the limit in bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MEGAPIXEL
            limit = _("At most {count} megapixels, for example 9,000 by 7,000 pixels.")
            field.help_text = format_lazy("{} {}", field.help_text, format_lazy(limit, count=most))
            field.error_messages["file_too_many_pixels"] = format_lazy(
                _(
                    "This image is too large: it may have at most {count} million pixels. Make it smaller "
                    "and upload it again."
                ),
                count=most,
            )
