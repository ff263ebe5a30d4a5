"""Conditions for publishing, on every way: view, workflow, command, code.

An app registers what it asks of a page or snippet in ``AppConfig.ready()``.
"""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import COMMENTS_RELATION_NAME, Page

from core.base.after_publish import change
from core.base.csp import in_admin
from core.base.indexing import references_kept

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
    """Show the reasons for a refused publication in the admin, with a link to the place."""
    *further_messages, final_message = error.messages
    for message in further_messages:
        messages.error(request, message)
    messages.error(request, final_message, buttons=[messages.button(*error.where)] if error.where else None)


def messages_with_labels(instance: Any, error: ValidationError) -> list[str]:
    """The messages of an error, each with the label of its field."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        gettext("%(label)s: %(message)s") % {"label": label, "message": message} if label else message
        for name, errors in error.error_dict.items()
        for label in [_label(type(instance), name)]
        for message in ValidationError(errors).messages
    ]


def _label(model: type[models.Model], name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return ""
    try:
        return str(capfirst(getattr(model._meta.get_field(name), "verbose_name", "")))
    except FieldDoesNotExist:
        return ""


def register(condition: Condition) -> None:
    """Ask something of whatever is published from now on."""
    if condition not in _conditions:
        _conditions.append(condition)


class PublishingConditionsMixin:
    """For pages and snippets: no revision is published that doesn't meet the conditions; once it is, all follows."""

    #: See :mod:`core.base.indexing`.
    search_auto_update = False

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail does it. Only new comments refer to anything by then, to their authors."""
        comments = getattr(self, COMMENTS_RELATION_NAME, None)
        has_comments = comments is not None and comments.is_deferring and comments.exists()
        with nullcontext() if has_comments else references_kept():
            return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail does it, if the conditions are met; then the steps of :mod:`core.base.after_publish`.

        What was met when a time was set for it is not asked again at that time.

        Raises:
            PublishingBlockedError: one is not, or the revision is an incomplete draft; nothing is published then.
        """
        if not revision.approved_go_live_at:
            for condition in _conditions:
                condition(self)
        try:
            with transaction.atomic(), change(), references_kept():
                if not isinstance(self, Page):  # which is validated as it is saved
                    revision.as_object().full_clean()
                return super().publish(revision, *args, **kwargs)  # type: ignore[misc]
        except PublishingBlockedError:
            raise
        except ValidationError as error:
            raise PublishingBlockedError(messages_with_labels(self, error)) from error


class PublishingBlockedMiddleware(MiddlewareMixin):
    """Shows the reasons for a refused publication in the admin, for all of Wagtail's views."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Back to where the person came from, with the reasons."""
        if not isinstance(error, PublishingBlockedError) or not in_admin(request):
            return None
        tell(request, error)
        referer = request.headers.get("referer", "")
        if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
            return HttpResponseRedirect(referer)
        return redirect("wagtailadmin_home")
