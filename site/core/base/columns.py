"""Table columns of the admin with translated headings.

Wagtail's own take their heads from the catalogue when a list is declared, which is in the language that the
process started with.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui import tables


class LocaleColumn(tables.LocaleColumn):
    """The language of a version."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Language"), **kwargs})


class LiveStatusTagColumn(tables.LiveStatusTagColumn):
    """Whether it is published."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Status"), **kwargs})


class UpdatedAtColumn(tables.UpdatedAtColumn):
    """Time of the last change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Updated"), **kwargs})
