"""Sections of the home page, as page types declare them (:mod:`core.base.page_types`).

A part takes one query, whatever there is; the pages that list everything, to which parts lead, take one more for all
of them. Parts with nothing to show are left out.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page

from core.base.page_types import page_types
from core.base.visibility import original_versions


@dataclass(frozen=True)
class HomePagePart:
    """A part as one home page shows it; ``index`` is None where the page that lists everything isn't live."""

    name: str
    label: Any
    template: str
    leading: bool
    data: Any
    index: Page | None


def parts(home: Page, request: HttpRequest) -> list[HomePagePart]:
    """The parts of a home page, empty ones left out. A query each and one for the pages they lead to."""
    indexes = _indexes(home)
    definitions = [(page_type, page_type.front_page_part) for page_type in page_types() if page_type.front_page_part]
    home_parts = [
        HomePagePart(
            page_type.name,
            part.label,
            part.template,
            part.leading,
            part.find(home, request),
            indexes.get(page_type.index_model) if page_type.index_model else None,
        )
        for page_type, part in sorted(definitions, key=lambda pair: pair[1].order)
    ]
    return [part for part in home_parts if part.data]


def _indexes(home: Page) -> dict[type[Page], Page]:
    """The public pages right below a home page by type; of several of one type the first."""
    by_model: dict[type[Page], Page] = {}
    for page in original_versions(Page.objects.child_of(home)):
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
        if model is not None:
            page.locale = home.locale
            by_model.setdefault(model, page)
    return by_model
