"""Register the translation memory in the admin."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.base.reports import register_menu_item
from translation.memory.views import MemoryImportView, download, may_exchange, memory


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("translation-memory/", memory, name="translation_memory"),
        path("translation-memory/import/", MemoryImportView.as_view(), name="translation_memory_import"),
        path("translation-memory/<str:source>/<str:target>.tmx", download, name="translation_memory_file"),
    ]


# Among the settings, beside the languages.
register_menu_item(
    _("Translation memory"),
    "translation_memory",
    icon_name="history",
    order=710,
    may_see=may_exchange,
    hook="register_settings_menu_item",
)
