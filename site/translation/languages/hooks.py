"""Wagtail's screens, where they would tell too much to whoever has rights in one part of the platform."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from translation.languages.choosing import begin_with_the_language_edited


@hooks.register("construct_page_chooser_queryset")
def choose_no_drafts_of_others(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer the pages that are public and those that somebody sees in the explorer anyway."""
    user: Any = request.user
    if user.is_superuser:
        return pages
    mine = policy_registry.get_by_type(Page).explorable_instances(user)
    return pages.filter(Q(live=True) | Q(pk__in=mine.order_by().values("pk")))


hooks.register("construct_page_chooser_queryset", begin_with_the_language_edited)
