"""List of findings of one translation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from translation.checks.store import findings_of, judge_translation
from translation.matrix.querysets import with_instance
from translation.workflow import permissions
from translation.workflow.lookup import get_or_404


def findings_list(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Each finding with its text, errors first; judged anew, since terms and links change as well.

    Raises:
        PermissionDenied: the person may not edit the translation.
    """
    translation, target = get_or_404(translation_id, enabled=True)
    user: Any = request.user
    if not permissions.may_edit(user, target):
        raise PermissionDenied
    judge_translation(translation)
    context = {"translation": translation, "findings": findings_of(translation), "row": with_instance(translation)}
    return render(request, "translation/admin/findings.html", context)
