"""Which groups and services concern a page, over all languages.

Relations between pages are joined on translation keys, never on primary keys: a row may point at
the group's page in any language.
"""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from wagtail.models import Page

from groups.models import ServiceGroup, ServicePage, WorkingGroupPage

Status = WorkingGroupPage.Status

#: Groups at work first, those that have ended last.
BY_STATUS = Case(
    When(status=Status.ACTIVE, then=Value(0)),
    When(status=Status.PROPOSED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def all_groups() -> QuerySet[WorkingGroupPage]:
    """Every group in every language, those at work first, then by title."""
    return WorkingGroupPage.objects.order_by(BY_STATUS, "title", "pk")


def offered_services() -> QuerySet[ServicePage]:
    """Every service in every language that is offered at present, by title."""
    return ServicePage.objects.filter(active=True).order_by("title", "pk")


def groups_of_goal(page: Page) -> QuerySet[WorkingGroupPage]:
    """The groups that contribute to a goal."""
    return all_groups().filter(goals__has=page.number)


def services_of_goal(page: Page) -> QuerySet[ServicePage]:
    """The services that contribute to a goal."""
    return offered_services().filter(goals__has=page.number)


def parts_of_group(page: Page) -> QuerySet[WorkingGroupPage]:
    """The groups that are a part of a group."""
    return all_groups().filter(parent_group__translation_key=page.translation_key)


def services_of_group(page: Page) -> QuerySet[ServicePage]:
    """The services of a group: those whose pages lie below its own, and those that name it. One query more."""
    versions = WorkingGroupPage.objects.filter(translation_key=page.translation_key)
    rows = ServiceGroup.objects.filter(group__translation_key=page.translation_key)
    concerned = Q(pk__in=rows.values("page_id"))
    for path in versions.values_list("path", flat=True):
        concerned |= Q(path__startswith=path)
    return offered_services().filter(concerned)
