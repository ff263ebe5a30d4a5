"""What narrows the lists of events and of news."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from groups.models import WorkingGroupPage
from resources.models import EventPage
from tests.factories import ThemeFactory
from tests.groups.public_pages import create_english_version, republish
from tests.resources.factories import (
    EventGroupFactory,
    EventPageFactory,
    EventThemeFactory,
    EventTypeFactory,
    NewsGroupFactory,
    NewsPageFactory,
    NewsThemeFactory,
)
from tests.resources.list_requests import get_results, option_counts, result_titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda(events: Any, group: WorkingGroupPage, fixed_now: datetime) -> dict[str, Any]:
    """Three events in the spring of 2026: one past, one going on, one ahead in the group."""
    forum = EventTypeFactory(label="Foro", key="forum")
    made = {
        "past": EventPageFactory(
            parent=events, title="Pasado", starts_at=datetime(2026, 3, 1, tzinfo=UTC), country="MX", type=forum
        ),
        "running": EventPageFactory(
            parent=events,
            title="En curso",
            starts_at=datetime(2026, 4, 15, 11, tzinfo=UTC),
            ends_at=datetime(2026, 4, 15, 13, tzinfo=UTC),
            mode=EventPage.Mode.ONLINE,
            goals=[5],
        ),
        "ahead": EventPageFactory(
            parent=group, title="Próximo", starts_at=datetime(2026, 6, 1, 2, tzinfo=UTC), goals=[5, 8], country="BR"
        ),
    }
    return {**made, "index": events, "group": group}


def test_past_and_upcoming(client: Client, agenda: dict[str, Any]) -> None:
    index = agenda["index"]
    assert result_titles(client, index, "when=upcoming") == ["En curso", "Próximo"]
    assert result_titles(client, index, "when=past") == ["Pasado"]
    assert result_titles(client, index, "when=past&when=upcoming") == ["En curso", "Próximo", "Pasado"]
    assert sorted(option_counts(get_results(client, index), "when").values()) == [1, 2]


def test_type_mode_group_goal_country_and_theme(client: Client, agenda: dict[str, Any]) -> None:
    index = agenda["index"]
    theme = ThemeFactory(name="Agua")
    EventThemeFactory(page=agenda["ahead"], theme=theme)
    EventGroupFactory(page=agenda["past"], group=agenda["group"])
    assert result_titles(client, index, "type=forum") == ["Pasado"]
    assert result_titles(client, index, "mode=online") == ["En curso"]
    assert result_titles(client, index, f"group={agenda['group'].translation_key.hex}") == ["Próximo", "Pasado"]
    assert result_titles(client, index, "goal=8") == ["Próximo"]
    assert result_titles(client, index, "country=MX&country=BR") == ["Próximo", "Pasado"]
    assert result_titles(client, index, f"theme={theme.translation_key.hex}") == ["Próximo"]
    assert option_counts(get_results(client, index, "goal=5"), "country") == {"Brasil": 1}


def test_the_month_is_that_of_the_events_own_clocks(client: Client, agenda: dict[str, Any]) -> None:
    """Two in the morning of the first of June in Greenwich is still May in Bogotá."""
    index = agenda["index"]
    assert result_titles(client, index, "month=2026-05") == ["Próximo"]
    assert result_titles(client, index, "month=2026-06") == []
    assert option_counts(get_results(client, index), "month") == {
        "mayo de 2026": 1,
        "abril de 2026": 1,
        "febrero de 2026": 1,
    }
    version = create_english_version(agenda["ahead"])
    source = republish(agenda["ahead"])
    source.starts_at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    source.save_revision().publish()
    assert result_titles(client, index, "month=2026-06") == ["Próximo"]
    assert EventPage.objects.get(pk=version.pk).starts_on == date(2026, 6, 1)


def test_a_state_is_told_in_a_narrowed_list_as_well(client: Client, agenda: dict[str, Any]) -> None:
    EventPage.objects.filter(pk=agenda["ahead"].pk).update(status=EventPage.Status.CANCELLED)
    response = client.get(f"{agenda['index'].url}?goal=8")
    assert b"status-cancelled" in response.content


def test_news_by_group_goal_theme_country_and_year(client: Client, news: Any, group: WorkingGroupPage) -> None:
    first = NewsPageFactory(parent=news, title="Uno", goals=[5], countries=["MX"], date=date(2025, 12, 31))
    NewsPageFactory(parent=group, title="Dos", goals=[8], countries=["BR"], date=date(2026, 1, 1))
    theme = ThemeFactory(name="Agua")
    NewsThemeFactory(page=first, theme=theme)
    assert result_titles(client, news, "year=2025") == ["Uno"]
    assert result_titles(client, news, "goal=8&year=2026") == ["Dos"]
    assert result_titles(client, news, "country=MX") == ["Uno"]
    assert result_titles(client, news, f"theme={theme.translation_key.hex}") == ["Uno"]
    assert result_titles(client, news, f"group={group.translation_key.hex}") == ["Dos"]
    NewsGroupFactory(page=first, group=group)
    assert option_counts(get_results(client, news), "group") == {group.title: 2}
    assert option_counts(get_results(client, news), "year") == {"2026": 1, "2025": 1}
    assert result_titles(client, news, "sort=oldest") == ["Uno", "Dos"]
