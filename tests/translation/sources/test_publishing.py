"""What follows a publish: each step once, and no more queries the more languages there are."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string
from wagtail.models import Locale, Page, ReferenceIndex

from core.base import after_publish
from core.base.after_publish import follow_up
from core.seo.social_images.store import refresh
from groups.models import GroupLead, GroupMember, GroupTheme, Theme, WorkingGroupPage
from tests.platform import create_platform
from tests.support.tasks import TaskBackend
from tests.translation.factories import create_entity, create_translated_group, publish
from translation.exchange.new_translation import land_all

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

LANGUAGES = ("es", "en", "fr", "pt-br", "ar")


@pytest.fixture(autouse=True)
def drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Images for social media are drawn as well."""
    monkeypatch.setattr(TaskBackend, "drawing", True)


def group(languages: int) -> WorkingGroupPage:
    """A live group with some relations, translated into some languages."""
    home = create_platform(*LANGUAGES[: languages + 1])
    source, _english = create_translated_group()
    others = list(Locale.objects.exclude(pk=home.locale_id).exclude(language_code="en"))
    theme = Theme(name="Paz", locale=home.locale)
    theme.save()
    publish(theme)
    source.leads.add(GroupLead(entity=create_entity(), role="chair", locale=home.locale))
    source.members.set([GroupMember(entity=create_entity(), locale=home.locale) for _number in range(3)])
    source.themes.add(GroupTheme(theme=theme, locale=home.locale))
    publish(source)
    land_all(source, {locale: {"title": f"{locale} Igualdad", "slug": f"{locale.pk}"} for locale in others})
    refresh(source.translation_key)
    return WorkingGroupPage.objects.get(pk=source.pk)


def close(page: WorkingGroupPage) -> None:
    """Publish another fact, and all that follows."""
    page.status, page.closed_on, page.goals = WorkingGroupPage.Status.CLOSED, date(2026, 6, 30), [5, 10]
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(page)


def queries(act: Callable[[], None]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_a_fact_of_a_group_with_four_translations_takes_few_queries() -> None:
    page = group(4)
    assert queries(partial(close, page)) <= 150
    versions = WorkingGroupPage.objects.filter(translation_key=page.translation_key)
    assert [version.goals for version in versions] == [[5, 10]] * 5


def queries_of(languages: int) -> int:
    """The queries of publishing a fact of a group with some translations, all of which is taken back."""
    with transaction.atomic():
        number = queries(partial(close, group(languages)))
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()
    cache.clear()
    return number


def test_further_languages_cost_next_to_nothing() -> None:
    """Wagtail's search index writes one row at a time."""
    assert queries_of(4) - queries_of(2) <= 4


def test_each_step_is_called_once(monkeypatch: pytest.MonkeyPatch) -> None:
    page = group(2)
    calls: list[str] = []

    def counted(path: str) -> Callable[[Any], None]:
        def step(argument: Any) -> None:
            calls.append(path)
            import_string(path)(argument)

        return step

    monkeypatch.setattr(after_publish, "_step", counted)
    close(page)
    assert calls[: len(settings.AFTER_PUBLISH)] == settings.AFTER_PUBLISH
    assert calls[len(settings.AFTER_PUBLISH) :] == [
        "core.base.indexing.index_references",
        "core.base.indexing.index_rows",
        "core.seo.social_images.store.refresh_all",
    ]


def test_where_a_worker_runs_what_may_wait_is_one_task(monkeypatch: pytest.MonkeyPatch) -> None:
    page = group(2)
    tasks: list[tuple[str, list[Any]]] = []
    monkeypatch.setattr(after_publish, "has_queue", lambda: True)
    monkeypatch.setattr(TaskBackend, "enqueue", lambda _self, task, args, _kwargs: tasks.append((task.name, args)))
    close(page)
    [(name, [work])] = tasks
    versions = WorkingGroupPage.objects.filter(translation_key=page.translation_key)
    assert name == "follow_up"
    assert [len(keys) for keys in work.values()] == [1, 3, 1]
    assert {*work["core.base.indexing.index_rows"]} == {f"groups.workinggrouppage:{version.pk}" for version in versions}
    json.dumps(work)


def test_a_step_that_fails_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    page = group(1)
    key = f"groups.workinggrouppage:{page.pk}"
    calls: list[list[str]] = []

    def fail(_keys: list[str]) -> None:
        raise ZeroDivisionError

    steps = {"core.base.indexing.index_references": fail, "core.base.indexing.index_rows": calls.append}
    monkeypatch.setattr(after_publish, "_step", steps.__getitem__)
    with pytest.raises(ExceptionGroup):
        follow_up.call({path: [key] for path in steps})
    assert calls == [[key]]


def test_a_translation_that_leads_elsewhere_now_is_on_record() -> None:
    page = group(1)
    version = WorkingGroupPage.objects.exclude(pk=page.pk).get(translation_key=page.translation_key)
    lead = page.leads.get()
    lead.entity = create_entity()
    page.leads.set([lead])
    publish(page)
    entity = version.leads.get().entity
    assert entity == lead.entity
    references = ReferenceIndex.get_references_for_object(version).filter(model_path="leads.item.entity")
    assert [reference.to_object_id for reference in references] == [str(entity.pk)]


def test_what_fails_while_it_is_published_is_followed_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = group(1)
    calls: list[Any] = []
    monkeypatch.setattr(after_publish, "_step", lambda _path: calls.append)
    monkeypatch.setattr(Page, "update_aliases", Mock(side_effect=ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        publish(page)
    assert calls == []
    assert after_publish.current_change() is None
