"""Recover a form sent after the session or the CSRF token expired, so that nothing typed is lost.

Whoever typed for an hour sees what happened, signs in in another tab, and sends the same once more. It needs no
script; ``static/js/admin/session.js`` spares those who have one the way over this page.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.views.decorators.cache import never_cache

from core.base.csp import in_admin

#: What is not written into a page: the token, which is another one by then, and passwords.
_EXCLUDED_FIELDS = (
    "csrfmiddlewaretoken",
    "password",
    "old_password",
    "new_password1",
    "new_password2",
    "password1",
    "password2",
)
#: Views of the admin that people use who are not signed in.
_OPEN_VIEWS = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset")


class UnsentFormMiddleware(MiddlewareMixin):
    """Give a form of the admin back to its sender who is signed out, where Wagtail would lead to an empty login."""

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """After the token was checked: nobody else's form is ever given back."""
        if request.method != "POST" or not in_admin(request) or not _is_navigation(request):
            return None
        if _is_open(request) or request.user.is_authenticated:
            return None
        return _give_back(request, "core/admin/unsent.html")


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer for a form without a valid token. What other sites send is not given back."""
    template = "core/admin/unsent.html" if in_admin(request) else "403_csrf.html"
    return _give_back(request, template, is_own=_is_from_here(request) and not _is_open(request))


@never_cache
def _give_back(request: HttpRequest, template: str, *, is_own: bool = True) -> HttpResponse:
    context = {
        "action": request.get_full_path(),
        "sent": list(_submitted_fields(request)) if is_own else [],
        "has_files": bool(is_own and request.FILES),
        "is_signed_out": in_admin(request) and not request.user.is_authenticated,
        "sign_in": sign_in_url(),
    }
    return render(request, template, context, status=403)


def sign_in_url() -> str:
    """URL of the login page that returns to a form in another tab."""
    return f"{reverse('wagtailadmin_login')}?next={reverse('admin_signed_in')}"


def _submitted_fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """The names and values of a form, in their order."""
    for name, values in request.POST.lists():
        if name not in _EXCLUDED_FIELDS:
            for value in values:
                yield name, str(value)


def _is_open(request: HttpRequest) -> bool:
    """Whether the view is one of those that ask for a password."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").startswith(_OPEN_VIEWS)


def _is_navigation(request: HttpRequest) -> bool:
    """Whether a browser shows the answer to a person; scripts have their own ways."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest" or not request.accepts("text/html")
    return not is_script and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches that a page of this site has sent the form."""
    origins = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return request.headers.get("Origin", "") in origins


@never_cache
def session(request: HttpRequest) -> JsonResponse:
    """JSON with the signed-in user, or none, for the script that asks before a long form is sent."""
    user: Any = request.user
    name = user.get_username() if user.is_anonymous else user.get_full_name() or user.get_username()
    return JsonResponse({"user": user.pk, "name": name})


def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Page after login, for forms that are open in another tab."""
    return render(request, "core/admin/signed_in.html")
