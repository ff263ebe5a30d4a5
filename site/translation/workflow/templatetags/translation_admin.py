"""Template tags of the workbench."""

from typing import Any

from django import template
from wagtail.models import Page

from translation.sources.changes import count_changed_segments
from translation.units.segment_text import plain
from translation.workflow import permissions
from translation.workflow.lookup import translation_of
from translation.workflow.status_bar import StatusBar, get_status_bar, sync_url

register = template.Library()
register.filter("segment_text", plain)  # as people read it; the template escapes it


def _bar(context: dict[str, Any]) -> StatusBar:
    if "translation_bar" not in context:
        context["translation_bar"] = get_status_bar(
            context["translation"], context["instance"], context["request"].user
        )
    bar: StatusBar = context["translation_bar"]
    return bar


@register.inclusion_tag("translation/admin/bar.html", takes_context=True)
def translation_bar(context: dict[str, Any]) -> dict[str, Any]:
    """The bar above the texts."""
    return {"bar": _bar(context), "request": context["request"], "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("translation/admin/source_change_status.html", takes_context=True)
def source_change_status(context: dict[str, Any], instance: Any) -> dict[str, Any]:
    """On the status panel of a translation: whether its source has changed since."""
    if not getattr(instance, "pk", None) or not hasattr(instance, "translation_key"):
        return {}
    translation = translation_of(instance)
    if translation is None:
        return {}
    return {
        "changed": count_changed_segments(translation),
        "since": getattr(getattr(translation, "basis", None), "changed_since", None),
        "source_locale": translation.source.locale,
        "sync_url": sync_url(translation.source, context["request"].user),
    }


@register.simple_tag(takes_context=True)
def alias_rights(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """Actions available for an alias: edit its source, submit it to translators; else the groups that may."""
    user, source = context["request"].user, page.alias_of.specific
    can_edit = permissions.may_edit(user, source)
    send = can_edit and permissions.may_submit(user) and permissions.may_translate_into(user, source, page.locale)
    return {"edit_source": can_edit, "send": send, "groups": [] if send else permissions.submitting_groups(source)}
