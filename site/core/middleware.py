"""Which language a request is answered in."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core import views


class PlatformLocaleMiddleware(LocaleMiddleware):
    """The language of the address, else the visitor's; never a redirect.

    Django's own sends every unknown address to one with a language before it: a mistyped ``/xx/``
    would become ``/es/xx/``, and an unknown address of the admin a page's. Here both are not found.
    """

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
        """What is not found under a language gets the public's error page, with ``DEBUG`` on as well."""
        if isinstance(exception, Http404) and translation.get_language_from_path(request.path_info):
            return views.page_not_found(request, exception)
        return None
