"""Review of a translation: submit, approve, request changes."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from core.base.publishing import PublishingBlockedError, tell
from translation.checks.completeness import from_request
from translation.checks.gate import blockers, messages_for
from translation.editor.save import drafts_of
from translation.workflow import permissions
from translation.workflow.drafts import save_draft
from translation.workflow.lookup import get_or_404
from translation.workflow.status_bar import may_judge


@require_POST
def submit_for_review(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Save the texts as a draft and start the workflow, or go on with one that was sent back.

    What is untranslated doesn't hold it up, since a reviewer may want to see the rest; it is said.
    """
    translation, instance = get_or_404(translation_id, enabled=True)
    user: Any = request.user
    if not permissions.may_edit(user, instance) or permissions.is_locked(user, instance):
        raise PermissionDenied
    workflow = instance.get_workflow()
    if workflow is None:
        messages.error(request, _("No review is set up for this part of the site. Ask an administrator."))
    elif instance.workflow_in_progress:
        messages.warning(request, _("This translation is already being reviewed."))
    else:
        with transaction.atomic():
            if _save(request, translation):
                _start(instance, workflow, user)
                _say_what_is_missing(request, translation)
                for message in messages_for(blockers(translation)):
                    messages.warning(request, message)
    return _back(instance)


@require_POST
def approve(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Save the texts as they are now and approve them, which publishes after the last task.

    Where some are missing, it is published only if the reviewer says that the source's words may show.
    """
    translation, instance = get_or_404(translation_id, enabled=True)
    user: Any = request.user
    _require_task(user, instance)
    if not is_public(translation.source):
        messages.error(request, _("The source is not published. Publish it first."))
        return _back(instance)
    try:
        with transaction.atomic(), from_request(request):
            if _save(request, translation):
                _act(request, instance, "approve")
                messages.success(request, _("Approved “%(title)s”.") % {"title": instance})
    except PublishingBlockedError as error:
        tell(request, error)
    return _back(instance)


@require_POST
def request_changes(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send a translation back to its translator with a comment."""
    _translation, instance = get_or_404(translation_id, enabled=True)
    _require_task(request.user, instance)
    _act(request, instance, "reject")
    messages.success(request, _("Changes were requested for “%(title)s”.") % {"title": instance})
    return _back(instance)


def is_public(source: Any) -> bool:
    """Whether the source of a translation is published."""
    return bool(getattr(source.get_source_instance(), "live", True))


def _require_task(user: Any, instance: Any) -> None:
    if not instance.workflow_in_progress or not may_judge(user, instance):
        raise PermissionDenied


def _save(request: HttpRequest, translation: Translation) -> bool:
    try:
        save_draft(translation, request.user)
    except ValidationError as error:
        messages.error(request, _("Some texts are not valid: %(errors)s") % {"errors": " ".join(error.messages)})
        return False
    return True


def _start(instance: Any, workflow: Any, user: Any) -> None:
    # read anew: the draft has just become its newest revision
    fresh = type(instance)._default_manager.get(pk=instance.pk)
    state = fresh.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        workflow.start(fresh, user)


def _act(request: HttpRequest, instance: Any, action: str) -> None:
    state = instance.current_workflow_task_state
    comment = request.POST.get("comment", "").strip()
    state.task.specific.on_action(state.specific, request.user, action, comment=comment)


def _say_what_is_missing(request: HttpRequest, translation: Translation) -> None:
    total, translated = translation.get_progress()
    messages.success(request, _("The translation was submitted for review."))
    if draft_count := drafts_of(translation, request.user).count():
        messages.warning(
            request,
            ngettext(
                "%(count)d text was entered but not saved. It is not part of what you submitted.",
                "%(count)d texts were entered but not saved. They are not part of what you submitted.",
                draft_count,
            )
            % {"count": draft_count},
        )
    if untranslated_count := total - translated:
        messages.warning(
            request,
            ngettext(
                "%(count)d text is not translated yet and is shown in the source language.",
                "%(count)d texts are not translated yet and are shown in the source language.",
                untranslated_count,
            )
            % {"count": untranslated_count},
        )


def _back(instance: Any) -> HttpResponse:
    if isinstance(instance, Page):
        return redirect("wagtailadmin_pages:edit", instance.pk)
    return redirect(instance.snippet_viewset.get_url_name("edit"), quote(instance.pk))
