"""``llms.txt`` (llmstxt.org): index of the site for language models.

One file names the languages; one a language names its pages' Markdown twins, by type, up to a number.
"""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from core.base.page_types import listing_types
from core.base.rich_text import one_line
from core.base.visibility import Home, homes, public_pages, site_of
from core.vocabularies import languages

#: Links of one section, the newest first; what is beyond is in the sitemap.
LONGEST_SECTION = 200

#: Seconds for which a copy may be kept.
CACHE_SECONDS = 600


@require_safe
@cache_control(public=True, max_age=CACHE_SECONDS)
def index(request: HttpRequest) -> HttpResponse:
    """The platform and its languages. Two queries."""
    site = site_of(request)
    home_pages = homes(site)
    tag = next(iter(home_pages), "en")
    with translation.override(tag):
        addresses = {code: site.root_url + reverse("llms_section", args=[code]) for code in home_pages}
        links = [f"- [{languages.native_name(code)}]({address})" for code, address in addresses.items()]
        optional = [
            f"- [API]({site.root_url}{reverse('api_root')}): {gettext('the same as data, in JSON')}",
            f"- [Sitemap]({site.root_url}{reverse('sitemap')}): {gettext('every page, in every language')}",
        ]
        parts = [*_beginning(site, home_pages.get(tag)), _section(gettext("Languages"), links)]
        # The form's own word, whatever the language: what may be left out.
        return _answer([*parts, _section("Optional", optional)])


@require_safe
@cache_control(public=True, max_age=CACHE_SECONDS)
def section(request: HttpRequest, tag: str) -> HttpResponse:
    """The pages of a language by type. A query a type that can be listed, one for the rest, two for the home.

    Raises:
        Http404: the language has no live home page.
    """
    site = site_of(request)
    home = homes(site).get(tag)
    if home is None:
        raise Http404("There is nothing in this language.")
    with translation.override(tag):
        querysets = [(page_type.label, page_type.get_queryset()) for page_type in listing_types().values()]
        parts = [
            _section(str(label), _links(queryset.filter(pk__in=public_pages([home]).values("pk")), home))
            for label, queryset in querysets
        ]
        other_pages = (
            public_pages([home]).not_exact_type(*(queryset.model for _label, queryset in querysets)).order_by("path")
        )
        parts.insert(0, _section(capfirst(gettext("pages")), _links(other_pages, home)))
        return _answer([*_beginning(site, home), *parts])


def _beginning(site: Site, home: Home | None) -> list[str]:
    """The name, and what the home page says of the platform."""
    page = Page.objects.filter(path=home.path).first() if home else None
    description = one_line(page.search_description) if page else ""
    return [
        f"# {site.site_name or (page.title if page else site.hostname)}",
        *([f"> {description}"] if description else []),
    ]


def _links(pages: PageQuerySet, home: Home) -> list[str]:
    """A line a page: its title, the address of its twin, and what it offers."""
    return [
        f"- [{_escape(page.title)}]({home.address_of(page.url_path)}index.md)"
        + (f": {description}" if description else "")
        for page in pages[:LONGEST_SECTION]
        for description in [one_line(page.search_description or getattr(page, "summary", ""))]
    ]


def _escape(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _section(title: str, links: Iterable[str]) -> str:
    lines = "\n".join(links)
    return f"## {title}\n\n{lines}" if lines else ""


def _answer(parts: list[str]) -> HttpResponse:
    text = "\n\n".join(part for part in parts if part) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
