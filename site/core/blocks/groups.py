"""Groups of blocks in the block picker."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TEXT = _("Text")
MEDIA = _("Media")
LISTS = _("Lists")
LINKS = pgettext_lazy("group of blocks", "Links")
