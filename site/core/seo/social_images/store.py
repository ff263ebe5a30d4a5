"""Store images for social media, and find outdated ones."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils import translation
from django.utils.text import capfirst
from wagtail.models import Page, Site, get_page_models
from wagtail.query import PageQuerySet

from core.base.models import BasePage
from core.base.visibility import original_versions, public
from core.seo.models import SocialImage
from core.seo.social_images.drawing import Card, draw
from core.vocabularies import goals

logger = logging.getLogger(__name__)

#: Raised where cards come to look otherwise, so that all are drawn anew.
LOOK = 2
#: The colour of what belongs to no goal.
NEUTRAL = "#14506e"
#: How many pages one task looks at for missing cards: well under a minute's work, so that others need not wait.
BATCH = 100


def refresh(key: UUID) -> None:
    """Draw, renew or remove the cards of a page's versions in all languages. A second call changes nothing."""
    versions = Page.objects.filter(translation_key=key)
    visible_pages = list(_pages_with_image(versions))
    cards = {each.page_id: each for each in SocialImage.objects.filter(page__in=versions)}
    hidden_pages = cards.keys() - {page.pk for page in visible_pages}
    if hidden_pages:
        SocialImage.objects.filter(page__in=hidden_pages).delete()
    _draw(visible_pages, cards)


def refresh_all(keys: Iterable[str]) -> None:
    """As :func:`refresh`, for several pages by their translation keys."""
    for key in keys:
        refresh(UUID(key))


def drop_hidden(path: str) -> None:
    """Remove the cards of what the public may no longer see, at or below a place in the tree."""
    descendants = Page.objects.filter(path__startswith=path)
    SocialImage.objects.filter(page__in=descendants.exclude(pk__in=public(descendants).values("pk"))).delete()


def draw_missing(max_key: int | None = None) -> int | None:
    """Draw cards that are missing: of pages that were made in bulk, or before there were cards.

    Args:
        max_key: the key below which pages are looked at, all where there is none. The newest come first.

    Returns:
        The key below which there may be more; ``None`` at the end.
    """
    finished_cards = SocialImage.objects.exclude(fingerprint="").filter(page=OuterRef("pk"))
    candidates = _pages_with_image(Page.objects.filter(~Exists(finished_cards))).order_by("-pk")
    pages = list(candidates.filter(pk__lt=max_key)[:BATCH] if max_key else candidates[:BATCH])
    _draw(pages, {each.page_id: each for each in SocialImage.objects.filter(page__in=pages)})
    return pages[-1].pk if len(pages) == BATCH else None


def card(page: Any, site: Site) -> Card:
    """Content of a page's image for social media."""
    tag = page.locale.language_code
    number = page.accent_goal()
    with translation.override(tag):
        kind = capfirst(str(page.kicker))
    return Card(
        title=page.title,
        kind=kind,
        site_name=site.site_name or settings.WAGTAIL_SITE_NAME,
        tag=tag,
        colour=goals.goal(number).colour if number else NEUTRAL,
    )


def _pages_with_image(pages: PageQuerySet) -> PageQuerySet:
    """Pages of the platform's types that are public in their own language."""
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    return original_versions(pages.type(*models)).specific()


def _draw(pages: Sequence[Any], cards: Mapping[int, SocialImage]) -> None:
    """Draw, renew or remove the cards of pages. One that can't be drawn is told of in the log, and keeps no other."""
    sites = Site.objects.in_bulk() if pages else {}
    prefetch_related_objects(pages, "locale")
    for page in pages:
        try:
            _refresh(page, _site_of(page, sites), cards.get(page.pk))
        except Exception:  # whatever is wrong with a font, a title or the storage
            logger.exception("No picture for sharing could be drawn for page %s", page.pk)


def _site_of(page: Page, sites: Mapping[int, Site]) -> Site | None:
    """As ``Page.get_site``, without a query."""
    paths = (root for root in Site.get_site_root_paths() if page.url_path.startswith(root.root_path))
    root = next(paths, None)
    return sites.get(root.site_id) if root else None


def _refresh(page: Any, site: Site | None, share_card: SocialImage | None) -> None:
    if site is None or page.search_image_id:
        if share_card:
            share_card.delete()
        return
    content = card(page, site)
    fingerprint = hashlib.sha256(json.dumps([LOOK, asdict(content)], sort_keys=True).encode()).hexdigest()
    if share_card and share_card.fingerprint == fingerprint:
        return
    if share_card and _is_drawn(share_card, fingerprint):
        SocialImage.objects.filter(pk=share_card.pk).update(fingerprint=fingerprint)
    else:
        _store(page, content, fingerprint)


def _is_drawn(share_card: SocialImage, fingerprint: str) -> bool:
    """Whether a picture that was to be drawn anew is of what is to be on it: its name says what it shows."""
    has_digest = Path(str(share_card.file)).stem.startswith(f"{share_card.page_id}-{fingerprint[:16]}")
    return has_digest and share_card.file.storage.exists(str(share_card.file))


def _store(page: Page, content: Card, fingerprint: str) -> None:
    """Draw a card and put it in the place of the page's older one."""
    picture = ContentFile(draw(content), name=f"{page.pk}-{fingerprint[:16]}.png")
    with transaction.atomic():
        share_card = SocialImage.objects.select_for_update().filter(page=page).first() or SocialImage(page=page)
        old_name = str(share_card.file)
        share_card.fingerprint, share_card.file = fingerprint, picture
        share_card.save()
        if old_name and old_name != str(share_card.file):
            transaction.on_commit(partial(share_card.file.storage.delete, old_name))
