"""Views without a page: root, ``robots.txt``, error pages."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    HttpResponseServerError,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.base.accounts import language_of, requesting_user
from core.base.csp import in_admin
from core.base.error_pages import fault, refusal
from core.base.localized_urls import in_language, permanent_redirect
from core.base.not_found import offers, words_of
from core.base.site_languages import live_homes, view_languages
from core.vocabularies.languages import closest


@require_safe
def language_root(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the home page in the language they prefer among those there are.

    The middleware says in ``Vary`` that the answer depends on the visitor.

    Raises:
        Http404: no language has a live home page yet.
    """
    site = Site.find_for_request(request)
    homes = live_homes(site) if site else {}
    if not homes:
        raise Http404("There is no live home page yet.")
    tag = preferred_language(request.headers.get("Accept-Language", ""), list(homes))
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(homes[tag].get_url(request) + (f"?{query}" if query else ""))


def preferred_language(accept_language: str, available: list[str]) -> str:
    """The best of the available languages for an ``Accept-Language`` header.

    Where nothing fits, the default language, or else the first available.
    """
    preferences = parse_accept_lang_header(accept_language.lower())
    matches = (closest(tag, available) for tag, quality in preferences if quality > 0)
    best = next(filter(None, matches), None)
    if best:
        return best
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in available else available[0]


def redirect_localized(request: HttpRequest, name: str) -> HttpResponse:
    """Redirect from an address in English words to that in the language's own.

    Raises:
        Http404: the language has no live home page, so nothing is there either.
    """
    site = Site.find_for_request(request)
    if site is None or (get_language() or "") not in live_homes(site):
        raise Http404("There is nothing in this language yet.")
    return permanent_redirect(request, reverse(name))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by robots, except endless result lists; the sitemap is named."""
    lines = ["User-agent: *", f"Disallow: {reverse('wagtailadmin_home')}"]
    lines += [f"Disallow: /{tag}/{in_language('search/', tag)}" for tag, _name in settings.LANGUAGES]
    site = Site.find_for_request(request)
    root = site.root_url if site else f"{request.scheme}://{request.get_host()}"
    lines += ["", f"Sitemap: {root}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An answer for what does not exist, which offers what does: pages that may be meant, a search, home pages."""
    languages = view_languages(request)
    context = {
        "languages": languages,
        "can_search": any(choice.current for choice in languages.choices),
        "offers": offers(request, [choice.tag for choice in languages.choices]),
        "query": words_of(request),
    }
    return render(request, "errors/404.html", context, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An answer for what can't be taken, in the language of whoever sent it."""
    language = language_of(requesting_user(request)) if in_admin(request) else get_language()
    too_large = isinstance(exception, TooManyFieldsSent | TooManyFilesSent | RequestDataTooBig)
    with override(language or get_language() or settings.LANGUAGE_CODE):
        return HttpResponseBadRequest(refusal(too_large=too_large))


def server_error(request: HttpRequest) -> HttpResponse:
    """An answer that needs no database, no cache and no style sheet."""
    return HttpResponseServerError(fault())
