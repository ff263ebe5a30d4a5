"""What core adds to Wagtail."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core import choosers, unsent
from core.background.report import WorkReportView, may_see, try_again
from core.copies import point_within
from core.images.making import FallbackOperation
from core.images.presets import FALLBACK
from core.links import ExternalLinkHandler, ReadersPageLinkHandler
from core.page_tree import require_place


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def register_link_handlers(features: FeatureRegistry) -> None:
    """Links in rich text lead to the reader's language."""
    features.register_link_type(ReadersPageLinkHandler)
    features.register_link_type(ExternalLinkHandler)


choosers.register_url_finders()


@hooks.register("register_image_operations")
def register_fallback_format() -> list[tuple[str, type[FallbackOperation]]]:
    """The format of an image that every browser knows."""
    return [(FALLBACK, FallbackOperation)]


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own list of documents, in whose place it stands
def register_files_urls() -> list[URLPattern]:
    """The list of files, with what could be read of them."""
    from core.documents.listing import FilesView

    return [
        path("documents/", FilesView.as_view(), name="files"),
        path("documents/results/", FilesView.as_view(results_only=True), name="files_results"),
    ]


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own dialogs, in whose place they stand
def register_chooser_dialogs() -> list[URLPattern]:
    """The dialogs in which files are chosen."""
    from core import chooser_dialogs

    return chooser_dialogs.file_urls()


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own, in whose place they stand
def register_redirect_urls() -> list[URLPattern]:
    """The list of redirects, and their forms, which say in which languages these work."""
    from core.redirects import CreateRedirectView, EditRedirectView
    from core.redirects_list import RedirectsView

    return [
        path("redirects/", RedirectsView.as_view(), name="redirects"),
        path("redirects/results/", RedirectsView.as_view(results_only=True), name="redirects_results"),
        path("redirects/add/", CreateRedirectView.as_view(), name="add_redirect"),
        path("redirects/<int:redirect_id>/", EditRedirectView.as_view(), name="edit_redirect"),
    ]


@hooks.register("register_admin_urls")
def register_work_urls() -> list[URLPattern]:
    """Background work, among the reports."""
    return [
        path("reports/work/", WorkReportView.as_view(), name="background_work"),
        path("reports/work/results/", WorkReportView.as_view(results_only=True), name="background_work_results"),
        path("reports/work/again/", try_again, name="background_work_again"),
    ]


@hooks.register("insert_editor_js")
def let_saving_wait_for_autosave() -> str:
    """What somebody saves and what the editor saves by itself reach the server one after the other."""
    return format_html('<script type="module" src="{}"></script>', versioned_static("js/admin/autosave.js"))


@hooks.register("insert_global_admin_js")
def leave_typed_dates_alone() -> str:
    """A date that is typed stays as it is until the server reads it."""
    return format_html('<script src="{}"></script>', versioned_static("js/admin/dates.js"))


@hooks.register("register_admin_urls")
def register_session_urls() -> list[URLPattern]:
    """Where somebody lands who has signed in again."""
    return [path("session/signed-in/", unsent.signed_in, name="admin_signed_in")]


@hooks.register("insert_global_admin_js")
def keep_what_was_typed() -> str:
    """What is said when somebody is signed out while they type, and the script that says it."""
    said = render_to_string("core/admin/session.html", {"sign_in": unsent.sign_in_url()})
    return format_html(
        '{}<link rel="stylesheet" href="{}"><script type="module" src="{}"></script>',
        said,
        versioned_static("css/admin/session.css"),
        versioned_static("js/admin/session.js"),
    )


@hooks.register("construct_help_menu")
def drop_news_of_the_software(_request: HttpRequest, menu_items: list[Any]) -> None:
    """What is new in Wagtail, in English and on another site, is no help to who writes pages."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-wagtail")]


class WorkMenuItem(MenuItem):
    """Shown to those who may see background work."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request)


@hooks.register("register_reports_menu_item")
def register_work_menu_item() -> MenuItem:
    """Background work, among the reports."""
    return WorkMenuItem(
        _("Background tasks"), reverse("background_work"), name="background-work", icon_name="cogs", order=1200
    )


@hooks.register("register_admin_urls")
def register_downloads_urls() -> list[URLPattern]:
    """How often files are downloaded, among the reports."""
    from core.documents.downloads_report import DownloadsReportView

    return [
        path("reports/downloads/", DownloadsReportView.as_view(), name="downloads"),
        path("reports/downloads/results/", DownloadsReportView.as_view(results_only=True), name="downloads_results"),
    ]


class DownloadsMenuItem(MenuItem):
    """Shown to those who may change files."""

    def is_shown(self, request: HttpRequest) -> bool:
        from core.documents.downloads_report import may_see

        return may_see(request)


@hooks.register("register_reports_menu_item")
def register_downloads_menu_item() -> MenuItem:
    """Downloads, among the reports."""
    return DownloadsMenuItem(_("Downloads"), reverse("downloads"), name="downloads", icon_name="download", order=1100)


@hooks.register("register_permissions")
def register_work_permissions() -> QuerySet[Permission]:
    """Seeing background work, and having it tried again, as rights that a role can have."""
    return Permission.objects.filter(
        content_type__app_label="django_tasks_database", codename__in=("view_dbtaskresult", "change_dbtaskresult")
    )


class FailedWorkItem(SummaryItem):
    """How many tasks have failed, on the admin's first page; nothing where none has."""

    order = 900
    template_name = "core/admin/failed_work.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        count = DBTaskResult.objects.failed().count()
        text = ngettext("%(count)d background task has failed", "%(count)d background tasks have failed", count)
        return {"count": count, "text": text % {"count": count}}

    def is_shown(self) -> bool:
        return may_see(self.request)


@hooks.register("construct_homepage_summary_items")
def add_failed_work(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Failures are seen without anybody looking for them."""
    items.append(FailedWorkItem(request))


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
def keep_copies_together(request: HttpRequest, page: Page, new_page: Page) -> None:
    """The pages of a copied tree belong with each other."""
    point_within(page, new_page)
