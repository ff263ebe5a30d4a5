"""Type of a citation in each format, by the key of the resource type."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """Type of a resource in BibLaTeX, RIS, the Citation Style Language and schema.org.

    ``published_by`` is the field in which BibLaTeX has who published it.
    """

    bibtex: str
    ris: str
    csl: str
    schema: str
    published_by: str = "publisher"

    @property
    def is_stated(self) -> bool:
        """Whether a line of text says what it is: readers take for a text what says nothing."""
        return self.csl in {"dataset", "graphic", "motion_picture"}

    @property
    def is_report(self) -> bool:
        """Whether an institution stands behind it, as behind a report."""
        return self.bibtex == "techreport"


BOOK = Kind("book", "BOOK", "book", "Book")
REPORT = Kind("techreport", "RPRT", "report", "Report", "institution")
#: What stands on its own and is no report: a guide, a brief, the rules of a group.
DOCUMENT = Kind("techreport", "RPRT", "report", "CreativeWork", "institution")
OTHER = Kind("misc", "GEN", "document", "CreativeWork")

#: By the keys of types that the set-up makes. What an editor adds under another key is cited as a document.
KINDS = {
    "report": REPORT,
    "results-report": REPORT,
    "evaluation": REPORT,
    "data": Kind("dataset", "DATA", "dataset", "Dataset"),
    "infographic": Kind("misc", "FIGURE", "graphic", "ImageObject"),
    "training": Kind("misc", "GEN", "document", "LearningResource"),
    "campaign": OTHER,
    "multimedia": Kind("video", "VIDEO", "motion_picture", "VideoObject"),
}


def kind_of(key: str, *, isbn: bool = False) -> Kind:
    """Citation type of a resource type; with an ISBN it is a book."""
    return BOOK if isbn else KINDS.get(key, DOCUMENT)
