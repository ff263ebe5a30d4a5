"""Style guide: every block in every state."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.http import HttpRequest
from django.utils import translation
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from core.base.checks import our_translatable_models
from core.vocabularies import languages
from devtools.styleguide.filling import arabic, long_words, refill, to_the_limit

#: The language of the page itself, and the one that stands for those from right to left.
OWN, RIGHT_TO_LEFT = "en", "ar"


@dataclass(frozen=True)
class BlockState:
    """One rendered state: a label, its HTML and its language."""

    label: str
    html: str
    tag: str = OWN

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return languages.direction(self.tag)


@dataclass(frozen=True)
class Exhibit:
    """A component or block with its states."""

    name: str
    description: str
    states: list[BlockState]


def registered_blocks() -> dict[str, blocks.Block]:
    """The blocks that bodies and other streams of our models are made of, by name, each kind once."""
    by_name: dict[str, blocks.Block] = {}
    for model in our_translatable_models():
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                for name, block in field.stream_block.child_blocks.items():
                    existing = by_name.setdefault(name, block)
                    if type(existing) is not type(block):
                        by_name[f"{model._meta.label}.{field.name}.{name}"] = block
    return by_name


def exhibits(request: HttpRequest) -> Iterator[Exhibit]:
    """All blocks, each with its states."""
    for name, block in registered_blocks().items():
        yield Exhibit(name, str(block.get_description() or block.label), list(_states(name, block, request)))


def _states(name: str, block: blocks.Block, request: HttpRequest) -> Iterator[BlockState]:
    preview = block.get_preview_value() if block.is_previewable else block.get_default()
    raw = block.get_prep_value(preview)

    def state(label: str, value: Any, tag: str = OWN) -> BlockState:
        with translation.override(tag):
            context = block.get_preview_context(value, _surroundings(f"{name} {label}", request, tag))
            return BlockState(label, block.render(value, context), tag)

    yield state("As it comes", preview)
    yield BlockState("Empty", block.render(block.get_default(), _surroundings(f"{name} empty", request, OWN)))
    yield state("At its limits", block.to_python(refill(block, raw, to_the_limit, crowded=True)))
    yield state("Long words", block.to_python(refill(block, raw, long_words)))
    yield state("From right to left", block.to_python(refill(block, raw, arabic)), RIGHT_TO_LEFT)
    yield state("For readers of another language", block.to_python(raw), _other_language())


def _surroundings(place: str, request: HttpRequest, tag: str) -> dict[str, Any]:
    """Block context as a page body provides it: page, heading level, identifier."""
    locale = Locale.objects.filter(language_code=tag).first()
    page = {"page": Page(locale=locale)} if locale else {}
    return {"request": request, "level": 4, "block_id": str(uuid5(NAMESPACE_OID, place)), **page}


def _other_language() -> str:
    """A language that the platform has besides the one of previews."""
    active = Locale.get_active()
    other = Locale.objects.exclude(pk=active.pk).exclude(language_code=RIGHT_TO_LEFT).order_by("pk").first()
    return other.language_code if other else active.language_code
