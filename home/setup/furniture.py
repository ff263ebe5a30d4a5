"""A navigation and a footer to begin with."""

from collections.abc import Mapping, Sequence

from wagtail.models import Locale, Page, Site

from home.models import Footer, HomePage, Navigation, NavigationLink, PlatformSettings
from home.setup.kinds import publish
from home.setup.labels import labels, word
from translation.landing import land

#: How the set-up's own are named, and found again.
NAME = "Main"


def ensure(home: HomePage, pages: Mapping[str, Page], targets: Sequence[Locale]) -> None:
    """A navigation to the lists and a footer, in every language, chosen in the settings of a new site."""
    navigation = _navigation(home.locale, pages)
    footer = _footer(home.locale)
    for locale in targets:
        _translate(navigation, footer, locale)
    for site in Site.objects.filter(root_page=home, platformsettings__isnull=True):
        PlatformSettings.objects.create(site=site, navigation=navigation, footer=footer)


def _navigation(source: Locale, pages: Mapping[str, Page]) -> Navigation:
    found = Navigation.objects.filter(name=NAME, locale=source).first()
    if found is not None:
        return found
    made = Navigation(name=NAME, locale=source)
    made.links.set(
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
    publish(made)
    return made


def _footer(source: Locale) -> Footer:
    found = Footer.objects.filter(name=NAME, locale=source).first()
    if found is not None:
        return found
    made = Footer(name=NAME, locale=source, text=_foot(source))
    publish(made)
    return made


def _translate(navigation: Navigation, footer: Footer, locale: Locale) -> None:
    written_in = navigation.locale.language_code
    if not navigation.has_translation(locale):
        texts = {
            word(link["label"], written_in): word(link["label"], locale.language_code)
            for link in labels()["navigation"]
        }
        land(navigation, locale, texts)
    if not footer.has_translation(locale):
        land(footer, locale, {"text": _foot(locale)})


def _foot(locale: Locale) -> str:
    return f"<p>{word(labels()['footer'], locale.language_code)}</p>"
