"""Teasers: pages as they are shown in lists.

What they need beyond the page's own row its type asks for, of all of them at once
(:meth:`core.base.page_types.PageType.prepare_teasers`); the page's ``teaser_template`` shows it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from wagtail.models import Locale, Page

from core.base.page_types import page_type_of

AnyPage = TypeVar("AnyPage", bound=Page)


def prepare_teasers(pages: Iterable[AnyPage], locale: Locale, beside: Page | None = None) -> list[AnyPage]:
    """The same pages, ready for their teasers: as many queries for many as for one.

    ``beside`` is the page on which they stand, which need not be named once more.
    """
    page_list = list(pages)
    by_model: dict[type[Page], list[Any]] = defaultdict(list)
    for page in page_list:
        by_model[type(page)].append(page)
    for model, model_pages in by_model.items():
        page_type_of(model).prepare_teasers(model_pages, locale, beside)
    return page_list
