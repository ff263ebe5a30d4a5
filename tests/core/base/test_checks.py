"""A model that breaks a rule of the content model doesn't pass ``manage.py check``."""

from collections.abc import Iterator
from typing import ClassVar

import pytest
from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from core.base import checks
from core.base.localization import facts, words
from core.base.models import TranslatableSnippet
from core.blocks import checks as block_checks
from core.blocks.base import PlatformStructBlock
from core.blocks.fields import BodyField


@pytest.fixture
def checked_models(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[type[models.Model]]]:
    """The models that the checks see: only those a test puts in. Models defined here are forgotten afterwards."""
    seen: list[type[models.Model]] = []
    known = {label: dict(entries) for label, entries in apps.all_models.items()}
    for module in (checks, block_checks):
        monkeypatch.setattr(module, "our_translatable_models", lambda: iter(seen))
    yield seen
    for label, entries in known.items():
        apps.all_models[label].clear()
        apps.all_models[label].update(entries)
    apps.clear_cache()


def ids(found: list) -> list[str]:
    return sorted(message.id for message in found)


def test_our_own_models_pass() -> None:
    assert checks.check_fields_say_how_they_translate(None) == []
    assert checks.check_relations_can_be_translated(None) == []
    assert checks.check_uniqueness_is_per_language(None) == []
    assert block_checks.check_blocks_say_how_they_translate(None) == []


def test_a_field_that_says_nothing_is_refused(checked_models: list) -> None:
    class Silent(TranslatableSnippet):
        label = models.CharField(max_length=10)
        translatable_fields: ClassVar = []

        class Meta(TranslatableSnippet.Meta):
            app_label = "core_base"

    checked_models.append(Silent)
    found = checks.check_fields_say_how_they_translate(None)
    assert ids(found) == ["core.E001"]
    assert "Silent.label" in found[0].msg


def test_a_shared_field_that_a_translator_could_override_is_refused(checked_models: list) -> None:
    class Overridable(TranslatableSnippet):
        country = models.CharField(max_length=2)
        translatable_fields: ClassVar = [SynchronizedField("country")]

        class Meta(TranslatableSnippet.Meta):
            app_label = "core_base"

    checked_models.append(Overridable)
    assert ids(checks.check_fields_say_how_they_translate(None)) == ["core.E002"]


def test_uniqueness_over_all_languages_is_refused(checked_models: list) -> None:
    class Unique(TranslatableSnippet):
        key = models.SlugField(unique=True)
        translatable_fields = facts("key")

        class Meta(TranslatableSnippet.Meta):
            app_label = "core_base"

    checked_models.append(Unique)
    assert ids(checks.check_uniqueness_is_per_language(None)) == ["core.E006"]


def test_children_that_would_get_lost_are_refused(checked_models: list) -> None:
    class Parent(ClusterableModel, TranslatableSnippet):
        translatable_fields = words("plain", "nesting")

        class Meta(TranslatableSnippet.Meta):
            app_label = "core_base"

    class Plain(models.Model):
        parent = ParentalKey(Parent, related_name="plain")

        class Meta:
            app_label = "core_base"

    class Nesting(ClusterableModel, TranslatableMixin):
        parent = ParentalKey(Parent, related_name="nesting")

        class Meta(TranslatableMixin.Meta):
            app_label = "core_base"

    class Grandchild(TranslatableMixin, models.Model):
        parent = ParentalKey(Nesting, related_name="grandchildren")

        class Meta(TranslatableMixin.Meta):
            app_label = "core_base"

    checked_models.append(Parent)
    assert ids(checks.check_relations_can_be_translated(None)) == ["core.E004", "core.E005"]


def test_many_to_many_is_refused(checked_models: list) -> None:
    class Many(ClusterableModel, TranslatableSnippet):
        pages = ParentalManyToManyField(Page, related_name="+")
        translatable_fields = words("pages")

        class Meta(TranslatableSnippet.Meta):
            app_label = "core_base"

    checked_models.append(Many)
    assert ids(checks.check_relations_can_be_translated(None)) == ["core.E003"]


class Half(PlatformStructBlock):
    """Says of one child only how it translates."""

    heading = blocks.CharBlock()
    number = blocks.IntegerBlock()
    translated = ("heading",)


def test_a_block_that_leaves_a_child_out_or_is_refused_is_found_however_deep(checked_models: list) -> None:
    class Body(TranslatableSnippet):
        body = BodyField(
            [("rows", blocks.ListBlock(blocks.StreamBlock([("half", Half()), ("html", blocks.RawHTMLBlock())])))]
        )
        translatable_fields = words("body")

        class Meta(TranslatableSnippet.Meta):
            app_label = "core_base"

    checked_models.append(Body)
    found = block_checks.check_blocks_say_how_they_translate(None)
    assert ids(found) == ["core.E007", "core.E008"]
    assert any("half.number" in message.msg for message in found)


class Worded(PlatformStructBlock):
    text = blocks.CharBlock()
    translated = ("text",)


class Hiding(PlatformStructBlock):
    items_shown = blocks.ListBlock(Worded())
    shared = ("items_shown",)


def test_words_hidden_in_what_is_shared_are_found(checked_models: list) -> None:
    class Cover(TranslatableSnippet):
        body = BodyField([("hiding", Hiding())])
        translatable_fields = words("body")

        class Meta(TranslatableSnippet.Meta):
            app_label = "core_base"

    checked_models.append(Cover)
    assert ids(block_checks.check_blocks_say_how_they_translate(None)) == ["core.E009"]
