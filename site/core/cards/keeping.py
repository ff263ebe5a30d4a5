"""Which pages have a card, and that it says what the page says."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.text import capfirst
from wagtail.models import Page, Site, get_page_models
from wagtail.query import PageQuerySet

from core.cards.drawing import Card, draw
from core.models import BasePage, ShareCard
from core.related import public, real
from core.vocabularies import goals

#: Raised where cards come to look otherwise, so that all are drawn anew.
LOOK = 1
#: The colour of what belongs to no goal.
NEUTRAL = "#14506e"
#: How many missing cards one run of the job draws at most: about a minute's work.
BATCH = 200


def refresh(key: UUID) -> None:
    """Draw, renew or remove the cards of a page's versions in all languages. A second call changes nothing."""
    versions = Page.objects.filter(translation_key=key)
    wanted = list(_wanted(versions))
    ShareCard.objects.filter(page__in=versions.exclude(pk__in=[page.pk for page in wanted])).delete()
    _draw(wanted)


def drop_hidden(path: str) -> None:
    """Remove the cards of what the public may no longer see, at or below a place in the tree."""
    below = Page.objects.filter(path__startswith=path)
    ShareCard.objects.filter(page__in=below.exclude(pk__in=public(below).values("pk"))).delete()


def draw_missing() -> None:
    """Draw what is missing, at most ``BATCH`` cards: of pages that were made in bulk, or before there were cards."""
    drawn = ShareCard.objects.exclude(fingerprint="").filter(page=OuterRef("pk"))
    _draw(_wanted(Page.objects.filter(~Exists(drawn))).order_by("-last_published_at", "pk")[:BATCH])


def card(page: Any, site: Site) -> Card:
    """What stands on a page's card."""
    tag = page.locale.language_code
    number = page.accent_goal()
    with translation.override(tag):
        kind = capfirst(str(page.get_verbose_name()))
    return Card(
        title=page.title,
        kind=kind,
        site_name=site.site_name or settings.WAGTAIL_SITE_NAME,
        tag=tag,
        colour=goals.goal(number).colour if number else NEUTRAL,
    )


def _wanted(pages: PageQuerySet) -> PageQuerySet:
    """Those of the platform's types that the public sees in their own words."""
    ours = [model for model in get_page_models() if issubclass(model, BasePage)]
    return real(pages.type(*ours)).select_related("locale").specific()


def _draw(pages: Iterable[Any]) -> None:
    held = {each.page_id: each for each in ShareCard.objects.filter(page__in=[page.pk for page in pages])}
    for page in pages:
        site = page.get_site()
        shown = card(page, site) if site else None
        stored = held.get(page.pk)
        if shown is None or page.search_image_id:
            if stored:
                stored.delete()
            continue
        fingerprint = hashlib.sha256(json.dumps([LOOK, asdict(shown)], sort_keys=True).encode()).hexdigest()
        if not stored or stored.fingerprint != fingerprint:
            _store(page, shown, fingerprint)


def _store(page: Page, shown: Card, fingerprint: str) -> None:
    """Draw a card and put it in the place of the page's older one."""
    picture = ContentFile(draw(shown), name=f"{page.pk}-{fingerprint[:16]}.png")
    with transaction.atomic():
        stored = ShareCard.objects.select_for_update().filter(page=page).first() or ShareCard(page=page)
        replaced = str(stored.file)
        stored.fingerprint, stored.file = fingerprint, picture
        stored.save()
        if replaced and replaced != str(stored.file):
            transaction.on_commit(partial(stored.file.storage.delete, replaced))
