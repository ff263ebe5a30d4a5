"""News."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import structured_data
from core.page_types import Node, PageType, register
from core.related import listings
from core.shown import many, one
from groups import api
from groups.models import Entity, Theme
from groups.shown import country_codes, goal_numbers, groups_of
from groups.structured_data import entity, theme
from resources.models import NewsPage


@register
class NewsPageType(PageType[NewsPage]):
    """What is new."""

    model = NewsPage
    name = "news"
    label = _("News")
    order = 50
    api_facts = {
        "summary": lambda page: page.summary,
        "date": lambda page: page.date,
        **api.goals_and_countries(),
    }
    api_relations = {
        "source": lambda context: api.entity(context["source_entity"]) if context["source_entity"] else None,
        "groups": api.pages("groups"),
        "themes": api.terms("themes"),
    }

    def get_context(self, page: NewsPage, request: HttpRequest | None) -> dict[str, Any]:
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

    def get_structured_data(self, page: NewsPage, context: Mapping[str, Any]) -> Node:
        """A piece of news."""
        source = context["source_entity"]
        return {
            "@type": "NewsArticle",
            "headline": page.title,
            "description": page.summary,
            "url": page.full_url,
            "datePublished": page.date.isoformat() if page.date else None,
            "dateModified": page.last_published_at.isoformat(timespec="seconds") if page.last_published_at else None,
            "inLanguage": page.locale.language_code,
            "author": entity(source) if source else None,
            "about": [*map(structured_data.goal, context["goals"]), *map(theme, context["themes"])],
            "contentLocation": structured_data.places(context["countries"], page.locale.language_code),
        }
