"""Submit pages and snippets for translation.

wagtail-localize's own way also renews what a page merely refers to: with drafts first, that would
take every related snippet's translation offline and put a page's unreviewed texts into its live
row. Here a version that exists is left alone.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from translation.memory.prefill import prefill
from translation.sources.instances import current, load_instance
from translation.sources.snapshots import update_or_create_source
from translation.workflow import permissions
from translation.workflow.drafts import mark_errors
from translation.workflow.first_drafts import draft_page


class TranslationSubmission:
    """Makes translations only where there is no version of its own yet.

    What wagtail-localize's ``TranslationCreator`` is to the components of the submit form.
    """

    def __init__(self, user: Any, target_locales: list[Locale]) -> None:
        self.user = user
        self.target_locales = target_locales
        #: Each source with the records of its new translations.
        self.mappings: dict[TranslationSource, list[Translation]] = defaultdict(list)
        self._visited_keys: set[Any] = set()

    def create_translations(self, instance: Any, *, with_related: bool = True) -> None:
        """Make the missing translations of a page or snippet and of what it refers to."""
        if instance.translation_key in self._visited_keys:
            return
        self._visited_keys.add(instance.translation_key)
        by_locale = versions_by_locale(instance)
        new_locales = [locale for locale in self.target_locales if by_locale.get(locale.pk, True)]
        if not new_locales:
            return
        instance = current(instance)
        source = update_or_create_source(instance, renew=False)
        if with_related:  # they come first, for the translations lead to theirs
            for related_instance in _without_version(source, new_locales):
                self.create_translations(related_instance, with_related=False)
        for locale in new_locales:
            self.mappings[source].append(self._create(source, instance, locale, is_alias=locale.pk in by_locale))

    def _create(self, source: TranslationSource, instance: Any, locale: Locale, *, is_alias: bool) -> Translation:
        translation, _created = Translation.objects.update_or_create(
            source=source, target_locale=locale, defaults={"enabled": _is_synchronized(instance)}
        )
        prefill(translation)
        if isinstance(instance, Page) and not is_alias:
            first_draft(source, instance, locale, self.user)
        else:
            if is_alias:
                self._take_offline(instance, locale)
            # a text that is translated already may not fit; it carries the message from now on
            with contextlib.suppress(ValidationError):
                translation.save_target(user=self.user, publish=not isinstance(instance, DraftStateMixin))
        return translation

    def _take_offline(self, instance: Page, locale: Locale) -> None:
        """An alias that becomes a translation is seen again when that is published.

        It would show the source's words, and some that nobody has reviewed, as its own language's. Not a home page,
        without which all of its language would be hidden.
        """
        alias = instance.get_translation(locale)
        if alias.live and not alias.get_parent().is_root():
            alias.unpublish(user=self.user)


def first_draft(source: TranslationSource, instance: Page, locale: Locale, user: Any = None) -> Any:
    """A page's first draft in a language; where its texts don't fit, with the source's."""
    make_parents(instance, locale)
    try:
        with transaction.atomic():
            return draft_page(source, load_instance(instance, source.content_json), locale, user)
    except ValidationError as error:
        mark_errors(source, locale, error)
    original = load_instance(instance, source.content_json)
    return draft_page(source, original, locale, user, with_texts=False)


def make_parents(page: Page, locale: Locale) -> None:
    """Make the pages above a page in a language, as aliases, where they are missing: it must stand somewhere."""
    parent = page.get_parent()
    if not parent.is_root() and not parent.has_translation(locale):
        parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)


def _is_synchronized(instance: Any) -> bool:
    default = getattr(settings, "WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE", "synced")
    return bool(getattr(instance, "localize_default_translation_mode", default) == "synced")


def _without_version(source: TranslationSource, locales: list[Locale]) -> list[Any]:
    """Related objects of a source that lack a version in one of the languages."""
    keys: dict[Any, set[Any]] = defaultdict(set)
    for kind, key in source.relatedobjectsegment_set.values_list("object__content_type_id", "object_id"):
        keys[kind].add(key)
    instances = []
    for content_type, translation_keys in keys.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        versions_by_key: dict[Any, dict[int, Any]] = defaultdict(dict)
        for version in model._default_manager.filter(translation_key__in=translation_keys):
            versions_by_key[version.translation_key][version.locale_id] = version
        for versions in versions_by_key.values():
            source_version = versions.get(source.locale_id)
            if source_version is not None and any(locale.pk not in versions for locale in locales):
                instances.append(source_version)
    return instances


def existing_locales(instance: Any) -> set[int]:
    """In which languages a page or snippet has a version, aliases not counted."""
    return {locale for locale, is_alias in versions_by_locale(instance).items() if not is_alias}


def versions_by_locale(instance: Any) -> dict[int, bool]:
    """For each language in which a page or snippet has a version, whether that is an alias."""
    if isinstance(instance, Page):
        rows = Page.objects.filter(translation_key=instance.translation_key).values_list("locale_id", "alias_of_id")
        return {locale: alias is not None for locale, alias in rows}
    keys = type(instance)._default_manager.filter(translation_key=instance.translation_key)
    return dict.fromkeys(keys.values_list("locale_id", flat=True), False)


@transaction.atomic
def submit(
    instance: Any, locales: Iterable[Locale], user: Any = None, *, components: Any = None, subtree: bool = False
) -> TranslationSubmission:
    """Send a page or snippet, on request with all pages below it, to the translators: as drafts, all or none.

    Raises:
        PermissionDenied: the user, where one is given, may not.
    """
    locales = list(locales)
    if user is not None:
        permissions.require_submission(user, instance, locales, subtree=subtree)
    submission = TranslationSubmission(user, locales)
    submission.create_translations(instance)
    if subtree and isinstance(instance, Page):
        for page in instance.get_descendants().order_by("path"):
            submission.create_translations(page)
    if components is not None:
        components.save(submission, sources_and_translations=submission.mappings)
    return submission
