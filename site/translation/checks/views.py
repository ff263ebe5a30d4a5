"""List of findings of one translation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail_localize.models import Translation

from translation.checks.store import findings_of, judge_translation
from translation.matrix.querysets import described
from translation.workflow import permissions


def findings_list(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Each finding with its text, errors first; judged anew, since terms and links change as well.

    Raises:
        PermissionDenied: the person may not edit the translation.
    """
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale"),
        pk=translation_id,
        enabled=True,
    )
    user: Any = request.user
    model = translation.source.specific_content_type.model_class()
    target = get_object_or_404(
        model, translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    )
    if not permissions.may_edit(user, target):
        raise PermissionDenied
    judge_translation(translation)
    context = {"translation": translation, "findings": findings_of(translation), "row": described(translation)}
    return render(request, "translation/admin/findings.html", context)
