"""Base of every translatable snippet."""

from typing import ClassVar

from django.db import models
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from core.base.forms import SnippetForm
from core.base.plain_text import PlainTextMixin
from core.base.publishing import PublishingConditionsMixin
from core.base.validation import ConflictsMixin


class TranslatableSnippet(
    PlainTextMixin,
    ConflictsMixin,
    PublishingConditionsMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A snippet with a version in each language, drafts, revisions, workflow and lock.

    Drafts are not optional: without them a translation would be public, in the source's language,
    as soon as it is asked for.
    """

    base_form_class = SnippetForm
    #: The places (``core.images.presets``) that show each of the snippet's images.
    pictures: ClassVar[dict[str, tuple[str, ...]]] = {}

    translatable_fields: ClassVar[list[BaseTranslatableField]] = []
    search_fields: ClassVar[list[index.BaseField]] = [
        index.FilterField("locale"),
        index.FilterField("translation_key"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
