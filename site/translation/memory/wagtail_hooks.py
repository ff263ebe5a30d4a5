"""Register the translation memory in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.base.reports import RestrictedMenuItem
from translation.memory.views import MemoryImportView, download, may_exchange, memory


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("translation-memory/", memory, name="translation_memory"),
        path("translation-memory/import/", MemoryImportView.as_view(), name="translation_memory_import"),
        path("translation-memory/<str:source>/<str:target>.tmx", download, name="translation_memory_file"),
    ]


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    """Among the settings, beside the languages."""
    return RestrictedMenuItem(
        _("Translation memory"),
        reverse("translation_memory"),
        name="translation-memory",
        icon_name="history",
        order=710,
        may_see=may_exchange,
    )
