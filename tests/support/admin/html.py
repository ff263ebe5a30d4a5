"""Parses a screen of the admin: links, URLs in scripts, forms and texts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponseBase
from lxml.html import HtmlElement, document_fromstring

#: Attributes that people read or hear.
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-w-tooltip-content-value", "aria-description")
#: An address of the admin inside a script or a data attribute, quoted.
ADDRESS = re.compile(r"""["'](/admin/[^"'\s<>\\]*)["']""")
#: Elements whose text is no prose.
SILENT = ("script", "style", "code", "pre", "svg", "textarea")

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Link:
    """A URL and the text of its link."""

    address: str
    text: str


@dataclass(frozen=True)
class Form:
    """A form: action, method, and fields with their initial values."""

    action: str
    method: str
    fields: tuple[tuple[str, str, tuple[str, ...]], ...]

    def names(self, *kinds: str) -> list[str]:
        """The names of the fields of some kinds."""
        return [name for name, kind, _values in self.fields if kind in kinds]

    @property
    def is_filled_in(self) -> bool:
        """Whether the form has a field to fill in."""
        return any(kind not in {"hidden", "submit"} or name.endswith("-count") for name, kind, _values in self.fields)

    def emptied(self) -> Fields:
        """The form's data with every field emptied that can be."""
        return {
            name: list(values[:1]) if kind == "hidden" else [""]
            for name, kind, values in self.fields
            if kind not in {"checkbox", "radio", "submit", "file", "select-multiple"}
        }


class Screen:
    """A parsed response of the admin."""

    def __init__(self, address: str, response: HttpResponseBase) -> None:
        self.address = address
        self.content = body(response)
        self.kind = response.headers.get("Content-Type", "").partition(";")[0]

    @cached_property
    def html(self) -> str:
        """The HTML, also where it is the body of a dialog in JSON."""
        text = self.content.decode("utf-8", "replace") if self.kind in {"text/html", "application/json"} else ""
        if self.kind != "application/json" or not text.startswith("{"):
            return text if self.kind == "text/html" else ""
        return str(json.loads(text).get("html") or "")

    @cached_property
    def tree(self) -> HtmlElement:
        """The parsed elements."""
        return document_fromstring(self.html if self.html.strip() else "<p></p>")

    @property
    def is_dialog(self) -> bool:
        """Whether it is the body of a dialog."""
        return self.kind == "application/json"

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page."""
        return b"<html" in self.content

    def links(self) -> Iterator[Link]:
        """The links that people can follow."""
        for element in self.tree.iter("a"):
            if address := self.inside(element.get("href") or ""):
                yield Link(address, _normalized_text(element) or element.get("aria-label") or "")

    def addresses(self) -> Iterator[str]:
        """The URLs in scripts and attributes: choosers, dialogs, results, previews."""
        text = self.html.replace("&quot;", '"').replace("\\u002D", "-").replace("\\u0022", '"')
        for found in ADDRESS.findall(text):
            if address := self.inside(found):
                yield address

    def forms(self) -> Iterator[Form]:
        """The forms."""
        for element in self.tree.iter("form"):
            method = (element.get("method") or "get").lower()
            if action := self.inside(element.get("action") or self.address):
                yield Form(action, method, (*_fields(self.tree, element), *_streams(element)))

    def rows(self) -> list[str]:
        """The keys of the rows that have a checkbox."""
        return [row.get("data-object-id") for row in self.tree.xpath("//input[@data-bulk-action-checkbox]")]

    def inside(self, address: str) -> str:
        """A URL of the admin without host and fragment; empty for any other."""
        parts = urlsplit(urljoin(f"http://testserver{self.address}", address.strip()))
        if parts.hostname not in {"testserver", "localhost"} or not parts.path.startswith("/admin/"):
            return ""
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def texts(self, language: str) -> Iterator[str]:
        """The texts that people read or hear, without those marked as another language."""
        yield from _texts(self.tree, language, silent=False)


def body(response: HttpResponseBase) -> bytes:
    """The whole content, also of a streaming response."""
    if response.streaming:
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return bytes(response.content)  # type: ignore[attr-defined]


def _normalized_text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _fields(tree: HtmlElement, form: HtmlElement) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    identifier = form.get("id")
    apart = tree.xpath("//*[@form=$id]", id=identifier) if identifier else []
    for element in [*form.iter("input", "select", "textarea"), *apart]:
        if name := element.get("name"):
            yield name, _kind(element), _values(element)


def _streams(form: HtmlElement) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The number of blocks of each StreamField, which its script contains."""
    for element in form.xpath(".//*[@data-block]"):
        yield f"{element.get('id')}-count", "hidden", ("0",)


def _kind(element: HtmlElement) -> str:
    if element.tag != "input":
        return "select-multiple" if element.get("multiple") is not None else str(element.tag)
    return (element.get("type") or "text").lower()


def _values(element: HtmlElement) -> tuple[str, ...]:
    if element.tag == "select":
        options = [option.get("value", option.text or "") for option in element.iter("option")]
        return tuple(value for value in options if value)
    return (element.get("value") or (element.text or "" if element.tag == "textarea" else ""),)


def _texts(element: HtmlElement, language: str, *, silent: bool) -> Iterator[str]:
    """The texts depth first, without subtrees in another language."""
    if not isinstance(element.tag, str):  # a comment
        return
    marked = (element.get("lang") or language).lower()
    other = marked.split("-")[0] != language.split("-", maxsplit=1)[0]
    # a panel without anything to count says None, unseen
    silent = silent or element.tag in SILENT or element.get("data-side-panel-toggle-counter") is not None
    if not other:
        yield from (text for name in SPOKEN if (text := element.get(name)))
        if element.tag == "input" and element.get("type") in {"submit", "button"}:
            yield element.get("value") or ""
        if element.text and not silent:
            yield element.text
        for child in element:
            yield from _texts(child, language, silent=silent)
            if child.tail and not silent:
                yield child.tail
