"""Metadata in the head of a page: title, description, canonical URL, translations, image for social media."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.core.paginator import Page as ResultsPage
from django.utils.text import Truncator
from django.utils.translation import gettext

from core.base.rich_text import one_line
from core.base.site_languages import Alternate, PageLanguages
from core.seo.social_images.drawing import HEIGHT, WIDTH

#: Characters of a description; search engines show about half of them.
LONGEST_DESCRIPTION = 300


@dataclass(frozen=True)
class SharedImage:
    """A picture for sharing: its whole address, and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Metadata:
    """A page's head. ``indexable`` tells whether search engines may list it; only then there are addresses.

    ``twin`` is the address of the page in Markdown.
    """

    title: str
    description: str = ""
    indexable: bool = False
    noindex: bool = False
    canonical: str = ""
    alternates: list[Alternate] = field(default_factory=list)
    picture: SharedImage | None = None
    twin: str = ""


def metadata(context: Mapping[str, Any], languages: PageLanguages, search_image: Any = None) -> Metadata:
    """The head of what a template shows; ``search_image`` is the editor's picture for sharing, as a rendition.

    Leaves of a long list after the first have an address of their own and no translations: the second
    results page in another language holds other things. What a view marks with ``noindex``, a list that somebody
    has filtered say, has no address at all. What a page offers beside itself has its own name, ``part``.
    """
    page: Any = context.get("page")
    title = (getattr(page, "seo_title", "") or getattr(page, "title", "")) if page else ""
    part = context.get("part", "")
    title = part or title
    number = _results_page(context)
    if number > 1:
        title = gettext("%(title)s, page %(number)d") % {"title": title, "number": number}
    if not languages.indexable or context.get("noindex"):
        # What is not for search engines has no description either: a page that asks for a password must not tell it.
        return Metadata(title, noindex=bool(page or context.get("noindex")))
    return Metadata(
        title,
        description=("" if part else description(page))
        or f"{title} – {context.get('site_name', '')}".removesuffix(" – "),
        indexable=True,
        canonical=_of_leaf(languages.canonical, number),
        alternates=languages.alternates if number == 1 else [],
        picture=_picture(page, languages, search_image),
        # What a page offers beside itself has no twin of its own.
        twin=f"{languages.canonical}index.md" if number == 1 and languages.canonical == page.full_url else "",
    )


def description(page: Any) -> str:
    """Description of a page in a sentence or two without tags: the editor's, or the beginning of the page."""
    text = page.search_description or getattr(page, "summary_text", "") or _beginning(page)
    return Truncator(one_line(text)).chars(LONGEST_DESCRIPTION)


def _beginning(page: Any) -> str:
    """The lead, the introduction or the first words of the body."""
    for name in ("lead", "introduction"):
        if text := getattr(page, name, ""):
            return str(text)
    for block in getattr(page, "body", ()):
        if block.block_type == "rich_text":
            return str(block.value.source)
    return ""


def _of_leaf(address: str, number: int) -> str:
    """The canonical address of a results page."""
    return address if number == 1 or "?" in address else f"{address}?page={number}"


def _picture(page: Any, languages: PageLanguages, search_image: Any) -> SharedImage | None:
    """The picture that an editor chose, or else the card that was drawn; ``None`` as long as there is neither."""
    if search_image is not None:
        return SharedImage(urljoin(languages.canonical, search_image.url), search_image.width, search_image.height)
    return SharedImage(languages.card, WIDTH, HEIGHT) if languages.card and not page.search_image_id else None


def _results_page(context: Mapping[str, Any]) -> int:
    """The number of the results page that a long list is at.

    Asked of the type itself: ``isinstance`` would wake what waits until somebody needs it, the visitor's token say.
    """
    return max((value.number for value in context.values() if issubclass(type(value), ResultsPage)), default=1)
