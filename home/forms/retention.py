"""Retention of submissions: deleted after a set time."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from home.models import FormPage, Submission


@transaction.atomic
def delete_expired(today: date) -> int:
    """Delete the answers whose time is over, by the days that each form's live version sets.

    An answer that came on day 0 and is kept for 30 days is there on day 30 and gone on day 31.

    Returns:
        How many were deleted.
    """
    total = 0
    page_ids = Submission.objects.order_by().values_list("page_id").distinct()
    for key, days in FormPage.objects.filter(pk__in=page_ids).values_list("pk", "retention_days"):
        begin = timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))
        count, _by_model = Submission.objects.filter(page_id=key, submit_time__lt=begin).delete()
        total += count
    return total
