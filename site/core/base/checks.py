"""System checks of the content model (``manage.py check``)."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.base.page_types import page_types
from core.blocks.walk import walk_definitions
from core.listings.list_page import ListPage

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


#: Blocks that wagtail-localize 1.14 can't translate or that crash when they are empty.
UNSUPPORTED_BLOCKS = (blocks.RawHTMLBlock,)
UNSUPPORTED_BLOCK_PATHS = (
    "wagtail.images.blocks.ImageBlock",
    "wagtail.embeds.blocks.EmbedBlock",
    "wagtail.contrib.table_block.blocks.TableBlock",
    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
)


@checks.register(checks.Tags.models)
def check_blocks_say_how_they_translate(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every block inside a StreamField of ours declares each of its fields."""
    errors: list[checks.CheckMessage] = []
    for model in our_translatable_models():
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                for definition in walk_definitions(field.stream_block, lambda block: not _is_unsupported(block)):
                    path = ".".join((model.__name__, field.name, *definition.path))
                    errors.extend(_check_block(definition.block, path))
    return errors


def _is_unsupported(block: blocks.Block) -> bool:
    classes = {f"{cls.__module__}.{cls.__qualname__}" for cls in type(block).__mro__}
    return isinstance(block, UNSUPPORTED_BLOCKS) or bool(classes & set(UNSUPPORTED_BLOCK_PATHS))


def _check_block(block: blocks.Block, path: str) -> Iterator[checks.CheckMessage]:
    if _is_unsupported(block):
        yield checks.Error(f"{path}: this block can't be translated.", hint="Use one of core.blocks.", id="core.E008")
    elif isinstance(block, blocks.StructBlock):
        declarations = {*getattr(block, "translated", ()), *getattr(block, "shared", ())}
        for name in sorted(set(block.child_blocks) - declarations):
            yield checks.Error(
                f"{path}.{name} does not say whether it is shared or translated.",
                hint="Name it in the block's translated or shared.",
                id="core.E007",
            )
        for name in sorted(set(getattr(block, "shared", ())) & set(block.child_blocks)):
            if _has_words(block.child_blocks[name]):
                yield checks.Error(
                    f"{path}.{name} is shared, but what is in it has words that would never be translated.",
                    hint="Name it in the block's translated.",
                    id="core.E009",
                )


def _has_words(block: blocks.Block) -> bool:
    """Whether a struct in a block declares words."""
    descendants = (child.block for child in walk_definitions(block))
    return any(getattr(child, "translated", ()) for child in (block, *descendants))


@checks.register(checks.Tags.models)
def check_list_pages_list_a_type(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every list page declares the page type that it lists."""
    index_models = {page_type.index_model for page_type in page_types()}
    return [
        checks.Error(
            f"{model.__name__} lists no type of page.",
            hint="Name it as the index_model of a PageType, in a module of its app's package page_types.",
            obj=model,
            id="core.E010",
        )
        for model in our_translatable_models()
        if issubclass(model, ListPage) and model not in index_models
    ]
