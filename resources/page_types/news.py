"""Page type: news."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.base.list_definition import BY_TITLE, Sort
from core.base.localized import many, one
from core.base.page_types import FrontPagePart, Node, PageType, register
from core.listings.filters import YearFacet
from core.listings.related import in_language, listings
from core.seo import structured_data
from groups import api
from groups.filters import COUNTRY, GOAL, GroupFacet, ThemeFacet, entity_facet
from groups.listings import ON_GOAL_PAGES, ON_GROUP_PAGES, about, in_country, naming_group, of_goal
from groups.models import Entity, Theme
from groups.page_context import country_codes, goal_numbers, groups_of
from groups.structured_data import entity, theme
from resources.models import NewsGroup, NewsIndexPage, NewsPage, NewsTheme

NEWEST_FIRST = (F("date").desc(nulls_last=True), "-first_published_at", "pk")

#: How many the home page shows.
ON_HOME_PAGE = 3


def _latest(home: Page, _request: HttpRequest) -> list[Page]:
    """The newest in the home page's language."""
    return in_language(NewsPageType().get_queryset(), home.locale, ON_HOME_PAGE)


@register
class NewsPageType(PageType[NewsPage]):
    """News."""

    model = NewsPage
    name = "news"
    label = _("News")
    order = 50

    index_model = NewsIndexPage
    list_empty = _("There is no news in this language yet.")
    list_filters = (
        GroupFacet("group", _("Working group"), NewsGroup),
        GOAL,
        ThemeFacet("theme", _("Theme"), NewsTheme),
        COUNTRY,
        YearFacet("year", _("Year"), "date"),
    )
    list_sorts = (
        Sort("newest", _("Newest first"), lambda: NEWEST_FIRST),
        Sort("oldest", _("Oldest first"), lambda: (F("date").asc(nulls_last=True), "first_published_at", "pk")),
        BY_TITLE,
    )
    subject_filters = {"goal": of_goal, "theme": about, "country": in_country, "group": naming_group(NewsGroup)}
    search_filters = (
        GOAL,
        ThemeFacet("theme", _("Theme"), NewsTheme),
        COUNTRY,
        GroupFacet("group", _("Working group"), NewsGroup),
        entity_facet(None, "source_entity"),
        YearFacet("year", _("Year"), "date"),
    )
    search_date = "date"
    search_ages = True
    search_weight = 0.0
    related_listings = (ON_GOAL_PAGES, ON_GROUP_PAGES)
    front_page_part = FrontPagePart(_("Latest news"), _latest, order=40)

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

    def get_queryset(self) -> PageQuerySet:
        """The newest first, with their images."""
        return NewsPage.objects.order_by(*NEWEST_FIRST).prefetch_related("image__renditions")

    def get_context(self, page: NewsPage, request: HttpRequest | None) -> dict[str, Any]:
        """Adds groups (the parent first), goals, themes, countries and listings."""
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
