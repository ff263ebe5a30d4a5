"""Long listings, a leaf at a time."""

from typing import Any

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from core.related import public

#: How many pages a leaf holds.
LEAF_SIZE = 20


def leaf(found: PageQuerySet, locale: Locale, number: str | None) -> tuple[Leaf, list[Page]]:
    """A leaf of pages in one language, and on the first one those that exist only in others (each once).

    Aliases are no versions: their text is another language's. A wrong number gives the nearest leaf.
    At most three queries.
    """
    real = public(found).filter(alias_of=None).select_related("locale")
    own = real.filter(locale=locale)
    shown = Paginator(own, LEAF_SIZE).get_page(number)
    if shown.number > 1:
        return shown, []
    others = real.exclude(locale=locale).exclude(translation_key__in=own.order_by().values("translation_key"))
    elsewhere: dict[Any, Page] = {}
    for page in others:
        elsewhere.setdefault(page.translation_key, page)
    return shown, list(elsewhere.values())
