"""The identifiers of publications: how they are written, and whether they can be right.

ISBN: ISO 2108 (check digits of 10 and 13); ISSN: ISO 3297; DOI: the handbook's ``10.prefix/suffix``.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_RESOLVERS = re.compile(r"^(https?://)?(dx\.)?doi\.org/|^doi:\s*", re.IGNORECASE)


def clean_doi(value: str) -> str:
    """A DOI as it is stored: without the resolver's address that people copy with it.

    Raises:
        ValidationError: it is none.
    """
    doi = _RESOLVERS.sub("", value.strip())
    if not _DOI.fullmatch(doi):
        raise ValidationError(_("Enter a DOI such as 10.1234/abcd."), code="invalid")
    return doi


def validate_doi(value: str) -> None:
    """Refuse what is no DOI.

    Raises:
        ValidationError: it is none.
    """
    clean_doi(value)


def validate_isbn(value: str) -> None:
    """Refuse an ISBN whose check digit says that it was mistyped; hyphens and spaces don't matter.

    Raises:
        ValidationError: it is no ISBN.
    """
    digits = re.sub(r"[\s-]", "", value).upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        right = total % 10 == 0
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        right = _weighted(digits, 10) % 11 == 0
    else:
        right = False
    if not right:
        raise ValidationError(_("This ISBN is not valid. Check it against the publication."), code="invalid")


def validate_issn(value: str) -> None:
    """Refuse an ISSN whose check digit says that it was mistyped.

    Raises:
        ValidationError: it is no ISSN.
    """
    digits = value.replace("-", "").strip().upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits) or _weighted(digits, 8) % 11:
        raise ValidationError(_("This ISSN is not valid. Check it against the publication."), code="invalid")


def _weighted(digits: str, weight: int) -> int:
    """The sum of the digits, the first one times ``weight``, the next one less; X is ten."""
    return sum((10 if digit == "X" else int(digit)) * (weight - place) for place, digit in enumerate(digits))
