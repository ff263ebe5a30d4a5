"""Public languages and pages of a site, for the sitemap, the API and llms.txt."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from core.listings.related import original_versions, public


@dataclass(frozen=True)
class Home:
    """The live public home page of a language: where its pages lie, and the address they begin with."""

    tag: str
    path: str
    url_path: str
    address: str

    def below(self) -> Q:
        """Pages at or below it, in its own language."""
        return Q(locale__language_code=self.tag, path__startswith=self.path)

    def address_of(self, url_path: str) -> str:
        """The whole address of a page below it."""
        return self.address + iri_to_uri(url_path[len(self.url_path) :])


def site_of(request: HttpRequest) -> Site:
    """The site at the address of a request.

    Raises:
        Http404: there is none.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("There is no site at this address.")
    return site


def homes(site: Site) -> dict[str, Home]:
    """The languages of a site that have a live public home page, in the order of ``LANGUAGES``. One query."""
    roots = {root.root_path: root.root_url for root in Site.get_site_root_paths() if root.site_id == site.pk}
    rows = home_pages(roots).values_list("locale__language_code", "path", "url_path")
    by_code = {
        tag: Home(tag, path, url_path, roots[url_path] + _home_address(tag)) for tag, path, url_path in rows if roots
    }
    return {tag: by_code[tag] for tag, _name in settings.LANGUAGES if tag in by_code}


def home_pages(url_paths: Iterable[str] | None = None) -> PageQuerySet:
    """The live public home pages of all sites and languages, or those of them that lie at some paths."""
    roots = {root.root_path for root in Site.get_site_root_paths()} if url_paths is None else url_paths
    return public(Page.objects.order_by().filter(url_path__in=list(roots), alias_of=None))


def openable(pages: PageQuerySet) -> PageQuerySet:
    """Pages that the public can open now: at or below the live home page of their language.

    Without one they have no address, or one that answers that there is nothing.
    """
    locale_homes = home_pages().filter(locale=OuterRef("locale"))
    ancestor_homes = locale_homes.annotate(of=ExpressionWrapper(OuterRef("path"), CharField())).filter(
        of__startswith=F("path")
    )
    return original_versions(pages.filter(Exists(ancestor_homes)))


def public_pages(home_pages: Iterable[Home]) -> PageQuerySet:
    """Pages of these languages that search engines may list: live, public, in their own language."""
    condition = Q(pk__in=[])
    for home in home_pages:
        condition |= home.below()
    return original_versions(Page.objects.filter(condition))


def _home_address(tag: str) -> str:
    with translation.override(tag):
        return reverse("wagtail_serve", args=("",))
