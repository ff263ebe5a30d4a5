"""Wagtail hooks shared by all apps: rich text, choosers, redirects, page screens."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.base import chooser_dialogs, choosers, comparisons, form_recovery
from core.base.link_handlers import ExternalLinkHandler, ReadersPageLinkHandler
from core.base.page_copies import point_within
from core.base.page_tree import require_place
from core.base.page_viewset import PlatformPageViewSet
from core.base.redirects import CreateRedirectView, EditRedirectView
from core.base.redirects_list import RedirectsView
from core.base.scheduled_publishing import REFUSED


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def register_link_handlers(features: FeatureRegistry) -> None:
    """Links in rich text lead to the reader's language."""
    features.register_link_type(ReadersPageLinkHandler)
    features.register_link_type(ExternalLinkHandler)


choosers.register_url_finders()
comparisons.register_comparisons()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Register the log action of scheduled publishing."""

    @actions.register_action(REFUSED)
    class ScheduledPublishingRefused(LogFormatter):
        label = _("Cancel scheduled publishing")

        def format_message(self, log_entry: Any) -> str:
            reasons = " ".join(log_entry.data["reasons"])
            return gettext("Scheduled publishing cancelled. %(reasons)s") % {"reasons": reasons}


@hooks.register("register_admin_viewset", order=10)  # after Wagtail's own, which it replaces
def register_page_viewset() -> ViewSet:
    """The screens of pages."""
    return PlatformPageViewSet()


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own dialogs, in whose place they stand
def register_chooser_dialogs() -> list[URLPattern]:
    """The dialogs in which files are chosen."""
    return chooser_dialogs.file_urls()


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own, in whose place they stand
def register_redirect_urls() -> list[URLPattern]:
    """The list of redirects, and their forms, which say in which languages these work."""
    return [
        path("redirects/", RedirectsView.as_view(), name="redirects"),
        path("redirects/results/", RedirectsView.as_view(results_only=True), name="redirects_results"),
        path("redirects/add/", CreateRedirectView.as_view(), name="add_redirect"),
        path("redirects/<int:redirect_id>/", EditRedirectView.as_view(), name="edit_redirect"),
    ]


@hooks.register("insert_editor_js")
def let_saving_wait_for_autosave() -> str:
    """Script that sends a save and an autosave of the editor one after the other."""
    return format_html('<script type="module" src="{}"></script>', versioned_static("js/admin/autosave.js"))


@hooks.register("insert_global_admin_js")
def date_input_script() -> str:
    """A date that is typed stays as it is until the server reads it."""
    return format_html('<script src="{}"></script>', versioned_static("js/admin/dates.js"))


@hooks.register("register_admin_urls")
def register_session_urls() -> list[URLPattern]:
    """URL of the page after login from a form in another tab."""
    return [path("session/signed-in/", form_recovery.after_sign_in, name="admin_signed_in")]


@hooks.register("insert_global_admin_js")
def session_script() -> str:
    """Messages and script for forms whose user was signed out."""
    message = render_to_string("core/admin/session.html", {"sign_in": form_recovery.sign_in_url()})
    return format_html(
        '{}<link rel="stylesheet" href="{}"><script type="module" src="{}"></script>',
        message,
        versioned_static("css/admin/session.css"),
        versioned_static("js/admin/session.js"),
    )


@hooks.register("construct_help_menu")
def drop_news_of_the_software(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Remove Wagtail's release news, which are in English and of no use to editors."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-wagtail")]


@hooks.register("before_move_page")
def say_why_a_page_stays(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Name the reason where a page can't stand below the one chosen; Wagtail only says that it is forbidden."""
    try:
        require_place(page, destination)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


@hooks.register("after_copy_page")
def link_copied_pages(request: HttpRequest, page: Page, new_page: Page) -> None:
    """The pages of a copied tree belong with each other."""
    point_within(page, new_page)
