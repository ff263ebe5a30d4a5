"""System checks of the content model (``manage.py check``)."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

#: The packages whose apps, models and blocks are ours.
OUR_PACKAGES = ("core", "home", "groups", "resources", "translation", "search")

#: What Wagtail keeps for each language itself; no editor writes it.
WAGTAIL_FIELDS = frozenset(
    field.name
    for field in Page._meta.get_fields()
    if getattr(field, "name", "") not in {"title", "slug", "seo_title", "search_description", "show_in_menus"}
) | {
    "id", "page_ptr", "locale", "translation_key", "sort_order", "live", "has_unpublished_changes", "latest_revision",
    "live_revision", "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired",
    "approved_schedule", "locked", "locked_at", "locked_by", COMMENTS_RELATION_NAME,
}  # fmt: skip


def our_translatable_models() -> Iterator[type[models.Model]]:
    """Pages, snippets and inline children of ours that have translations."""
    for config in apps.get_app_configs():
        if config.name.partition(".")[0] in OUR_PACKAGES:
            yield from (model for model in config.get_models() if issubclass(model, TranslatableMixin))


@checks.register(checks.Tags.models)
def check_fields_say_how_they_translate(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every field says T or S, and a translator can't override a shared one."""
    errors: list[checks.CheckMessage] = []
    for model in our_translatable_models():
        declarations = {field.field_name: field for field in get_translatable_fields(model)}
        errors += [
            checks.Error(
                f"{model.__name__}.{name} does not say whether it is shared or translated.",
                hint="Add it to translatable_fields with words(), facts() or follows().",
                obj=model,
                id="core.E001",
            )
            for name in sorted(_fields_to_declare(model) - declarations.keys())
        ]
        errors += [
            checks.Error(
                f"{model.__name__}.{name} is shared, but a translator could override it.",
                hint="Declare it with facts().",
                obj=model,
                id="core.E002",
            )
            for name, field in declarations.items()
            if isinstance(field, SynchronizedField) and field.overridable
        ]
    return errors


def _fields_to_declare(model: type[models.Model]) -> set[str]:
    names = {
        field.name
        for field in model._meta.get_fields()
        if field.concrete and field.editable and not isinstance(field, ParentalKey) and not field.auto_created
    }
    if issubclass(model, ClusterableModel):
        names |= {relation.name for relation in get_all_child_relations(model)}
    return names - WAGTAIL_FIELDS


@checks.register(checks.Tags.models)
def check_relations_can_be_translated(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """No relation of a kind that wagtail-localize loses or crashes on."""
    errors: list[checks.CheckMessage] = []
    for model in our_translatable_models():
        errors += [
            checks.Error(
                f"{model.__name__}.{field.name} stays on the source's objects in a translation.",
                hint="Use inline children with a foreign key instead.",
                obj=model,
                id="core.E003",
            )
            for field in model._meta.local_many_to_many
            if isinstance(field, ParentalManyToManyField)
        ]
        if not issubclass(model, ClusterableModel):
            continue
        for relation in get_all_child_relations(model):
            if relation.name != COMMENTS_RELATION_NAME:
                errors.extend(_check_child(model, relation.related_model))
    return errors


def _check_child(model: type[models.Model], child: type[models.Model]) -> Iterator[checks.CheckMessage]:
    if not issubclass(child, TranslatableMixin):
        yield checks.Error(
            f"{child.__name__}, an inline child of {model.__name__}, can't be translated.",
            hint="Inherit from TranslatableMixin and its Meta.",
            obj=child,
            id="core.E004",
        )
    if issubclass(child, ClusterableModel) and list(get_all_child_relations(child)):
        yield checks.Error(
            f"{child.__name__}, an inline child of {model.__name__}, has inline children of its own.",
            hint="wagtail-localize fails on the first translation. Use a StreamField of one struct for what nests.",
            obj=child,
            id="core.E005",
        )


@checks.register(checks.Tags.models)
def check_uniqueness_is_per_language(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Unique constraints include the language: a translation repeats the source's shared values."""
    errors: list[checks.CheckMessage] = []
    for model in our_translatable_models():
        errors += [
            checks.Error(
                f"{model.__name__}.{field.name} is unique over all languages, so it can't be translated.",
                hint="Use a UniqueConstraint over the field and locale.",
                obj=model,
                id="core.E006",
            )
            for field in model._meta.local_fields
            if field.unique and not field.primary_key and not field.is_relation
        ]
    return errors
