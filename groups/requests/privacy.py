"""Retention of requests, and the personal data they hold."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from groups.models import ServiceRequest

#: What a person gets to read of their request, in this order.
EXPORT_FIELDS = (
    "service_title",
    "sent_at",
    "language",
    "name",
    "email",
    "organisation",
    "country",
    "purpose",
    "status",
    "notes",
)


def delete_expired(today: date) -> int:
    """Delete the requests whose time is over.

    One that came on day 0 and is kept for 30 days is there on day 30 and gone on day 31, answered or not.

    Returns:
        How many were deleted.
    """
    oldest = today - timedelta(days=settings.SERVICE_REQUEST_RETENTION_DAYS)
    begin = timezone.make_aware(datetime.combine(oldest, time.min))
    _all, by_model = ServiceRequest.objects.filter(sent_at__lt=begin).delete()
    return by_model.get(ServiceRequest._meta.label, 0)


def of_person(email: str) -> QuerySet[ServiceRequest]:
    """The requests that were sent with a mail address, in capitals or not."""
    return ServiceRequest.objects.filter(email__iexact=email.strip())


def export_personal_data(email: str) -> list[dict[str, Any]]:
    """Personal data in somebody's requests: a mapping each, times in ISO 8601."""
    rows = of_person(email).order_by("sent_at", "pk").values(*EXPORT_FIELDS)
    return [row | {"sent_at": row["sent_at"].isoformat()} for row in rows]


def erase(email: str) -> int:
    """Delete somebody's requests, and say how many there were."""
    _all, by_model = of_person(email).delete()
    return by_model.get(ServiceRequest._meta.label, 0)
