"""A resource as others cite it: one line, in the language of the page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from django.utils.formats import date_format
from django.utils.translation import get_language

from core.vocabularies import languages
from groups.models import Entity
from resources.models import ResourcePage


def publication_date(day: date | None, precision: str) -> str:
    """The date as far as it is known, as the active language writes it; empty where nothing is."""
    if day is None:
        return ""
    if precision == ResourcePage.Precision.YEAR:
        return str(day.year)
    if precision == ResourcePage.Precision.MONTH:
        return format_skeleton("yMMMM", day, locale=languages.cldr(get_language() or "en"))
    return date_format(day, "DATE_FORMAT")


def machine_date(day: date | None, precision: str) -> str:
    """The date for ``<time datetime>``: 2026, 2026-03 or 2026-03-08."""
    length = {ResourcePage.Precision.YEAR.value: 4, ResourcePage.Precision.MONTH.value: 7}.get(precision, 10)
    return day.isoformat()[:length] if day else ""


def citation(page: ResourcePage, authors: Iterable[Any], entities: Iterable[Entity]) -> str:
    """Who, when, what, where: authors or else publishers, year, title, symbol, publishers, DOI or permanent link."""
    publishers = [entity.acronym or entity.name for entity in entities]
    names = [author.name for author in authors]
    who = "; ".join(names or publishers)
    year = f"({page.published_on.year})" if page.published_on else ""
    what = f"{page.title} ({page.symbol})" if page.symbol else page.title
    where = ", ".join(publishers) if names else ""
    link = f"https://doi.org/{page.doi}" if page.doi else page.permanent_link
    first = " ".join(part for part in (who, year) if part)
    return ". ".join(part for part in (first, what, where, link) if part)
