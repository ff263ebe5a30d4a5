"""The languages of a site: those with a live home page, and what the language switcher leads to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from core.vocabularies import languages


@dataclass(frozen=True)
class Choice:
    """One language of the switcher.

    ``url`` leads to the same thing in that language, and is empty where it does not exist there;
    ``home_url`` leads to that language's home page.
    """

    tag: str
    url: str
    home_url: str
    current: bool = False

    @property
    def name(self) -> str:
        return languages.native_name(self.tag)

    @property
    def direction(self) -> str:
        return languages.direction(self.tag)


@dataclass(frozen=True)
class Alternate:
    """An address for ``hreflang``: a language tag or ``x-default``, and a whole address."""

    hreflang: str
    url: str


@dataclass(frozen=True)
class PageLanguages:
    """The languages of a page as one visitor sees them.

    ``choices`` holds only languages with a live home page. ``original`` is the language the thing was
    written in, ``None`` where that is the one being read or cannot be read by the public. ``card`` is the
    whole address of the picture drawn for sharing the page, empty where there is none (yet).
    ``content_language`` is the language of the words on the page, on an alias often another than the address's.
    """

    choices: list[Choice] = field(default_factory=list)
    original: Choice | None = None
    alternates: list[Alternate] = field(default_factory=list)
    canonical: str = ""
    content_language: str = ""
    in_another_language: bool = False
    indexable: bool = False
    card: str = ""

    @property
    def home_url(self) -> str:
        """The home page in the language being read, the root address where it has none."""
        return next((choice.home_url for choice in self.choices if choice.current), "/")


def live_homes(site: Site) -> dict[str, Page]:
    """The site's live home pages by language, in the order in which languages are configured. One query."""
    homes = Page.objects.filter(translation_key=site.root_page.translation_key).live().select_related("locale")
    return by_language(homes)


def _homes(request: HttpRequest) -> dict[str, Page]:
    """The live home pages of a request's site. One query; asked again for the same request, none."""
    pages: dict[str, Page] | None = request.__dict__.get("_live_homes")
    if pages is None:
        site = Site.find_for_request(request)
        pages = request.__dict__["_live_homes"] = live_homes(site) if site else {}
    return pages


def active_locale(request: HttpRequest) -> Locale:
    """The active language's locale: its home page's, which the language switcher needs as well."""
    home = _homes(request).get(get_language() or "")
    return home.locale if home else Locale.get_active()


def view_languages(request: HttpRequest, urls: dict[str, str] | None = None) -> PageLanguages:
    """The languages of what is no page: a search, an error. ``urls`` say where each language leads.

    Without an address of its own a language leads to its home page.
    """
    current = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    choices = []
    for tag, home in _homes(request).items():
        home_url = home.get_url(request)
        choices.append(Choice(tag, (urls or {}).get(tag, home_url), home_url, tag == current))
    return PageLanguages(choices=choices, content_language=current)


def by_language(rows: Iterable[Page]) -> dict[str, Page]:
    """Pages by tag, in the order of ``LANGUAGES``; what is not configured is left out."""
    by_code = {row.locale.language_code: row for row in rows}
    return {tag: by_code[tag] for tag, _name in settings.LANGUAGES if tag in by_code}
