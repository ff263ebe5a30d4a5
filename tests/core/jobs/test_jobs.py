"""Background work: what a killed worker leaves, what repeats, and what the admin shows of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.jobs import housekeeping, recovery, schedule
from core.jobs.models import BackgroundWorker, ScheduledRun
from core.jobs.schedule import Job
from tests.platform import create_platform

pytestmark = pytest.mark.django_db

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

done: list[str] = []


@task()
def log_word(word: str) -> None:
    """Notes that it was done."""
    done.append(word)


@task()
def fail_once(word: str) -> None:
    """Fails, until it is told not to."""
    if "mended" not in done:
        raise ValueError(f"no {word}")
    done.append(word)


@pytest.fixture(autouse=True)
def database_queue(settings: Any) -> Iterator[None]:
    """Work waits in the database, as with a worker."""
    settings.TASKS = QUEUE
    done.clear()
    yield
    done.clear()


@pytest.fixture
def only_jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Job]:
    """A schedule of the test's own."""
    jobs: dict[str, Job] = {}
    monkeypatch.setattr(schedule, "_jobs", jobs)
    return jobs


def run_worker() -> None:
    """What a worker does with all that waits. Its loop is tested in a process of its own."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    for result in DBTaskResult.objects.ready():
        result.claim("tests")
        worker.run_task(result)


def interrupt_task(result: Any, *, workers: int = 1) -> None:
    """Make a task look as one whose worker was killed two minutes ago."""
    DBTaskResult.objects.filter(pk=result.id).update(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - timedelta(minutes=2),
        worker_ids=[f"gone-{number}" for number in range(workers)],
    )


def test_what_a_killed_worker_had_begun_is_done_by_the_next() -> None:
    interrupt_task(log_word.enqueue("word"))
    BackgroundWorker.objects.create(worker_id="gone-0", seen_at=timezone.now() - timedelta(minutes=2))
    assert recovery.take_back() == 1
    run_worker()
    assert done == ["word"]
    assert not BackgroundWorker.objects.exists()


def test_what_a_living_worker_is_at_is_left_to_it() -> None:
    result = log_word.enqueue("word")
    interrupt_task(result)
    recovery.beat("gone-0")
    assert recovery.take_back() == 0
    run_worker()
    assert done == []


def test_a_task_that_takes_worker_after_worker_down_is_given_up_and_says_so() -> None:
    result = log_word.enqueue("word")
    interrupt_task(result, workers=recovery.MAX_ATTEMPTS)
    recovery.take_back()
    run_worker()
    held = DBTaskResult.objects.get(pk=result.id)
    assert done == []
    assert held.status == TaskResultStatus.FAILED
    assert held.exception_class_path == recovery.WORKER_LOST


def test_what_failed_can_be_tried_again_and_only_that() -> None:
    log_word.enqueue("first")
    fail_once.enqueue("second")
    run_worker()
    assert recovery.retry(DBTaskResult.objects.all()) == 1
    assert recovery.retry(DBTaskResult.objects.all()) == 0
    done.append("mended")
    run_worker()
    assert done == ["first", "mended", "second"]


def test_a_job_is_asked_for_once_each_time_it_is_due(only_jobs: dict[str, Job]) -> None:
    schedule.register(Job("daily", "Daily", timedelta(days=1), lambda: done.append("daily")))
    assert schedule.enqueue_due() == ["daily"]
    assert schedule.enqueue_due() == []
    run_worker()
    assert done == ["daily"]
    ScheduledRun.objects.update(due_at=timezone.now() - timedelta(days=5))  # nothing ran for five days
    assert schedule.enqueue_due() == ["daily"]
    assert schedule.enqueue_due() == []


def test_of_two_workers_that_ask_at_once_one_gets_the_job(
    only_jobs: dict[str, Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule.register(Job("daily", "Daily", timedelta(days=1), lambda: None))
    schedule.enqueue_due()
    earlier = timezone.now() - timedelta(hours=1)
    ScheduledRun.objects.update(due_at=earlier)
    original = schedule._make_rows

    def overtaken() -> None:
        """Another worker gets in between."""
        original()
        monkeypatch.setattr(schedule, "_make_rows", original)
        assert schedule.enqueue_due() == ["daily"]

    monkeypatch.setattr(schedule, "_make_rows", overtaken)
    assert schedule.enqueue_due() == []


def test_a_job_that_a_release_no_longer_has_is_passed_over(only_jobs: dict[str, Job]) -> None:
    schedule.run_job.enqueue("gone")
    run_worker()
    assert not DBTaskResult.objects.failed().exists()


def test_two_jobs_can_not_have_one_name(only_jobs: dict[str, Job]) -> None:
    schedule.register(Job("daily", "Daily", timedelta(days=1), lambda: None))
    with pytest.raises(ValueError, match="daily"):
        schedule.register(Job("daily", "Daily", timedelta(days=1), lambda: None))


@pytest.mark.indexed
def test_the_platforms_own_jobs_are_done_without_failing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("run_scheduled")
    run_worker()
    said = capsys.readouterr().out
    assert {"publish_scheduled", "prune_task_results", "clear_sessions"} <= {job.name for job in schedule.jobs()}
    assert all(f"{job.name}: {job.label}" in said for job in schedule.jobs())
    assert not DBTaskResult.objects.failed().exists()


def test_records_of_finished_work_are_forgotten_those_of_failed_work_later() -> None:
    log_word.enqueue("old")
    fail_once.enqueue("old")
    run_worker()
    then = timezone.now() - timedelta(days=housekeeping.KEPT_DAYS + 1)
    DBTaskResult.objects.update(finished_at=then)
    housekeeping.prune_task_results()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_without_a_worker_what_is_due_is_done_at_once(only_jobs: dict[str, Job], settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
    schedule.register(Job("daily", "Daily", timedelta(days=1), lambda: done.append("daily")))
    call_command("run_scheduled", verbosity=0)
    assert done == ["daily"]


def test_health_says_whether_work_gets_done(client: Client, settings: Any) -> None:
    log_word.enqueue("word")
    answer = client.get("/health/work")
    assert answer.status_code == 503
    assert answer.json()["waiting"] == 1
    recovery.beat("alive")
    assert client.get("/health/work").status_code == 200
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/health/work")
    assert answer.status_code == 503
    assert answer.json()["delay_seconds"] >= 3600
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
    assert client.get("/health/work").json() == {"status": "ok", "worker": "not used"}


@pytest.fixture
def failed_task() -> None:
    """A task that has failed, on a platform whose admin can be opened."""
    create_platform("es", "en")
    fail_once.enqueue("<script>alert(1)</script>")
    run_worker()


def client_with(*permissions: str) -> Client:
    """Logged in, with rights."""
    user = get_user_model().objects.create_user("somebody", "somebody@example.org", "secret")
    for label in ("wagtailadmin.access_admin", *permissions):
        app, codename = label.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client = Client()
    client.force_login(user)
    return client


AGAIN = "/admin/reports/work/again/"


def test_who_may_sees_what_failed_and_why_and_has_it_tried_again(failed_task: None) -> None:
    client = client_with("django_tasks_database.change_dbtaskresult")
    html = client.get("/admin/reports/work/?status=FAILED").content.decode()
    assert "ValueError: no &lt;script&gt;" in html
    assert "<script>alert" not in html
    assert AGAIN in html
    assert "status=FAILED" in client.get("/admin/").content.decode()
    assert client.get(AGAIN).status_code == 405
    done.append("mended")
    assert client.post(AGAIN).status_code == 302
    run_worker()
    assert not DBTaskResult.objects.failed().exists()


def test_who_may_only_look_is_offered_nothing_else(failed_task: None) -> None:
    client = client_with("django_tasks_database.view_dbtaskresult")
    assert AGAIN not in client.get("/admin/reports/work/").content.decode()
    assert client.post(AGAIN).status_code == 302
    assert DBTaskResult.objects.failed().exists()


def test_nobody_else_sees_any_of_it(failed_task: None) -> None:
    client = client_with()
    assert client.get("/admin/reports/work/").status_code == 302
    assert client.get("/admin/reports/work/results/").status_code == 302
    assert "status=FAILED" not in client.get("/admin/").content.decode()


def test_the_list_takes_as_many_queries_for_many_tasks(failed_task: None) -> None:
    client = client_with("django_tasks_database.view_dbtaskresult")
    client.get("/admin/reports/work/")
    with CaptureQueriesContext(connection) as few:
        client.get("/admin/reports/work/")
    for number in range(30):
        log_word.enqueue(str(number))
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/reports/work/")
    assert len(many) == len(few)
