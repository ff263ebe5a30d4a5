"""Length limits of fields, by wagtail-localize's content path."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.fields import StreamField

from core.blocks.walk import child_blocks
from translation.units.labels import max_length


def limit_of(model: type[models.Model], field_path: str) -> int | None:
    """Maximum length of a field in characters; ``None`` for no limit, and for an unknown path.

    Args:
        model: the kind of page or snippet.
        field_path: ``TranslationContext.field_path``, as ``title``, ``leads.role``, ``body.heading.text``.
    """
    name, _dot, rest = field_path.partition(".")
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, StreamField):
        return _limit_of_block(field.stream_block, rest.split("."))
    if isinstance(field, models.ManyToOneRel):
        return limit_of(field.related_model, rest) if rest else None
    return max_length(field)


def _limit_of_block(block: Any, path: list[str]) -> int | None:
    for name in path:
        inner = child_blocks(block)
        if not inner:
            break
        block = inner.get(name)
    return max_length(block)
