"""Tags of the translators' screens."""

from typing import Any

from django import template

from translation.bar import Bar, bar_for, sync_url, translation_of
from translation.changes import changed_segments

register = template.Library()


def _bar(context: dict[str, Any]) -> Bar:
    if "translation_bar" not in context:
        context["translation_bar"] = bar_for(context["translation"], context["instance"], context["request"].user)
    bar: Bar = context["translation_bar"]
    return bar


@register.inclusion_tag("translation/admin/bar.html", takes_context=True)
def translation_bar(context: dict[str, Any]) -> dict[str, Any]:
    """The bar above the texts."""
    return {"bar": _bar(context), "request": context["request"], "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("translation/admin/source_changed.html", takes_context=True)
def source_changed(context: dict[str, Any], instance: Any) -> dict[str, Any]:
    """On the status panel of a translation: whether its source has changed since."""
    if not getattr(instance, "pk", None) or not hasattr(instance, "translation_key"):
        return {}
    translation = translation_of(instance)
    if translation is None:
        return {}
    return {
        "changed": changed_segments(translation),
        "since": getattr(getattr(translation, "basis", None), "changed_since", None),
        "source_locale": translation.source.locale,
        "sync_url": sync_url(translation.source, context["request"].user),
    }
