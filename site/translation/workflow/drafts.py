"""Save translated texts as a draft for review."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from core.base.slugs import as_slug, available_slug
from translation.units.markup import mark_invalid


def save_draft(translation: Translation, user: Any = None) -> Revision:
    """Save a translation's texts as a revision of its page or snippet; the public sees nothing of it.

    wagtail-localize's own draft writes the texts into the row, which is what the public reads
    when the translation is live already.

    Raises:
        ValidationError: a text doesn't fit its field; the segment carries the message from now on.
    """
    try:
        with transaction.atomic():
            return _save(translation, user)
    except ValidationError as error:
        mark_errors(translation.source, translation.target_locale, error)
        raise


def refuse_unsafe(translation: Translation) -> None:
    """Mark what no text may hold, a script say, so that it stays off every page.

    The writer of texts marks it as well; this is for rows that were stored past it, by a fixture or in SQL.
    """
    rows = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        has_error=False,
        data__contains="<",
    ).select_related("translation_of")
    StringTranslation.objects.bulk_update(mark_invalid(rows), ["has_error", "field_error"])


def _save(translation: Translation, user: Any) -> Revision:
    source = translation.source
    refuse_unsafe(translation)
    draft = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    if isinstance(draft, Page):
        slug = as_slug(draft.slug or draft.title) or str(draft.pk)
        draft.slug = available_slug(draft.get_parent(), slug, ignore_page_id=draft.pk)
    revision: Revision = draft.save_revision(user=user)
    TranslationLog.objects.create(source=source, locale=translation.target_locale, revision=revision)
    return revision


def mark_errors(source: TranslationSource, locale: Locale, error: ValidationError) -> None:
    """Put each field's message where the translator reads it: at the segment."""
    strings = StringSegment.objects.filter(source=source).values("string_id")
    for field, messages in getattr(error, "error_dict", {}).items():
        context = TranslationContext.objects.filter(object_id=source.object_id, path=field).first()
        if context is None:
            continue
        for text in StringTranslation.objects.filter(context=context, locale=locale, translation_of_id__in=strings):
            text.set_field_error(messages)
        for override in SegmentOverride.objects.filter(context=context, locale=locale):
            override.set_field_error(messages)
