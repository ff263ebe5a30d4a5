"""Groups and services on the home page, with their numbers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.http import HttpRequest
from wagtail.models import Page

from core.base.visibility import public
from groups.listings import offered_services
from groups.models import WorkingGroupPage


@dataclass(frozen=True)
class CountedKind:
    """Number of pages of a kind. ``language`` is the tag of the label's language."""

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


def _by_kind(pages: Any, home: Page) -> list[CountedKind]:
    """The kinds in their order with the number of the public pages of each; unpublished kinds name nothing."""
    visible_pages = public(pages).filter(locale_id=home.locale_id, alias_of=None, kind__live=True).order_by()
    kind = {"key": F("kind__key"), "label": F("kind__label"), "language": F("kind__locale__language_code")}
    counts = visible_pages.values(**kind, order=F("kind__order")).annotate(number=Count("pk"))
    ordered = sorted(counts, key=lambda row: (row["order"], row["label"]))
    return [CountedKind(row["key"], row["label"], row["language"], row["number"]) for row in ordered]
