"""Which news concern a page, over all languages; the newest first."""

from typing import Any

from django.db.models import F
from wagtail.models import Page

from core.related import Filter
from groups.listings import about, in_country, of_goal, of_group
from resources.models import NewsGroup, NewsPage

NEWEST_FIRST = (F("date").desc(nulls_last=True), "-first_published_at", "pk")


def all_news() -> Any:
    """All news in every language with their images, newest first."""
    return NewsPage.objects.order_by(*NEWEST_FIRST).prefetch_related("image__renditions")


def of_the_group(news: Any, group: Page) -> Any:
    """Those of a group: their pages lie below its own, or they name it."""
    return of_group(news, NewsGroup, group)


#: What a listing of news can be narrowed to; see ``core.related.ListedType``.
FILTERS: dict[str, Filter] = {"goal": of_goal, "theme": about, "country": in_country, "group": of_the_group}


def news_of_goal(page: Page) -> Any:
    """The news about a goal."""
    return of_goal(all_news(), page.number)


def news_of_group(page: Page) -> Any:
    """The news of a group."""
    return of_the_group(all_news(), page)
