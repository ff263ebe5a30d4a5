"""Template tag for the quality of a translation: findings, and what a machine translated."""

from typing import Any

from django import template
from django.db.models import Count
from wagtail_localize.models import Translation

from translation.checks.finding import Severity
from translation.checks.store import findings_of
from translation.machine.acceptance import unreviewed
from translation.machine.providers import provider
from translation.machine.views import may_use_machine

register = template.Library()


@register.inclusion_tag("translation/admin/quality.html", takes_context=True)
def quality(context: dict[str, Any], translation: Translation) -> dict[str, Any]:
    """Check findings of a translation, unreviewed machine translations, and the machine translation service."""
    counts = dict(findings_of(translation).order_by().values_list("severity").annotate(Count("pk")))
    request = context["request"]
    return {
        "translation": translation,
        "errors": counts.get(Severity.ERROR, 0),
        "warnings": counts.get(Severity.WARNING, 0),
        "unreviewed": unreviewed(translation).count(),
        "service": provider() if may_use_machine(request) else None,
    }
