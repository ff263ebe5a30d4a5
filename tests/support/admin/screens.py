"""Keys of the admin's screens: URLs that show the same screen have the same key."""

from functools import cache
from urllib.parse import parse_qsl, urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.models import Page

#: Parameters whose values make different screens of one list.
TELLING = frozenset({"ordering", "export"})
#: Views of a page whose form depends on the page's type.
BY_TYPE = frozenset({"wagtailadmin_pages:edit", "wagtailadmin_explore", "wagtailadmin_pages:add_subpage"})
#: Views whose form depends on the model in their address.
BY_MODEL = frozenset({"wagtailadmin_pages:add", "wagtailsettings:edit", "wagtail_bulk_action"})

Key = tuple[str, str, frozenset[tuple[str, str]]]


@cache
def match(path: str) -> ResolverMatch | None:
    """The resolved view of a path; None if there is none."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return None if found.url_name is None and found.route.startswith("admin/^") else found


def name(address: str) -> str:
    """The name of a URL's view, or its route."""
    found = match(urlsplit(address).path)
    return (found.view_name if found.url_name else found.route) if found else "nowhere"


def key(address: str) -> Key:
    """A key that all URLs of one screen share.

    A list in another order, or as a file, is a screen of its own; other values of parameters do not count.
    """
    query = [pair for pair in parse_qsl(urlsplit(address).query, keep_blank_values=True) if pair[0] != "next"]
    telling = frozenset(pair for pair in query if pair[0] in TELLING)
    kind = "" if query else _kind(match(urlsplit(address).path))
    return name(address), kind, telling or frozenset((each, "") for each, _value in query)


def _kind(found: ResolverMatch | None) -> str:
    """The page type, whether it is a translation, and what is added, for views that differ by these."""
    if found is None:
        return ""
    if found.view_name in BY_TYPE:
        return _type_of_page(int(found.kwargs.get("page_id") or found.kwargs.get("parent_page_id") or found.args[0]))
    if found.view_name not in BY_MODEL:
        return ""
    return "/".join(value for value in found.kwargs.values() if isinstance(value, str) and not value.isdigit())


@cache
def _type_of_page(number: int) -> str:
    page = Page.objects.filter(pk=number).select_related("locale", "content_type").first()
    if page is None:
        return "none"
    first = Page.objects.filter(translation_key=page.translation_key).order_by("pk").first()
    return f"{page.content_type.model} {'source' if first == page else 'translation'}"
