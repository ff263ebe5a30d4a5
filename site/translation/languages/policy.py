"""Permission policy of snippets: by model, or by model and language.

Wagtail's views ask a policy about a kind; :class:`PolicyOfVersion` is the same policy, asked about
one version, so that a right in one language opens nothing in another.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.base.models import TranslatableSnippet
from translation.languages.auth_backend import permission_codes
from translation.languages.models import GroupLanguagePermission

#: A permission (``groups.change_entity``) and the primary key of the language it holds in.
LanguagePermissions = frozenset[tuple[str, int]]


class LanguagePermissionPolicy(ModelPermissionPolicy):
    """A right on the model holds in every language; one on the model and a language holds there."""

    #: One cache for the policies of all models: what a person holds is read once a request.
    permission_cache_name = "_language_permission_cache"

    def get_all_permissions_for_user(self, user: AbstractUser) -> LanguagePermissions:
        """All permissions that a user has by language, on all kinds of snippets."""
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return frozenset()
        rows = GroupLanguagePermission.objects.filter(group__user=user.pk).values_list(
            "permission__content_type__app_label", "permission__codename", "locale_id"
        )
        return frozenset((f"{app}.{codename}", locale) for app, codename, locale in rows)

    def languages(self, user: AbstractUser, actions: Iterable[str]) -> set[int]:
        """The primary keys of the languages in which somebody holds any of some rights, by language alone."""
        names = {self._get_permission_name(action) for action in actions}
        return {locale for name, locale in self.get_cached_permissions_for_user(user) if name in names}

    def permissions_in(self, user: AbstractUser, locale_id: int) -> frozenset[str]:
        """The permissions on this kind that somebody has by a language."""
        suffix = f"_{self.model_name}"
        permissions = self.get_cached_permissions_for_user(user)
        return frozenset(
            name
            for name, locale in permissions
            if locale == locale_id and name.startswith(f"{self.app_label}.") and name.endswith(suffix)
        )

    def _holds_for_all(self, user: AbstractUser, action: str) -> bool:
        """Whether somebody may do it in every language; what is granted for one version does not count."""
        return self._get_permission_name(action) not in permission_codes(user) and super().user_has_permission(
            user, action
        )

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        """Whether somebody may do it to snippets of some language."""
        return self._holds_for_all(user, action) or bool(self.languages(user, [action]))

    def user_has_permission_for_instance(self, user: AbstractUser, action: str, instance: Any) -> bool:
        """Whether somebody may do it to this version."""
        return self.user_has_permission_in(user, action, instance.locale_id)

    def user_has_permission_in(self, user: AbstractUser, action: str, locale_id: int) -> bool:
        """Whether somebody may do it in a language; for what is not there yet."""
        return self._holds_for_all(user, action) or locale_id in self.languages(user, [action])

    def instances_user_has_any_permission_for(self, user: AbstractUser, actions: Iterable[str]) -> QuerySet[Any]:
        """The versions that somebody may do any of it to."""
        actions = list(actions)
        every: QuerySet[Any] = self.model._default_manager.all()
        if any(self._holds_for_all(user, action) for action in actions):
            return every
        return every.filter(locale__in=self.languages(user, actions))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Users with any of the permissions in some language."""
        return self._users(list(actions), Q())

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Any) -> QuerySet[Any]:
        """Users with any of the permissions on this version."""
        return self._users(list(actions), Q(locale=instance.locale_id))

    def _users(self, actions: list[str], condition: Q) -> QuerySet[Any]:
        permissions = self._get_permission_objects_for_actions(actions)
        groups = GroupLanguagePermission.objects.filter(condition, permission__in=permissions).values("group")
        of_the_kind = self._get_users_with_any_permission_codenames_filter(self._get_permission_codenames(actions))
        by_language = Q(is_active=True, groups__in=groups)
        users: QuerySet[Any] = get_user_model()._default_manager.filter(of_the_kind | by_language)
        return users.distinct()


class PolicyOfVersion:
    """A policy that answers questions about a kind for one version of it."""

    def __init__(self, policy: Any, instance: Any) -> None:
        self.policy = policy
        self.instance = instance

    def __getattr__(self, name: str) -> Any:
        return getattr(self.policy, name)

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        """Whether somebody may do it to the version."""
        allowed: bool = self.policy.user_has_permission_for_instance(user, action, self.instance)
        return allowed

    def user_has_any_permission(self, user: AbstractUser, actions: Iterable[str]) -> bool:
        """Whether somebody may do any of it to the version."""
        return any(self.user_has_permission(user, action) for action in actions)


def register_policies() -> None:
    """One for each kind of translatable snippet; before anybody asks for the rights on one."""
    for model in apps.get_models():
        if issubclass(model, TranslatableSnippet):
            register_permission_policy(model, LanguagePermissionPolicy(model))
