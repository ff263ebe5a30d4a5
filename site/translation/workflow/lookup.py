"""The record of a translation, and the pages or snippets that it stands between."""

from typing import Any

from django.http import Http404
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

#: What is read together with a translation.
RELATED = ("source__locale", "source__specific_content_type", "source__change", "target_locale", "basis")


def version_of(source: TranslationSource, locale_id: int) -> Any:
    """The page or snippet in a language; None where it is gone."""
    model = source.specific_content_type.model_class()
    if model is None:
        return None
    return model._default_manager.filter(translation_key=source.object_id, locale_id=locale_id).first()


def source_of(source: TranslationSource) -> Any:
    """The page or snippet that is translated; None where it is deleted."""
    return version_of(source, source.locale_id)


def target_of(translation: Translation) -> Any:
    """The page or snippet that a translation leads to; None where it is deleted."""
    return version_of(translation.source, translation.target_locale_id)


def get_or_404(translation_id: int, **conditions: Any) -> tuple[Translation, Any]:
    """A translation and what it leads to.

    Raises:
        Http404: one of them is gone, or the translation doesn't meet the conditions.
    """
    translation = Translation.objects.select_related(*RELATED).filter(pk=translation_id, **conditions).first()
    target = target_of(translation) if translation else None
    if translation is None or target is None:
        raise Http404
    return translation, target


def translation_of(instance: Any, *, enabled: bool = True) -> Translation | None:
    """The record by which a page or snippet is kept in step with its source, if it is a translation."""
    if not isinstance(instance, TranslatableMixin):
        return None
    translations = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=enabled
    )
    return translations.select_related(*RELATED).first()
