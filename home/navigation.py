"""Navigation, footer and notices of a language, for the site chrome."""

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import expand_db_html

from core.base.localized import for_reader
from core.navigation.site_chrome import FooterEntry, Link, NoticeEntry, SiteChrome
from home.models import ContentPage, Footer, Notice, PlatformSettings
from home.models.navigation import AbstractLink
from home.statements import key_of


def provide(locale: Locale, site: Site) -> SiteChrome:
    """Navigation, footer and notices of a site in one language, in about ten queries whatever its size."""
    site_settings = PlatformSettings.objects.select_related("navigation", "footer").filter(site=site).first()
    context: SiteChrome = {"notices": _notices(locale), **_privacy(locale)}
    if site_settings is None:
        return context
    navigation = next(iter(for_reader([site_settings.navigation], locale)), None)
    footer = next(iter(for_reader([site_settings.footer], locale)), None)
    menu, foot = (list(snippet.links.select_related("page")) if snippet else [] for snippet in (navigation, footer))
    pages = {page.translation_key: page for page in for_reader((link.page for link in [*menu, *foot]), locale)}
    if navigation:
        context["navigation"] = {"links": _links(menu, pages, navigation.locale, locale)}
    if footer:
        context["footer"] = _footer(footer, _links(foot, pages, footer.locale, locale), locale)
    return context


def _privacy(locale: Locale) -> SiteChrome:
    """The way to the page that the platform was set up with; in another language only where it isn't in this one."""
    for page in for_reader(ContentPage.objects.filter(translation_key=key_of("privacy"), alias_of=None)[:1], locale):
        if page.url:
            link: Link = {"label": page.title, "url": page.url}
            if page.locale_id != locale.pk:
                link["lang"] = link["hreflang"] = page.locale.language_code
            return {"privacy": link}
    return {}


def _footer(footer: Footer, links: list[Link], locale: Locale) -> FooterEntry:
    entry: FooterEntry = {"text": expand_db_html(footer.text), "links": links}
    if footer.locale_id != locale.pk:
        entry["lang"] = footer.locale.language_code
    return entry


def _links(links: Iterable[AbstractLink], pages: Mapping[object, Page], source: Locale, locale: Locale) -> list[Link]:
    """The links that lead somewhere the public can go; pages in the reader's language where they exist."""
    entries: list[Link] = []
    for link in links:
        page = pages.get(link.page.translation_key) if link.page else None
        url = (page.url if page else None) or link.address
        if not url:
            continue
        entry: Link = {"label": link.label, "url": url}
        if source.pk != locale.pk:
            entry["lang"] = source.language_code
        if page and page.locale_id != locale.pk:
            entry["hreflang"] = page.locale.language_code
        entries.append(entry)
    return entries


def _notices(locale: Locale) -> list[NoticeEntry]:
    """The notices of now and of later, newest first; those that only exist in another language are marked."""
    notices = Notice.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()), live=True)
    return [_notice(notice, locale) for notice in for_reader(notices.order_by("-first_published_at", "pk"), locale)]


def _notice(notice: Notice, locale: Locale) -> NoticeEntry:
    entry: NoticeEntry = {
        "text": expand_db_html(notice.text),
        "level": notice.level,
        "starts_at": notice.starts_at,
        "ends_at": notice.ends_at,
    }
    if notice.locale_id != locale.pk:
        entry["lang"] = notice.locale.language_code
    return entry
