"""Countries by ISO 3166-1 alpha-2 code, with names from CLDR."""

from functools import cache

from django.utils.translation import get_language

from core.vocabularies.collation import fold
from core.vocabularies.languages import cldr

#: The 33 States of Latin America and the Caribbean that are members of the United Nations.
REGION = (
    "AG", "AR", "BB", "BO", "BR", "BS", "BZ", "CL", "CO", "CR", "CU",
    "DM", "DO", "EC", "GD", "GT", "GY", "HN", "HT", "JM", "KN", "LC",
    "MX", "NI", "PA", "PE", "PY", "SR", "SV", "TT", "UY", "VC", "VE",
)  # fmt: skip


@cache
def name(code: str, language: str) -> str:
    """The country's name in a language; the code itself where CLDR has none."""
    return cldr(language).territories.get(code, code)


def choices(language: str | None = None) -> list[tuple[str, str]]:
    """Code and name of each country, in the alphabet of the language given or active."""
    language_code = language or get_language() or "en"
    pairs = [(code, name(code, language_code)) for code in REGION]
    return sorted(pairs, key=lambda pair: fold(pair[1]))
