"""Time zones as VTIMEZONE of iCalendar (RFC 5545, section 3.6.5).

icalendar can do so too, but says that clocks go forward at the hour that they go forward to.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from core.vocabularies import time_zones

DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def clocks(name: str, first_year: int, last_year: int) -> Timezone:
    """A zone's clocks from the start of a year to the end of another one. To be read, not to be changed."""
    starts = datetime(first_year, 1, 1, tzinfo=UTC) - DAY
    ends = datetime(last_year + 1, 1, 1, tzinfo=UTC) + DAY
    component = Timezone()
    component.add("TZID", name)
    onsets: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = defaultdict(list)
    for moment in [starts, *_changes(name, starts, ends)]:
        after = moment.astimezone(time_zones.zone(name))
        before = (moment - timedelta(seconds=moment > starts)).astimezone(after.tzinfo)
        offset = before.utcoffset() or timedelta()
        onset = (moment + offset).replace(tzinfo=None)  # as the clock shows it that is about to change
        onsets[offset, after.utcoffset() or timedelta(), after.tzname() or "", bool(after.dst())].append(onset)
    for (offset_from, offset_to, abbreviation, summer), times in onsets.items():
        part = TimezoneDaylight() if summer else TimezoneStandard()
        part.add("DTSTART", times[0])
        part.add("TZOFFSETFROM", offset_from)
        part.add("TZOFFSETTO", offset_to)
        part.add("TZNAME", abbreviation)
        if times[1:]:
            part.add("RDATE", times[1:])
        component.add_component(part)
    return component


def _changes(name: str, starts: datetime, ends: datetime) -> list[datetime]:
    """The moments in UTC at which the clocks of a zone are changed, to the second."""
    zone = time_zones.zone(name)
    moments = []
    day = starts
    while day < ends:
        low, high = day, day + DAY
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                is_before = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
                low, high = (middle, high) if is_before else (low, middle)
            moments.append(high)
        day += DAY
    return moments
