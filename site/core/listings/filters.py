"""The filters of lists: codes, choices, snippets, years. Facets of a type of page are in its app."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from wagtail.models import Locale

from core.base.facets import Facet, Name, Pairs
from core.base.visibility import visible
from core.vocabularies import languages

#: The years that can be asked for: from the first one, and so many ahead of today.
FIRST_YEAR, YEARS_AHEAD = 1900, 10


def column_pairs(pages: str, column: str) -> Pairs:
    """Pages with what stands in a column of theirs."""
    return f"SELECT pk AS holder, {connection.ops.quote_name(column)} AS word FROM {pages}", ()  # noqa: S608 - names of ours


def row_pairs(rows: Any, value: str, pages: str) -> Pairs:
    """Pages with what their rows, of the model given, say; each pair once."""
    among = RawSQL(f"SELECT pk FROM {pages}", ())  # noqa: S608, S611 - a name of ours
    holders = rows.objects.order_by().filter(page_id__in=among).exclude(**{value: None}).distinct()
    sql, parameters = holders.values(holder=F("page_id"), word=F(value)).query.sql_with_params()
    return f"SELECT holder, word FROM ({sql}) AS pair", tuple(parameters)  # noqa: S608 - Django's SQL


@dataclass(frozen=True)
class CodesFacet(Facet):
    """A :class:`core.base.fields.CodesField`. ``everywhere``: no code at all means each of them."""

    field: str
    choices: Callable[[], list[tuple[Any, str]]]
    everywhere: bool = False

    def names(self, locale: Locale) -> Mapping[str, Name]:
        return {str(code): Name(label, locale.language_code) for code, label in self.choices()}

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        codes = {str(code): code for code, _label in self.choices()}
        condition = Q(**{self.field: []}) if self.everywhere else Q(pk__in=[])
        for value in values:
            condition |= Q(**{f"{self.field}__has": codes[value]})
        return pages.filter(condition)

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.field,)

    def pairs(self, pages: str) -> Iterable[Pairs]:
        codes = f"row.{connection.ops.quote_name(self.field)}"
        elements = (
            f"LATERAL jsonb_array_elements_text({codes}) AS code(value)"
            if connection.vendor == "postgresql"
            else f"json_each({codes}) AS code"
        )
        yield f"SELECT row.pk AS holder, code.value AS word FROM {pages} AS row LEFT JOIN {elements} ON TRUE", ()  # noqa: S608 - names of ours

    def fold(self, numbers: Mapping[str, int]) -> Mapping[str, int]:
        without = numbers.get("", 0) if self.everywhere else 0
        if not without:
            return numbers
        codes = [str(code) for code, _label in self.choices()]
        return {code: numbers.get(code, 0) + without for code in codes}


@dataclass(frozen=True)
class ChoiceFacet(Facet):
    """A field with choices, or a row's: ``rows`` is the model of an inline child that has it."""

    field: str
    choices: Callable[[], Iterable[tuple[Any, Any]]]
    rows: Any = None

    def names(self, locale: Locale) -> Mapping[str, Name]:
        return {str(value): Name(str(label), locale.language_code) for value, label in self.choices()}

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        if self.rows is None:
            return pages.filter(**{f"{self.field}__in": values})
        return pages.filter(pk__in=self.rows.objects.filter(**{f"{self.field}__in": values}).values("page_id"))

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.field,) if self.rows is None else ()

    def pairs(self, pages: str) -> Iterable[Pairs]:
        if self.rows is None:
            yield column_pairs(pages, self.field)
        else:
            yield row_pairs(self.rows, self.field, pages)


@dataclass(frozen=True)
class SnippetFacet(Facet):
    """A snippet with a ``key``, chosen in a field of the page, or in one of its rows.

    ``order`` are the fields by which the values are offered; ``title`` is the one that names them.
    """

    field: str
    snippet: Any
    rows: Any = None
    title: str = "label"
    order: tuple[str, ...] = ("order", "label")

    def names(self, locale: Locale) -> Mapping[str, Name]:
        return names_by_key(visible(self.snippet), "key", self.title, self.order, locale)

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        snippets = self.snippet.objects.order_by().filter(key__in=values).values("pk")
        if self.rows is None:
            return pages.filter(**{f"{self.field}__in": snippets})
        rows = self.rows.objects.order_by().filter(**{f"{self.field}__in": snippets})
        return pages.filter(pk__in=rows.values("page_id"))

    @property
    def columns(self) -> tuple[str, ...]:
        return (f"{self.field}_id",) if self.rows is None else ()

    def pairs(self, pages: str) -> Iterable[Pairs]:
        if self.rows is None:
            quote = connection.ops.quote_name
            snippets, column = quote(self.snippet._meta.db_table), quote(f"{self.field}_id")
            yield (
                (
                    f"SELECT row.pk AS holder, snippet.key AS word FROM {pages} AS row "  # noqa: S608 - names of ours
                    f"JOIN {snippets} AS snippet ON snippet.id = row.{column}"
                ),
                (),
            )
        else:
            yield row_pairs(self.rows, f"{self.field}__key", pages)


@dataclass(frozen=True)
class YearFacet(Facet):
    """The year of a date, the last one first."""

    field: str

    def names(self, locale: Locale) -> Mapping[str, Name]:
        years = range(timezone.localdate().year + YEARS_AHEAD, FIRST_YEAR - 1, -1)
        return {str(year): Name(str(year), locale.language_code) for year in years}

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        condition = Q(pk__in=[])
        for value in values:
            condition |= Q(**{f"{self.field}__range": (date(int(value), 1, 1), date(int(value), 12, 31))})
        return pages.filter(condition)

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.field,)

    def pairs(self, pages: str) -> Iterable[Pairs]:
        yield column_pairs(pages, self.field)

    def fold(self, numbers: Mapping[str, int]) -> Mapping[str, int]:
        return sum_by_value(numbers, lambda day: day[:4])


def sum_by_value(numbers: Mapping[str, int], value: Callable[[str], str]) -> dict[str, int]:
    """The counts of the database's words summed by the facet's value for each; no page may have two of them."""
    sums: dict[str, int] = {}
    for words, number in numbers.items():
        sums[value(words)] = sums.get(value(words), 0) + number
    return sums


def names_by_key(rows: QuerySet[Any], key: str, title: str, order: Sequence[str], locale: Locale) -> dict[str, Name]:
    """The name of each key in the reader's language, or else in another one. One query."""
    return in_one_language(rows.order_by(*order, "pk").values_list(key, title, "locale__language_code"), locale)


def in_one_language(names: Iterable[tuple[Any, str, str]], locale: Locale) -> dict[str, Name]:
    """One name a value, in the first available language of the reader's chain."""
    ranks = languages.ranks(locale.language_code)
    names_by_value: dict[str, Name] = {}
    for value, label, tag in names:
        word = getattr(value, "hex", value)
        if word in names_by_value and ranks[tag] < ranks[names_by_value[word].language]:
            del names_by_value[word]  # it takes the place that its name has in the reader's alphabet
        names_by_value.setdefault(word, Name(label, tag))
    return names_by_value
