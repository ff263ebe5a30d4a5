"""The translators' screen in Wagtail's admin: in the place of a translation's form, and its addresses."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.models import Page, TranslatableMixin

from translation.bar import translation_of
from translation.editor import views
from translation.guards import check_read, check_write, guard


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
        path(f"{text}help/", guard(views.text_help, check_read), name="text_help"),
        path("<int:translation_id>/preview/<str:side>/", guard(views.preview, check_read), name="preview"),
    ]


@hooks.register("register_admin_urls")
def register_editor_urls() -> list[URLResolver]:
    """What the screen sends to."""
    return [path("translate/", include((_addresses(), "translate"), namespace="translate"))]


def show_screen(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """The screen, for a translation that is kept in step with its source; its form for anything else."""
    if not isinstance(instance, TranslatableMixin) or (isinstance(instance, Page) and instance.alias_of_id):
        return None
    translation = translation_of(instance)
    return views.edit(request, translation, instance) if translation else None
