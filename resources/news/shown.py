"""What the public templates show of news, in its language, in a number of queries that doesn't grow."""

from typing import Any

from core.related import listings
from core.shown import many, one
from groups.models import Entity, Theme
from groups.shown import country_codes, goal_numbers, groups_of
from resources.models import NewsPage


def news_context(page: NewsPage) -> dict[str, Any]:
    """Where it comes from, groups, goals, themes, countries and listings. ``groups``: the one above it first."""
    locale = page.locale
    return {
        "source_entity": one(Entity, page.source_entity_id, locale),
        "groups": groups_of(page, page.groups.all()),
        "goals": goal_numbers(page),
        "themes": many(Theme, [row.theme_id for row in page.themes.all()], locale),
        "countries": country_codes(page),
        "listings": listings(page),
    }
