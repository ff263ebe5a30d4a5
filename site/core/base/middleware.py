"""Middleware: language of the response, cache headers, log context of the admin."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.deprecation import MiddlewareMixin
from wagtail.log_actions import LogContext

from core.base import views
from core.base.csp import in_admin


class PlatformLocaleMiddleware(LocaleMiddleware):
    """The language of the address, else the visitor's; never a redirect.

    Django's own sends every unknown address to one with a language before it: a mistyped ``/xx/``
    would become ``/es/xx/``, and an unknown address of the admin a page's. Here both are not found.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language; in the admin one of those that it speaks, whatever the browser asks for."""
        super().process_request(request)
        admin_languages = dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES)
        if in_admin(request) and translation.get_language() not in admin_languages:
            translation.activate(next(iter(admin_languages)))
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language of the answer, and that it depends on the visitor's where the address has none.

        A file is what it is, whoever asks for it.
        """
        if response.streaming or response.status_code == HTTPStatus.NOT_MODIFIED:
            return response
        if not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Public error page for what is not found under a language, also with ``DEBUG`` on."""
        if isinstance(exception, Http404) and translation.get_language_from_path(request.path_info):
            return views.page_not_found(request, exception)
        return None


class IncompleteFormMiddleware(MiddlewareMixin):
    """Calls a form of the admin that has lost fields on its way a bad request, where Wagtail's views fail over it."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Refuse it.

        Raises:
            BadRequest: the form lacks a field that the view has looked for.
        """
        if isinstance(exception, MultiValueDictKeyError) and request.method == "POST" and in_admin(request):
            raise BadRequest(f"The form lacks {exception}.") from exception


class AdminLogContextMiddleware:
    """Keeps who makes a request of the admin known until the response is rendered.

    Wagtail's log context ends with the view. Its choosers are rendered later, and ask on nobody's behalf whether they
    may link to editing what is chosen (``core.base.choosers``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not in_admin(request) or not request.user.is_authenticated:
            return self.get_response(request)
        with LogContext(user=request.user):
            return self.get_response(request)


class SessionCacheMiddleware(MiddlewareMixin):
    """Keep what was made for one person out of shared caches, also out of those that pass over ``Vary``."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.session.accessed and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response
