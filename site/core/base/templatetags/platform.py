"""Template tags and filters of the public site."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar
from wagtail.models import Page

from core.base.goal_pages import goal_urls
from core.base.html import character_references
from core.base.models.base_page import Crumb
from core.vocabularies import countries, goals, languages
from core.vocabularies.goal_wheel import SEGMENTS

register = template.Library()
register.filter("native_language_name", languages.native_name)


@register.simple_tag
def foreign(content: Any) -> SafeString:
    """``lang`` and ``dir`` where a thing's words are in another language than the page's, else nothing.

    A thing is a page, a snippet, or a language tag.
    """
    tag = language_of(content)
    if not tag or tag == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', tag, languages.direction(tag))


@register.simple_tag
def own_language(content: Any) -> SafeString:
    """``lang`` and ``dir`` of the page's language, for its own words within those of a thing in another one."""
    if not foreign(content):
        return SafeString("")
    tag = get_language() or "en"
    return format_html(' lang="{}" dir="{}"', tag, languages.direction(tag))


@register.simple_tag
def mail_link(address: str) -> SafeString:
    """A link to write to an address, whose every character is an entity: collectors of addresses don't find it.

    Readers and their assistive software see no difference, and no script is needed.
    """
    references, scheme = character_references(address), character_references("mailto:")
    return SafeString(f'<a class="mail" dir="ltr" href="{scheme}{references}">{references}</a>' if address else "")


@register.simple_tag
def hreflang(content: Any) -> SafeString:
    """``hreflang`` for a link to a page in another language than this one's, else nothing."""
    tag = language_of(content)
    return format_html(' hreflang="{}"', tag) if tag and tag != get_language() else SafeString("")


@register.filter
def language_of(content: Any) -> str:
    """The tag of the language that a page's or snippet's words are in."""
    if isinstance(content, str):
        return content
    if getattr(content, "alias_of_id", None):
        content = content.alias_of
    locale = getattr(content, "locale", None)
    return locale.language_code if locale else ""


@register.filter
def country_name(code: str) -> str:
    """A country's name in the active language."""
    return countries.name(code, get_language() or "en")


@register.filter
def language_name(tag: str) -> str:
    """A language's name in the active language."""
    return languages.name(tag, get_language() or "en")


@register.filter
def direction(tag: str) -> str:
    return languages.direction(tag or "en")


@register.filter
def goal_in_full(goal: goals.Goal) -> str:
    """The goal in full words in the active language; empty where it has no official ones."""
    return goal.full_title() or ""


@register.filter
def open_graph_locale(tag: str) -> str:
    """A language tag as Open Graph writes it: ``pt_BR`` for ``pt-br``."""
    base, _, region = tag.partition("-")
    return f"{base}_{region.upper()}" if region else base


@register.simple_tag
def by_language(pages: Iterable[Page], numbers: Mapping[str, int] | str = "") -> list[tuple[str, list[Page], int]]:
    """Pages in their order, grouped by language, the reader's chain first: a tag, its pages, how many there are in all.

    ``numbers`` has the last by tag; without it the pages are all there are.
    """
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(language_of(page), []).append(page)
    totals: Mapping[str, int] = numbers if isinstance(numbers, Mapping) else {}
    ranks = languages.ranks(get_language() or "")
    tags = sorted({**groups, **totals}, key=lambda tag: ranks[tag])
    return [(tag, groups.get(tag, []), totals.get(tag, len(groups.get(tag, [])))) for tag in tags]


@register.simple_tag(takes_context=True)
def list_url(context: Context, name: str, query: str = "", tag: str = "") -> str:
    """URL of the complete list in a language, with a query string; empty where there is none."""
    lists: Mapping[str, Mapping[str, str]] = context.get("lists") or {}
    url = lists.get(name, {}).get(tag or get_language() or "", "")
    return f"{url}?{query}" if url and query else url


@register.inclusion_tag("components/goal_tile.html", takes_context=True)
def goal_tile(context: Context, number: int, primary: bool = False) -> dict[str, Any]:
    """A goal: number, title and colour, leading to its page where that is live in this language.

    The goals' addresses are asked for once a request, however many tiles there are.
    """
    return _goal_context(goals.goal(int(number)), goal_urls(context.get("request"))) | {"primary": primary}


@register.inclusion_tag("components/goal_wheel.html", takes_context=True)
def goal_wheel(context: Context) -> dict[str, Any]:
    """The 17 goals as a ring and as a list, each leading to its page where that is live in this language."""
    urls = goal_urls(context.get("request"))
    return {"segments": [_goal_context(segment.goal, urls) | {"segment": segment} for segment in SEGMENTS]}


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Crumb]:
    """The live pages above the one shown, the home page first; none for other views."""
    page: Any = context.get("page")
    return page.breadcrumbs(context["request"]) if hasattr(page, "breadcrumbs") else []


@register.simple_tag(takes_context=True)
def user_bar(context: Context) -> str:
    """Wagtail's user bar, for people of the admin; in a preview it also counts words and checks for accessibility.

    Nobody is looked up for a visitor without a session, whose page stays the same byte for byte;
    :class:`core.base.middleware.SessionCacheMiddleware` keeps the other ones out of shared caches.
    """
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    bar: str = wagtailuserbar(context)
    return bar


def _goal_context(goal: goals.Goal, urls: Mapping[int, str]) -> dict[str, Any]:
    """A goal's title, the language of that if it isn't the active one, and its address if it has a page."""
    title, tag = goal.title_and_language()
    return {
        "goal": goal,
        "title": title,
        "lang": "" if tag == get_language() else tag,
        "url": urls.get(goal.number, ""),
    }
