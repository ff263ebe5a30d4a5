"""Write the content model as a document: every page type, snippet, relation and block with its fields.

Written from the models themselves, in English, so that it can't say anything else than they do.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import override
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, get_edit_handler
from wagtail.blocks.field_block import FieldBlock
from wagtail.coreutils import resolve_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.base.checks import our_translatable_models
from core.base.fields import CodesField
from core.blocks.walk import ITEM, walk_definitions

INTRODUCTION = """\
# Content model

Written by `manage.py content_model` from the models; `make lint` fails when it is out of date.

**T**: translated, each language has its own words. **S**: shared, the source's value counts in every
language. A relation to a snippet is shared and shown in the reader's language. *draft* in the column
"required": even a draft needs it; *publishing*: a draft may lack it. What depends on other fields is said by the
forms' messages.

Every page has, besides what its table says, the times of its first and last publication and its
breadcrumbs, which are derived.
"""

TEXT = {
    models.CharField: "text", models.TextField: "text of several lines", models.BooleanField: "yes or no",
    models.DateField: "date", models.DateTimeField: "date and time", models.TimeField: "time",
    models.URLField: "address",
    models.EmailField: "email address", models.IntegerField: "whole number", models.DecimalField: "number",
    models.SlugField: "short name for addresses", models.UUIDField: "identifier", models.JSONField: "data",
    RichTextField: "rich text", StreamField: "blocks",
}  # fmt: skip

BLOCK = {
    blocks.CharBlock: "text", blocks.TextBlock: "text of several lines", blocks.RichTextBlock: "rich text",
    blocks.BooleanBlock: "yes or no", blocks.DateBlock: "date", blocks.TimeBlock: "time",
    blocks.DateTimeBlock: "date and time",
    blocks.URLBlock: "address", blocks.EmailBlock: "email address", blocks.IntegerBlock: "whole number",
    blocks.DecimalBlock: "number", blocks.ChoiceBlock: "one of a list", blocks.MultipleChoiceBlock: "some of a list",
    blocks.StaticBlock: "nothing to fill in", FieldBlock: "text",
}  # fmt: skip

Row = tuple[str, str, str, str, str]


def document() -> str:
    """The whole document, in Markdown; the same for the same models."""
    with override("en"):
        return "\n".join([INTRODUCTION, *_lines()]).rstrip() + "\n"


def _lines() -> Iterator[str]:
    all_models = list(our_translatable_models())
    rows = {child for model in all_models for child in _children(model).values()}
    parts = {
        "Pages": [model for model in all_models if issubclass(model, Page)],
        "Snippets": [model for model in all_models if not issubclass(model, Page) and model not in rows],
        "Rows": [model for model in all_models if model in rows],
    }
    for title, section_models in parts.items():
        yield f"## {title}\n"
        for model in section_models:
            yield from _of_model(model)
    yield "## Blocks\n"
    for name, (block, places) in _all_blocks(all_models).items():
        yield from _of_block(name, block, places)


def _of_model(model: Any) -> Iterator[str]:
    yield f"### {model.__name__}\n"
    description = force_str(getattr(model, "page_description", "")) or force_str(model._meta.verbose_name).capitalize()
    yield f"{description.rstrip('.')}. `{model._meta.label}`\n"
    if issubclass(model, Page):
        children = _names(model.allowed_subpage_models())
        yield f"Below: {_names(model.clean_parent_page_models())}. May hold: {children}.\n"
    yield from _table(_model_rows(model))


def _names(page_models: list[Any]) -> str:
    return ", ".join(sorted(model.__name__ for model in page_models)) or "nothing"


def _children(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """The rows of a model, by the name of their relation."""
    if not issubclass(model, ClusterableModel):
        return {}
    return {
        relation.name: relation.related_model
        for relation in get_all_child_relations(model)
        if relation.name != COMMENTS_RELATION_NAME
    }


def _model_rows(model: Any) -> Iterator[Row]:
    editor = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    helps, children = _helps(editor), _children(model)
    for translatable_field in get_translatable_fields(model):
        name = translatable_field.field_name
        if name in children:
            help_text = helps.get(name, "")
            yield name, "S", f"rows of {children[name].__name__}", "", help_text
            continue
        field: Any = model._meta.get_field(name)
        if isinstance(field, ParentalKey):
            continue
        is_shared = isinstance(translatable_field, SynchronizedField) or field.is_relation
        help_text = helps.get(name) or force_str(field.help_text)
        yield name, "S" if is_shared else "T", _type_of_field(field), _required(field), help_text


def _helps(panel: Panel) -> dict[str, str]:
    """Help texts of the edit panels, by field name."""
    help_texts: dict[str, str] = {}
    for child in getattr(panel, "children", ()):
        help_texts |= _helps(child)
    name = panel.field_name if isinstance(panel, FieldPanel) else getattr(panel, "relation_name", "")
    if isinstance(panel, FieldPanel | InlinePanel) and force_str(panel.help_text):
        help_texts[name] = force_str(panel.help_text)
    return help_texts


def _type_of_field(field: Any) -> str:
    if field.is_relation:
        return f"one {field.related_model.__name__}"
    if isinstance(field, CodesField):
        return f"codes out of {field.vocabulary}"
    kind = next((words for base in type(field).__mro__ if (words := TEXT.get(base))), type(field).__name__)
    if isinstance(field, StreamField):
        return f"blocks: {', '.join(field.stream_block.child_blocks)}"
    if field.choices:
        return _choices([(key, label) for key, label in field.choices if key not in {None, ""}])
    return f"{kind}, at most {field.max_length}" if field.max_length and kind.startswith("text") else kind


def _choices(choices: list[tuple[Any, Any]]) -> str:
    if len(choices) > 12 or any(isinstance(label, list | tuple) for _key, label in choices):
        return f"one of a list of {len(choices)}"
    return "one of: " + ", ".join(f"{force_str(label)} (`{key}`)" for key, label in choices)


def _required(field: Any) -> str:
    if isinstance(field, models.BooleanField) or field.blank:
        return ""
    return "draft" if getattr(field, "required_on_save", False) else "publishing"


def _all_blocks(page_models: list[Any]) -> dict[str, tuple[blocks.Block, list[str]]]:
    """Each block of a stream, by name, with the fields that offer it."""
    by_name: dict[str, tuple[blocks.Block, list[str]]] = {}
    for model in page_models:
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                for name, block in field.stream_block.child_blocks.items():
                    existing = by_name.get(name)
                    key = name if existing is None or type(existing[0]) is type(block) else f"{model.__name__}.{name}"
                    by_name.setdefault(key, (block, []))[1].append(f"{model.__name__}.{field.name}")
    return by_name


def _of_block(name: str, block: blocks.Block, places: list[str]) -> Iterator[str]:
    yield f"### {name}\n"
    yield f"{force_str(block.get_description() or block.label).rstrip('.')}. In: {', '.join(places)}.\n"
    if isinstance(block, blocks.StructBlock):
        yield from _table(_block_rows(block))
    elif isinstance(block, FieldBlock):
        yield from _table([("(itself)", "T", _type_of_block(block), _block_required(block), "")])


def _block_rows(block: blocks.StructBlock) -> Iterator[Row]:
    """The children of a struct, those of structs in it after their own, one level a dot."""
    for node in walk_definitions(block, lambda each: not isinstance(each, blocks.StreamBlock)):
        child, holder, name = node.block, node.holder, node.path[-1]
        if isinstance(holder, blocks.StructBlock):
            path = ".".join(part for part in node.path if part != ITEM)
            mark = "T" if name in getattr(holder, "translated", ()) else "S"
            yield path, mark, _type_of_block(child), _block_required(child), _help_of(child)


def _help_of(block: blocks.Block) -> str:
    field = getattr(block, "field", None)
    return force_str(getattr(field or block.meta, "help_text", None) or "")


def _type_of_block(block: blocks.Block) -> str:
    if isinstance(block, blocks.ListBlock):
        most = f", at most {block.meta.max_num}" if block.meta.max_num else ""
        return f"list of: {_type_of_block(block.child_block)}{most}"
    if isinstance(block, blocks.StructBlock):
        return f"{force_str(block.label)}".lower()
    if isinstance(block, blocks.StreamBlock):
        return f"blocks: {', '.join(block.child_blocks)}"
    if isinstance(block, blocks.ChooserBlock):
        return f"one {resolve_model_string(block.target_model).__name__}"
    kind = next((words for base in type(block).__mro__ if (words := BLOCK.get(base))), type(block).__name__)
    limit = getattr(getattr(block, "field", None), "max_length", None)
    return f"{kind}, at most {limit}" if limit else kind


def _block_required(block: blocks.Block) -> str:
    if isinstance(block, blocks.ListBlock):
        return "publishing" if block.meta.min_num else ""
    if isinstance(block, FieldBlock) and not isinstance(block, blocks.BooleanBlock) and block.required:
        return "publishing"
    return ""


def _table(rows: Any) -> Iterator[str]:
    yield "| field | | type | required | what the editor reads |"
    yield "| --- | --- | --- | --- | --- |"
    for name, mark, kind, required, help_text in rows:
        cells = (f"`{name}`", mark, kind, required, " ".join(help_text.split()))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""
