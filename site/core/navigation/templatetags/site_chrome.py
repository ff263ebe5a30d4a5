"""Template tag for the site chrome: header, footer and notices."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.translation import get_language
from wagtail.models import Page, Site

from core.base.site_languages import active_locale
from core.navigation.site_chrome import get_site_chrome

register = template.Library()


@register.simple_tag(takes_context=True)
def site_chrome(context: Context) -> str:
    """Put what surrounds the page in the context, and ``site_name`` and ``lists``; cached for each language."""
    request = context["request"]
    site = Site.find_for_request(request)
    page: Any = context.get("page")
    is_active_language = isinstance(page, Page) and page.locale_id and page.locale.language_code == get_language()
    chrome = get_site_chrome(page.locale if is_active_language else active_locale(request), site) if site else {}
    links = chrome.get("navigation", {}).get("links", [])
    context["navigation"] = [{**link, "current": _position(link["url"], request.path)} for link in links]
    context["footer"] = chrome.get("footer", {})
    context["notices"] = chrome.get("notices", [])
    context["lists"] = chrome.get("lists", {})
    context["privacy"] = chrome.get("privacy")
    context["site_name"] = (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME
    return ""


def _position(url: str, path: str) -> str:
    """The ``aria-current`` of a link: ``page`` for the page itself, ``true`` for one of those above it."""
    if url == path:
        return "page"
    deep = url.count("/") > 2  # /es/ is above every page and would always be marked
    return "true" if deep and url.startswith("/") and path.startswith(url) else ""
