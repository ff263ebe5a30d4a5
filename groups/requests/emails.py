"""Emails about a request. Plain text: a visitor's words are never a header."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.outbox.delivery import writer
from groups.models import ServiceRequest, ServiceRequestMail
from groups.requests.routing import recipient


@writer(ServiceRequestMail)
def message(mail: ServiceRequestMail) -> EmailMessage | None:
    """A mail about a request; None while nobody can be asked for the service."""
    write = to_contact_point if mail.kind == ServiceRequestMail.Kind.CONTACT else copy_to_sender
    return write(mail.request)


def to_contact_point(request: ServiceRequest) -> EmailMessage | None:
    """Email with the request, in the language of the service's source; None without a recipient."""
    contact = recipient(request.service_key)
    if contact is None:
        return None
    with translation.override(contact.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("service_requests:edit", args=[request.pk])
        lines = [
            gettext("You have received a request for “%(service)s”.") % {"service": _line(request.service_title)},
            "",
            *_answers(request),
            "",
            gettext(
                "To answer the sender, reply to this email. To record who is handling the request, or "
                "that it has been answered:"
            ),
            address,
            "",
            gettext("The request will be deleted on %(day)s. Please also delete this email by then.")
            % {"day": _last_day(request)},
        ]
        subject = gettext("Request: %(service)s") % {"service": _line(request.service_title)}
    return EmailMessage(subject, "\n".join(lines), to=[contact.email], reply_to=[request.email])


def copy_to_sender(request: ServiceRequest) -> EmailMessage:
    """Copy of the request for its sender, in the language of the form."""
    with translation.override(request.language):
        lines = [
            gettext("We have received your request for “%(service)s”. You sent us the following:")
            % {"service": _line(request.service_title)},
            "",
            *_answers(request),
            "",
            gettext("We will keep what you sent until %(day)s and then delete it.") % {"day": _last_day(request)},
            gettext(
                "If you did not make this request, somebody else entered your email address. You do not "
                "need to do anything."
            ),
        ]
        subject = gettext("Your request: %(service)s") % {"service": _line(request.service_title)}
    return EmailMessage(subject, "\n".join(lines), to=[request.email])


def _answers(request: ServiceRequest) -> list[str]:
    """The visitor's answers, one a line, in the active language."""
    answers = [
        (gettext("Name"), _line(request.name)),
        (gettext("Email address"), request.email),
        (gettext("Organization"), _line(request.organisation)),
        (gettext("Country"), request.country_name),
        (gettext("Language"), request.language_name),
    ]
    lines = [f"{label}: {value}" for label, value in answers if value]
    return [
        *lines,
        "",
        f"{gettext('What you need the service for')}:",
        *(f"> {line}" for line in request.purpose.splitlines()),
    ]


def _line(text: str) -> str:
    """A text on one line: a line break in a subject would begin another header."""
    return " ".join(text.split())


def _last_day(request: ServiceRequest) -> str:
    day = timezone.localdate(request.sent_at) + timedelta(days=settings.SERVICE_REQUEST_RETENTION_DAYS)
    return str(date_format(day, "DATE_FORMAT"))
