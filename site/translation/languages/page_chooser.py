"""Page chooser that opens in the language of the edited page."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch, resolve
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

BROWSE, SEARCH = "wagtailadmin_choose_page", "wagtailadmin_choose_page_search"


def start_in_edited_language(pages: Any, request: HttpRequest) -> Any:
    """Its home is offered first, the others by the choice above the list; its pages are found, or else all."""
    view_name = request.resolver_match.url_name if request.resolver_match else ""
    if view_name not in {BROWSE, SEARCH}:
        return pages
    tag = request.GET.get("locale") or edited_language(request)
    if not tag:
        return pages
    if view_name == SEARCH:
        language_pages = pages.filter(locale__in=list(Locale.objects.filter(language_code=tag)))
        return language_pages if language_pages.autocomplete(request.GET.get("q", ""))[:1] else pages
    # as if it had been chosen above the list, which Wagtail looks at next
    chosen = request.GET.copy()
    chosen["locale"] = tag
    request.GET = chosen  # type: ignore[assignment]
    return pages


def edited_language(request: HttpRequest) -> str:
    """The language of the page or snippet on whose form something is chosen; empty where that is not known."""
    address = urlsplit(request.headers.get("referer", ""))
    if address.netloc != request.get_host():
        return ""
    try:
        match = resolve(address.path)
    except Http404:
        return ""
    page = match.kwargs.get("page_id") or match.kwargs.get("parent_page_id")
    if page and match.namespace == "wagtailadmin_pages":
        return _language(Page, str(page))
    return _language_of_snippet(match, address.query)


def _language_of_snippet(match: ResolverMatch, query: str) -> str:
    model = next((each for each in get_snippet_models() if each.snippet_viewset.url_namespace == match.namespace), None)
    if model is None or not issubclass(model, TranslatableMixin):
        return ""
    if "pk" in match.kwargs:
        return _language(model, unquote(str(match.kwargs["pk"])))
    return parse_qs(query).get("locale", [""])[0]


def _language(model: type[TranslatableMixin], key: str) -> str:
    tags = model._default_manager.filter(pk=key).values_list("locale__language_code", flat=True)
    return tags.first() or ""
