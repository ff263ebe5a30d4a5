"""The rows of the database, to see whether a command changes any."""

from typing import Any

from django.apps import apps

#: What every run may write: nothing that an editor, translator or visitor sees.
PACKAGES = ("home", "groups", "resources", "translation")
APPS = ("wagtailcore", "wagtail_localize", "wagtailredirects", "auth")


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables of content, permissions and translations, by model."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for config in apps.get_app_configs()
        if config.label in APPS or config.name.partition(".")[0] in PACKAGES
        for model in config.get_models()
        if model._meta.label != "wagtailcore.ReferenceIndex"
    }
