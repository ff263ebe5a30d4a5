"""Languages of a page: language switcher, ``hreflang``, canonical URL.

All three, and the picture for sharing, come from the same single query, so they cannot contradict each other.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail_localize.models import TranslationSource

from core.base.localized_urls import in_language
from core.base.site_languages import Alternate, Choice, PageLanguages, by_language
from core.base.visibility import is_private
from core.seo.models import SocialImage


def source_language() -> Subquery:
    """The tag of the language a page is translated from, null where it was never sent to translation."""
    sources = TranslationSource.objects.filter(object_id=OuterRef("translation_key")).order_by("created_at", "pk")
    return Subquery(sources.values("locale__language_code")[:1])


def page_languages(page: Page, request: HttpRequest) -> PageLanguages:
    """The languages of a page. One query; asked again for the same page and request, none."""
    languages_by_page: dict[Any, PageLanguages] = request.__dict__.setdefault("_page_languages", {})
    key = (page.pk, page.translation_key, page.locale_id)
    if key not in languages_by_page:
        languages_by_page[key] = _page_languages(page, request)
    return languages_by_page[key]


def subpage_languages(languages: PageLanguages, path: str, query: str = "") -> PageLanguages:
    """The languages of what a page offers at its address followed by ``path``, in the words of each language.

    Args:
        languages: the page's.
        path: in English words; see :mod:`core.base.localized_urls`.
        query: what follows the path, the same in each language.
    """
    tags = {
        alternate.url: alternate.hreflang
        for alternate in reversed(languages.alternates)
        if alternate.hreflang != "x-default"
    }
    alternates = [
        replace(alternate, url=f"{alternate.url}{in_language(path, tags[alternate.url])}{query}")
        for alternate in languages.alternates
    ]
    canonical = next(
        (alternate.url for alternate in alternates if alternate.hreflang == tags.get(languages.canonical)), ""
    )
    return replace(with_switcher_urls(languages, path, query), alternates=alternates, canonical=canonical)


def with_switcher_urls(languages: PageLanguages, path: str = "", query: str = "") -> PageLanguages:
    """The languages of a page whose switcher leads to its address followed by ``path`` and ``query``."""

    def moved(choice: Choice) -> Choice:
        return replace(choice, url=choice.url and f"{choice.url}{in_language(path, choice.tag)}{query}")

    return replace(
        languages,
        choices=[moved(choice) for choice in languages.choices],
        original=languages.original and moved(languages.original),
    )


def _page_languages(page: Page, request: HttpRequest) -> PageLanguages:
    site = Site.find_for_request(request)
    root_key = site.root_page.translation_key if site else page.translation_key
    rows = list(_versions(page, root_key))
    homes = by_language(row for row in rows if row.translation_key == root_key)
    real = {
        tag: row
        for tag, row in by_language(row for row in rows if row.translation_key == page.translation_key).items()
        if not row.private and _is_original_version(row) and tag in homes
    }
    tag = page.locale.language_code
    content_language = _content_language(page, rows, request)
    versions = {language: row.pk for language, row in real.items()}
    original_code = original(
        versions, next((row.source_tag for row in rows if row.translation_key == page.translation_key), None)
    )
    choices = [
        Choice(language, real[language].get_url(request) if language in real else "", home.get_url(request))
        if language != tag
        else Choice(tag, page.get_url(request) or "", home.get_url(request), current=True)
        for language, home in homes.items()
    ]
    indexable = tag in real and real[tag].pk == page.pk
    return PageLanguages(
        choices=choices,
        original=next((choice for choice in choices if choice.tag == original_code and choice.tag != tag), None),
        alternates=_alternates(real, original_code, request) if indexable else [],
        canonical=page.get_full_url(request) or "" if indexable else "",
        content_language=content_language,
        in_another_language=content_language != tag,
        indexable=indexable,
        card=_card(real[tag].card, site) if indexable and site else "",
    )


def _is_original_version(row: Any) -> bool:
    """Whether a live version is no repetition of another one, as an alias is.

    Nor is a home page that was sent to the translators as an alias, until its translation is published: it stays live
    meanwhile, as all of its language hangs on it, but the revision that is live is another page's.
    """
    return not row.alias_of_id and row.live_object in {None, str(row.pk)}


def _content_language(page: Page, rows: list[Any], request: HttpRequest) -> str:
    """The language of the words that are shown."""
    if page.alias_of_id:
        return str(page.alias_of.locale.language_code)
    row = next((row for row in rows if row.pk == page.pk), None)
    if row is None or _is_original_version(row) or getattr(request, "is_preview", False):
        return str(page.locale.language_code)
    return str(row.source_tag or page.locale.language_code)


def below(languages: PageLanguages, path: str, query: str = "") -> PageLanguages:
    """As :func:`subpage_languages`, for pages that search engines leave out."""
    return replace(subpage_languages(languages, path, query), alternates=[], canonical="", indexable=False)


def _card(name: str | None, site: Site) -> str:
    """The whole address of a card by its name in storage."""
    return urljoin(site.root_url, SocialImage._meta.get_field("file").storage.url(name)) if name else ""


def _versions(page: Page, root_key: Any) -> QuerySet[Page]:
    """The live versions of a page and of the home page, in all languages, each with the name of its card."""
    cards = SocialImage.objects.filter(page=OuterRef("pk")).values("file")
    return (
        Page.objects.filter(translation_key__in={page.translation_key, root_key})
        .live()
        .annotate(private=is_private(), source_tag=source_language(), card=Subquery(cards))
        .annotate(live_object=F("live_revision__object_id"))
        .select_related("locale")
        .order_by("pk")
    )


def original(versions: dict[str, int], source_tag: str | None) -> str | None:
    """The language a page is taken to be written in, among those it can be read in.

    The one it was sent to translation from, else the default language, else that of the oldest page.
    ``versions`` maps language tags to primary keys.
    """
    for tag in (source_tag, settings.LANGUAGE_CODE):
        if tag in versions:
            return tag
    return min(versions, key=lambda tag: versions[tag], default=None)


def _alternates(real: dict[str, Page], original_code: str | None, request: HttpRequest) -> list[Alternate]:
    alternates = [Alternate(tag, page.get_full_url(request)) for tag, page in real.items()]
    default = [Alternate("x-default", alternate.url) for alternate in alternates if alternate.hreflang == original_code]
    return alternates + default
