"""Which resources concern a page, over all languages; the current ones first, the newest of them on top."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page

from core.related import Filter
from groups.listings import about, in_country, of_goal, of_group
from resources.models import ResourceGroup, ResourcePage

Role = ResourceGroup.Role


#: Those whose place another one has taken come last.
NEWEST_FIRST = (
    ExpressionWrapper(Q(superseded_by__isnull=False), output_field=BooleanField()),
    F("published_on").desc(nulls_last=True),
    "title",
    "pk",
)


def all_resources() -> Any:
    """Every resource in every language with its type and cover, newest first.

    Those whose place another one took come last.
    """
    resources = ResourcePage.objects.order_by(*NEWEST_FIRST).select_related("type__locale")
    return resources.prefetch_related("cover__renditions")


def of_the_group(resources: Any, group: Page) -> Any:
    """Those of a group in any role: their pages lie below its own, or they name it."""
    return of_group(resources, ResourceGroup, group)


#: What a listing of resources can be narrowed to; see ``core.related.ListedType``.
FILTERS: dict[str, Filter] = {"goal": of_goal, "theme": about, "country": in_country, "group": of_the_group}


def resources_of_goal(page: Page) -> Any:
    """The resources about a goal."""
    return of_goal(all_resources(), page.number)


def resources_of_group(page: Page) -> Any:
    """The resources of a group, each with the roles in which it is: ``is_<role>``, or ``is_in_no_role``."""
    named = ResourceGroup.objects.filter(group__translation_key=page.translation_key, page_id=OuterRef("pk"))
    roles = {f"is_{role.value}": Exists(named.filter(role=role)) for role in Role}
    return of_the_group(all_resources(), page).annotate(is_in_no_role=~Exists(named), **roles)


def in_role(role: str) -> Q:
    """A group's resources in one role. Those below its page that give them no role are published by it."""
    holds = Q(**{f"is_{role}": True})
    return holds | Q(is_in_no_role=True) if role == Role.PUBLISHED_BY else holds
