"""Health of background work, for monitoring."""

from datetime import timedelta

from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.base.task_queue import has_queue
from core.jobs.recovery import living

#: Work that has waited for so long is not keeping up.
LATE_AFTER = timedelta(minutes=15)


@never_cache
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """200 if a worker lives and keeps up, or if none is wanted; else 503. With the numbers that tell how it stands."""
    if not has_queue():
        return JsonResponse({"status": "ok", "worker": "not used"})
    now = timezone.now()
    counts = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=Q(status=TaskResultStatus.READY)),
        running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
        oldest=Min("enqueued_at", filter=Q(status=TaskResultStatus.READY, run_after__gte=now)),
    )
    oldest = counts.pop("oldest")
    workers = living(now).count()
    delay = int((now - oldest).total_seconds()) if oldest else 0
    fine = workers > 0 and delay <= LATE_AFTER.total_seconds()
    answer = {"status": "ok" if fine else "failing", "workers": workers, "delay_seconds": delay, **counts}
    return JsonResponse(answer, status=200 if fine else 503)
