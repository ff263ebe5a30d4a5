"""Structured data of a page: one JSON-LD graph of schema.org types.

What a page is about says its page type (:meth:`core.base.page_types.PageType.get_structured_data`).
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from core.base.page_types import Node, page_type_of
from core.seo.metadata import Metadata
from core.vocabularies import countries, goals

#: Inside a script element these could end it or begin a comment; in JSON they can be written otherwise.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

#: What says nothing and is left out.
_EMPTY: tuple[Any, ...] = (None, "", [], {})


def script(page: Page, metadata: Metadata, context: Mapping[str, Any]) -> SafeString:
    """The graph of a page as an element for its head. No query where the address led to the page."""
    serialized = json.dumps(graph(page, metadata, context), ensure_ascii=False, separators=(",", ":"))
    # What could end the element is escaped; the type makes it data, which no browser runs.
    return SafeString(f'<script type="application/ld+json">{serialized.translate(_ESCAPED)}</script>')


def graph(page: Page, metadata: Metadata, context: Mapping[str, Any]) -> Node:
    """The platform, its site in the page's language, the way to the page, the page, and what it is about.

    What a page offers beside itself is called ``part`` in the context; ``structured_data`` has its own things.
    """
    request: HttpRequest = context["request"]
    site = Site.find_for_request(request)
    root = site.root_url
    organisation = {"@type": "Organization", "@id": f"{root}/#organization", "name": context["site_name"], "url": root}
    website = _website(root, context["site_name"], page.locale.language_code)
    crumbs = _crumbs(page, request, metadata, context.get("part", ""))
    web_page = _web_page(page, metadata, website, is_part=bool(context.get("part")))
    if crumbs["itemListElement"]:
        web_page["breadcrumb"] = {"@id": crumbs["@id"]}
    nodes = [organisation, website, web_page, *([crumbs] if crumbs["itemListElement"] else [])]
    if numbers := context.get("goals"):
        web_page["about"] = [goal(number) for number in numbers if isinstance(number, int)]
    if context.get("part"):
        nodes += context.get("structured_data", [])
    elif entity := page_type_of(type(page)).get_structured_data(page, context):
        main_entity = {"@id": f"{page.get_full_url(request)}#main", **entity}
        if metadata.picture and main_entity["@type"] in {"Event", "NewsArticle"}:
            main_entity.setdefault("image", metadata.picture.url)
        web_page["mainEntity"] = {"@id": main_entity["@id"]}
        nodes.append(main_entity)
    return {"@context": "https://schema.org", "@graph": [without_empty(node) for node in nodes]}


def without_empty(node: Node) -> Node:
    """Without what is empty, at every depth."""
    inner = {name: _clean_value(value) for name, value in node.items()}
    return {name: value for name, value in inner.items() if value not in _EMPTY}


def _clean_value(value: Any) -> Any:
    if isinstance(value, dict):
        return without_empty(value)
    return [_clean_value(item) for item in value if item not in _EMPTY] if isinstance(value, list) else value


def goal(number: int) -> Node:
    """A Sustainable Development Goal, as the United Nations' own register of terms names it."""
    entry = goals.goal(number)
    return {"@type": "DefinedTerm", "@id": entry.iri, "name": entry.name, "termCode": str(number)}


def places(codes: Iterable[str], language: str) -> list[Node]:
    """Countries by code."""
    return [{"@type": "Country", "name": countries.name(code, language), "identifier": code} for code in codes]


def _website(root: str, name: str, tag: str) -> Node:
    with translation.override(tag):
        home, search = reverse("wagtail_serve", args=("",)), reverse("search")
    return {
        "@type": "WebSite",
        "@id": f"{root}{home}#website",
        "name": name,
        "url": root + home,
        "inLanguage": tag,
        "publisher": {"@id": f"{root}/#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{root}{search}?q={{search_term_string}}"},
            # How Google wants schema.org's annotation «query-input» written.
            "query-input": "required name=search_term_string",
        },
    }


def _web_page(page: Page, metadata: Metadata, website: Node, *, is_part: bool) -> Node:
    return {
        "@type": "WebPage" if is_part else getattr(page, "schema_type", "WebPage"),
        "@id": metadata.canonical,
        "url": metadata.canonical,
        "name": metadata.title,
        "description": metadata.description,
        "inLanguage": page.locale.language_code,
        "isPartOf": {"@id": website["@id"]},
        "publisher": website["publisher"],
        "datePublished": _moment(page.first_published_at),
        "dateModified": _moment(page.last_published_at),
        "primaryImageOfPage": {"@type": "ImageObject", "url": metadata.picture.url} if metadata.picture else None,
    }


def _crumbs(page: Any, request: HttpRequest, metadata: Metadata, part: str) -> Node:
    ancestors = [ancestor for ancestor in page.above if ancestor.live]
    way = [(ancestor.title, ancestor.get_full_url(request)) for ancestor in ancestors]
    steps = [*way, (page.title, page.get_full_url(request))] if way else []
    steps += [(part, metadata.canonical)] if part else []
    items = [
        {"@type": "ListItem", "position": place, "name": title, "item": {"@id": url}}
        for place, (title, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{metadata.canonical}#breadcrumb", "itemListElement": items}


def _moment(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
