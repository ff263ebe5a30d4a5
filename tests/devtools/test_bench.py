"""Measuring: what it tells, and what it refuses."""

import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.http import HttpResponse
from wagtail.models import Page

from devtools.bench import measuring, processor
from devtools.bench.bulk import insert_pages
from devtools.bench.measuring import Case, Subject, WrongAnswerError, measure
from groups.models import ServicePage
from tests.platform import create_platform

pytestmark = pytest.mark.django_db

SIZE = 400


def wait(seconds: float) -> HttpResponse:
    """Answer after so long."""
    time.sleep(seconds)
    return HttpResponse("done")


def test_a_platform_with_content_of_its_own_is_refused() -> None:
    create_platform("es", "en")
    before = Page.objects.count()
    with pytest.raises(CommandError, match="one of its own"):
        call_command("bench", pages=SIZE, verbosity=0)
    assert Page.objects.count() == before


@pytest.mark.parametrize("options", [{"pages": 5}, {"rounds": 0}])
def test_senseless_sizes_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(CommandError, match="--pages"):
        call_command("bench", verbosity=0, **options)


def test_an_unknown_suite_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(CommandError, match=r"beauty.*pages, listings"):
        call_command("bench", "beauty", verbosity=0)


def test_a_subject_that_does_not_answer_with_a_page_is_no_result() -> None:
    case = Case("pages.x", 1, [Subject("ours", lambda: HttpResponse(status=404))])
    with pytest.raises(WrongAnswerError, match="answered 404"):
        measure(case, rounds=1)


def test_a_slow_subject_is_measured_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "BUDGET", 0.1)
    slow, quick = measure(Case("x", 1, [Subject("stock", lambda: wait(0.06)), Subject("ours", lambda: wait(0))]), 5)
    assert (slow.times, quick.times, quick.timed_out) == (2, 5, False)
    monkeypatch.setattr(measuring, "BUDGET", 0.01)
    (once,) = measure(Case("x", 1, [Subject("stock", lambda: wait(0.02))]), 5)
    assert (once.times, once.timed_out) == (1, False)
    assert once.wall_p95_ms >= once.wall_ms >= 20


def test_an_answer_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "BUDGET", 0.01)
    monkeypatch.setattr(measuring, "PATIENCE", 0.1)

    def endless() -> HttpResponse:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT COUNT(*) FROM n")
            return HttpResponse(cursor.fetchall())

    (given_up,) = measure(Case("x", 1, [Subject("stock", endless)]), 5)
    assert (given_up.times, given_up.timed_out) == (1, True)


def test_what_the_database_works_is_a_part_of_cpu_time() -> None:
    own, before = time.process_time(), processor.seconds()
    with connection.cursor() as cursor:
        numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) "
        cursor.execute(f"{numbers} SELECT COUNT(*) FROM n")
    both, alone = processor.seconds() - before, time.process_time() - own
    assert both > 2 * alone if connection.vendor == "postgresql" else both == pytest.approx(alone, abs=0.01)


def test_pages_are_put_behind_those_that_are_there() -> None:
    home = create_platform("es", "en")
    made = [ServicePage(title=f"S{n}", slug=f"s{n}", locale=home.locale, summary="s") for n in range(40)]
    insert_pages(home, made[:1])
    insert_pages(Page.objects.get(pk=home.pk), made[1:])
    assert Page.find_problems() == ([], [], [], [], [])
    assert [page.title for page in Page.objects.get(pk=home.pk).get_children()] == [page.title for page in made]
    assert ServicePage.objects.get(title="S39").url_path == f"{home.url_path}s39/"
