"""What the home page shows of groups, services and goals. One query each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.front_page import Part, register
from core.goal_pages import goal_urls
from core.related import public
from groups.listings import offered_services
from groups.models import WorkingGroupPage


@dataclass(frozen=True)
class CountedKind:
    """How many pages are of a kind. ``language`` is the tag of the label's language."""

    key: str
    label: str
    language: str
    number: int


def groups_by_kind(home: Page, request: HttpRequest) -> list[CountedKind]:
    """The kinds of the groups that are at work or proposed, in this home page's language."""
    return _by_kind(WorkingGroupPage.objects.exclude(status=WorkingGroupPage.Status.CLOSED), home)


def services_by_kind(home: Page, request: HttpRequest) -> list[CountedKind]:
    """The kinds of the services that are offered at present, in this home page's language."""
    return _by_kind(offered_services(), home)


def goals_with_pages(home: Page, request: HttpRequest) -> dict[int, str]:
    """The goals' addresses: the query that the wheel would make."""
    return goal_urls(request)


def _by_kind(pages: Any, home: Page) -> list[CountedKind]:
    """The kinds in their order with the number of the public pages of each; unpublished kinds name nothing."""
    found = public(pages).filter(locale_id=home.locale_id, alias_of=None, kind__live=True).order_by()
    kind = {"key": F("kind__key"), "label": F("kind__label"), "language": F("kind__locale__language_code")}
    counted = found.values(**kind, order=F("kind__order")).annotate(number=Count("pk"))
    ordered = sorted(counted, key=lambda row: (row["order"], row["label"]))
    return [CountedKind(row["key"], row["label"], row["language"], row["number"]) for row in ordered]


PARTS = (
    Part(
        "services",
        _("Find out who does what, and request it"),
        "pages/groups/parts/front_services.html",
        services_by_kind,
        "groups.ServiceIndexPage",
        order=10,
        leading=True,
    ),
    Part(
        "groups",
        _("Working groups"),
        "pages/groups/parts/front_groups.html",
        groups_by_kind,
        "groups.WorkingGroupIndexPage",
        order=20,
        leading=True,
    ),
    Part(
        "goals",
        _("Sustainable Development Goals"),
        "pages/groups/parts/front_goals.html",
        goals_with_pages,
        "groups.SDGIndexPage",
        order=30,
    ),
)


def register_all() -> None:
    """Called in ``AppConfig.ready``."""
    for part in PARTS:
        register(part)
