"""Identifiers of publications (DOI, ISBN, ISSN): validation and formatting.

The check digits of ISBN and ISSN are python-stdnum's; DOI: the handbook's ``10.prefix/suffix``.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import isbn, issn

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
    is_sbn = sum(map(str.isalnum, value)) == 9  # the ISBN's forerunner, which stdnum takes as well
    if is_sbn or not isbn.is_valid(value):
        raise ValidationError(_("This ISBN is not valid. Check it against the publication."), code="invalid")


def validate_issn(value: str) -> None:
    """Refuse an ISSN whose check digit says that it was mistyped; hyphens and spaces don't matter.

    Raises:
        ValidationError: it is no ISSN.
    """
    if not issn.is_valid(value):
        raise ValidationError(_("This ISSN is not valid. Check it against the publication."), code="invalid")
