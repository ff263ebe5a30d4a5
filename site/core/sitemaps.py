"""The sitemap: every public page in every language, each with its translations. It agrees with ``hreflang``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.seo import is_private, original, source_language

#: Addresses in one file. The protocol allows 50,000; with their alternates files stay below its 50 MB.
PAGES_A_FILE = 10_000


@dataclass
class Entry:
    """One address of the sitemap, as Django's template for sitemaps wants it."""

    location: str
    tag: str
    lastmod: datetime | None
    pk: int
    source_tag: str | None
    alternates: list[dict[str, str]] = field(default_factory=list)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All entries, or where they are too many for one file an index of files (``?p=1`` …)."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("There is no site at this address.")
    files = Paginator(entries(site), PAGES_A_FILE)
    wanted = request.GET.get("p")
    if wanted is None and files.num_pages > 1:
        address = f"{site.root_url}{reverse('sitemap')}"
        index = [{"location": f"{address}?p={number}"} for number in files.page_range]
        return render(request, "sitemap_index.xml", {"sitemaps": index}, content_type="application/xml")
    try:
        shown = files.page(wanted or 1).object_list
    except InvalidPage as error:
        raise Http404("The sitemap has no such file.") from error
    return render(request, "sitemap.xml", {"urlset": shown}, content_type="application/xml")


def entries(site: Site) -> list[Entry]:
    """What the sitemap of a site holds. One query for the pages, however many."""
    by_key: dict[UUID, list[Entry]] = defaultdict(list)
    for key, entry in _public_pages(site):
        by_key[key].append(entry)
    for versions in by_key.values():
        alternates = _alternates(versions)
        for entry in versions:
            entry.alternates = alternates
    return [entry for versions in by_key.values() for entry in versions]


def _public_pages(site: Site) -> Iterator[tuple[UUID, Entry]]:
    """Every page that search engines may list, with its translation key: live, public, no alias, its home live."""
    roots = {root.root_path: root for root in Site.get_site_root_paths() if root.site_id == site.pk}
    pages = (
        Page.objects.filter(_below(roots), locale__language_code__in=dict(settings.LANGUAGES), alias_of=None)
        .live()
        .annotate(private=is_private(), source_tag=source_language())
        .filter(private=False)
        .order_by("path")
        .values_list("pk", "translation_key", "url_path", "locale__language_code", "last_published_at", "source_tag")
    )
    prefixes: dict[str, tuple[str, str]] = {}
    for pk, key, url_path, tag, lastmod, source_tag in pages:
        if url_path in roots:
            prefixes[tag] = url_path, roots[url_path].root_url + _home_address(tag)
        if tag in prefixes and url_path.startswith(prefixes[tag][0]):
            root_path, address = prefixes[tag]
            yield key, Entry(address + url_path[len(root_path) :], tag, lastmod, pk, source_tag)


def _below(root_paths: Iterable[str]) -> Q:
    """Pages at or below any of the paths; none where there is no path."""
    condition = Q(pk__in=[])
    for path in root_paths:
        condition |= Q(url_path__startswith=path)
    return condition


def _home_address(tag: str) -> str:
    with translation.override(tag):
        return reverse("wagtail_serve", args=("",))


def _alternates(versions: list[Entry]) -> list[dict[str, str]]:
    """What ``hreflang`` says on each of these pages."""
    order = [tag for tag, _name in settings.LANGUAGES]
    by_tag = {entry.tag: entry for entry in sorted(versions, key=lambda entry: order.index(entry.tag))}
    written_in = original({tag: entry.pk for tag, entry in by_tag.items()}, versions[0].source_tag)
    found = [{"lang_code": tag, "location": entry.location} for tag, entry in by_tag.items()]
    default = [{"lang_code": "x-default", "location": by_tag[written_in].location}] if written_in else []
    return found + default
