"""State labels of pages, such as closed or proposed, shown wherever the page is named.

A page type that has a state gives it as the property ``state``; ``components/state.html`` is the one
place that says it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models


@dataclass(frozen=True)
class PageState:
    """A page's state. ``label`` is in the active language; ``telling``: said wherever the page is named."""

    key: str
    label: Any
    telling: bool


def with_state(pages: Iterable[Page]) -> list[Page]:
    """The same pages; plain ones of a type that has a state become pages of their type. One query a type."""
    page_list = list(pages)
    plain = [page for page in page_list if type(page) is Page]
    if not plain:
        return page_list
    types = {page.content_type_id for page in plain}
    keys: dict[type[Page], list[int]] = defaultdict(list)
    for model, type_key in _types_with_state().items():
        if type_key in types:
            keys[model] = [page.pk for page in plain if page.content_type_id == type_key]
    specific_pages: dict[int, Page] = {}
    for model, page_keys in keys.items():
        specific_pages |= model._default_manager.in_bulk(page_keys)
    for page in plain:
        if page.pk in specific_pages:
            specific_pages[page.pk].locale = page.locale
    return [specific_pages.get(page.pk, page) for page in page_list]


def _types_with_state() -> dict[type[Page], int]:
    models = [model for model in get_page_models() if hasattr(model, "state")]
    types = ContentType.objects.get_for_models(*models)
    return {model: types[model].pk for model in models}
