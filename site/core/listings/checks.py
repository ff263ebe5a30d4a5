"""The system check of list pages (``manage.py check``)."""

from typing import Any

from django.core import checks

from core.base.checks import our_translatable_models
from core.base.page_types import page_types
from core.listings.list_page import ListPage


@checks.register(checks.Tags.models)
def check_list_pages_list_a_type(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every list page declares the page type that it lists."""
    index_models = {page_type.index_model for page_type in page_types()}
    return [
        checks.Error(
            f"{model.__name__} lists no type of page.",
            hint="Name it as the index_model of a PageType, in a module of its app's package page_types.",
            obj=model,
            id="core.E010",
        )
        for model in our_translatable_models()
        if issubclass(model, ListPage) and model not in index_models
    ]
