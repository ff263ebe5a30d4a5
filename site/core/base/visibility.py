"""Public languages and pages of a site, for the sitemap, the API and llms.txt."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, PageViewRestriction, Revision, Site
from wagtail.query import PageQuerySet

#: How deep in Wagtail's tree the home pages are.
HOME = 2


def is_private() -> Exists:
    """Whether a page or one above it is restricted, as an expression: for queries that must stay one."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    # By a subquery instead of a join, which SQLite, once it has statistics, starts from the pages' side.
    restricted_path = Subquery(Page.objects.filter(pk=OuterRef("page_id")).values("path")[:1])
    restrictions = PageViewRestriction.objects.alias(path_shown=path, path_restricted=restricted_path)
    return Exists(restrictions.filter(path_shown__startswith=F("path_restricted")))


def visible(model: type[Model]) -> QuerySet[Any]:
    """Public instances of a model: live, and for pages neither private nor below a private one.

    A model whose rows have more conditions has a manager with ``visible()``.
    """
    rows: Any = model._default_manager.select_related("locale")
    if issubclass(model, Page):
        return public(rows)
    if hasattr(rows, "visible"):
        return rows.visible()
    return rows.filter(live=True) if hasattr(model, "live") else rows


def public(pages: PageQuerySet) -> PageQuerySet:
    """The live ones that are neither private nor below a private one, without asking for these first."""
    return pages.live().alias(private=is_private()).filter(private=False)


def original_versions(pages: PageQuerySet) -> PageQuerySet:
    """Public versions in their own language.

    An alias is no version: its words are another page's. So are those of a home page that was sent to the
    translators as an alias, until its translation is published: it stays live, as its language hangs on it.
    """
    other_object = ~Q(object_id=Cast(OuterRef("pk"), CharField()))
    other_live_revision = Exists(Revision.objects.filter(other_object, pk=OuterRef("live_revision")))
    return public(pages).filter(alias_of=None).exclude(Q(other_live_revision, depth=HOME))


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
