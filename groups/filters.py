"""Filters shared by the lists of groups, services and resources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from core.base.facets import Facet, IndexedName, Name, Pairs
from core.base.visibility import public, visible
from core.listings.filters import CodesFacet, SnippetFacet, in_one_language, names_by_key, row_pairs
from core.vocabularies import countries, goals
from groups.listings import below
from groups.models import Entity, Theme, WorkingGroupPage


@dataclass(frozen=True)
class GoalFacet(CodesFacet):
    """Goals by their numbers and titles."""

    def names(self, locale: Locale) -> Mapping[str, Name]:
        titles = {goal.number: goal.title_and_language(locale.language_code) for goal in goals.GOALS}
        return {str(number): Name(f"{number}. {title}", tag) for number, (title, tag) in titles.items()}


GOAL = GoalFacet("goal", _("Goal"), "goals", goals.choices)

#: Where it is for or what it is about; none means the whole region.
COUNTRY = CodesFacet("country", _("Country"), "countries", countries.choices, everywhere=True)


@dataclass(frozen=True)
class TranslationKeyFacet(Facet):
    """A facet whose values are translation keys."""

    def fold(self, counted: Mapping[str, int]) -> Mapping[str, int]:
        """Counted under the keys as addresses have them, whatever the database writes."""
        return {value.replace("-", ""): number for value, number in counted.items()}


@dataclass(frozen=True)
class ThemeFacet(TranslationKeyFacet):
    """Themes in any language; a broader one stands for those within it as well. ``rows`` name them."""

    rows: Any

    is_indexed_by_name = True

    def indexed_names(self) -> Mapping[str, list[IndexedName]]:
        rows = visible(Theme).values_list("translation_key", "locale__language_code", "name")
        return _by_word((*row, "") for row in rows)

    def names(self, locale: Locale) -> Mapping[str, Name]:
        return names_by_key(visible(Theme), "translation_key", "name", ("name",), locale)

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        about = Q(theme__translation_key__in=values) | Q(theme__parent__translation_key__in=values)
        return pages.filter(pk__in=self.rows.objects.order_by().filter(about).values("page_id"))

    def pairs(self, pages: str) -> Iterable[Pairs]:
        yield row_pairs(self.rows, "theme__translation_key", pages)
        yield row_pairs(self.rows, "theme__parent__translation_key", pages)


@dataclass(frozen=True)
class GroupFacet(TranslationKeyFacet):
    """Groups in any language: those below whose page something lies, and those that its ``rows`` name."""

    rows: Any

    is_indexed_by_name = True

    def indexed_names(self) -> Mapping[str, list[IndexedName]]:
        pages = visible(WorkingGroupPage).filter(alias_of=None)
        return _by_word(pages.values_list("translation_key", "locale__language_code", "title", "acronym"))

    def names(self, locale: Locale) -> Mapping[str, Name]:
        # By the index of types: SQLite would read every page there is, for the table of groups or to pass over aliases.
        kind = ContentType.objects.get_for_model(WorkingGroupPage)
        groups = public(Page.objects.filter(content_type=kind)).order_by("title", "pk")
        rows = groups.values_list("translation_key", "title", "locale__language_code", "alias_of_id")
        return in_one_language((row[:3] for row in rows if row[3] is None), locale)

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        rows = self.rows.objects.order_by().filter(group__translation_key__in=values).values_list("page_id")
        paths = WorkingGroupPage.objects.filter(translation_key__in=values).values_list("path", flat=True)
        return pages.filter(pk__in=rows.union(below(paths).values_list("pk")))

    @property
    def columns(self) -> tuple[str, ...]:
        return ("path",)

    def pairs(self, pages: str) -> Iterable[Pairs]:
        yield row_pairs(self.rows, "group__translation_key", pages)
        quote = connection.ops.quote_name
        groups, all_pages = quote(WorkingGroupPage._meta.db_table), quote(Page._meta.db_table)
        # What belongs to a group lies right below it: none of the types has pages below it.
        yield (
            (
                f"SELECT row.pk AS holder, above.translation_key AS word FROM {pages} AS row "  # noqa: S608 - names of ours
                f"JOIN {all_pages} AS above ON above.path = SUBSTR(row.path, 1, LENGTH(row.path) - {Page.steplen}) "
                f"JOIN {groups} AS working_group ON working_group.page_ptr_id = above.id"
            ),
            (),
        )


@dataclass(frozen=True)
class EntityFacet(SnippetFacet):
    """Entities, found by name or acronym in any language."""

    is_indexed_by_name = True
    has_synonyms = True

    def indexed_names(self) -> Mapping[str, list[IndexedName]]:
        return _by_word(visible(Entity).values_list("key", "locale__language_code", "name", "acronym"))


def entity_facet(rows: Any, field: str = "entity") -> EntityFacet:
    """Entities that a page's rows name, or a field of its own where there are no rows."""
    return EntityFacet("entity", _("Entity"), field, Entity, rows, title="name", order=("name",))


def _by_word(rows: Iterable[tuple[Any, str, str, str]]) -> dict[str, list[IndexedName]]:
    names: dict[str, list[IndexedName]] = {}
    for word, tag, name, acronym in rows:
        names.setdefault(getattr(word, "hex", word), []).append(IndexedName(tag, name, acronym))
    return names
