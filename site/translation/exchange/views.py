"""Admin views for exporting and importing translation files."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from translation.exchange import importing
from translation.exchange.export import SELECT_RELATED, archive, due, editable_by, file_name, into, serialize
from translation.exchange.formats import FORMATS, Format
from translation.exchange.forms import DUE, ExportManyForm, UploadForm
from translation.exchange.models import PendingImport
from translation.exchange.report import Report
from translation.exchange.units import documents
from translation.matrix.report import may_see_report
from translation.workflow import permissions

#: Texts of each kind that a report shows of a file; the rest is counted.
MAX_TEXTS = 200


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """Screen for export and import of files."""
    _require_translator(request)
    return _screen(request)


def _screen(
    request: HttpRequest, upload: UploadForm | None = None, export: ExportManyForm | None = None
) -> HttpResponse:
    only = _only(request)
    context = {
        "export": export or ExportManyForm(),
        "upload": upload or UploadForm(),
        "only": only,
        "page_title": _("Files for translators"),
        "header_icon": "download",
    }
    return render(request, "translation/admin/files/screen.html", context, status=422 if upload or export else 200)


@require_safe
def download(request: HttpRequest, translation_id: int, kind: str) -> HttpResponseBase:
    file_format = FORMATS.get(kind)
    translation = Translation.objects.select_related(*SELECT_RELATED).filter(pk=translation_id).first()
    if file_format is None or translation is None:
        raise Http404
    document = next(documents([translation]))
    user: Any = request.user
    if document.target is None:
        raise Http404
    if not permissions.may_edit(user, document.target):
        raise PermissionDenied
    content = (piece.encode() for piece in serialize(document, file_format))
    return _attachment(content, file_format.content_type, file_name(document, file_format))


@require_GET
def download_many(request: HttpRequest) -> HttpResponseBase:
    """Everything into a language, or all of it on which there is work, as a ZIP."""
    _require_translator(request)
    form = ExportManyForm(request.GET)
    if not form.is_valid():
        return _screen(request, export=form)
    language = form.cleaned_data["language"]
    rows = into(editable_by(request.user), language)
    if form.cleaned_data["which"] == DUE:
        rows = due(rows)
    return zip_response(request, rows, language.language_code, FORMATS[form.cleaned_data["format"]])


def zip_response(request: HttpRequest, rows: Any, language: str, kind: Format) -> HttpResponseBase:
    """A ZIP of translations, or back with a message where there are none."""
    if not rows.exists():
        messages.warning(request, _("None of these items can be translated into this language."))
        return redirect(get_valid_next_url_from_request(request) or "translation:files")
    content = archive(rows.iterator(chunk_size=200), kind)
    return _attachment(content, "application/zip", f"translations-{language}.zip")


def _attachment(content: Iterable[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return StreamingHttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": disposition or "attachment"}
    )


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Files come in; what they would do is shown next."""
    _require_translator(request)
    only = _only(request)
    form = UploadForm(request.POST, request.FILES, only=only)
    if not form.is_valid():
        return _screen(request, upload=form)
    pending = importing.remember(form.incoming, request.user, only)
    return redirect("translation:files_import", pending.pk)


@require_POST
def upload_one(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Upload from the translation's own screen; guarded like wagtail-localize's URL."""
    translation = get_object_or_404(Translation, pk=translation_id)
    form = UploadForm(request.POST, request.FILES, only=translation)
    if not form.is_valid():
        for error in form.errors["file"]:
            messages.error(request, error)
        return redirect(get_valid_next_url_from_request(request) or "translation:files")
    pending = importing.remember(form.incoming, request.user, translation)
    return redirect("translation:files_import", pending.pk)


def download_one(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    return download(request, translation_id, "po")


@require_safe
def report(request: HttpRequest, pending_id: UUID) -> HttpResponse:
    """The report of a pending import."""
    pending = _pending(request, pending_id)
    if pending is None:
        return _import_expired(request)
    return _report(request, pending, importing.validate_pending(pending))


def _import_expired(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("This import has already been completed or discarded. Upload the file again."))
    return redirect("translation:files")


def _report(request: HttpRequest, pending: PendingImport, result: Report) -> HttpResponse:
    context = {
        "pending": pending,
        "report": result,
        "files": [_cut(file) for file in result.files],
        "page_title": _("Changes in the files"),
        "header_icon": "upload",
    }
    return render(request, "translation/admin/files/report.html", context)


def _cut(file: Any) -> dict[str, Any]:
    """A file's report with as much of each list as a page can show."""
    lists = {name: getattr(file, name) for name in ("changes", "stale", "unfinished", "prefilled", "errors")}
    visible_rows = {name: rows[:MAX_TEXTS] for name, rows in lists.items()}
    return {"file": file, **visible_rows, "more": sum(max(0, len(rows) - MAX_TEXTS) for rows in lists.values())}


@require_POST
def confirm(request: HttpRequest, pending_id: UUID) -> HttpResponse:
    """Do what was shown, or show what would be done now."""
    pending = _pending(request, pending_id)
    if pending is None:
        return _import_expired(request)
    try:
        result = importing.confirm(pending, request.POST.get("digest", ""))
    except PendingImport.DoesNotExist:
        return _import_expired(request)
    except importing.ChangedMeanwhileError as error:
        messages.warning(
            request, _("Something has changed since you last looked. Nothing was applied. Please check again.")
        )
        return _report(request, pending, error.report)
    changed = ngettext("%(count)d text was changed.", "%(count)d texts were changed.", result.total)
    messages.success(request, changed % {"count": result.total})
    return redirect(_place(result))


@require_POST
def drop(request: HttpRequest, pending_id: UUID) -> HttpResponse:
    if pending := _pending(request, pending_id):
        pending.delete()
    messages.success(request, _("Nothing was changed."))
    return redirect("translation:files")


def _place(result: Report) -> str:
    """The translation, if it was one, else the screen for files."""
    ids = [file.translation_id for file in result.files]
    if len(ids) == 1 and ids[0] is not None:
        translation = Translation.objects.select_related(*SELECT_RELATED).get(pk=ids[0])
        return str(translation.get_target_instance_edit_url())
    return reverse("translation:files")


def _pending(request: HttpRequest, pending_id: UUID) -> PendingImport | None:
    user: Any = request.user
    return PendingImport.objects.select_related("user").filter(pk=pending_id, user=user).first()


def _only(request: HttpRequest) -> Translation | None:
    """The translation for which alone files are brought, if the person came from one."""
    number = request.POST.get("translation") or request.GET.get("translation") or ""
    if not number.isdecimal():
        return None
    translation = Translation.objects.select_related(*SELECT_RELATED).filter(pk=int(number)).first()
    if translation is None:
        raise Http404
    document = next(documents([translation]))
    user: Any = request.user
    if document.target is None or not permissions.may_edit(user, document.target):
        raise PermissionDenied
    return translation


def _require_translator(request: HttpRequest) -> None:
    if not may_see_report(request):
        raise PermissionDenied
