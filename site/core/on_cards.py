"""What cards say of other things than their own page: who offers a service, say.

A page type whose cards do gives ``note_on_cards(pages, locale, beside)``, a static method that asks for all of
them at once and notes the answer with each page; its template ``card_facts`` shows it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from wagtail.models import Locale, Page

AnyPage = TypeVar("AnyPage", bound=Page)


def for_cards(pages: Iterable[AnyPage], locale: Locale, beside: Page | None = None) -> list[AnyPage]:
    """The same pages, ready for their cards: as many queries for many as for one.

    ``beside`` is the page on which the cards stand, which need not be named once more.
    """
    shown = list(pages)
    by_type: dict[Any, list[Any]] = defaultdict(list)
    for page in shown:
        if hasattr(page, "note_on_cards"):
            by_type[type(page)].append(page)
    for model, held in by_type.items():
        model.note_on_cards(held, locale, beside)
    return shown
