"""Finds the source among the versions of a translated object."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation


def is_source(instance: TranslatableMixin) -> bool:
    """Whether facts and visibility flow from this version to the others.

    A version that was translated from another is none; without a record of any translation, the
    default language's version is the source, and any version where that one does not exist.
    """
    if getattr(instance, "alias_of_id", None):
        return False
    records = Translation.objects.order_by().filter(source__object_id=instance.translation_key)
    locales = list(records.values_list("source__locale_id", "target_locale_id"))
    if any(target == instance.locale_id for _source, target in locales):
        return False
    if any(source == instance.locale_id for source, _target in locales):
        return True
    default = Locale.get_default()
    return instance.locale_id == default.pk or not versions(instance).filter(locale=default).exists()


def only_sources(pages: QuerySet[Page]) -> QuerySet[Page]:
    """The sources among many pages: the rule of :func:`is_source`, without a query."""
    records = Translation.objects.filter(source__object_id=OuterRef("translation_key"))
    default = Locale.get_default()
    in_default = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=default, alias_of=None)
    return pages.filter(
        Exists(records.filter(source__locale_id=OuterRef("locale_id"))) | Q(locale=default) | ~Exists(in_default),
        ~Exists(records.filter(target_locale_id=OuterRef("locale_id"))),
        alias_of=None,
    )


def versions(instance: TranslatableMixin) -> QuerySet[Any]:
    """The other languages' versions, aliases not among them."""
    rows = type(instance)._default_manager.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    return rows.filter(alias_of=None) if hasattr(instance, "alias_of_id") else rows
