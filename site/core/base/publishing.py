"""Conditions that hold on every way to the public: a view, a workflow, a command, code.

An app registers what it asks of a page or snippet in ``AppConfig.ready()``.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from core.base.csp import in_admin

#: Is given what is to be published and raises ``PublishingBlockedError`` if that may not be.
Condition = Callable[[Any], None]

_conditions: list[Condition] = []


class PublishingBlockedError(ValidationError):
    """Something may not be published as it is; the messages say why, to the person who tried.

    ``where`` is the address in the admin where that can be mended, and what its link says.
    """

    def __init__(self, message: Any, where: tuple[str, str] | None = None) -> None:
        super().__init__(message)
        self.where = where


def tell(request: HttpRequest, error: PublishingBlockedError) -> None:
    """Say in the admin why something was not published, and where that can be mended."""
    *others, last = error.messages
    for message in others:
        messages.error(request, message)
    messages.error(request, last, buttons=[messages.button(*error.where)] if error.where else None)


def register(condition: Condition) -> None:
    """Ask something of whatever is published from now on."""
    if condition not in _conditions:
        _conditions.append(condition)


class PublishingConditionsMixin:
    """For pages and snippets: no revision is published that doesn't meet the conditions."""

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail does it, if the conditions are met.

        What was met when a time was set for it is not asked again at that time.

        Raises:
            PublishingBlockedError: one is not; nothing is published then.
        """
        if not revision.approved_go_live_at:
            for condition in _conditions:
                condition(self)
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]


class PublishingBlockedMiddleware:
    """Says in the admin why something was not published, whichever of Wagtail's many views was asked to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Back to where the person came from, with the reasons."""
        if not isinstance(error, PublishingBlockedError) or not in_admin(request):
            return None
        tell(request, error)
        back = request.headers.get("referer", "")
        if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            return HttpResponseRedirect(back)
        return redirect("wagtailadmin_home")
