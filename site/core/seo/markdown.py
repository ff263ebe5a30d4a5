"""Markdown version of a page: ``index.md``."""

import hashlib
import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from markdownify import ATX, MarkdownConverter
from wagtail.models import Page

from core.base.html import character_references

#: Seconds for which a page's Markdown is kept; a page that has changed is written anew at once.
LIFETIME = 24 * 60 * 60

#: What is to be used, not read, or is there for the eye alone. A form's page says what it is for, and where it is.
REMOVED_ELEMENTS = "form, script, style, button, template, [hidden], nav, .skip-link"

#: What has no place of its own in Markdown but must not run into its neighbour.
BLOCK_ELEMENTS = (
    *("address", "article", "aside", "cite", "dd", "details", "dt", "fieldset", "figcaption", "figure", "footer"),
    *("header", "hgroup", "legend", "section", "summary"),
)
_SPACE = re.compile(r"\s+")
#: Attributes that hold an address.
ADDRESSES = ("href", "src", "poster", "data")
#: What an abbreviation stands for need not be said again within one of these.
_BLOCKS = (
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figcaption",
    "summary",
    "article",
    "section",
)


class Converter(MarkdownConverter):
    """The library's, with what abbreviations stand for, and lists of terms that stay readable."""

    def convert_abbr(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """An abbreviation, with what it stands for unless that is said beside it."""
        expansion = str(element.get("title") or "")
        around = element.find_parent(_BLOCKS)
        is_repeated = around is not None and _line(expansion) in _line(around.get_text(" "))
        return text if is_repeated or not expansion else f"{text} ({expansion})"

    def convert_a(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """A link; of one to write to, every character is a reference, as on the page."""
        href = str(element.get("href") or "")
        if not href.startswith("mailto:"):
            link: str = super().convert_a(element, text, parent_tags)  # type: ignore[misc] # its types lack it
            return link
        return f"[{character_references(_line(element.get_text()))}]({character_references(href)})"

    def convert_video(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """A link to the video; its own text is there for browsers that can't play it."""
        source = element.find("source")
        address = element.get("src") or (source.get("src") if isinstance(source, Tag) else "")
        name = element.get("aria-label") or element.get("title") or address
        return f"\n\n[{name}]({address})\n\n" if address else ""

    def convert_dt(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """A term, as a line in bold."""
        return f"\n\n**{text.strip()}**\n"

    def convert_dd(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Definition of a term, below it."""
        return f"\n{text.strip()}\n"


def twin(request: HttpRequest, page: Page) -> HttpResponseBase:
    """The answer at a page's ``index.md``: the same words, to the same readers, in the same state.

    What the page answers in place of itself, the way somewhere else say, is answered here too.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    response = page.serve(request)
    if isinstance(response, TemplateResponse):
        response.render()
    if response.status_code != HttpResponse.status_code or response.streaming:
        return response
    address = page.get_full_url(request) or ""
    answer = HttpResponse(
        _cached_markdown(response.content.decode(), address), content_type="text/markdown; charset=utf-8"
    )
    for name in ("Vary", "Cache-Control", "Content-Language"):
        if name in response:
            answer[name] = response[name]
    answer["Link"] = f'<{address}>; rel="canonical"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _cached_markdown(html: str, address: str) -> str:
    """Result of :func:`markdown`, cached by the page's state."""
    main = html[html.find("<main") : html.rfind("</main>")]
    if "csrfmiddlewaretoken" in main:  # another one for each visitor
        return markdown(html, address)
    key = hashlib.sha256(f"{address}\n{main}".encode()).hexdigest()
    text: str | None = cache.get(f"markdown:{key}")
    if text is None:
        text = markdown(html, address)
        cache.set(f"markdown:{key}", text, LIFETIME)
    return text


def markdown(html: str, address: str) -> str:
    """The ``main`` of a whole page as Markdown, its links as whole addresses; ``address`` is the page's."""
    main = BeautifulSoup(html, "html.parser").find("main")
    if not isinstance(main, Tag):
        return ""
    for tag in main.select(REMOVED_ELEMENTS):
        tag.decompose()
    for name in ADDRESSES:
        for tag in main.select(f"[{name}]"):
            tag[name] = urljoin(address, str(tag[name]))
    for link in main.find_all("a"):
        _on_one_line(link)
    for tag in main.find_all(BLOCK_ELEMENTS):
        tag.insert_after("\n\n")
        tag.insert_before("\n\n")
    text: str = Converter(heading_style=ATX, bullets="-", strip_document=None).convert_soup(main)
    lines = (line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _on_one_line(link: Tag) -> None:
    """Take apart the blocks within a link, which Markdown has no room for."""
    for block in link.find_all([*_BLOCKS, *BLOCK_ELEMENTS, "div", "ul", "ol", "br"]):
        block.insert_after(" ")
        block.unwrap()
    for text in link.find_all(string=True):
        text.replace_with(_SPACE.sub(" ", text))


def _line(text: str) -> str:
    return " ".join(text.split())
