"""What is measured: a platform filled in bulk, as publishing page after page would have left it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Locale, Page, Site

from core.base.localized import for_reader
from core.base.progress import Progress
from devtools.bench import suites, workbench
from devtools.bench.content import build
from devtools.bench.searching import searching
from devtools.management.commands.bench import SITE_NAME
from groups.models import ServicePage, WorkingGroupPage
from resources.models import EventPage, NewsPage, ResourceFile, ResourcePage
from tests.support.rollback import rolled_back

pytestmark = pytest.mark.django_db

SIZE = 400

#: The suites that only read, and those beside which memory is measured as well.
READ = ("pages", "listings", "images")

#: What a line of results says.
TOLD = {"name", "subject", "n", "queries", "bytes", "times", "timed_out"}
TOLD |= {"cpu_ms", "wall_ms", "cpu_p95_ms", "wall_p95_ms"}

#: What the search is measured at, and how many questions the database is asked at most.
SEARCHED = {
    "search.common": 3,
    "search.medium": 3,
    "search.seldom": 3,
    "search.rare": 3,
    "search.faceted": 4,
    "search.autocomplete": 4,
}

TYPES = (WorkingGroupPage, ServicePage, ResourcePage, NewsPage, EventPage)


def results(file: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """What was measured, by name and subject."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {(row["name"], row["subject"]): row for row in rows}


