"""Permissions on service requests.

Whoever has the rights on the model handles all of them: the service desk. Whoever keeps a group's page, by a
right on that very page, handles those for the services that the group offers. A right on a page above it, which
editors and reviewers have, is none: what people send is for those who answer it.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from groups.listings import offered_by, offering_groups
from groups.models import ServicePage, ServiceRequest, WorkingGroupPage
from translation.sources.source_version import only_sources

#: What those who keep a group's page may do with the requests for its services. Nobody adds one by hand.
LEADS_ACTIONS = frozenset({"change"})


def editable_groups(user: Any) -> list[WorkingGroupPage]:
    """The groups whose pages somebody keeps. One query, asked once for the same user object."""
    if not user.is_active:
        return []
    user_cache: dict[str, Any] = user.__dict__
    if "_groups_kept" not in user_cache:
        right = Q(group_permissions__group__user=user, group_permissions__permission__codename="change_page")
        user_cache["_groups_kept"] = list(only_sources(WorkingGroupPage.objects.filter(right).distinct()))
    groups: list[WorkingGroupPage] = user_cache["_groups_kept"]
    return groups


class RequestPolicy(ModelPermissionPolicy):
    """Permission policy of requests, for Wagtail."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether somebody may do something with at least some of the requests."""
        if action == "add":
            return False
        return self._may_with_all(user, [action]) or (action in LEADS_ACTIONS and bool(editable_groups(user)))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: ServiceRequest) -> bool:
        """Whether somebody may do something with this request."""
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[ServiceRequest]:
        """The requests with which somebody may do one of these things."""
        if self._may_with_all(user, actions):
            return ServiceRequest.objects.all()
        if LEADS_ACTIONS.isdisjoint(actions):
            return ServiceRequest.objects.none()
        services = ServicePage.objects.order_by()
        condition = Q(pk__in=[])
        for group in editable_groups(user):
            condition |= Q(service_key__in=offered_by(services, group).values("translation_key"))
        return ServiceRequest.objects.filter(condition)

    def users_with_any_permission_for_instance(self, actions: Collection[str], instance: ServiceRequest) -> Any:
        """Everybody who may do one of these things with a request."""
        rights = self._get_users_with_any_permission_codenames_filter(self._get_permission_codenames(actions))
        if not LEADS_ACTIONS.isdisjoint(actions):
            rights |= Q(  # those who keep the page of a group that offers the service
                is_active=True,
                groups__page_permissions__page__in=offering_groups(instance.service_key).values("pk"),
                groups__page_permissions__permission__codename="change_page",
            )
        return get_user_model().objects.filter(rights).distinct()

    def _may_with_all(self, user: Any, actions: Collection[str]) -> bool:
        return any(
            super(RequestPolicy, self).user_has_permission(user, action) for action in actions if action != "add"
        )


def connect() -> None:
    """Register the policy with Wagtail, before it makes one of its own."""
    register_permission_policy(ServiceRequest, RequestPolicy(ServiceRequest), exact_class=True)
