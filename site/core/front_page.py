"""What the home page shows of what there is: each app registers its parts in ``AppConfig.ready``.

The home page knows none of the apps' models. A part takes one query, whatever there is; the pages that
list everything, to which parts lead, take one more for all of them. Parts with nothing to show are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page

from core.related import real


@dataclass(frozen=True)
class Part:
    """A part of the home page.

    ``find`` gives what ``template`` shows as ``part.found``, for a home page; ``index`` names the type of
    page that lists everything, as ``app.Model``. ``leading`` parts stand before what editors compose.
    """

    name: str
    label: Any
    template: str
    find: Callable[[Page, HttpRequest], Any]
    index: str
    order: int = 0
    leading: bool = False


@dataclass(frozen=True)
class ShownPart:
    """A part as one home page shows it; ``index`` is None where the page that lists everything isn't live."""

    name: str
    label: Any
    template: str
    leading: bool
    found: Any
    index: Page | None


_parts: list[Part] = []


def register(part: Part) -> None:
    """Show a part on every home page. Called in ``AppConfig.ready``.

    Raises:
        ValueError: there is a part of that name already.
    """
    if any(other.name == part.name for other in _parts):
        raise ValueError(f"The home page has a part named {part.name} already.")
    _parts.append(part)
    _parts.sort(key=lambda entry: entry.order)


def parts(home: Page, request: HttpRequest) -> list[ShownPart]:
    """The parts of a home page, empty ones left out. A query each and one for the pages they lead to."""
    indexes = _indexes(home)
    shown = [
        ShownPart(
            part.name,
            part.label,
            part.template,
            part.leading,
            part.find(home, request),
            indexes.get(part.index.lower()),
        )
        for part in _parts
    ]
    return [part for part in shown if part.found]


def _indexes(home: Page) -> dict[str, Page]:
    """The public pages right below a home page by type; of several of one type the first."""
    found: dict[str, Page] = {}
    for page in real(Page.objects.child_of(home)):
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
        if model is not None:
            page.locale = home.locale
            found.setdefault(model._meta.label_lower, page)
    return found
