"""Partial dates: a year, or a year and a month."""

from datetime import date

from babel.dates import format_skeleton
from django.utils.formats import date_format
from django.utils.translation import get_language

from core.vocabularies import languages


def publication_date(day: date | None, precision: str) -> str:
    """The date as far as it is known, as the active language writes it; empty where nothing is."""
    if day is None:
        return ""
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return format_skeleton("yMMMM", day, locale=languages.cldr(get_language() or "en"))
    return date_format(day, "DATE_FORMAT")


def machine_date(day: date | None, precision: str) -> str:
    """The date for ``<time datetime>``: 2026, 2026-03 or 2026-03-08."""
    length = {"year": 4, "month": 7}.get(precision, 10)
    return day.isoformat()[:length] if day else ""
