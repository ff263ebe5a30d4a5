"""HTML site map of a language, two levels deep.

Two queries whatever the size: lists that hold very much are named and not spelt out, since they can be
narrowed and read a leaf at a time on their own page.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.base.site_languages import PageLanguages, live_homes, view_languages
from core.base.visibility import original_versions

#: Sections named at most, and pages that a section has at most to have them all named.
SECTIONS, PAGES = 50, 100


@dataclass(frozen=True)
class SiteMapSection:
    """A page below the home page, and what lies below it."""

    page: Page
    pages: list[Page] = field(default_factory=list)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The pages of the address's language by section.

    Raises:
        Http404: the language has no live home page.
    """
    site = Site.find_for_request(request)
    home = live_homes(site).get(translation.get_language() or "") if site else None
    if home is None:
        raise Http404("There is nothing in this language.")
    context = {"languages": _languages(request), "home": home, "sections": sections(home)}
    return render(request, "pages/core/site_map.html", context)


def sections(home: Page) -> list[SiteMapSection]:
    """Public pages below a home page in its own language, in the order of the tree."""
    public_pages = original_versions(Page.objects.filter(locale_id=home.locale_id, path__startswith=home.path))
    by_path = {
        page.path: SiteMapSection(page)
        for page in public_pages.filter(depth=home.depth + 1).order_by("path")[:SECTIONS]
    }
    subtree_filter = Q()
    for path, section in by_path.items():
        if 0 < section.page.numchild <= PAGES:
            subtree_filter |= Q(path__startswith=path)
    if subtree_filter:
        for page in public_pages.filter(subtree_filter, depth=home.depth + 2).order_by("path"):
            by_path[page.path[: len(home.path) + Page.steplen]].pages.append(page)
    return list(by_path.values())


def _languages(request: HttpRequest) -> PageLanguages:
    """The switcher leads to the other languages' site maps."""
    urls = {}
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            urls[tag] = reverse("site_map")
    return view_languages(request, urls)
