"""Page type: Sustainable Development Goals and their index."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.api.fields import goal_codes
from core.base.goal_pages import goal_urls
from core.base.page_types import FrontPagePart, Node, PageType, register
from core.listings.filters import ChoiceFacet
from core.seo import structured_data
from core.vocabularies import goals
from groups.models import SDGIndexPage, SDGPage
from groups.page_context import goal_context, goal_index_context


def _goal(page: SDGPage) -> dict[str, Any]:
    return goal_codes([page.number])[0] | {"full_name": page.goal.full_title(), "colour": page.goal.colour}


@register
class GoalPageType(PageType[SDGPage]):
    """A goal, which groups, services and others contribute to."""

    model = SDGPage
    name = "goals"
    label = _("Goals")
    order = 30
    in_listings = False
    index_model = SDGIndexPage
    search_filters = (ChoiceFacet("goal", _("Goal"), "number", goals.choices),)
    search_goal = "number"
    search_weight = 1.5
    front_page_part = FrontPagePart(
        _("Sustainable Development Goals"),
        # The query that the wheel would make.
        lambda _home, request: goal_urls(request),
        order=30,
        template="pages/groups/parts/front_goals.html",
    )
    api_facts = {"goal": _goal}

    def get_context(self, page: SDGPage, request: HttpRequest | None) -> dict[str, Any]:
        return goal_context(page, request) if request else {}

    def get_structured_data(self, page: SDGPage, context: Mapping[str, Any]) -> Node:
        """The goal, by its name in the register of the United Nations."""
        return structured_data.goal(page.number)


@register
class GoalListPageType(PageType[SDGIndexPage]):
    """The 17 goals on one page."""

    model = SDGIndexPage

    def get_context(self, page: SDGIndexPage, request: HttpRequest | None) -> dict[str, Any]:
        return goal_index_context(page)
