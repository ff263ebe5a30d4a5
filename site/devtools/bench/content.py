"""Build a platform of any size: every page type with its relations, in three languages."""

import uuid
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from core.base.progress import Progress
from devtools.bench import vocabulary
from devtools.bench.filling import Filler, Versions
from devtools.bench.groups import Groups, Services
from devtools.bench.publications import Events, News, Resources
from devtools.bench.texts import TextAuthor
from home.bulk_mode import bulk_mode
from home.models import HomePage, HomePageFeature
from home.setup.platform import Platform, set_up

SOURCE, TARGET = "es", "en"

#: Of how many pages one is translated, by language.
SHARES = {TARGET: 2, "pt-br": 5}

#: Of how many resources, news and events one lies below a group instead of the list of its type.
BELOW_GROUPS = 5

#: What home pages show the latest of.
LATEST = ("resources", "news", "events")


@dataclass(frozen=True)
class Amounts:
    """Number of pages of each type in the source language."""

    groups: int
    services: int
    resources: int
    news: int
    events: int


def amounts(pages: int) -> Amounts:
    """Amounts for a total number of pages in all languages: mostly resources, then news, then events.

    Groups and services, which lists show all at once, grow to a few hundred and no further.
    """
    source_pages = pages / (1 + sum(1 / share for share in SHARES.values()))
    groups = max(12, min(200, pages // 500))
    services = max(12, min(500, pages // 50))
    rest = max(20, round(source_pages) - groups - services)
    return Amounts(groups, services, rest * 60 // 100, rest * 25 // 100, rest * 15 // 100)


def build(pages: int, progress: Progress) -> Platform:
    """A platform with about so many pages, all languages and the pages of the set-up counted."""
    with bulk_mode(), transaction.atomic():  # in this order: addresses that changed are told of on commit
        platform = set_up([SOURCE, *SHARES])
        progress.begin("Vocabularies")
        _fill(platform, vocabulary.make(platform), pages, progress)
        return platform


def _fill(platform: Platform, words: vocabulary.Vocabulary, pages: int, progress: Progress) -> None:
    author = TextAuthor(pages)
    filler = Filler(platform, SHARES, progress)
    totals = amounts(pages - Page.objects.filter(depth__gt=1).count())
    progress.begin("Groups")
    group_maker = Groups(author, words)
    group_pages = map(group_maker.page, range(totals.groups))
    families = list(filler.add(filler.versions(platform.lists["groups"]), group_pages, group_maker.rows))
    groups = [family[platform.source.pk] for family in families]
    progress.begin("Services")
    _spread(filler, platform.lists["services"], totals.services, Services(author, words, groups), [])
    progress.begin("Resources")
    resources = Resources(author, words, groups)
    _spread(filler, platform.lists["resources"], totals.resources, resources, families)
    progress.begin("News")
    _spread(filler, platform.lists["news"], totals.news, News(author, words, groups), families)
    progress.begin("Events")
    _spread(filler, platform.lists["events"], totals.events, Events(author, words, groups, resources.made), families)
    _dress_homes(platform, author, [*(group.pk for group in groups[:3]), *resources.made[:3]])


def _spread(filler: Filler, index: Page, number: int, maker: Any, families: list[Versions]) -> None:
    """So many pages below their list, some of them below groups instead."""
    each = number // BELOW_GROUPS // len(families) if families else 0
    below_list = number - each * len(families)
    _exhaust(filler.add(filler.versions(index), map(maker.page, range(below_list)), maker.rows))
    for place, family in enumerate(families):
        numbers = range(below_list + place * each, below_list + (place + 1) * each)
        _exhaust(filler.add(family, map(maker.page, numbers), maker.rows))


def _exhaust(iterator: Iterable[Any]) -> None:
    deque(iterator, maxlen=0)


def _dress_homes(platform: Platform, author: TextAuthor, page_ids: list[int]) -> None:
    """Some pages on show on the home page of each language, and below them what is new."""
    lists = [("listing", {"type": name, "heading": author.text(3), "number": 6}) for name in LATEST]
    body = author.blocks(*lists)
    keys = [(page, uuid.uuid4()) for page in page_ids]
    for home in platform.home.get_translations(inclusive=True):
        HomePage.objects.filter(pk=home.pk).update(body=body)
        HomePageFeature.objects.bulk_create(
            HomePageFeature(home_page=home, page_id=page, locale=home.locale, translation_key=key, sort_order=order)
            for order, (page, key) in enumerate(keys)
        )
