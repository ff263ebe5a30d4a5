"""Dates and times in the admin, typed as people in each of its languages type them."""

import re
from datetime import date, datetime, time

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from core.base.forms import NO_DATE

LANGUAGES = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
TIMES = ("%H:%M", "%H.%M", "%Hh%M")
#: Python pads no year before 1000.
YEARS = {"min_value": date(1000, 1, 1), "max_value": date(9998, 12, 31)}

languages = st.sampled_from(LANGUAGES)


@given(language=languages, day=st.dates(**YEARS), written=st.sampled_from(DATES))
def test_a_date_is_that_day(language: str, day: date, written: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(day.strftime(written)) == day


@given(language=languages, day=st.dates(**YEARS), at=st.times(), written=st.sampled_from(DATES[:3]))
def test_a_date_with_a_time_is_that_moment(language: str, day: date, at: time, written: str) -> None:
    minute = datetime.combine(day, at.replace(second=0, microsecond=0))
    with translation.override(language), timezone.override("UTC"):
        for hour in TIMES:
            read = forms.DateTimeField().clean(minute.strftime(f"{written} {hour}"))
            assert read.replace(tzinfo=None) == minute
            assert forms.TimeField().clean(minute.strftime(hour)) == minute.time()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["21/10", "31/02/2025", "10/21/2025", "mañana", "2025", "21/10/2025 25:00"])
def test_what_is_no_date_is_refused(language: str, text: str) -> None:
    with translation.override(language):
        for field in (forms.DateField(), forms.DateTimeField()):
            with pytest.raises(ValidationError):
                field.clean(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_no_date_shows_one_that_is_read(language: str) -> None:
    with translation.override(language):
        for kind, message in NO_DATE.items():
            example = re.search(r"\d[\d/: ]*\d", str(message))
            assert example
            assert kind().clean(example.group())
