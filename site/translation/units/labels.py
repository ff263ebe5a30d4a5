"""Labels of units: the names of field, block and row, as in the editor's form."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from translation.units.paths import Paths, Step

#: Between the parts of a label.
SEPARATOR = " › "


@dataclass(frozen=True)
class Place:
    """A field or block: its labels from the outermost, the characters it holds (None: any), whether it is one line."""

    label: str
    limit: int | None = None
    one_line: bool = False
    #: The field, or the block or row of it: what one heading stands over.
    group: str = ""
    group_key: str = ""
    #: Which part of the block or row; empty where the group is the text's own.
    part: str = ""
    help_text: str = ""
    #: The field of the page or snippet; empty where it is no more.
    field: str = ""
    is_slug: bool = False

    @property
    def name(self) -> str:
        """The whole name of the place under its heading."""
        return f"{self.group}, {self.part}" if self.part else self.group


class Places:
    """The places of one snapshot; found without a query."""

    def __init__(self, source: TranslationSource) -> None:
        self._paths = Paths(source)

    def of(self, path: str) -> Place:
        """The place of a context's path; of one that leads nowhere any more, as much as is known."""
        way = self._paths.follow(path)
        if not way.steps:
            return _unknown_place(path, path)
        labels = [_label(step) for step in way.steps]
        first, last = way.steps[0].definition, way.steps[-1].definition
        name, *rest = path.split(".")
        is_row = isinstance(first, models.ManyToOneRel)
        if isinstance(first, StreamField) and rest and len(labels) == 1:  # a block that is no more
            return _unknown_place(labels[0], ".".join(rest), name)
        has_group = is_row or len(labels) > 1
        inner = 1 if is_row else 2
        return Place(
            label=SEPARATOR.join(labels),
            limit=max_length(last) if way.is_whole else None,
            one_line=way.is_whole and _is_one_line(last),
            group=labels[0] if is_row or not has_group else f"{labels[0]}: {labels[1]}",
            group_key=f"{name}.{rest[0]}" if has_group else name,
            part=", ".join(labels[inner:]),
            help_text=_help_text(last),
            field=name,
            is_slug=path == "slug" and issubclass(self._paths.model or Page, Page),
        )


def _unknown_place(label: str, key: str, field: str = "") -> Place:
    return Place(label, group=_("Fields that no longer exist"), group_key=key, field=field)


def _label(step: Step) -> str:
    definition = step.definition
    if step.is_item:
        return str(step.number or "")
    if isinstance(definition, models.ManyToOneRel):
        return f"{capfirst(str(definition.related_model._meta.verbose_name))} {step.number}"
    if isinstance(definition, blocks.Block):
        label = capfirst(str(definition.label))
        return f"{step.number}. {label}" if step.number else label
    return capfirst(str(definition.verbose_name))


def max_length(definition: Any) -> int | None:
    """Maximum length of a field or block; None without a limit."""
    field = getattr(definition, "field", None) if isinstance(definition, blocks.Block) else definition
    limit: int | None = getattr(field, "max_length", None)
    return limit


def _help_text(definition: Any) -> str:
    if isinstance(definition, blocks.Block):
        help_text = getattr(definition.meta, "help_text", "")
        return str(help_text or getattr(getattr(definition, "field", None), "help_text", "") or "")
    return str(getattr(definition, "help_text", "") or "")


def _is_one_line(definition: Any) -> bool:
    """Whether a line break means nothing in a field or block."""
    if isinstance(definition, models.Field):
        return not isinstance(definition, models.TextField | RichTextField)
    return isinstance(definition, blocks.CharBlock)
