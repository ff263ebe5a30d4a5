"""Static error pages: server error (500) and maintenance (503).

These pages need no database, no cache and no style sheet, and say it in all languages: who can't read the
platform can't choose one either.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext

from core.base.csp import in_admin
from core.vocabularies import languages

#: Seconds after which a robot or a proxy may ask again.
RETRY_AFTER = 600


@dataclass(frozen=True)
class ErrorText:
    """Texts of an error page in one language."""

    tag: str
    direction: str
    heading: str
    text: str
    link: str = ""


def fault() -> str:
    """The page for a fault of ours."""
    return _page(
        lambda: (
            gettext("Sorry, there is a problem"),
            gettext("Something went wrong on our side. Please try again in a few minutes."),
            gettext("Home page"),
        )
    )


def maintenance() -> str:
    """The page for the time in which the platform is worked on."""
    return _page(
        lambda: (
            gettext("Back soon"),
            gettext("We are carrying out maintenance on the platform. Please come back later. Nothing has been lost."),
            "",
        )
    )


def refusal(*, too_large: bool) -> str:
    """The page for what a browser has sent and can't be taken, in the active language."""
    if too_large:
        heading = gettext("This form is too large to be sent")
        text = gettext(
            "Nothing has been saved. Go back in your browser, where your text still is, and send less at once: "
            "for example, move some of its blocks to another page."
        )
    else:
        heading = gettext("Your request could not be read")
        text = gettext("Go back in your browser, reload the page and try again.")
    tag = translation.get_language() or settings.LANGUAGE_CODE
    words = [ErrorText(tag, languages.direction(tag), heading, text)]
    return loader.get_template("errors/plain.html").render({"words": words})


def _page(texts: Callable[[], tuple[str, str, str]]) -> str:
    return loader.get_template("errors/plain.html").render({"words": list(_in_all_languages(texts))})


def _in_all_languages(texts: Callable[[], tuple[str, str, str]]) -> Iterator[ErrorText]:
    active_code = translation.get_language() or settings.LANGUAGE_CODE
    for tag in dict.fromkeys([active_code, *(tag for tag, _name in settings.LANGUAGES)]):
        with translation.override(tag):
            yield ErrorText(tag, languages.direction(tag), *texts())


class MaintenanceMiddleware(MiddlewareMixin):
    """While ``MAINTENANCE`` is on, answers visitors itself. The admin goes on, and so do the health checks."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if not settings.MAINTENANCE or in_admin(request) or request.path.startswith(f"{get_script_prefix()}health/"):
            return None
        tag = translation.get_language_from_request(request, check_path=True)
        with translation.override(tag):
            response = HttpResponse(maintenance(), status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        response["Cache-Control"] = "no-store"
        return response
