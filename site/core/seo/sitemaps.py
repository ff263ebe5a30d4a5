"""Sitemaps, with the translations of each page.

A file holds a slice of one language, so that it takes the same few queries and the same memory however
many pages there are.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.base.visibility import Home, homes, public_pages, site_of
from core.seo.languages import original, source_language

#: Addresses in one file. The protocol allows 50,000; with their alternates files stay far below its 50 MB.
PAGES_A_FILE = 5_000

#: Seconds for which a robot may keep a file.
CACHE_SECONDS = 600


@dataclass
class SitemapEntry:
    """One address of the sitemap, as Django's template for sitemaps wants it."""

    location: str
    key: UUID
    lastmod: datetime | None
    alternates: list[dict[str, str]] = field(default_factory=list)


@require_safe
@cache_control(public=True, max_age=CACHE_SECONDS)
def index(request: HttpRequest) -> HttpResponse:
    """The files there are, each with the day of its language's last change. Two queries.

    Raises:
        Http404: there is no site at this address.
    """
    site = site_of(request)
    sections: list[dict[str, Any]] = []
    for tag, (number, changed_at) in counts(homes(site)).items():
        address = f"{site.root_url}{reverse('sitemap_section', args=[tag])}"
        files = range(1, -(-number // PAGES_A_FILE) + 1)
        sections += [
            {"location": address + (f"?p={file}" if file > 1 else ""), "last_mod": changed_at} for file in files
        ]
    return render(request, "sitemap_index.xml", {"sitemaps": sections}, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=CACHE_SECONDS)
def section(request: HttpRequest, tag: str) -> HttpResponse:
    """The pages of a language, or those of the file that ``?p=2`` … asks for. Four queries.

    Raises:
        Http404: the language has no live home page, or no such file.
    """
    home_pages = homes(site_of(request))
    if tag not in home_pages:
        raise Http404("There is nothing in this language.")
    files = Paginator(public_pages([home_pages[tag]]).order_by("pk"), PAGES_A_FILE)
    try:
        rows = files.page(request.GET.get("p") or 1).object_list
    except InvalidPage as error:
        raise Http404("The sitemap has no such file.") from error
    return render(request, "sitemap.xml", {"urlset": entries(rows, home_pages, tag)}, content_type="application/xml")


def counts(home_pages: dict[str, Home]) -> dict[str, tuple[int, datetime | None]]:
    """Number of pages of each language, and the time of the last publication. One query."""
    rows = (
        public_pages(home_pages.values())
        .order_by()
        .values_list("locale__language_code")
        .annotate(number=Count("pk"), changed=Max("last_published_at"))
    )
    by_code = {tag: (number, changed_at) for tag, number, changed_at in rows}
    return {tag: by_code[tag] for tag in home_pages if tag in by_code}


def entries(rows: Any, home_pages: dict[str, Home], tag: str) -> list[SitemapEntry]:
    """A slice of a language's pages, each with its translations. Two queries."""
    result = [
        SitemapEntry(home_pages[tag].address_of(url_path), key, changed_at)
        for key, url_path, changed_at in rows.values_list("translation_key", "url_path", "last_published_at")
    ]
    versions = (
        public_pages(home_pages.values())
        .filter(translation_key__in=rows.values("translation_key"))
        .annotate(source_tag=source_language())
        .order_by("pk")
        .values_list("translation_key", "locale__language_code", "url_path", "pk", "source_tag")
    )
    by_key: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *version in versions:
        by_key[key].append(tuple(version))
    for entry in result:
        entry.alternates = _alternates(by_key[entry.key], home_pages)
    return result


def _alternates(versions: list[tuple[Any, ...]], home_pages: dict[str, Home]) -> list[dict[str, str]]:
    """``hreflang`` links of these pages. A version is tag, URL, primary key and source's tag."""
    by_tag = {tag: (home_pages[tag].address_of(url_path), pk) for tag, url_path, pk, _source in versions}
    original_code = original({tag: pk for tag, (_address, pk) in by_tag.items()}, versions[0][3])
    alternates = [{"lang_code": tag, "location": by_tag[tag][0]} for tag in home_pages if tag in by_tag]
    default = [{"lang_code": "x-default", "location": by_tag[original_code][0]}] if original_code else []
    return alternates + default
