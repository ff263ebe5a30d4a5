"""Check of numbers and dates, compared by value: 1.000,5 is 1,000.5, and 5 de marzo is March 5."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale as BabelLocale
from babel.dates import get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from translation.checks.finding import Finding, warning
from translation.checks.markup import ADDRESS, PLACEHOLDER
from translation.units.segment_text import comparable

#: Kinds of spaces within a number.
SPACES = "\u00a0\u202f\u2009 "
NUMBER = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,’']\d+)*")
NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?!\d)")
#: Languages whose countries differ in which of comma and point begins the decimals.
BOTH_WAYS = frozenset({"es"})


@dataclass(frozen=True)
class Quantity:
    """A number or date as it stands in a text, and what it can mean."""

    text: str
    meanings: frozenset[Any]


def findings(source: str, target: str, source_tag: str, target_tag: str) -> list[Finding]:
    """Numbers and dates of a plain text that its translation lacks, and those it has of its own."""
    source_quantities, target_quantities = quantities(source, source_tag), quantities(target, target_tag)
    missing, added = _differences(source_quantities, target_quantities)
    if missing or added:
        return [warning("numbers", missing=[one.text for one in missing], added=[one.text for one in added])]
    return []


def quantities(text: str, tag: str) -> list[Quantity]:
    """The dates and numbers of a text in a language (a BCP 47 tag); those in addresses don't count."""
    rest = _western(ADDRESS.sub(" ", PLACEHOLDER.sub(" ", text)))
    result: list[Quantity] = []
    for pattern, reader in ((_month_name_pattern(tag), _parse_month_name), (NUMERIC_DATE, _parse_numeric)):
        for match in pattern.finditer(rest):
            if meanings := reader(match, tag):
                result.append(Quantity(match[0], frozenset(meanings)))
                rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    result += [Quantity(match[0], _values(match[0], tag)) for match in NUMBER.finditer(rest)]
    return result


def _western(text: str) -> str:
    """The same text with the digits and separators of other scripts as those known here."""
    table = {"٫": ".", "٬": ","}
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else table.get(char, char) for char in text)


def _values(number_text: str, tag: str) -> frozenset[Decimal]:
    """The possible values of a number. A point or comma before three digits groups or begins decimals, by language."""
    text = re.sub(rf"[{SPACES}’']", "", number_text)
    marks = re.findall(r"[.,]", text)
    if not marks:
        return frozenset({Decimal(text)})
    if len(set(marks)) == 2:  # the last kind begins the decimals
        last = marks[-1]
        other = "," if last == "." else "."
        return (
            frozenset({Decimal(text.replace(other, "").replace(last, ".", 1))})
            if marks.count(last) == 1
            else _parts(text)
        )
    if len(marks) > 1:
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text)
        return frozenset({Decimal(text.replace(marks[0], ""))}) if grouped else _parts(text)
    whole, decimals = re.split(r"[.,]", text)
    as_decimal, as_group = Decimal(f"{whole}.{decimals}"), Decimal(f"{whole}{decimals}")
    if len(decimals) != 3 or len(whole) > 3 or whole == "0":
        return frozenset({as_decimal})
    groups = marks[0] == _group(tag) or (marks[0] == "," and _decimal(tag) != ",")
    if not groups and tag.partition("-")[0] in BOTH_WAYS:
        return frozenset({as_decimal, as_group})
    return frozenset({as_group if groups else as_decimal})


def _parts(text: str) -> frozenset[Any]:
    """Parts of a number with several points, as of a section or a version."""
    return frozenset({tuple(re.findall(r"\d+", text))})


@cache
def _group(tag: str) -> str:
    return str(get_group_symbol(BabelLocale.parse(tag, sep="-")))


@cache
def _decimal(tag: str) -> str:
    return str(get_decimal_symbol(BabelLocale.parse(tag, sep="-")))


@cache
def _months(tag: str) -> dict[str, int]:
    """The names of months in a language, whole and shortened, folded."""
    locale = BabelLocale.parse(tag, sep="-")
    names: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale).items():
                names[comparable(name).rstrip(".")] = number
    return names


@cache
def _month_name_pattern(tag: str) -> re.Pattern[str]:
    """Dates with the month's name in a language: «5 de marzo de 2025», «March 5, 2025»."""
    month = r"(?P<month{0}>[^\W\d_]{{3,}})\.?"
    day, year = r"(?P<day{0}>\d{{1,2}})(?:\.?º|\.?ª|st|nd|rd|th|er|\.)?", r"(?P<year{0}>\d{{4}})"
    between = r"[\s,]+(?:(?:de|del|d’|of|do|da)\s+)?"
    first = day.format(1) + between + month.format(1) + between + year.format(1)
    second = month.format(2) + r"\s+" + day.format(2) + r",?\s+" + year.format(2)
    return re.compile(rf"(?<!\d)(?:{first}|{second})(?!\d)", re.IGNORECASE)


def _parse_month_name(match: re.Match[str], tag: str) -> set[Any]:
    which = "1" if match["month1"] else "2"
    month = _months(tag).get(comparable(match[f"month{which}"]))
    return _dates([(match[f"year{which}"], str(month), match[f"day{which}"])]) if month else set()


def _parse_numeric(match: re.Match[str], _tag: str) -> set[Any]:
    """A date in numbers: by year, or by day and month in either order, since a language's countries differ."""
    one, _mark, two, three = match.groups()
    if len(one) == 4:
        return _dates([(one, two, three)])
    if len(three) == 4:
        return _dates([(three, two, one), (three, one, two)])
    return set()


def _dates(parts: Iterable[tuple[str, str, str]]) -> set[Any]:
    dates: set[Any] = set()
    for year, month, day in parts:
        try:
            dates.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return dates


def _differences(
    source_quantities: Sequence[Quantity], target_quantities: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of two texts without a counterpart in the other."""
    remaining = list(target_quantities)
    missing = []
    for one in source_quantities:
        partner = next((other for other in remaining if one.meanings & other.meanings), None)
        if partner is None:
            missing.append(one)
        else:
            remaining.remove(partner)
    return missing, remaining
