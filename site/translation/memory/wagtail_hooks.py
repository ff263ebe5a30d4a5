"""The memory in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation.memory.views import MemoryImportView, download, may_exchange, memory


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Its addresses."""
    return [
        path("translation-memory/", memory, name="translation_memory"),
        path("translation-memory/import/", MemoryImportView.as_view(), name="translation_memory_import"),
        path("translation-memory/<str:source>/<str:target>.tmx", download, name="translation_memory_file"),
    ]


class MemoryMenuItem(MenuItem):
    """Shown to whom it opens."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may bring memory in and take it out."""
        return may_exchange(request)


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    """Among the settings, beside the languages."""
    return MemoryMenuItem(
        _("Translation memory"),
        reverse("translation_memory"),
        name="translation-memory",
        icon_name="history",
        order=710,
    )
