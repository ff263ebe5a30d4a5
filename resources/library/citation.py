"""Citation of a resource as one line of text."""

from dataclasses import dataclass

from resources.library.reference import Creator, Reference


@dataclass(frozen=True)
class CitationPart:
    """A part of the line; ``language`` is that of a name which may be in another one than the page's."""

    text: str
    language: str = ""


def citation(reference: Reference) -> list[CitationPart]:
    """Who, when, what, where: authors or else publishers, year, title, symbol, publishers, DOI or permanent link."""
    sections: list[list[CitationPart]] = []
    creator_parts = _names(reference.creators, "; ")
    year_text = f"({reference.year})" if reference.year else ""
    sections.append(
        [*creator_parts, CitationPart(f" {year_text}" if creator_parts else year_text)] if year_text else creator_parts
    )
    title = [CitationPart(f"{reference.title} ({reference.symbol})" if reference.symbol else reference.title)]
    kind = [CitationPart(" ["), CitationPart(reference.kind, reference.kind_language), CitationPart("]")]
    sections.append([*title, *(kind if reference.kind and reference.citation_type.is_stated else [])])
    sections.append(_names(reference.publishers, ", ") if reference.authors else [])
    sections.append([CitationPart(f"https://doi.org/{reference.doi}" if reference.doi else reference.address)])
    line: list[CitationPart] = []
    for part in filter(None, sections):
        if line:
            line[-1] = CitationPart(line[-1].text.rstrip("."), line[-1].language)
            line.append(CitationPart(". "))
        line += part
    return line


def as_text(line: list[CitationPart]) -> str:
    """The line without its languages."""
    return "".join(piece.text for piece in line)


def _names(creators: list[Creator], between: str) -> list[CitationPart]:
    pieces: list[CitationPart] = []
    for creator in creators:
        if pieces:
            pieces.append(CitationPart(between))
        pieces.append(CitationPart(creator.short or creator.name, creator.language))
    return pieces
