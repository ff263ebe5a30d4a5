"""The search page: one language, what the public may read, over Wagtail's own backend."""

import re

from django.conf import settings
from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page, Site

from core.seo import PageLanguages, live_homes, view_languages

PAGE_SIZE = 10
#: Characters of a query that are read. Nobody types more, and the backend need not parse it.
LONGEST_QUERY = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages in the address's language that hold all the words of ``q``, best first.

    Raises:
        Http404: the language has no live home page, so nothing can be found in it.
    """
    query = asked(request)
    languages = _languages(request, query)
    if not any(choice.current for choice in languages.choices):
        raise Http404("There is nothing in this language yet.")
    leaf = find(query, Locale.get_active(), request.GET.get("page"))
    context = {"query": query, "results": leaf, "languages": languages, "noindex": True}
    return render(request, "search/results.html", context)


@require_safe
@cache_control(public=True, max_age=3600)
def opensearch(request: HttpRequest) -> HttpResponse:
    """The search of a language as browsers take it into their own; a description after OpenSearch 1.1.

    Raises:
        Http404: the language has no live home page.
    """
    site = Site.find_for_request(request)
    tag = get_language() or ""
    if site is None or tag not in live_homes(site):
        raise Http404("There is nothing in this language yet.")
    name = site.site_name or settings.WAGTAIL_SITE_NAME
    context = {"name": name, "root": site.root_url, "tag": tag}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", context, content_type=kind)


def asked(request: HttpRequest) -> str:
    """What the visitor looks for: one line of at most ``LONGEST_QUERY`` printable characters."""
    printable = "".join(each if each.isprintable() else " " for each in request.GET.get("q", "")[:LONGEST_QUERY])
    return " ".join(printable.split())


def find(query: str, locale: Locale, number: str | None) -> Leaf | None:
    """One leaf of the results, ``None`` where the query holds no word. A wrong number gives the nearest leaf.

    Aliases are left out: their words are another language's.
    """
    words = re.sub(r"[^\w\s'.-]|_", " ", query)
    if not re.search(r"\w", words):
        return None
    aliases = Page.objects.filter(locale=locale).exclude(alias_of=None)
    pages = Page.objects.live().public().filter(locale=locale).exclude(pk__in=aliases.values("pk"))
    return Paginator(pages.specific().search(words.strip()), PAGE_SIZE).get_page(number)


def _languages(request: HttpRequest, query: str) -> PageLanguages:
    """The switcher asks the same question in another language."""
    urls = {}
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            urls[tag] = reverse("search") + (f"?{urlencode({'q': query})}" if query else "")
    return view_languages(request, urls)
