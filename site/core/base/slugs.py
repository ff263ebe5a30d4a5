"""Slugs: transliterated, unique among siblings, never a reserved word.

Below a language, and below pages with parts of their own, some addresses are the platform's: ``/es/buscar/``,
``/en/groups/organigram/``. A page with such a slug could never be opened. Which they are is asked of the URL
configuration and of the page types' routes, in the language of the page.
"""

from collections.abc import Iterator
from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.coreutils import find_available_slug
from wagtail.models import Page


def as_slug(text: str) -> str:
    """A text as a part of an address; letters of other scripts are transliterated unless they are allowed."""
    if settings.WAGTAIL_ALLOW_UNICODE_SLUGS:
        return slugify(text, allow_unicode=True)
    return slugify(anyascii(text))


def is_reserved(slug: str, parent: Page) -> bool:
    """Whether a page with this slug below ``parent`` could never be opened, since its address leads elsewhere."""
    if not slug or parent.is_root():
        return False
    with translation.override(parent.locale.language_code):
        return _is_a_view(slug, parent) or _is_a_route(slug, parent.specific_class)


def _is_a_view(slug: str, parent: Page) -> bool:
    """Whether another view than Wagtail's stands at the address."""
    parent_segments = parent.url_path.strip("/").split("/")[1:]  # without the home page's own slug
    address = reverse("wagtail_serve", args=("",)) + "".join(f"{part}/" for part in [*parent_segments, slug])
    try:
        return resolve(address).url_name != "wagtail_serve"
    except Resolver404:
        return False


def _is_a_route(slug: str, parent_type: type[Page] | None) -> bool:
    """Whether pages of a type have something of their own there."""
    if parent_type is None or not issubclass(parent_type, RoutablePageMixin):
        return False
    try:
        parent_type().resolve_subpage(f"/{slug}/")
    except Resolver404:
        return False
    return True


def validate_slug(slug: str, parent: Page | None) -> None:
    """Refuse a slug with which a page could not be opened.

    Raises:
        ValidationError: at ``slug``.
    """
    if parent is not None and is_reserved(slug, parent):
        message = _("The platform itself uses “%(slug)s” here. Choose a different address.") % {"slug": slug}
        raise ValidationError({"slug": ValidationError(message, code="reserved")})


def available_slug(parent: Page, slug: str, ignore_page_id: int | None = None) -> str:
    """A slug that no page below ``parent`` has, with which a page can be opened: with a number where it needs one."""
    candidate, number = slug, 0
    while is_reserved(candidate, parent):
        number += 1
        candidate = f"{slug}-{number}"
    available: str = find_available_slug(parent, candidate, ignore_page_id=ignore_page_id)
    return available


def slug_from_title(title: str, parent: Page) -> str:
    """A slug for a new page that was given none, where Wagtail would find none or one that leads elsewhere."""
    slug = as_slug(title)
    is_wagtails = slug == slugify(title) and not is_reserved(slug, parent)
    return "" if is_wagtails or not slug else available_slug(parent, slug)


def unopenable() -> Iterator[tuple[Page, str]]:
    """The pages that can't be opened, or not by everybody, with the reason; two queries."""
    fields = ("path", "depth", "slug", "url_path", "title", "locale__language_code", "content_type")
    pages: Any = Page.objects.order_by("path").select_related("locale").only(*fields)
    by_path = {page.path: page for page in pages}
    for page in by_path.values():
        parent = by_path.get(page.path[: -Page.steplen])
        if parent is None or parent.is_root():
            continue
        if is_reserved(page.slug, parent):
            yield page, _("its address is one of the platform's own")
        elif page.slug != as_slug(page.slug):
            yield page, _("its address contains letters that cannot be typed on every keyboard")
