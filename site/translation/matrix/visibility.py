"""Pages and snippets of the matrix that a user may see.

Who may edit a source sees how all its translations are; who works in a language sees what stands
there that is theirs to edit, and which public pages are missing. Of other people's drafts nobody
learns that they exist.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from core.base.models import TranslatableSnippet
from translation.matrix import states

EDITING = ("change", "publish")


def kinds() -> list[type[Any]]:
    """The models that the matrix has rows of: pages, and each kind of translatable snippet."""
    return [Page, *(model for model in get_snippet_models() if issubclass(model, TranslatableSnippet))]


class Visibility:
    """One person's part of the matrix."""

    def __init__(self, user: AbstractUser) -> None:
        self.user = user

    def editable(self, model: type[Any]) -> QuerySet[Any] | None:
        """The primary keys of the versions that the person may edit or publish; ``None``: all of them."""
        if self.user.is_superuser and self.user.is_active:
            return None
        policy: Any = policy_registry.get_by_type(model)
        instances = policy.instances_user_has_any_permission_for(self.user, EDITING)
        if not issubclass(model, Page) and not instances.query.where:
            return None
        return instances.order_by().values("pk")

    def kinds(self) -> list[type[Any]]:
        """The kinds of which the person may edit anything."""
        return [
            model for model in kinds() if policy_registry.get_by_type(model).user_has_any_permission(self.user, EDITING)
        ]

    @cached_property
    def every_language(self) -> list[Locale]:
        """The platform's languages, the default one first."""
        first = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        return sorted(Locale.objects.all(), key=lambda locale: (locale.language_code != first, locale.pk))

    @property
    def first(self) -> Locale:
        """The default language."""
        return self.every_language[0]

    @cached_property
    def languages(self) -> list[Locale]:
        """The languages in which the person may edit a page or snippet."""
        locale_ids = self._languages()
        return [locale for locale in self.every_language if locale_ids is None or locale.pk in locale_ids]

    @property
    def columns(self) -> list[Locale]:
        """The languages of which the person is told: all, where they write sources; else theirs and the sources'."""
        return [
            locale
            for locale in self.every_language
            if self.first in self.languages or locale in self.languages or locale == self.first
        ]

    def _languages(self) -> set[int] | None:
        if self.user.is_superuser:
            return None
        policy: Any = policy_registry.get_by_type(Page)
        locale_ids = {
            right.page.locale_id
            for right in policy.get_cached_permissions_for_user(self.user)
            if right.permission.codename in {"add_page", "change_page", "publish_page"}
        }
        for model in kinds()[1:]:
            snippets: Any = policy_registry.get_by_type(model)
            if any(self.user.has_perm(f"{model._meta.app_label}.{a}_{model._meta.model_name}") for a in EDITING):
                return None
            locale_ids |= snippets.languages(self.user, EDITING)
        return locale_ids

    def rows(self, sources: QuerySet[Any]) -> QuerySet[Any]:
        """Restrict sources to those visible to the user."""
        model = sources.model
        editable_pks = self.editable(model)
        if editable_pks is None:
            return sources
        editable_versions = model._default_manager.filter(
            translation_key=OuterRef("translation_key"), pk__in=editable_pks
        )
        is_public_source = Q(live=True) & ~Q(locale__in=[locale.pk for locale in self.languages])
        if len(self.languages) > 1:
            is_public_source = Q(live=True)
        return sources.filter(Q(pk__in=editable_pks) | is_public_source | Q(Exists(editable_versions.order_by())))

    def restrict(self, versions: QuerySet[Any]) -> QuerySet[Any]:
        """Restrict versions to those whose state is visible to the user."""
        model = versions.model
        editable_pks = self.editable(model)
        if editable_pks is None:
            return versions
        sources = states.sources(model, self.first).filter(
            pk__in=editable_pks, translation_key=OuterRef("translation_key")
        )
        return versions.filter(Q(pk__in=editable_pks) | Q(Exists(sources)))
