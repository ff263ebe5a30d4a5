"""What keys lead to, as a reader sees it: for the contexts of public pages."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import Locale

from core.listings.related import best, visible


def by_key(model: Any, keys: Iterable[Any], locale: Locale) -> dict[Any, Any]:
    """Primary key of any version to the version for the reader, in the order given. One query, none for none."""
    wanted = [key for key in dict.fromkeys(keys) if key is not None]
    if not wanted:
        return {}
    rows: Any = model._default_manager.order_by("pk")
    named = rows.order_by().filter(pk__in=wanted).values("translation_key")
    seen = Exists(visible(model).order_by().filter(pk=OuterRef("pk")))
    versions = list(rows.filter(translation_key__in=named).annotate(may_be_seen=seen).select_related("locale"))
    held = {version.pk: version for version in versions}
    shown = best((version for version in versions if version.may_be_seen), locale)
    return {
        key: shown[held[key].translation_key] for key in wanted if key in held and held[key].translation_key in shown
    }


def rows_by_page(model: Any, column: str, pages: Iterable[Any]) -> dict[int, list[Any]]:
    """What stands in a column of the rows of each page, by its primary key, in the editor's order. One query."""
    found: dict[int, list[Any]] = defaultdict(list)
    rows = model.objects.filter(page__in=pages).order_by("sort_order", "pk")
    for page, value in rows.values_list("page_id", column):
        found[page].append(value)
    return found


def many(model: Any, keys: Iterable[Any], locale: Locale) -> list[Any]:
    """What the keys lead to, each once."""
    shown = by_key(model, keys, locale)
    return list({thing.pk: thing for thing in shown.values()}.values())


def one(model: Any, key: Any, locale: Locale) -> Any:
    """What a key leads to; None for no key, and for what the public may not see."""
    return by_key(model, [key], locale).get(key)


def in_alphabet(codes: Iterable[str], choices: list[tuple[str, str]]) -> list[str]:
    """The codes in the order of their names."""
    held = set(codes)
    return [code for code, _name in choices if code in held]
