"""The list of news: what narrows and sorts it."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.facets.facet import YearFacet
from core.facets.registry import FacetedList, Sort
from groups.facets import COUNTRY, GOAL, GroupFacet, ThemeFacet
from resources.models import NewsGroup, NewsTheme
from resources.news.listings import NEWEST_FIRST, all_news

NEWS = FacetedList(
    name="news",
    label=_("News"),
    index="resources.NewsIndexPage",
    find=all_news,
    facets=(
        GroupFacet("group", _("Working group"), NewsGroup),
        GOAL,
        ThemeFacet("theme", _("Theme"), NewsTheme),
        COUNTRY,
        YearFacet("year", _("Year"), "date"),
    ),
    sorts=(
        Sort("newest", _("Newest first"), lambda: NEWEST_FIRST),
        Sort("oldest", _("Oldest first"), lambda: (F("date").asc(nulls_last=True), "first_published_at", "pk")),
        Sort("title", _("By title"), lambda: ("title", "pk")),
    ),
)
