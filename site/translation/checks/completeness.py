"""Publishing an incomplete translation: missing texts show in the source's language, so a reviewer has to confirm it.

Whoever publishes says so by :func:`source_words_may_show`: a person on a screen, which is put on record, or
code that lands what it has.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import RevisionMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, get_edit_url

from core.base.publishing import PublishingBlockedError

#: What a form is sent with whose sender wants that.
ALLOW_MISSING_FIELD = "with_missing"
#: Under which the choice stands in the history of a page or snippet.
ACTION = "translation.publish_unfinished"


@dataclass(frozen=True)
class _Choice:
    """That the source's words may show, and the person who said so, if one did."""

    by: Any


_choice: ContextVar[_Choice | None] = ContextVar("translation.source_words_may_show", default=None)


@contextmanager
def source_words_may_show(by: Any = None) -> Iterator[None]:
    """Context in which incomplete translations may be published.

    Args:
        by: the person who chose so, who is named in the history; ``None`` for code.
    """
    token = _choice.set(_Choice(by))
    try:
        yield
    finally:
        _choice.reset(token)


def from_request(request: HttpRequest) -> AbstractContextManager[None]:
    """Context with the choice of the person who sent a form."""
    return source_words_may_show(request.user) if ALLOW_MISSING_FIELD in request.POST else nullcontext()


def missing(translation: Translation, by: datetime | None = None) -> int:
    """Number of texts without a translation, now or at a given time; one is counted once a place.

    One query.
    """
    existing = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=translation.target_locale_id
    )
    if by is not None:
        existing = existing.filter(created_at__lte=by)
    segments = StringSegment.objects.filter(~Exists(existing), source=translation.source_id)
    return segments.values("string", "context").distinct().count()


def require_complete(translation: Translation, instance: Any) -> None:
    """Refuse to publish a draft whose source has texts that it does not translate, unless somebody wants that.

    What was translated after the draft was saved is not in it.

    Raises:
        PublishingBlockedError: there are some; it says how many, and leads to the screen where they are translated.
    """
    choice = _choice.get()
    if choice is not None and choice.by is None:
        return
    count = missing(translation, by=_drafted_at(instance))
    if not count:
        return
    if choice is None:
        raise incomplete(instance, count)
    log(instance, ACTION, user=choice.by, data={"missing": count})


def incomplete(instance: Any, count: int) -> PublishingBlockedError:
    """Why a translation with so many texts missing is not published."""
    message = ngettext(
        "“%(title)s” cannot be published yet: %(count)d text is not translated and would be "
        "shown to the public in the source language. Translate it, or choose on the translation "
        "screen to show the source language.",
        "“%(title)s” cannot be published yet: %(count)d texts are not translated and would be "
        "shown to the public in the source language. Translate them, or choose on the "
        "translation screen to show the source language.",
        count,
    )
    url = get_edit_url(instance)
    return PublishingBlockedError(
        message % {"title": instance, "count": count}, where=(url, _("Go to the translation")) if url else None
    )


def _drafted_at(instance: Any) -> datetime | None:
    """Time at which the version to be published was saved."""
    if not isinstance(instance, RevisionMixin):
        return None
    saved_at: datetime | None = instance.revisions.aggregate(at=Max("created_at"))["at"]
    return saved_at
