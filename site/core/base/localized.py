"""Look up pages and snippets in the reader's language, for the context of public pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef
from wagtail.models import Locale, TranslatableMixin

from core.base.visibility import visible
from core.vocabularies import languages

Translatable = TypeVar("Translatable", bound=TranslatableMixin)


def by_key(model: Any, keys: Iterable[Any], locale: Locale) -> dict[Any, Any]:
    """Primary key of any version to the version for the reader, in the order given. One query, none for none."""
    requested = [key for key in dict.fromkeys(keys) if key is not None]
    if not requested:
        return {}
    rows: Any = model._default_manager.order_by("pk")
    translation_keys = rows.order_by().filter(pk__in=requested).values("translation_key")
    is_visible = Exists(visible(model).order_by().filter(pk=OuterRef("pk")))
    versions = list(
        rows.filter(translation_key__in=translation_keys).annotate(may_be_seen=is_visible).select_related("locale")
    )
    by_pk = {version.pk: version for version in versions}
    best_versions = best((version for version in versions if version.may_be_seen), locale)
    return {
        key: best_versions[by_pk[key].translation_key]
        for key in requested
        if key in by_pk and by_pk[key].translation_key in best_versions
    }


def rows_by_page(model: Any, column: str, pages: Iterable[Any]) -> dict[int, list[Any]]:
    """Values of a column in the rows of each page, by its primary key, in the editor's order. One query."""
    values_by_page: dict[int, list[Any]] = defaultdict(list)
    rows = model.objects.filter(page__in=pages).order_by("sort_order", "pk")
    for page, value in rows.values_list("page_id", column):
        values_by_page[page].append(value)
    return values_by_page


def instances_by_page(model: Any, keys_by_page: Mapping[int, list[Any]], locale: Locale) -> dict[int, list[Any]]:
    """What the keys of each page lead to, each once; a page without any has no entry. One query."""
    instances = by_key(model, [key for keys in keys_by_page.values() for key in keys], locale)
    by_page = {
        page: list({instances[key].pk: instances[key] for key in keys if key in instances}.values())
        for page, keys in keys_by_page.items()
    }
    return {page: related for page, related in by_page.items() if related}


def many(model: Any, keys: Iterable[Any], locale: Locale) -> list[Any]:
    """Objects of the keys, without duplicates."""
    versions = by_key(model, keys, locale)
    return list({version.pk: version for version in versions.values()}.values())


def one(model: Any, key: Any, locale: Locale) -> Any:
    """Object of a key; None for no key, and for what is not public."""
    return by_key(model, [key], locale).get(key)


def in_alphabet(codes: Iterable[str], choices: list[tuple[str, str]]) -> list[str]:
    """The codes in the order of their names."""
    code_set = set(codes)
    return [code for code, _name in choices if code in code_set]


def for_reader(objects: Iterable[Translatable | None], locale: Locale) -> list[Translatable]:
    """The same things in the reader's language, in the same order, each once.

    What has no live version in ``locale`` is given in the first language of its chain
    (:func:`core.vocabularies.languages.chain`) that it is live in, so that it can be shown marked with
    ``lang``. What is live nowhere is left out. One query a model.
    """
    originals = list({item.translation_key: item for item in objects if item is not None}.values())
    by_model: dict[type[Model], list[Translatable]] = defaultdict(list)
    for item in originals:
        by_model[type(item)].append(item)
    versions: dict[Any, Translatable] = {}
    for model, things in by_model.items():
        keys = {item.translation_key for item in things}
        versions |= best(visible(model).filter(translation_key__in=keys).order_by("pk"), locale)
    return [versions[item.translation_key] for item in originals if item.translation_key in versions]


def best(rows: Iterable[Translatable], locale: Locale) -> dict[Any, Translatable]:
    """The best version of each object for the reader, by translation key; of equals the first."""
    ranks = languages.ranks(locale.language_code)
    versions: dict[Any, Translatable] = {}
    for row in rows:
        version = versions.setdefault(row.translation_key, row)
        if ranks[row.locale.language_code] < ranks[version.locale.language_code]:
            versions[row.translation_key] = row
    return versions