@pytest.fixture(scope="module")
def bench_platform(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A platform as measuring fills one, for the module."""
    with rolled_back(django_db_blocker):
        with Progress(1, silent=True) as progress:
            build(SIZE, progress)
        Site.objects.update(site_name=SITE_NAME)
        yield


def test_ours_stock_and_floor_are_measured_side_by_side(bench_platform: None, tmp_path: Path) -> None:
    file = tmp_path / "results"
    call_command("bench", *READ, pages=SIZE, rounds=1, json=file, verbosity=0)
    found = results(file)
    assert {subject for _name, subject in found} == {"ours", "stock", "floor"}
    assert {name.partition(".")[0] for name, _subject in found} == set(READ)
    every = {model._meta.model_name for model in (*suites.DETAILS, *suites.LISTS)}
    assert {name.split(".")[1] for name, _subject in found if not name.startswith("images")} == every
    assert ("listings.resourceindexpage.deep", "ours") in found
    for row in found.values():
        assert row.keys() == TOLD
    ours, stock, floor = (found["pages.servicepage", subject] for subject in ("ours", "stock", "floor"))
    assert ours["queries"] < stock["queries"]
    assert floor["queries"] == 0
    assert floor["bytes"] == ours["bytes"]
    # what was filled for another size is not measured as this one
    with pytest.raises(CommandError, match="filled with"):
        call_command("bench", pages=SIZE * 10, verbosity=0)


def test_work_on_translations_is_measured_and_taken_back(
    bench_platform: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SENT", "ALIASED", "SENT_PAGES", "LONG"):
        monkeypatch.setattr(workbench, name, 6)
    file, before = tmp_path / "results", Page.objects.count()
    call_command("bench", "translation", pages=SIZE, rounds=1, json=file, verbosity=0)
    found = results(file)
    compared = {name for name, subject in found if subject == "stock"}
    assert compared == {"source-200-create", "source-200-refresh", "subtree-page", "tree-sync-page", "editor-1000"}
    assert {name for name, _subject in found} - compared == {"subtree-request", "matrix-10000"}
    limits = {"source-200-create": 40, "source-200-refresh": 15, "subtree-page": 100}
    assert {name: found[name, "ours"]["queries"] <= limit for name, limit in limits.items()} == dict.fromkeys(
        limits, True
    )
    assert found["subtree-page", "stock"]["queries"] > 3 * found["subtree-page", "ours"]["queries"]
    assert Page.objects.count() == before


def test_finding_is_measured_alone_and_as_a_page(bench_platform: None, tmp_path: Path) -> None:
    file = tmp_path / "results"
    call_command("bench", "search", pages=SIZE, rounds=1, json=file, verbosity=0)
    found = results(file)
    every = {*SEARCHED, *(f"{name}.page" for name in SEARCHED), "search.rebuild"}
    assert set(found) == {(name, subject) for name in every for subject in ("ours", "stock")}
    assert {name for name, limit in SEARCHED.items() if found[name, "ours"]["queries"] > limit} == set()
    assert found["search.common", "ours"]["times"] > found["search.common.page", "ours"]["times"] > 1
    for name in every - {"search.rebuild"}:
        assert found[name, "ours"]["cpu_p95_ms"] >= found[name, "ours"]["cpu_ms"] > 0
        assert found[name, "ours"]["bytes"] > 10


def test_ours_and_stock_are_asked_the_same_and_find_as_many(bench_platform: None) -> None:
    call_command("update_index", verbosity=0)
    locale = Locale.objects.get(language_code="en")
    for kind in ("common", "medium", "seldom", "rare"):
        (case,) = (each for each in searching(Client(), SIZE, locale) if each.name == f"search.{kind}")
        numbers = [json.loads(subject.answer().content.split(b",")[0][1:]) for subject in case.subjects]
        assert numbers[0] == numbers[1] > 0


def test_pages_in_bulk_are_a_tree_like_any_other(bench_platform: None) -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    before = list(Page.objects.order_by("path").values_list("path", "depth", "numchild"))
    Page.fix_tree()
    assert list(Page.objects.order_by("path").values_list("path", "depth", "numchild")) == before
    there = Page.objects.filter(depth__gt=1).count()
    assert 0.8 < there / SIZE < 1.25
    for model in TYPES:
        for page in model.objects.select_related("locale"):
            above = page.get_parent()
            assert page.url_path == f"{above.url_path}{page.slug}/"
            assert page.locale_id == above.locale_id
        assert set(model.objects.values_list("locale__language_code", flat=True)) == {"es", "en", "pt-br"}
    groups = WorkingGroupPage.objects.filter(numchild__gt=0)
    assert {type(page) for group in groups for page in group.get_children().specific()} == {ResourcePage}


def test_pages_of_every_type_answer_with_what_hangs_on_them(bench_platform: None) -> None:
    client = Client()
    for model in TYPES:
        for language in ("es", "en", "pt-br"):
            page = model.objects.filter(locale__language_code=language).first()
            response = client.get(page.url)
            assert response.status_code == 200
            held = response.content.decode()
            assert page.title in held
            for row in page.themes.all():
                assert row.theme.locale == page.locale
                assert row.theme.name in held
    assert client.get("/en/").status_code == 200


def test_a_resource_shows_its_files_groups_and_entities_in_its_language(bench_platform: None) -> None:
    rows = ResourceFile.objects.filter(page__locale__language_code="en", document__isnull=False)
    page = rows.select_related("page").first().page
    source = page.get_translation(Locale.objects.get(language_code="es"))
    for version in (source, page):
        held = Client().get(version.url).content.decode()
        files, entities, groups = version.files.all(), version.entities.all(), version.groups.all()
        assert len(files) == 2
        assert all((row.document.url if row.document else row.address) in held for row in files)
        assert len(entities) == len(groups) == 2
        assert all(row.entity.locale == version.locale and row.entity.name in held for row in entities)
        assert all(row.group.locale == source.locale for row in groups)  # pages stay at the source's
        assert all(group.title in held for group in for_reader([row.group for row in groups], version.locale))
        assert str(version.type) in held
    files = {row.document.url for row in page.files.all() if row.document}
    assert all(Client().get(address).status_code == 200 for address in files)


def test_a_row_is_the_same_one_in_every_language(bench_platform: None) -> None:
    page = EventPage.objects.filter(locale__language_code="en").first()
    source = page.get_translation(Locale.objects.get(language_code="es"))
    for name in ("groups", "organisers", "themes", "materials"):
        own, theirs = (
            list(each.values_list("translation_key", flat=True))
            for each in (getattr(page, name).order_by("sort_order"), getattr(source, name).order_by("sort_order"))
        )
        assert own == theirs != []
    assert page.over_at == source.over_at == source.ends()
