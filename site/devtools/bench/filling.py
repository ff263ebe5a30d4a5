"""Build pages with their translations and relations, a thousand at a time."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from django.db.models import ForeignKey
from wagtail.models import Locale, Page, TranslatableMixin

from core.base.batches import batched
from core.base.progress import Progress
from devtools.bench.bulk import BATCH, insert_pages
from home.setup.platform import Platform

#: A page in each of its languages, by the language's key.
Versions: TypeAlias = dict[int, Any]

#: The rows that hang on a page in the source's language.
Rows: TypeAlias = Callable[[Any], Iterable[Any]]

_LEFT_OUT = {"id", "page_ptr"}


class Filler:
    """Puts pages below others, translated into some of a platform's languages.

    Args:
        platform: where to.
        shares: of how many pages one is translated, by language tag.
        progress: is told each thousand of pages, translations not counted.
    """

    def __init__(self, platform: Platform, shares: dict[str, int], progress: Progress) -> None:
        self.source = platform.source
        self.shares = [(locale, shares[locale.language_code]) for locale in platform.targets]
        self.progress = progress
        self._snippets: dict[type[Any], dict[tuple[Any, int], Any]] = {}
        self._number = 0

    def versions(self, page: Page) -> Versions:
        """A page that is there, and its translations."""
        return {version.locale_id: version for version in page.get_translations(inclusive=True)}

    def add(self, parents: Versions, pages: Iterable[Any], rows: Rows) -> Iterator[Versions]:
        """New pages below a parent, their translations below its translation if it has one; each with its rows."""
        for batch in batched(pages, BATCH):
            first_batch = self._number // BATCH
            yield from self._add(parents, batch, rows)
            for _thousand in range(first_batch, self._number // BATCH):
                self.progress.step()

    def _add(self, parents: Versions, pages: list[Any], rows: Rows) -> list[Versions]:
        families: list[Versions] = []
        for page in pages:
            page.locale, page.translation_key = self.source, uuid.uuid4()
            families.append({self.source.pk: page})
        insert_pages(parents[self.source.pk], pages)
        for locale, share in self.shares:
            if locale.pk not in parents:
                continue
            translated_families = [
                family for number, family in enumerate(families, start=self._number) if number % share == 0
            ]
            for family in translated_families:
                family[locale.pk] = self._translation(family[self.source.pk], locale)
            insert_pages(parents[locale.pk], [family[locale.pk] for family in translated_families])
        self._number += len(families)
        self._relate(families, rows)
        return families

    def _translation(self, page: Any, locale: Locale) -> Any:
        """The page in another language, with words of its own."""
        tag = locale.language_code
        words = {
            "title": f"{tag.upper()} {page.title}",
            "slug": f"{tag}-{page.slug}",
            "summary": f"{tag.upper()} {page.summary}",
            "locale": None,
        }
        return type(page)(**self._field_values(page, locale) | words)

    def _relate(self, families: list[Versions], rows: Rows) -> None:
        """The rows of relations, for each page and its translations."""
        by_model: dict[type[Any], list[Any]] = {}
        for family in families:
            for order, row in enumerate(rows(family[self.source.pk])):
                row.sort_order, row.locale_id, row.translation_key = order, self.source.pk, uuid.uuid4()
                model_rows = by_model.setdefault(type(row), [])
                model_rows.append(row)
                model_rows += [
                    type(row)(**self._field_values(row, version.locale) | {"page_id": version.pk})
                    for key, version in family.items()
                    if key != self.source.pk
                ]
        for model, model_rows in by_model.items():
            model.objects.bulk_create(model_rows, batch_size=1000)

    def _field_values(self, thing: Any, locale: Locale) -> dict[str, Any]:
        """The values of a thing for another language: snippets are followed there, other pages are not."""
        values = {}
        for field in type(thing)._meta.concrete_fields:
            if field.name not in _LEFT_OUT:
                value = getattr(thing, field.attname)
                values[field.attname] = self._version_of(field, value, locale) if value is not None else None
        return values | {"locale_id": locale.pk}

    def _version_of(self, field: Any, value: Any, locale: Locale) -> Any:
        model = field.related_model if isinstance(field, ForeignKey) else None
        if model is None or not issubclass(model, TranslatableMixin) or issubclass(model, Page):
            return value
        if model not in self._snippets:
            self._snippets[model] = _translations(model)
        return self._snippets[model].get((value, locale.pk), value)


def _translations(model: Any) -> dict[tuple[Any, int], Any]:
    """The key of each snippet's version, by any version's key and a language's."""
    by_key: dict[Any, list[tuple[Any, int]]] = {}
    for pk, locale_id, translation_key in model.objects.values_list("pk", "locale_id", "translation_key"):
        by_key.setdefault(translation_key, []).append((pk, locale_id))
    return {
        (pk, locale_id): version
        for versions in by_key.values()
        for pk, _own in versions
        for version, locale_id in versions
    }
