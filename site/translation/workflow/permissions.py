"""Permissions on sources and translations.

wagtail-localize asks for one permission on everything; here each page and snippet is asked in
Wagtail's own grain: pages by their place in the tree, snippets by the policy of their model.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser, Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from wagtail.models import DraftStateMixin, GroupPagePermission, Locale, LockableMixin, Page, WorkflowMixin
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from translation.workflow.lookup import target_of

SUBMIT = "wagtail_localize.submit_translation"
_EDITING_PAGES = ("change_page", "publish_page")


def may_submit(user: AbstractUser) -> bool:
    """Whether somebody may send anything to translators at all."""
    return user.has_perm(SUBMIT)


def submitting_groups(source: Any) -> list[str]:
    """The names of the groups whose members may send ``source`` to the translators, to be named to who may not.

    Two queries at most. A group without members helps nobody; administrators, who may do everything, need none.
    """
    app_label, codename = SUBMIT.split(".")
    groups = Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=app_label)
    groups = groups.filter(user__is_active=True)
    if isinstance(source, Page):
        ancestors = source.get_ancestors(inclusive=True)
        rights = GroupPagePermission.objects.filter(page__in=ancestors, permission__codename__in=_EDITING_PAGES)
        groups = groups.filter(pk__in=rights.values("group"))
    return list(groups.order_by("name").values_list("name", flat=True).distinct())


def may_edit(user: AbstractUser, instance: Any) -> bool:
    """Whether somebody may change a page or snippet."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return _policy(instance).user_has_permission_for_instance(user, "change", instance)


def may_publish(user: AbstractUser, instance: Any) -> bool:
    """Whether somebody may decide what of a page or snippet the public reads."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    action = "publish" if isinstance(instance, DraftStateMixin) else "change"
    return _policy(instance).user_has_permission_for_instance(user, action, instance)


def is_locked(user: AbstractUser, instance: Any) -> bool:
    """Whether a lock, set by hand or by a running workflow, keeps somebody from changing it."""
    if not isinstance(instance, LockableMixin):
        return False
    lock = instance.get_lock()
    return bool(lock and lock.for_user(user))


def in_review(instance: Any) -> bool:
    """Whether a workflow is running on a page or snippet."""
    return isinstance(instance, WorkflowMixin) and bool(instance.workflow_in_progress)


def may_see(user: AbstractUser, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Restrict snippets to those that are published or on which the user has a permission."""
    policy = policy_registry.get_by_type(rows.model)
    instances = policy.instances_user_has_any_permission_for(user, {"add", "change", "delete", "publish", "view"})
    has_right = Q(pk__in=instances.order_by().values("pk"))
    return rows.filter(has_right | Q(live=True)) if issubclass(rows.model, DraftStateMixin) else rows.filter(has_right)


def may_see_model(user: AbstractUser, model: type[Any]) -> bool:
    """Whether somebody has anything to do with a kind of snippet."""
    policy = policy_registry.get_by_type(model)
    return policy.user_has_any_permission(user, {"add", "change", "delete", "view"})


def may_translate_into(user: AbstractUser, source: Any, locale: Locale) -> bool:
    """Whether somebody may make or renew the version of ``source`` in a language.

    An existing version must be theirs to edit; a new one needs the right to add where it will stand.
    """
    target = type(source)._default_manager.filter(translation_key=source.translation_key, locale=locale).first()
    if target is not None:
        return may_edit(user, target) or may_publish(user, target)
    if not isinstance(source, Page):
        return bool(_policy(source).user_has_permission_in(user, "add", locale.pk))
    # not can_add_subpage(): it also asks whether editors may make such pages by hand
    parent = _place_in(source, locale)
    return user.is_active and (user.is_superuser or "add" in parent.permissions_for_user(user).permissions)


def may_translate_subtree(user: AbstractUser, source: Page, locales: Iterable[Locale]) -> bool:
    """Whether somebody may send all pages below ``source`` to translators as well."""
    descendants = source.get_descendants()
    if not all(may_edit(user, page) for page in descendants):
        return False
    existing_versions = Page.objects.filter(
        translation_key__in=descendants.values("translation_key"), locale__in=list(locales)
    )
    return all(may_edit(user, page) or may_publish(user, page) for page in existing_versions)


def require_submission(user: AbstractUser, source: Any, locales: Iterable[Locale], *, subtree: bool = False) -> None:
    """Sending a page or snippet to translators: edit it, and add or edit in each language.

    Raises:
        PermissionDenied: somebody may not.
    """
    locales = list(locales)
    is_allowed = (
        may_submit(user)
        and may_edit(user, source)
        and all(may_translate_into(user, source, locale) for locale in locales)
        and (not subtree or not isinstance(source, Page) or may_translate_subtree(user, source, locales))
    )
    if not is_allowed:
        raise PermissionDenied


def targets(source_id: int) -> list[Any]:
    """The pages or snippets that translations in force of a TranslationSource lead to."""
    translations = Translation.objects.filter(source_id=source_id, enabled=True)
    instances = map(target_of, translations.select_related("source__specific_content_type"))
    return [instance for instance in instances if instance is not None]


def _policy(instance: Any) -> Any:
    return policy_registry.get_by_type(type(instance))


def _place_in(source: Page, locale: Locale) -> Page:
    """The nearest page above the source's place that exists in a language, else the root."""
    for ancestor in source.get_ancestors().order_by("-depth"):
        if ancestor.is_root():
            return ancestor
        version = ancestor.get_translation_or_none(locale)
        if version is not None:
            return version
    raise ValueError("The root of all pages has no translation.")
