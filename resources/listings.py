"""Where goals and groups list resources, news and events, and what lists of them can be narrowed to."""

from django.utils.translation import gettext_lazy as _

from core.related import ListedType, Listing, ListingPart, register, register_type
from groups.facets import goal_query, group_query
from resources.events import listings as events
from resources.library import listings as library
from resources.news import listings as news

_LABELS = {"resources": _("Resources"), "news": _("News"), "events": _("Events")}


def _parts() -> tuple[ListingPart, ...]:
    """A group's resources by the role that it has in them."""
    shown = {role: (role.value, role.label) for role in library.Role}
    shown[library.Role.PUBLISHED_BY] = ("resources", _LABELS["resources"])
    return tuple(ListingPart(name, label, library.in_role(role)) for role, (name, label) in shown.items())


def register_all() -> None:
    """Called in ``AppConfig.ready``."""
    for name, of_goal, of_group, order, parts in (
        ("resources", library.resources_of_goal, library.resources_of_group, 40, _parts()),
        ("news", news.news_of_goal, news.news_of_group, 50, ()),
        ("events", events.events_of_goal, events.events_of_group, 60, ()),
    ):
        register("groups.SDGPage", Listing(name, _LABELS[name], of_goal, order, (), name, goal_query))
        register("groups.WorkingGroupPage", Listing(name, _LABELS[name], of_group, order, parts, name, group_query))
    for name, find, filters in (
        ("resources", library.all_resources, library.FILTERS),
        ("news", news.all_news, news.FILTERS),
        ("events", events.all_events, events.FILTERS),
    ):
        register_type(ListedType(name, _LABELS[name], find, filters))
