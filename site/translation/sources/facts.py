"""The facts of a source, and what it takes to bring another version of it up to them.

They are its shared fields and its relations. Words stay untouched, and the structure of StreamFields waits for the
translation.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from translation.sources.instances import followed_keys


@dataclass
class Difference:
    """What a version has otherwise now: fields of its own by their names, and inline relations by theirs."""

    fields: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.fields or self.relations)

    def refers(self, model: type[models.Model]) -> bool:
        """Whether it leads elsewhere now."""
        changed_fields = map(model._meta.get_field, self.fields)
        return bool(self.relations) or any(
            each.is_relation or hasattr(each, "extract_references") for each in changed_fields
        )


class SourceFacts:
    """The facts of a source, read once for all its versions: a query a relation, and one a model referred to."""

    def __init__(self, source: Any) -> None:
        self.model = type(source)
        self.base_content_type = source.get_base_content_type()
        self._source = source
        self._fields = [(each, each.get_field(self.model)) for each in get_translatable_fields(self.model)]
        self.relations = [each for _translatable, each in self._fields if _is_child_relation(each)]
        self._rows = {relation.name: list(getattr(source, relation.name).all()) for relation in self.relations}
        self._counterparts = _counterparts(source, self._rows)

    def copy_into(self, target: Any) -> Difference:
        """Set the shared fields and relations of a version to the source's, without saving.

        A new row that says something in words of its own waits for the translation, since it would show
        the source's; one without, and the removal of a row, don't.
        """
        difference = Difference()
        before = _values(target)
        for translatable_field, each in self._fields:
            if isinstance(translatable_field, SynchronizedField):
                setattr(target, each.attname, getattr(self._source, each.attname))
            elif _is_child_relation(each):
                if self._copy_rows(target, each):
                    difference.relations.add(each.name)
            elif isinstance(each, models.ForeignKey):
                setattr(target, each.attname, self._counterpart(each, self._source, target.locale_id))
        if hasattr(target, "derive_fields"):
            target.derive_fields()
        difference.fields = {
            name for name, value in _values(target).items() if value is not before[name] and value != before[name]
        }
        return difference

    def _copy_rows(self, target: Any, relation: models.ManyToOneRel) -> bool:
        """Rows of an inline relation: which there are, in which order, and their facts."""
        existing = {row.translation_key: row for row in getattr(target, relation.name).all()}
        result, changed = [], False
        for row in self._rows[relation.name]:
            target_row = existing.get(row.translation_key)
            if target_row is None:
                if _says_something(row):
                    continue
                target_row = relation.related_model(translation_key=row.translation_key, locale=target.locale)
                changed = True
            changed |= self._copy_row(row, target_row)
            result.append(target_row)
        if changed or len(result) != len(existing):
            setattr(target, relation.name, result)
            return True
        return False

    def _copy_row(self, row: Any, target_row: Any) -> bool:
        changed = False
        for each in copied_fields(type(row)):
            value = getattr(row, each.attname)
            if not _is_shared(type(row), each):
                value = self._counterpart(each, row, target_row.locale_id)
            if getattr(target_row, each.attname) != value:
                setattr(target_row, each.attname, value)
                changed = True
        return changed

    def _counterpart(self, each: Any, row: Any, locale: int) -> Any:
        """What a key leads to in a language: the same thing's version, or itself where there is none."""
        key = getattr(row, each.attname)
        return self._counterparts.get((each.related_model, key, locale), key)


def copied_fields(model: type[models.Model]) -> list[Any]:
    """The fields of an inline row that are not its words."""
    fields = [each.get_field(model) for each in get_translatable_fields(model)]
    return [
        model._meta.get_field("sort_order"),
        *(each for each in fields if _is_shared(model, each) or isinstance(each, models.ForeignKey)),
    ]


def _is_shared(model: type[models.Model], each: Any) -> bool:
    shared = {item.field_name for item in get_translatable_fields(model) if isinstance(item, SynchronizedField)}
    return each.name in shared or each.name == "sort_order"


def _is_child_relation(each: Any) -> bool:
    return isinstance(each, models.ManyToOneRel) and isinstance(each.remote_field, ParentalKey)


def _values(instance: Any) -> dict[str, Any]:
    """The values of an instance's own fields, by their names, without a query."""
    return {
        each.name: getattr(instance, each.attname) for each in instance._meta.concrete_fields if not each.primary_key
    }


def _says_something(row: Any) -> bool:
    """Whether a row has words that a reader of another language would not understand."""
    return any(
        getattr(row, translatable_field.field_name)
        for translatable_field in get_translatable_fields(type(row))
        if isinstance(translatable_field.get_field(type(row)), models.CharField | models.TextField)
        and not isinstance(translatable_field, SynchronizedField)
    )


def _counterparts(source: Any, rows: dict[str, list[Any]]) -> dict[tuple[Any, Any, int], Any]:
    """The key in each language of each thing that a source refers to, by its model, its key and the language."""
    keys_by_model: dict[Any, set[Any]] = defaultdict(set)
    for row, each in _followed(source, rows):
        keys_by_model[each.related_model].add(getattr(row, each.attname))
    result = {}
    for model, keys in keys_by_model.items():
        manager = model._default_manager.order_by()
        versions = manager.filter(translation_key__in=manager.filter(pk__in=keys).values("translation_key"))
        versions_by_key: dict[Any, list[tuple[Any, int]]] = defaultdict(list)
        for pk, translation_key, locale in versions.values_list("pk", "translation_key", "locale_id"):
            versions_by_key[translation_key].append((pk, locale))
        for group in versions_by_key.values():
            for pk, _locale in group:
                result.update({(model, pk, locale): version for version, locale in group})
    return result


def _followed(source: Any, rows: dict[str, list[Any]]) -> Iterator[tuple[Any, Any]]:
    yield from followed_keys(source, with_rows=False)
    for relation in rows.values():
        for row in relation:
            yield from followed_keys(row, with_rows=False)
