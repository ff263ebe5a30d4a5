"""Citations for reference managers: BibTeX, RIS, CSL-JSON.

The writers are our own: libraries for these formats are made for reading, and are what our tests read with.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from resources.library.reference import Creator, Reference

#: What TeX takes for a command, and how it is written. Accents stay: BibTeX files have been UTF-8 for a decade.
#: Braces get names, since BibTeX counts even those with a backslash.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
#: What can't stand in an address within braces; by its number, as RFC 3986 has it.
_NOT_IN_ADDRESSES = re.compile(r"[{}\\\s]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class CitationFormat:
    """A format to download: the ending of its files, their media type, what it is called, and who writes it."""

    ending: str
    media_type: str
    name: str
    write: Callable[[Reference], str]


def bibtex(reference: Reference) -> str:
    """An entry for BibTeX and BibLaTeX.

    What is no person's name stands in braces of its own, so that it is not taken apart; so does the title, whose
    capitals are those of its language. ``date`` is BibLaTeX's, ``year`` and ``month`` are for the others.
    """
    fields = [f"  {name} = {value}" for name, value in _bibtex_fields(reference)]
    return f"@{reference.citation_type.bibtex}{{{reference.key},\n" + ",\n".join(fields) + "\n}\n"


def _bibtex_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    publishers = " and ".join(f"{{{_tex(each.name)}}}" for each in reference.publishers)
    values = {
        "author": " and ".join(_bibtex_name(each) for each in reference.creators),
        "title": f"{{{_tex(reference.title)}}}",
        reference.citation_type.published_by: publishers,
        "year": reference.year,
        "date": reference.date,
        "type": "" if reference.isbn else _tex(reference.kind),
        "number": _tex(reference.symbol or reference.series_number),
        "series": _tex(reference.series),
        "isbn": reference.isbn,
        "issn": reference.issn,
        "doi": _address(reference.doi),
        "url": _address(reference.address),
        "langid": reference.language,
        "abstract": _tex(reference.abstract),
    }
    for name, value in values.items():
        if value:
            yield name, f"{{{value}}}"
        if name == "date" and len(reference.date) >= len("2026-03"):
            yield "month", _MONTHS[int(reference.date[5:7]) - 1]


def _bibtex_name(creator: Creator) -> str:
    if creator.family:
        return f"{_tex(creator.family)}, {_tex(creator.given_names)}"
    return f"{{{_tex(creator.name)}}}"


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _address(text: str) -> str:
    return _NOT_IN_ADDRESSES.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)


def ris(reference: Reference) -> str:
    """A reference in RIS: one tag a line, no escapes; dates as ``2026/03/08/``, with nothing for what is unknown."""
    year, month, day = (*reference.date.split("-"), "", "", "")[:3]
    pairs = [
        ("TY", reference.citation_type.ris),
        *(("AU", f"{each.family}, {each.given_names}" if each.family else each.name) for each in reference.creators),
        ("TI", reference.title),
        ("T3", reference.series),
        ("VL", reference.series_number),
        ("M1", reference.symbol),
        ("M3", reference.kind),
        *(("PB", each.name) for each in reference.publishers),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("SN", reference.isbn or reference.issn),
        ("DO", reference.doi),
        ("UR", reference.address),
        ("LA", reference.language),
        ("AB", reference.abstract),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in pairs if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(reference: Reference) -> str:
    """A list with one reference in CSL-JSON, the format of the Citation Style Language."""
    fields: dict[str, Any] = {
        "id": reference.key,
        "type": reference.citation_type.csl,
        "title": reference.title,
        "author": [_csl_name(each) for each in reference.creators],
        "publisher": "; ".join(each.name for each in reference.publishers),
        "issued": {"date-parts": [[int(part) for part in reference.date.split("-")]]} if reference.date else None,
        "genre": reference.kind,
        "number": reference.symbol,
        "collection-title": reference.series,
        "collection-number": reference.series_number,
        "ISBN": reference.isbn,
        "ISSN": reference.issn,
        "DOI": reference.doi,
        "URL": reference.address,
        "language": reference.language,
        "abstract": reference.abstract,
    }
    return json.dumps([{name: value for name, value in fields.items() if value}], ensure_ascii=False, indent=2) + "\n"


def _csl_name(creator: Creator) -> dict[str, str]:
    if creator.family:
        return {"family": creator.family, "given": creator.given_names}
    return {"literal": creator.name}


def _line(text: str) -> str:
    """Composed letters in one line, without what is no letter at all."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cc")


#: The formats that every resource is offered in, as their links stand beside the citation.
FORMATS = (
    CitationFormat("bib", "application/x-bibtex", "BibTeX", bibtex),
    CitationFormat("ris", "application/x-research-info-systems", "RIS", ris),
    CitationFormat("json", "application/vnd.citationstyles.csl+json", "CSL-JSON", csl),
)
