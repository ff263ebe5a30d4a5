"""Emails to translators, each in their language."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation as language
from django.utils.translation import gettext, ngettext

from core.outbox.delivery import writer
from translation.matrix.matrix import edit_url
from translation.queue import word_counts
from translation.queue.models import TranslatorMail
from translation.queue.querysets import waiting_for
from translation.workflow.lookup import target_of

#: As many as are named in a mail; the queue has the rest.
MAX_LISTED = 20


def language_of(user: AbstractUser) -> str:
    """The language of somebody's admin."""
    profile = getattr(user, "wagtail_userprofile", None)
    return str(profile.get_preferred_language()) if profile else settings.LANGUAGE_CODE


@writer(TranslatorMail)
def write(mail: TranslatorMail) -> EmailMessage | None:
    """The mail; None if there is nobody to send it to or nothing to say any more."""
    user: Any = mail.user
    if not user.is_active or not user.email:
        return None
    with language.override(language_of(user)):
        content = _digest(user) if mail.kind == TranslatorMail.Kind.DIGEST else _notice(mail)
    if content is None:
        return None
    subject, body = content
    return EmailMessage(" ".join(subject.split()), body, to=[user.email])


def _digest(user: AbstractUser) -> tuple[str, str] | None:
    rows = waiting_for(user)
    number = rows.count()
    if not number:
        return None
    first_rows = list(rows[:MAX_LISTED])
    counts_by_key = word_counts.count(first_rows)
    lines = [
        {
            "title": row.source.object_repr,
            "language": row.target_locale.get_display_name(),
            "reason": row.reason,
            "words": counts_by_key[row.pk],
            "due_on": getattr(getattr(row, "assignment", None), "due_on", None),
        }
        for row in first_rows
    ]
    subject = ngettext("You have %(count)d pending translation", "You have %(count)d pending translations", number)
    context = {
        "lines": lines,
        "more": number - len(first_rows),
        "url": _absolute(reverse("translation:queue")),
        "preferences": _absolute(reverse("wagtailadmin_account")),
    }
    return subject % {"count": number}, render_to_string("translation/mail/digest.txt", context)


def _notice(mail: TranslatorMail) -> tuple[str, str] | None:
    translation = mail.translation
    target = target_of(translation) if translation else None
    if translation is None or target is None:
        return None
    values = {"title": str(target), "language": translation.target_locale.get_display_name()}
    if mail.kind == TranslatorMail.Kind.PUBLISHED:
        subject = gettext("Published: “%(title)s” (%(language)s)") % values
        body = gettext("Your translation of “%(title)s” into %(language)s has been published.") % values
    else:
        subject = gettext("Sent back: “%(title)s” (%(language)s)") % values
        body = (
            gettext("The reviewer has requested changes to the translation of “%(title)s” into %(language)s.") % values
        )
    parts = [body, mail.comment, _absolute(edit_url(type(target), target.pk))]
    return subject, "\n\n".join(part for part in parts if part)


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
