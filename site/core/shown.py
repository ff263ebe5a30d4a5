"""What keys lead to, as a reader sees it: for the contexts of public pages."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale

from core.related import for_reader


def by_key(model: Any, keys: Iterable[Any], locale: Locale) -> dict[Any, Any]:
    """Primary key of any version to the version for the reader, in the order given. Two queries, none for none."""
    wanted = [key for key in dict.fromkeys(keys) if key is not None]
    if not wanted:
        return {}
    held = model.objects.in_bulk(wanted)
    shown = {thing.translation_key: thing for thing in for_reader(held.values(), locale)}
    return {
        key: shown[held[key].translation_key] for key in wanted if key in held and held[key].translation_key in shown
    }


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
