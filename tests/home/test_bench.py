"""Measuring: what it tells, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from wagtail.models import Page

from groups.models import ServiceAudience, ServicePage
from home.bench import suites
from home.bench.bulk import insert_pages
from home.bench.measuring import Case, Subject, WrongAnswerError, measure
from tests.platform import start

pytestmark = pytest.mark.django_db

SIZE = 110


def results(file: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """What was measured, by name and subject."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {(row["name"], row["subject"]): row for row in rows}


def test_ours_stock_and_floor_are_measured_on_a_platform_made_for_it(tmp_path: Path) -> None:
    file = tmp_path / "results"
    call_command("bench", pages=SIZE, rounds=1, json=file, verbosity=0)
    found = results(file)
    assert {subject for _name, subject in found} == {"ours", "stock", "floor"}
    assert {name.partition(".")[0] for name, _subject in found} == set(suites.SUITES)
    for row in found.values():
        assert row.keys() == {"name", "subject", "n", "queries", "cpu_ms", "wall_ms", "bytes"}
    ours, stock, floor = (found["pages.servicepage", subject] for subject in ("ours", "stock", "floor"))
    assert ours["queries"] < stock["queries"]
    assert floor["queries"] == 0
    assert floor["bytes"] == ours["bytes"]
    # and it is a tree like any other, in two languages, with what hangs on it
    assert Page.find_problems() == ([], [], [], [], [])
    translated = ServicePage.objects.filter(locale__language_code="en").first()
    assert ServiceAudience.objects.filter(page=translated).count() == 3
    # what was filled for another size is not measured as this one
    with pytest.raises(CommandError, match="filled with"):
        call_command("bench", pages=SIZE * 10, verbosity=0)


def test_a_platform_with_content_of_its_own_is_refused() -> None:
    start("es", "en")
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


def test_pages_are_put_behind_those_that_are_there() -> None:
    home = start("es", "en")
    made = [ServicePage(title=f"S{n}", slug=f"s{n}", locale=home.locale, summary="s") for n in range(40)]
    insert_pages(home, made[:1])
    insert_pages(Page.objects.get(pk=home.pk), made[1:])
    assert Page.find_problems() == ([], [], [], [], [])
    assert [page.title for page in Page.objects.get(pk=home.pk).get_children()] == [page.title for page in made]
    assert ServicePage.objects.get(title="S39").url_path == f"{home.url_path}s39/"
