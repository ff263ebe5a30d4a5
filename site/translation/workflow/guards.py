"""Permission checks in front of wagtail-localize's views, which check too little themselves.

Each of its addresses has a check here, by its name; a check raises ``PermissionDenied``. An address
without one, as a new release may bring, is closed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.snippets_api import SnippetViewSet

from translation.exchange import views as files
from translation.languages.auth_backend import grant
from translation.workflow import permissions
from translation.workflow.lookup import get_or_404, source_of
from translation.workflow.update_view import UpdateTranslations
from translation.workflow.views import SubmitPage, SubmitSnippet

View = Callable[..., HttpResponseBase]
Check = Callable[..., None]


def allow(_request: HttpRequest, **_kwargs: Any) -> None:
    """Open to whoever may enter the admin: it tells nothing about any page."""


def refuse(_request: HttpRequest, **_kwargs: Any) -> None:
    """Closed, because nobody has said who may."""
    raise PermissionDenied


def _require(*conditions: bool) -> None:
    if not all(conditions):
        raise PermissionDenied


def check_submit_page(request: HttpRequest, page_id: int) -> None:
    """Sending a page: edit it, and add or edit in each language chosen."""
    page = get_object_or_404(Page, pk=page_id)
    _check_submission(request, page.specific)


def check_submit_snippet(request: HttpRequest, app_label: str, model_name: str, pk: str) -> None:
    """Sending a snippet: as with a page, by the rights on its model."""
    model = get_snippet_model_from_url_params(app_label, model_name)
    if not issubclass(model, TranslatableMixin):
        raise Http404
    _check_submission(request, get_object_or_404(model, pk=unquote(pk)))


def _check_submission(request: HttpRequest, source: Any) -> None:
    user: Any = request.user
    _require(permissions.may_submit(user), permissions.may_edit(user, source))
    if request.method != "POST":
        return
    locale_ids = [int(key) for key in request.POST.getlist("locales") if key.isdigit()]
    locales = Locale.objects.filter(pk__in=locale_ids)
    permissions.require_submission(user, source, locales, subtree=bool(request.POST.get("include_subtree")))


def check_update(request: HttpRequest, translation_source_id: int) -> None:
    """Synchronizing: edit the source; publishing at once: publish every translation."""
    user: Any = request.user
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    instance = source_of(source)
    if instance is None:
        raise Http404
    _require(permissions.may_submit(user), permissions.may_edit(user, instance))
    if request.method != "POST":
        return
    instances = permissions.targets(source.pk)
    if request.POST.get("publish_translations"):
        _require(
            *(permissions.may_publish(user, target) and not permissions.is_locked(user, target) for target in instances)
        )
    if request.POST.get("use_machine_translation"):
        _require(
            *(permissions.may_edit(user, target) and not permissions.is_locked(user, target) for target in instances)
        )


def check_may_edit(request: HttpRequest, translation_id: int, **_kwargs: Any) -> None:
    """Seeing a translation before it is public: edit it."""
    _translation, target = get_or_404(translation_id)
    user: Any = request.user
    _require(permissions.may_edit(user, target))
    grant(user, target)


def check_write(request: HttpRequest, translation_id: int, **_kwargs: Any) -> None:
    """Changing a translation's texts: edit it, and no lock; not after translating was stopped."""
    translation, target = get_or_404(translation_id)
    user: Any = request.user
    _require(translation.enabled, permissions.may_edit(user, target), not permissions.is_locked(user, target))
    grant(user, target)


def check_stop(request: HttpRequest, translation_id: int) -> None:
    """Taking a translation off its source: publish it, and nobody is reviewing it."""
    check_detach(request, get_or_404(translation_id)[1])


def check_convert(request: HttpRequest, page_id: int) -> None:
    """Replacing a translation by its source's text, live: publish it, and nobody is reviewing it."""
    check_detach(request, get_object_or_404(Page, pk=page_id))


