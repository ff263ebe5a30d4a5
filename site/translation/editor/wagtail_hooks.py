"""URLs of the translators' screen, which replaces the edit view of a translation."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, RevisionMixin, TranslatableMixin

from translation.editor import views
from translation.editor.adopt_edits import take_over
from translation.workflow.guards import check_may_edit, check_write, guard
from translation.workflow.lookup import translation_of


def _addresses() -> list[URLPattern]:
    def write(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(route, guard(view, check_write), name=name)

    text = "<int:translation_id>/texts/<int:segment_id>/"
    return [
        write("<int:translation_id>/texts/", views.save_texts, "save_texts"),
        write(f"{text}keep/", views.keep_draft, "keep_draft"),
        write(f"{text}discard/", views.discard_draft, "discard_draft"),
        write(f"{text}restore/", views.restore, "restore_text"),
        write("<int:translation_id>/values/", views.save_values, "save_values"),
        path(f"{text}help/", guard(views.text_help, check_may_edit), name="text_help"),
        path("<int:translation_id>/preview/<str:side>/", guard(views.preview, check_may_edit), name="preview"),
    ]


@hooks.register("register_admin_urls")
def register_editor_urls() -> list[URLResolver]:
    return [path("translate/", include((_addresses(), "translate"), namespace="translate"))]


def adopt_edits_on_restart(request: HttpRequest, instance: Any) -> None:
    """A translation is started again: what was written by hand meanwhile stays, and what can't is said."""
    translation = translation_of(instance, enabled=False)
    if translation is None:
        return
    newest = instance.get_latest_revision_as_object() if isinstance(instance, RevisionMixin) else instance
    text_count, lost_count = take_over(translation, newest, request.user)
    if text_count:
        messages.success(
            request,
            ngettext(
                "%(count)d text that was edited directly on this page has been kept as the translation.",
                "%(count)d texts that were edited directly on this page have been kept as the translation.",
                text_count,
            )
            % {"count": text_count},
        )
    if lost_count:
        messages.warning(
            request,
            ngettext(
                "%(count)d text does not exist in the source. It is kept in the history and will be "
                "removed from the next draft.",
                "%(count)d texts do not exist in the source. They are kept in the history and will be "
                "removed from the next draft.",
                lost_count,
            )
            % {"count": lost_count},
        )


def show_screen(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """The screen, for a translation that is kept in step with its source; its form for anything else."""
    if not isinstance(instance, TranslatableMixin) or (isinstance(instance, Page) and instance.alias_of_id):
        return None
    translation = translation_of(instance)
    return views.edit(request, translation, instance) if translation else None
