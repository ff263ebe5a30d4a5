"""Make the demo's PDF files, the same bytes every time.

Made with fpdf2, which only the demo needs (``requirements/demo.txt``), and the fonts that every
reader of PDFs has: they write the languages of Western Europe.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from django.core.management.base import CommandError
from django.utils.translation import override

from core.vocabularies import languages
from core.vocabularies.goals import GOALS
from devtools.demo import texts
from resources.models import ResourcePage

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "Helvetica"
#: Millimetres: from the edges of an A4 sheet, between lines of text, and the height of the cover's band.
MARGIN, LINE, BAND = 24, 6.2, 90
WHITE = "#ffffff"
#: How a date is written in CLDR's patterns, by its precision.
DATES = {"year": "y", "month": "MMMM y", "day": "long"}
#: Kinds of resource that end with a sheet to work on.
WORKSHEETS = ("guidance", "training")


def check() -> None:
    """Whether PDFs can be made.

    Raises:
        CommandError: fpdf2 is not installed; says how to install it.
    """
    try:
        import fpdf  # noqa: F401
    except ImportError:
        raise CommandError("The demo's PDFs need fpdf2: pip install -r requirements/demo.txt") from None


def pdf(content: dict[str, Any], language: str, *, short: bool = False) -> bytes:
    """A resource as a PDF.

    Args:
        content: the resource, as ``content/resources`` has it.
        language: the tag of a document's language: ``pt``, where the site says ``pt-br``.
        short: only its summary and key messages.
    """
    writer = _PdfWriter(content, language)
    writer.cover()
    writer.summary()
    if not short:
        writer.text()
        if content["type"] in WORKSHEETS:
            writer.worksheet()
    writer.about()
    return bytes(writer.paper.output())


def title(content: dict[str, Any], language: str) -> str:
    """The title of a resource in a document's language."""
    text: str = content["title"][_tag(language)]
    return text


def label(name: str, language: str) -> str:
    """A word of the documents' own, in their language."""
    text: str = texts.load("pdf")[name][_tag(language)]
    return text


def _tag(language: str) -> str:
    return "pt-br" if language == "pt" else language


class _PdfWriter:
    """Writes a resource on paper, part by part."""

    def __init__(self, content: dict[str, Any], language: str) -> None:
        self.content = content
        self.language = language
        self.tag = _tag(language)
        self.colour = GOALS[content["primary_goal"] - 1].colour
        self.paper = _paper(title(content, language), language, self._date())

    def _in_language(self, text: texts.Text) -> str:
        return text[self.tag]

    def _label(self, name: str) -> str:
        return label(name, self.language)

    def _date(self) -> date:
        return date.fromisoformat(self.content["published_on"])

    def _entities(self) -> str:
        names = {entity["key"]: entity["acronym"] for entity in texts.load("entities")}
        acronyms = (names[key] for key in self.content["entities"])
        return ", ".join(name.get(self.tag) or next(filter(None, name.values())) for name in acronyms)

    def _authors(self) -> str:
        names = (author["organisation"] for author in self.content["authors"])
        return ", ".join(name.get(self.tag, name[texts.SOURCE]) for name in names) or self._entities()

    def _licence(self) -> str:
        if "licence" not in self.content:
            return ""
        with override(self.tag):
            return str(ResourcePage.Licence(self.content["licence"]).label)

    def cover(self) -> None:
        """The first page: series, title, who publishes it and when."""
        paper, content = self.paper, self.content
        paper.add_page()
        paper.set_fill_color(self.colour)
        paper.rect(0, 0, paper.w, BAND, style="F")
        for place, goal in enumerate(content["goals"]):
            paper.set_fill_color(GOALS[goal - 1].colour)
            paper.set_draw_color(WHITE)
            paper.circle(paper.w - MARGIN - place * 30, BAND, 14, style="DF")
        paper.set_y(BAND + 30)
        if "series" in content:
            self._line(f"{self._in_language(content['series'])}, {content['series_number']}", 12)
            paper.ln(4)
        self._line(self._in_language(content["title"]), 25, "B", 11)
        paper.ln(10)
        self._line(self._entities(), 13)
        pattern = DATES[content["date_precision"]]
        self._line(format_date(self._date(), pattern, locale=languages.cldr(self.tag)), 13)

    def summary(self) -> None:
        """The second page: what it says, in few words."""
        self.paper.add_page()
        self._section(self._label("summary"), [self._in_language(self.content["summary"])])
        if self.content["messages"]:
            messages = [self._in_language(text) for text in self.content["messages"]]
            self._section(self._label("messages"), [f"\N{BULLET} {message}" for message in messages])

    def text(self) -> None:
        """The text itself, from a new page on."""
        self.paper.add_page()
        self._section(self._label("text"), [self._in_language(text) for text in self.content["abstract"]])
        for section in self.content["body"]:
            paragraphs = [self._in_language(text) for text in section["paragraphs"]]
            self._section(self._in_language(section["heading"]), paragraphs)

    def worksheet(self) -> None:
        """A page to write on: room below each key message."""
        self.paper.add_page()
        self._section(self._label("worksheet"), [self._label("worksheet_text")])
        self.paper.set_draw_color(self.colour)
        for number, text in enumerate(self.content["messages"], start=1):
            self._line(f"{number}. {self._in_language(text)}", 12, "B")
            for _line in range(3):
                self.paper.ln(9)
                self.paper.line(MARGIN, self.paper.get_y(), self.paper.w - MARGIN, self.paper.get_y())
            self.paper.ln(8)

    def about(self) -> None:
        """Kind of document, in small print below the last part."""
        facts = [
            (self._label("prepared_by"), self._authors()),
            (self._label("written_in"), languages.name(self.content["original_language"], self.tag)),
            (self._label("reference"), self.content.get("symbol")),
            (self._label("licence"), self._licence()),
        ]
        colon = "\N{NO-BREAK SPACE}: " if self.tag == "fr" else ": "
        self.paper.ln(4)
        self._section(self._label("about"), [self._label("about_text")])
        for name, fact in facts:
            if fact:
                self._line(f"{name}{colon}{fact}", 10)

    def _section(self, heading: str, paragraphs: list[str]) -> None:
        """A heading, which the reader's outline lists too, and what stands below it."""
        self.paper.start_section(heading)
        self.paper.set_fill_color(self.colour)
        self.paper.rect(MARGIN - 8, self.paper.get_y() + 0.8, 3, 6, style="F")
        self._line(heading, 16, "B", 8)
        self.paper.ln(2)
        for paragraph in paragraphs:
            self._line(paragraph, 12)
            self.paper.ln(3)
        self.paper.ln(4)

    def _line(self, text: str, size: float, style: str = "", height: float = LINE) -> None:
        self.paper.set_font(FONT, style, size)
        self.paper.multi_cell(0, height, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _paper(title: str, language: str, created_on: date) -> "FPDF":
    """An empty document whose properties say what it is and in which language."""
    from fpdf import FPDF, ViewerPreferences

    paper = FPDF(format="A4")
    paper.core_fonts_encoding = "cp1252"
    paper.set_margin(MARGIN)
    paper.set_auto_page_break(True, MARGIN)
    paper.set_title(title)
    paper.set_lang(language)
    paper.set_creation_date(datetime(created_on.year, created_on.month, created_on.day, tzinfo=UTC))
    paper.viewer_preferences = ViewerPreferences(display_doc_title=True)
    return paper