def check_detach(request: HttpRequest, target: Any) -> None:
    """Changing how a page or snippet hangs on its source."""
    user: Any = request.user
    _require(
        permissions.may_edit(user, target),
        permissions.may_publish(user, target),
        not permissions.is_locked(user, target),
        not permissions.in_review(target),
    )
    grant(user, target)


def check_snippets(request: HttpRequest, app_label: str, model_name: str, **_kwargs: Any) -> None:
    """Listing snippets: any right on their model."""
    _require(permissions.may_see_model(request.user, get_snippet_model_from_url_params(app_label, model_name)))  # type: ignore[arg-type]


class PermittedSnippetViewSet(SnippetViewSet):
    """The snippets that are public or that somebody has a right on."""

    def get_queryset(self) -> QuerySet[Any]:
        return permissions.may_see(self.request.user, super().get_queryset())


def to_our_report(_request: HttpRequest) -> HttpResponse:
    """Our report shows what this one does, only of what one may edit."""
    return redirect("translation:report")


CHECKS: dict[str, Check] = {
    "javascript_catalog": allow,
    "submit_page_translation": check_submit_page,
    "submit_snippet_translation": check_submit_snippet,
    "update_translations": check_update,
    "edit_string_translation": check_write,
    "edit_override": check_write,
    "download_pofile": check_may_edit,
    "upload_pofile": check_write,
    "machine_translate": check_write,
    "preview_translation": check_may_edit,
    "stop_translation": check_stop,
    "convert_to_alias": check_convert,
    "translations_report": allow,
    "translations_report_results": allow,
    "snippets_api_listing": check_snippets,
    "snippets_api_detail": check_snippets,
}


def to_our_preview(_request: HttpRequest, translation_id: int, **_kwargs: Any) -> HttpResponse:
    """Ours shows no text that may not be shown, however it was written."""
    return redirect("translate:preview", translation_id, "target")


def not_available(_request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """Texts and addresses are written on our screen, which lets nobody write over what another has just saved."""
    return JsonResponse({"detail": _("Texts are now translated on the translation screen.")}, status=410)


def to_our_machine(_request: HttpRequest, translation_id: int) -> HttpResponse:
    """Ours works in the background, says what it would take, and marks what it wrote."""
    return redirect("machine_draft", translation_id)


REPLACED: dict[str, View] = {
    "edit_string_translation": not_available,
    "edit_override": not_available,
    "preview_translation": to_our_preview,
    "machine_translate": to_our_machine,
    "submit_page_translation": SubmitPage.as_view(),
    "submit_snippet_translation": SubmitSnippet.as_view(),
    "download_pofile": files.download_one,
    "upload_pofile": files.upload_one,
    "update_translations": UpdateTranslations.as_view(),
    "translations_report": to_our_report,
    "translations_report_results": to_our_report,
    "snippets_api_listing": PermittedSnippetViewSet.as_view({"get": "list"}),
    "snippets_api_detail": PermittedSnippetViewSet.as_view({"get": "retrieve"}),
}

# asked by scripts, which can't follow a redirect to a page with a message
FOR_SCRIPTS = {"edit_string_translation", "edit_override", "snippets_api_listing", "snippets_api_detail"}


def guard_pattern(pattern: URLPattern) -> URLPattern:
    """The same address, without a name of its own, behind its check."""
    name = pattern.name or ""
    view: View = REPLACED.get(name, pattern.callback)
    return path(str(pattern.pattern), guard(view, CHECKS.get(name, refuse), for_scripts=name in FOR_SCRIPTS))


def guard(view: View, check: Check, *, for_scripts: bool = False) -> View:
    """A view that runs only after its check."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            check(request, **kwargs)
        except PermissionDenied:
            if for_scripts:
                return JsonResponse({"detail": _("You do not have permission to do this.")}, status=403)
            raise
        return view(request, *args, **kwargs)

    run.check = check  # type: ignore[attr-defined]
    return run
