"""Admin URLs, menu items and bulk actions of translation files."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import TranslatableMixin
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.models import get_snippet_models

from core.base.reports import register_menu_item
from translation.exchange import views
from translation.exchange.export import editable_by, into
from translation.exchange.formats import FORMATS
from translation.exchange.forms import ExportForm
from translation.matrix.report import may_see_report
from translation.workflow import permissions

#: In the workbench's namespace.
urls: list[URLPattern] = [
    path("", views.screen, name="files"),
    path("download/", views.download_many, name="files_download"),
    path("<int:translation_id>/<slug:kind>/", views.download, name="files_one"),
    path("upload/", views.upload, name="files_upload"),
    path("import/<uuid:pending_id>/", views.report, name="files_import"),
    path("import/<uuid:pending_id>/confirm/", views.confirm, name="files_confirm"),
    path("import/<uuid:pending_id>/drop/", views.drop, name="files_drop"),
]


register_menu_item(
    _("Files for translators"), "translation:files", icon_name="download", order=9010, may_see=may_see_report
)


class DownloadMixin:
    """Selected sources or translations as files, in one language."""

    display_name = _("Files for translators")
    action_type = "download_translations"
    aria_label = _("Download selected items for translators")
    template_name = "translation/admin/files/bulk_download.html"
    action_priority = 90
    form_class = ExportForm

    def check_perm(self, obj: Any) -> bool:
        """Whether the person may see the texts of one that was selected."""
        return isinstance(obj, TranslatableMixin) and permissions.may_edit(self.request.user, obj)  # type: ignore[attr-defined]

    def prepare_action(self, objects: list[Any], _refused: list[Any]) -> HttpResponseBase:
        """The files; nothing is changed, so that no more is to be done."""
        form_data = self.cleaned_form.cleaned_data  # type: ignore[attr-defined]
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        keys = {instance.translation_key for instance in objects}
        rows = into(editable_by(request.user), form_data["language"]).filter(source__object__in=keys)
        return views.zip_response(request, rows, form_data["language"].language_code, FORMATS[form_data["format"]])


@hooks.register("register_bulk_action")
class DownloadPages(DownloadMixin, PageBulkAction):
    """Bulk action for pages."""


@hooks.register("register_bulk_action")
class DownloadSnippets(DownloadMixin, SnippetBulkAction):
    """Bulk action for snippets."""

    @classproperty
    def models(cls) -> list[type[Any]]:  # noqa: N805 - as in Wagtail
        return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
