"""Indexes that are kept once at the end."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db.models.signals import post_save
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from core.base.search_index import pages_changed, reindex
from core.navigation.site_chrome import defer_cache_clear, drop
from devtools.indexing import defer_indexing
from groups.models import GroupLead, WorkingGroupPage
from home.setup.platform import Platform
from search.models import Entry
from tests.factories import EntityFactory, WorkingGroupPageFactory


def references(page: WorkingGroupPage) -> set[tuple[str, str]]:
    """What is on record of a page: which field refers to what."""
    return set(ReferenceIndex.get_references_for_object(page).values_list("model_path", "to_object_id"))


def search_results(words: str) -> list[Page]:
    """What the search finds."""
    return list(get_search_backend().search(words, WorkingGroupPage))


def create_group(platform: Platform, slug: str = "faros") -> WorkingGroupPage:
    """A group that somebody leads."""
    page = WorkingGroupPageFactory(parent=platform.lists["groups"], title="Faros", slug=slug)
    page.leads.add(GroupLead(entity=EntityFactory(locale=platform.source), locale=platform.source))
    page.save_revision().publish()
    return page


def fail_inside(platform: Platform) -> None:
    """Something goes wrong after a group was made."""
    with defer_indexing():
        create_group(platform)
        raise ZeroDivisionError


@pytest.mark.indexed
def test_what_is_saved_inside_is_indexed_when_it_ends(platform: Platform) -> None:
    with defer_indexing():
        page = create_group(platform)
        assert references(page) == set()
        assert search_results("Faros") == []
    assert ("leads.item.entity", str(page.leads.get().entity_id)) in references(page)
    assert search_results("Faros") == [page]


def test_the_public_finds_it_too_without_a_task_a_page(platform: Platform) -> None:
    asked: list[list[int]] = []

    def note(keys: list[int], **_kwargs: Any) -> None:
        asked.append(keys)

    pages_changed.connect(note)
    try:
        with defer_indexing():
            page = create_group(platform)
            page.save_revision().publish()
            reindex([platform.lists["groups"].pk])
        assert Entry.objects.get(pk=page.pk).is_visible
        assert asked == [[platform.lists["groups"].pk]]
    finally:
        pages_changed.disconnect(note)


@pytest.mark.indexed
def test_it_records_what_wagtail_would(platform: Platform) -> None:
    one = create_group(platform)
    with defer_indexing():
        other = create_group(platform, "otros")
    assert {path for path, _to in references(one)} == {path for path, _to in references(other)}
    assert {page.pk for page in search_results("Faros")} == {one.pk, other.pk}


@pytest.mark.indexed
def test_what_is_deleted_inside_leaves_at_once(platform: Platform) -> None:
    page = create_group(platform)
    with defer_indexing():
        page.delete()
    assert search_results("Faros") == []
    assert not ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type__model="page").exists()


@pytest.mark.indexed
def test_the_handlers_are_back_whatever_happens(platform: Platform) -> None:
    before = len(post_save.receivers)
    with pytest.raises(ZeroDivisionError):
        fail_inside(platform)
    assert len(post_save.receivers) == before
    assert search_results("Faros") == []


def test_the_furniture_is_dropped_once(monkeypatch: Any, platform: Platform) -> None:
    forgotten: list[Any] = []
    monkeypatch.setattr(cache, "delete_many", forgotten.append)
    with defer_cache_clear():
        platform.lists["groups"].save_revision().publish()
        platform.lists["services"].save_revision().publish()
        assert forgotten == []
    assert len(forgotten) == 1
    drop()
    assert len(forgotten) == 2
