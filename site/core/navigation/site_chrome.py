"""Site chrome of every page: navigation, footer, notices. One cache entry a site and language.

Apps say what there is through providers, which ``AppConfig.ready`` registers; this module knows none
of their models. An entry is dropped when a page or one of the providers' models is published,
unpublished, moved or deleted, and ages out on its own for processes that share no cache.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any, TypedDict

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move, unpublished

from core.base.after_publish import PublishedChange

#: Seconds after which an entry is made anew, should no signal have reached this process.
LIFETIME = 60


class Link(TypedDict, total=False):
    """A link of the navigation or the footer.

    ``lang`` is set where the label is in another language, ``hreflang`` where what it leads to is.
    """

    label: str
    url: str
    lang: str
    hreflang: str


class NavigationEntry(TypedDict, total=False):
    """The site's own menu."""

    links: list[Link]


class FooterEntry(TypedDict, total=False):
    """The foot of every page. ``text`` is rendered rich text; ``lang`` marks another language."""

    text: str
    links: list[Link]
    lang: str


class NoticeEntry(TypedDict, total=False):
    """A notice. ``level`` is ``info``, ``warning`` or ``urgent``; ``text`` is plain or rendered rich text.

    ``starts_at`` and ``ends_at`` are aware datetimes or ``None``: cached notices come and go on time.
    """

    text: str
    level: str
    lang: str
    starts_at: datetime | None
    ends_at: datetime | None


class SiteChrome(TypedDict, total=False):
    """Data of the site chrome, as providers return it; every key may be missing.

    ``lists`` has the address of each list that other pages lead to, by its name and a language's tag;
    ``privacy`` leads to what the platform says of what it keeps of people.
    """

    navigation: NavigationEntry
    footer: FooterEntry
    notices: list[NoticeEntry]
    lists: dict[str, dict[str, str]]
    privacy: Link


Provider = Callable[[Locale, Site], SiteChrome]

_providers: list[Provider] = []
_models: list[type[Model]] = []
_bulk_mode: ContextVar[bool] = ContextVar("site_chrome_bulk_mode", default=False)


def register(provider: Provider, models: Iterable[type[Model]] = ()) -> None:
    """Let a provider furnish pages; saving, publishing or deleting one of its ``models`` drops the cache."""
    if provider not in _providers:
        _providers.append(provider)
    watch_pages(_drop, "site_chrome")
    for model in models:
        _models.append(model)
        for signal in (post_save, post_delete, unpublished):
            signal.connect(_drop, sender=model, dispatch_uid="site_chrome")


def get_site_chrome(locale: Locale, site: Site) -> SiteChrome:
    """Navigation, footer and the notices of this moment, in one language."""
    chrome: SiteChrome | None = cache.get(_key(site.pk, locale.language_code))
    if chrome is None:
        chrome = _make(locale, site)
        cache.set(_key(site.pk, locale.language_code), chrome, LIFETIME)
    now = timezone.now()
    return {**chrome, "notices": [notice for notice in chrome.get("notices", []) if _is_current(notice, now)]}


def drop() -> None:
    """Forget everything held, at once and again when the transaction ends: others may read the old rows meanwhile."""
    sites = Site.objects.order_by().values_list("pk", flat=True)
    keys = [_key(site, language) for site in sites for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    cache.delete_many(keys)
    transaction.on_commit(partial(cache.delete_many, keys))


@contextmanager
def defer_cache_clear() -> Iterator[None]:
    """Drop what is held once when the context ends, instead of at each of many changes inside."""
    token = _bulk_mode.set(True)
    try:
        yield
    finally:
        _bulk_mode.reset(token)
        drop()


def watch_pages(receiver: Callable[..., None], name: str) -> None:
    """Call a receiver at what changes which pages the public sees. Publishing has steps of its own."""
    for signal in (page_unpublished, page_slug_changed, post_page_move):
        signal.connect(receiver, dispatch_uid=name)
    for sender in (Page, PageViewRestriction, Site, Locale):
        post_delete.connect(receiver, sender=sender, dispatch_uid=name)
    for sender in (PageViewRestriction, Site, Locale):
        post_save.connect(receiver, sender=sender, dispatch_uid=name)


def _make(locale: Locale, site: Site) -> SiteChrome:
    chrome: SiteChrome = {}
    for provider in _providers:
        chrome.update(provider(locale, site))
    if not chrome.get("navigation", {}).get("links"):
        chrome["navigation"] = {"links": _menu_of_the_tree(locale, site)}
    return chrome


def _menu_of_the_tree(locale: Locale, site: Site) -> list[Link]:
    """Default navigation: the pages below the home page that belong in menus."""
    home = site.root_page.get_translation_or_none(locale)
    if home is None or not home.live:
        return []
    return [{"label": page.title, "url": page.url} for page in home.get_children().live().public().in_menu()]


def _is_current(notice: NoticeEntry, now: datetime) -> bool:
    starts, ends = notice.get("starts_at"), notice.get("ends_at")
    return (starts is None or starts <= now) and (ends is None or now < ends)


def _drop(**kwargs: Any) -> None:
    if not _bulk_mode.get():
        drop()


def drop_after_publish(change: PublishedChange) -> None:
    """Forget what is held if something was published that shows in it: any page, or what a provider reads."""
    if any(isinstance(each.instance, (Page, *_models)) for each in change.published):
        _drop()


def _key(site: int, language: str) -> str:
    return f"site_chrome:{site}:{language}"
