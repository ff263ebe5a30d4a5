"""Files to download."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreDocumentsConfig(AppConfig):
    """Files, their text, their thumbnails and the counts of their downloads."""

    name = "core.documents"
    label = "core_documents"
    verbose_name = _("Documents")
