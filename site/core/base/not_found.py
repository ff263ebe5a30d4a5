"""Suggestions on the 404 page: the same page in another language, or one that moved.

Asked only where nothing was found, and twice at most: once by the last parts of the address, which the
database has an index of, and once for what these pages are called in the visitor's language.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from core.base.visibility import HOME, original_versions

#: Pages that are offered at most, and those with a fitting address that are looked at.
OFFERED, LOOKED_AT = 3, 20

#: What a part of a page's address is made of; of anything else no page has one.
SLUG = re.compile(r"[\w-]{1,255}")

#: Characters that are looked for at most.
LONGEST = 100


@dataclass(frozen=True)
class Offer:
    """A page that may be meant. ``tag`` is its language if it isn't the visitor's, else empty."""

    page: Page
    tag: str


def parts_of(request: HttpRequest) -> list[str]:
    """The parts of the address below its language."""
    parts = [part for part in request.path_info.split("/") if part]
    return parts[1:] if translation.get_language_from_path(request.path_info) else parts


def words_of(request: HttpRequest) -> str:
    """The words of the address's last part, to be looked for: ``equal pay`` of ``/en/topics/equal-pay/``."""
    segment = next(reversed(parts_of(request)), "")
    return " ".join(re.findall(r"\w+", re.sub(r"\.\w{1,5}$|_", " ", segment)))[:LONGEST]


def offers(request: HttpRequest, tags: Collection[str]) -> list[Offer]:
    """The public pages that may be meant, the likeliest first, each in the visitor's language if it exists in it.

    Args:
        request: for what was not found.
        tags: the languages with a live home page; below another one nothing can be read.
    """
    parts = [part for part in parts_of(request) if SLUG.fullmatch(part)]
    if not parts or not tags:
        return []
    readable = original_versions(Page.objects.filter(locale__language_code__in=tags, depth__gt=HOME))
    candidates = readable.filter(slug__in=parts[-2:]).select_related("locale").order_by("-depth", "pk")[:LOOKED_AT]
    by_distance = sorted(candidates, key=lambda page: _distance(page, parts))
    keys = list(dict.fromkeys(page.translation_key for page in by_distance))[:OFFERED]
    if not keys:
        return []
    active_code = translation.get_language() or ""
    by_key = {page.translation_key: page for page in reversed(by_distance)}
    localized_pages = readable.filter(translation_key__in=keys, locale__language_code=active_code).select_related(
        "locale"
    )
    by_key |= {page.translation_key: page for page in localized_pages}
    pages = [by_key[key] for key in keys]
    return [
        Offer(page, "" if page.locale.language_code == active_code else page.locale.language_code) for page in pages
    ]


def _distance(page: Page, parts: list[str]) -> tuple[bool, bool, int]:
    """Least for a page with this very address below another language, then for one that only lies elsewhere."""
    segments = page.url_path.strip("/").split("/")[1:]
    return segments != parts, page.slug != parts[-1], abs(len(segments) - len(parts))
