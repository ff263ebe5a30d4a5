"""A page's own part as Markdown, for programs and for people who read text: ``index.md`` beside the page."""

import hashlib
import re
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from markdownify import ATX, MarkdownConverter
from wagtail.models import Page

#: Seconds for which a page's Markdown is kept; a page that has changed is written anew at once.
LIFETIME = 24 * 60 * 60

#: What is to be used, not read, or is there for the eye alone. A form's page says what it is for, and where it is.
LEFT_OUT = "form, script, style, button, template, [hidden], nav, .skip-link"

#: What has no place of its own in Markdown but must not run into its neighbour.
APART = ("article", "aside", "dd", "dt", "figcaption", "figure", "section", "summary")


class Converter(MarkdownConverter):
    """The library's, with what abbreviations stand for, and lists of terms that stay readable."""

    def convert_abbr(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """An abbreviation, with what it stands for where the page says it."""
        meaning = str(element.get("title") or "")
        return f"{text} ({meaning})" if meaning else text

    def convert_dt(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """A term, as a line in bold."""
        return f"\n\n**{text.strip()}**\n"

    def convert_dd(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """What is said of a term, below it."""
        return f"\n{text.strip()}\n"


def twin(page: Page, request: HttpRequest) -> HttpResponseBase:
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
    answer = HttpResponse(_kept(response.content.decode(), address), content_type="text/markdown; charset=utf-8")
    for name in ("Vary", "Cache-Control", "Content-Language"):
        if name in response:
            answer[name] = response[name]
    answer["Link"] = f'<{address}>; rel="canonical"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _kept(html: str, address: str) -> str:
    """What :func:`markdown` gives, written once for each state of a page: its own words are the key."""
    main = html[html.find("<main") : html.rfind("</main>")]
    if "csrfmiddlewaretoken" in main:  # another one for each visitor
        return markdown(html, address)
    key = hashlib.sha256(f"{address}\n{main}".encode()).hexdigest()
    written: str | None = cache.get(f"markdown:{key}")
    if written is None:
        written = markdown(html, address)
        cache.set(f"markdown:{key}", written, LIFETIME)
    return written


def markdown(html: str, address: str) -> str:
    """The ``main`` of a whole page as Markdown, its links as whole addresses; ``address`` is the page's."""
    main = BeautifulSoup(html, "html.parser").find("main")
    if not isinstance(main, Tag):
        return ""
    for tag in main.select(LEFT_OUT):
        tag.decompose()
    for tag in main.find_all(["a", "img", "source", "video", "track"]):
        for name in {"href", "src"} & tag.attrs.keys():
            tag[name] = urljoin(address, str(tag[name]))
    for tag in main.find_all(APART):
        tag.insert_after("\n\n")
        tag.insert_before("\n\n")
    written: str = _converter().convert_soup(main)
    lines = (line.rstrip() for line in written.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _converter() -> Any:
    return Converter(heading_style=ATX, bullets="-", strip_document=None)
