"""Set-up: initial navigation and footer."""

from collections.abc import Mapping, Sequence

from wagtail.models import Locale, Page, Site

from home.models import Footer, FooterLink, HomePage, Navigation, NavigationLink, PlatformSettings
from home.setup.kinds import publish
from home.setup.labels import labels, word
from home.setup.pages import title
from translation.exchange.new_translation import land

#: How the set-up's own are named, and found again.
NAME = "Main"


def ensure(
    home: HomePage, pages: Mapping[str, Page], statements: Mapping[str, Page], targets: Sequence[Locale]
) -> None:
    """A navigation to the lists and a footer with the statements, in every language, chosen by a new site."""
    navigation = _navigation(home.locale, pages)
    footer = _footer(home.locale, statements)
    for locale in targets:
        _translate(navigation, footer, statements, locale)
    for site in Site.objects.filter(root_page=home, platformsettings__isnull=True):
        PlatformSettings.objects.create(site=site, navigation=navigation, footer=footer)


def _navigation(source: Locale, pages: Mapping[str, Page]) -> Navigation:
    existing = Navigation.objects.filter(name=NAME, locale=source).first()
    if existing is not None:
        return existing
    navigation = Navigation(name=NAME, locale=source)
    navigation.links.set(
        [
            NavigationLink(
                label=word(link["label"], source.language_code),
                page=pages[link["page"]],
                locale=source,
                sort_order=order,
            )
            for order, link in enumerate(labels()["navigation"])
        ]
    )
    publish(navigation)
    return navigation


def _footer(source: Locale, statements: Mapping[str, Page]) -> Footer:
    existing = Footer.objects.filter(name=NAME, locale=source).first()
    if existing is not None:
        return existing
    footer = Footer(name=NAME, locale=source, text=_foot(source))
    footer.links.set(
        [
            FooterLink(label=title(key, source), page=page, locale=source, sort_order=order)
            for order, (key, page) in enumerate(statements.items())
        ]
    )
    publish(footer)
    return footer


def _translate(navigation: Navigation, footer: Footer, statements: Mapping[str, Page], locale: Locale) -> None:
    source_tag = navigation.locale.language_code
    if not navigation.has_translation(locale):
        texts = {
            word(link["label"], source_tag): word(link["label"], locale.language_code)
            for link in labels()["navigation"]
        }
        land(navigation, locale, texts)
    if not footer.has_translation(locale):
        titles = {title(key, footer.locale): title(key, locale) for key in statements}
        land(footer, locale, titles | {"text": _foot(locale)})


def _foot(locale: Locale) -> str:
    return f"<p>{word(labels()['footer'], locale.language_code)}</p>"
