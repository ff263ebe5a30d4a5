"""Times are typed by the event's clocks; what contradicts itself is refused at its field, and nothing typed is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from resources.models import EventIndexPage, EventPage
from tests.resources.factories import EventPageFactory
from tests.support.edit_form import edit_form_data, edit_url, post_edit_form
from tests.support.messages import in_spanish
from tests.support.row_cache import cached_rows

pytestmark = pytest.mark.django_db

TYPED = "Un resumen recién escrito"


@cached_rows
def create_event(index: int) -> EventPage:
    """An event below an index."""
    made: EventPage = EventPageFactory(parent=EventIndexPage.objects.get(pk=index), title="Foro")
    return made


@pytest.fixture
def event(events: Any) -> EventPage:
    return create_event(events.pk)


def form_data(editor: Client, event: EventPage, **values: str) -> QueryDict:
    """The form as it is when it was opened and some fields were changed."""
    data = edit_form_data(editor, event)
    data["programme-count"] = "0"
    data["summary"] = TYPED
    data.update(values)
    return data


def assert_errors(response: Any, *fields: str) -> Any:
    """The form that came back, with errors at these fields only and with what was typed."""
    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == set(fields)
    assert form["summary"].value() == TYPED
    return form


def reload_event(event: EventPage) -> EventPage:
    return EventPage.objects.get(pk=event.pk)


def test_the_form_shows_and_reads_the_events_clocks_whatever_those_of_the_editor(
    editor: Client, event: EventPage
) -> None:
    data = form_data(editor, event)
    assert data["starts_at"] == "2027-03-12 10:00"
    assert post_edit_form(editor, event, data.copy(), "publish").status_code == 302
    assert reload_event(event).starts_at == datetime(2027, 3, 12, 15, tzinfo=UTC)
    data["starts_at"] = "2027-03-12 18:30"
    assert post_edit_form(editor, event, data, "publish").status_code == 302
    assert reload_event(event).starts_at == datetime(2027, 3, 12, 23, 30, tzinfo=UTC)


def test_another_zone_keeps_the_time_on_the_clock(editor: Client, event: EventPage) -> None:
    data = form_data(editor, event, timezone="Europe/Madrid")
    assert post_edit_form(editor, event, data, "publish").status_code == 302
    assert reload_event(event).starts_at == datetime(2027, 3, 12, 9, tzinfo=UTC)
    assert form_data(editor, event)["starts_at"] == "2027-03-12 10:00"


@pytest.mark.parametrize(
    ("zone", "shown", "moment"),
    [
        ("Europe/Madrid", "2027-03-28 01:59", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("Europe/Madrid", "2027-03-28 03:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("Europe/Madrid", "2027-10-31 02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("America/Santiago", "2027-01-05 10:00", datetime(2027, 1, 5, 13, 0, tzinfo=UTC)),
        ("America/Santiago", "2027-07-05 10:00", datetime(2027, 7, 5, 14, 0, tzinfo=UTC)),
        ("Asia/Tokyo", "2027-03-28 02:30", datetime(2027, 3, 27, 17, 30, tzinfo=UTC)),
    ],
)
def test_summer_time_counts(editor: Client, event: EventPage, zone: str, shown: str, moment: datetime) -> None:
    data = form_data(editor, event, timezone=zone, starts_at=shown)
    assert post_edit_form(editor, event, data, "publish").status_code == 302
    assert reload_event(event).starts_at == moment
    assert form_data(editor, event)["starts_at"] == shown


@pytest.mark.one_database
def test_a_time_that_the_clocks_skip_is_refused(editor: Client, event: EventPage) -> None:
    data = form_data(editor, event, timezone="Europe/Madrid", starts_at="2027-03-28 02:30")
    form = assert_errors(post_edit_form(editor, event, data), "starts_at")
    assert [str(message) for message in form.errors["starts_at"]] == [
        in_spanish("This time does not exist on that day because clocks go forward. Choose another time.")
    ]
    assert form["starts_at"].value() == "2027-03-28 02:30"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"ends_at": "2027-03-12 09:59"}, "ends_at", "The event cannot end before it starts."),
        ({"ends_at": "2027-03-11 23:00", "all_day": "on"}, "ends_at", "The event cannot end before it starts."),
        (
            {"registration_closes": "2027-03-12 10:01"},
            "registration_closes",
            "Registration cannot close after the start of the event.",
        ),
        ({"status": "held"}, "status", "An event that has not started yet cannot have been held."),
        ({"primary_goal": "5"}, "primary_goal", "The primary goal must be one of the goals chosen above."),
    ],
)
def test_what_contradicts_itself_is_refused_in_a_draft_too(
    editor: Client, event: EventPage, values: dict[str, str], field: str, message: str
) -> None:
    form = assert_errors(post_edit_form(editor, event, form_data(editor, event, **values)), field)
    assert [str(error) for error in form.errors[field]] == [in_spanish(message)]
    assert form[field].value() == values[field]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("timezone", "America/Macondo"),
        ("starts_at", "mañana"),
        ("country", "XX"),
        ("type", "999999"),
        ("registration_link", "htp:/x"),
    ],
)
def test_what_does_not_exist_is_refused(editor: Client, event: EventPage, field: str, value: str) -> None:
    form = assert_errors(post_edit_form(editor, event, form_data(editor, event, **{field: value})), field)
    assert form[field].value() == value


@pytest.mark.one_database
@pytest.mark.parametrize("field", ["starts_at", "timezone", "type", "city"])
def test_a_draft_may_lack_what_publishing_needs(editor: Client, event: EventPage, field: str) -> None:
    data = form_data(editor, event, **{field: ""})
    assert post_edit_form(editor, event, data.copy()).status_code == 302
    assert_errors(post_edit_form(editor, event, data, "publish"), field)


def test_an_online_event_needs_no_place(editor: Client, event: EventPage) -> None:
    data = form_data(editor, event, mode="online", city="", venue="")
    assert post_edit_form(editor, event, data, "publish").status_code == 302
    assert_errors(post_edit_form(editor, event, form_data(editor, event, mode="hybrid"), "publish"), "city")


def test_an_event_may_end_as_it_starts_and_last_a_whole_day(editor: Client, event: EventPage) -> None:
    assert (
        post_edit_form(editor, event, form_data(editor, event, ends_at="2027-03-12 10:00"), "publish").status_code
        == 302
    )
    whole = form_data(editor, event, ends_at="2027-03-12 00:00", all_day="on", registration_closes="2027-03-12 20:00")
    assert post_edit_form(editor, event, whole, "publish").status_code == 302
    assert reload_event(event).over_at == datetime(2027, 3, 13, 5, tzinfo=UTC)


def test_a_time_without_a_zone_is_kept_until_there_is_one(editor: Client, event: EventPage) -> None:
    assert (
        post_edit_form(editor, event, form_data(editor, event, timezone="", starts_at="2027-04-01 08:00")).status_code
        == 302
    )
    data = form_data(editor, event, timezone="America/Bogota")
    assert data["starts_at"] == "2027-04-01 08:00"
    assert post_edit_form(editor, event, data, "publish").status_code == 302
    assert reload_event(event).starts_at == datetime(2027, 4, 1, 13, tzinfo=UTC)


@pytest.mark.one_database
def test_a_session_does_not_end_before_it_starts(editor: Client, event: EventPage) -> None:
    data = form_data(editor, event)
    data.update({
        "programme-count": "1", "programme-0-deleted": "", "programme-0-order": "0", "programme-0-type": "session",
        "programme-0-id": "", "programme-0-value-day": "", "programme-0-value-starts": "10:00",
        "programme-0-value-ends": "09:00", "programme-0-value-title": "Apertura", "programme-0-value-text": "",
        "programme-0-value-speakers-count": "0",
    })  # fmt: skip
    response = post_edit_form(editor, event, data)
    assert_errors(response, "programme")
    assert "Apertura" in response.content.decode()
    data["programme-0-value-ends"] = "11:00"
    assert post_edit_form(editor, event, data).status_code == 302


@pytest.mark.one_database
def test_the_editor_says_what_each_field_is_for(editor: Client, event: EventPage) -> None:
    form = editor.get(edit_url(event)).context["form"]
    for name in EventPage.get_edit_handler().get_form_class().base_fields:
        if name in {field.field_name for field in EventPage.translatable_fields} - {"title", "show_in_menus"}:
            assert str(form.fields[name].help_text), name
