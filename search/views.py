"""Views of the search: page, feed, suggestions, OpenSearch description."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site

from core.base.site_languages import PageLanguages, active_locale, live_homes, view_languages
from search import log
from search.autocomplete import suggest
from search.engine import SearchResults
from search.feed import feed
from search.params import SearchParams, parse_params
from search.query_parser import clean_query
from search.results import hits


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages in the address's language that answer ``q``, best first, narrowed by facets.

    Raises:
        Http404: the language has no live home page, so nothing can be found in it.
    """
    search_params = parse_params(active_locale(request), request.GET)
    languages = _languages(request, search_params)
    _must_be_live(languages)
    results = SearchResults(search_params)
    results_page = results.results_page
    if request.method == "GET":  # who asks for the head alone reads no results
        log.record_search(results)
    page_hits = hits(list(results_page), results.interpretation.expression, results_page.start_index())
    promoted = [replace(hit, place=0) for hit in hits(results.promotions, results.interpretation.expression, 0)]
    context = {
        "query": search_params.words,
        "results": results,
        "results_page": results_page,
        "facets": results.facets if search_params.words else [],
        "in_other_languages": results.matches_in_other_languages,
        "hits": [hit for hit in page_hits if hit.entry.pk not in {each.entry.pk for each in promoted}],
        "promoted": promoted,
        "languages": languages,
        "feed_url": f"{reverse('search_feed')}?{search_params.filters}",
        "noindex": True,
    }
    return render(request, "search/results.html", context)


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """The same results as a feed, what was published last first.

    Raises:
        Http404: the language has no live home page, or nothing is asked for.
    """
    search_params = parse_params(active_locale(request), request.GET)
    _must_be_live(_languages(request, search_params))
    results = SearchResults(search_params)
    if results.interpreter.is_empty:
        raise Http404("Nothing is asked for.")
    return feed(results, request)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Pages to go to for what has been typed so far.

    Raises:
        Http404: the language has no live home page.
    """
    site = Site.find_for_request(request)
    if site is None or (get_language() or "") not in live_homes(site):
        raise Http404("There is nothing in this language yet.")
    entries = [
        {"title": each.title, "url": each.url, "kind": str(each.kind)}
        for each in suggest(clean_query(request.GET.get("q", "")), active_locale(request))
    ]
    return JsonResponse({"suggestions": entries})


@csrf_exempt  # it says nothing about whoever sends it, and only counts
@require_POST
def record_click(request: HttpRequest) -> HttpResponse:
    """A result was followed: counted for the question, with its position."""
    log.count_click(request.POST.get("q", ""), get_language() or "", request.POST.get("place", ""))
    return HttpResponse(status=204)


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
    # Said here: messages are collected from Python and HTML, not from XML.
    description = gettext("Search the pages of %(name)s in this language") % {"name": name}
    context = {"name": name, "description": description, "root": site.root_url, "tag": tag}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", context, content_type=kind)


def _must_be_live(languages: PageLanguages) -> None:
    if not any(choice.current for choice in languages.choices):
        raise Http404("There is nothing in this language yet.")


def _languages(request: HttpRequest, search_params: SearchParams) -> PageLanguages:
    """The switcher asks the same question in another language."""
    urls = {}
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            urls[tag] = reverse("search") + (f"?{search_params.query}" if search_params.words else "")
    return view_languages(request, urls)
