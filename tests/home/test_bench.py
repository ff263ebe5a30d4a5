"""Measuring: what it tells, and what it refuses."""

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from wagtail.models import Page

from groups.models import ServicePage
from home.bench.bulk import insert_pages
from home.bench.measuring import Case, Subject, WrongAnswerError, measure
from tests.platform import start

pytestmark = pytest.mark.django_db

SIZE = 400


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
