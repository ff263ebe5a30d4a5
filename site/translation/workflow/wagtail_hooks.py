"""Admin URLs, hooks and menu items of the workbench."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import TranslatableMixin
from wagtail_localize import wagtail_hooks as original

from core.base.models import TranslatableSnippet
from translation.checks.gate import blockers, messages_for
from translation.editor.wagtail_hooks import adopt_edits_on_restart, show_screen
from translation.exchange import wagtail_hooks as files
from translation.matrix import wagtail_hooks as matrix_hooks
from translation.queue import wagtail_hooks as queue_hooks
from translation.sending import wagtail_hooks as sending
from translation.tree import followers
from translation.tree import wagtail_hooks as following
from translation.workflow import guards, permissions
from translation.workflow.lookup import translation_of
from translation.workflow.review import approve, is_public, request_changes, submit_for_review

RESTART = "localize-restart-translation"
CONVERT = "localize-convert-to-alias"


@hooks.register("register_admin_urls", order=-1)
def register_guarded_urls() -> list[URLResolver]:
    """wagtail-localize's own addresses, found before them and behind checks; they keep the names."""
    return [
        path(str(resolver.pattern), include([guards.guard_pattern(pattern) for pattern in resolver.url_patterns]))
        for resolver in original.register_admin_urls()
    ]


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    urls = [
        path("<int:translation_id>/submit/", submit_for_review, name="submit_for_review"),
        path("<int:translation_id>/approve/", approve, name="approve"),
        path("<int:translation_id>/request-changes/", request_changes, name="request_changes"),
        path("files/", include(files.urls)),
        *sending.addresses(),
        *following.addresses(),
        *matrix_hooks.urls,
        *queue_hooks.urls,
    ]
    return [path("translation/", include((urls, "translation"), namespace="translation"))]


def check_editing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Check permissions before the edit view hands a request over to wagtail-localize."""
    if request.method != "POST" or not isinstance(instance, TranslatableMixin):
        return None
    if RESTART in request.POST:
        guards.check_detach(request, instance)
        adopt_edits_on_restart(request, instance)
    translation = translation_of(instance)
    if translation is None:
        return None
    user: Any = request.user
    if permissions.is_locked(user, instance):
        raise PermissionDenied
    if request.POST.get("action") == "publish":
        if not permissions.may_publish(user, instance):
            raise PermissionDenied
        if not is_public(translation.source):
            messages.error(request, _("The source is not published. Publish it first."))
            return redirect(request.path)
        if blocking := blockers(translation):
            for message in messages_for(blocking):
                messages.error(request, message)
            return redirect(request.path)
    return None


@hooks.register("before_edit_page", order=-1)
def before_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Check what is sent to a page's editor; a translation has a screen of its own."""
    return check_editing(request, page) or show_screen(request, page)


@hooks.register("before_edit_snippet", order=-1)
def before_edit_snippet(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Check what is sent to a snippet's editor; a translation has a screen of its own."""
    return check_editing(request, instance) or show_screen(request, instance)


@hooks.register("before_delete_snippet")
def before_delete_snippet(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Refuse to delete a source with a translation that something needs, and say what that is."""
    for instance in instances:
        used_versions = followers.holders(instance) if isinstance(instance, TranslatableSnippet) else []
        for follower, users in used_versions:
            messages.error(
                request,
                _("“%(name)s” cannot be deleted: its version in %(language)s is used by %(users)s.")
                % {
                    "name": instance,
                    "language": follower.locale.get_display_name(),
                    "users": ", ".join(f"“{user}”" for user in users[:5]),
                },
            )
        if used_versions:
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


def hide_detaching(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take the actions that change how a translation hangs on its source from who may not."""
    instance = context.get("page") or context.get("instance")
    if instance is None or not instance.pk:
        return
    try:
        guards.check_detach(request, instance)
    except PermissionDenied:
        menu_items[:] = [item for item in menu_items if item.name not in {RESTART, CONVERT}]


hooks.register("construct_page_action_menu", hide_detaching, order=100)
hooks.register("construct_snippet_action_menu", hide_detaching, order=100)
