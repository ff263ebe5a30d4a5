"""Build wagtail-localize's rows of translated pages, a thousand at a time."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from core.base.batches import batched
from devtools.bench.bulk import BATCH, insert_pages
from home.models import ContentPage, HomePage
from translation.sources.upstream import path_digest, text_digest

#: Of how many translations one has a text that waits.
WAITING = 3


def record_translations() -> None:
    """A frozen source of two texts for each page of the default language, and a record for each of its translations."""
    source = Locale.get_default()
    recorded_keys = TranslatableObject.objects.values("translation_key")
    pages = Page.objects.filter(locale=source, depth__gt=1, alias_of=None).exclude(translation_key__in=recorded_keys)
    versions: dict[object, list[int]] = {}
    translations = Page.objects.exclude(locale=source).filter(depth__gt=1, alias_of=None)
    for key, locale in translations.values_list("translation_key", "locale_id"):
        versions.setdefault(key, []).append(locale)
    for batch in batched(pages, BATCH):
        _record(batch, source, versions)


def translate_all(most: int) -> None:
    """A live page in each language there may be for each source that lacks one, below its language's home page.

    Args:
        most: how many sources.
    """
    source = Locale.get_default()
    homes = {home.locale_id: home for home in HomePage.objects.select_related("locale")}
    for tag, _name in settings.LANGUAGES:
        locale = Locale.objects.get_or_create(language_code=tag)[0]
        if locale.pk not in homes:
            homes[locale.pk] = homes[source.pk].copy_for_translation(locale)
    pages = Page.objects.filter(locale=source, depth__gt=2, alias_of=None).order_by("pk")[:most]
    keys = list(pages.values_list("translation_key", flat=True))
    for locale_id, home in homes.items():
        existing_keys = set(Page.objects.filter(locale=locale_id).values_list("translation_key", flat=True))
        new_pages = [
            ContentPage(title=f"T {number}", slug=f"t-{number}", locale_id=locale_id, translation_key=key)
            for number, key in enumerate(keys)
            if key not in existing_keys
        ]
        insert_pages(Page.objects.get(pk=home.pk), new_pages)


def _record(pages: list[Page], locale: Locale, versions: dict[object, list[int]]) -> None:
    base, now = ContentType.objects.get_for_model(Page), timezone.now()
    TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=page.translation_key, content_type=base) for page in pages
    )
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=page.translation_key,
            specific_content_type_id=page.content_type_id,
            locale=locale,
            object_repr=page.title[:200],
            content_json="{}",
            last_updated_at=now,
        )
        for page in pages
    )
    Translation.objects.bulk_create(
        Translation(source=source, target_locale_id=target)
        for page, source in zip(pages, sources, strict=True)
        for target in versions.get(page.translation_key, [])
    )
    for order, path in enumerate(("title", "slug"), start=1):
        _texts(pages, sources, locale, versions, path, order)


def _texts(
    pages: list[Page],
    sources: list[TranslationSource],
    locale: Locale,
    versions: dict[object, list[int]],
    path: str,
    order: int,
) -> None:
    words = {getattr(page, path): text_digest(getattr(page, path)) for page in pages}
    String.objects.bulk_create(
        [String(locale=locale, data=text, data_hash=digest) for text, digest in words.items()], ignore_conflicts=True
    )
    strings = {row.data: row for row in String.objects.filter(locale=locale).iterator() if row.data in words}
    contexts = TranslationContext.objects.bulk_create(
        TranslationContext(
            object_id=page.translation_key,
            path=path,
            path_id=path_digest(path),
            field_path=path,
        )
        for page in pages
    )
    rows = list(zip(pages, sources, contexts, strict=True))
    StringSegment.objects.bulk_create(
        StringSegment(source=source, context=context, order=order, string=strings[getattr(page, path)], attrs="null")
        for page, source, context in rows
    )
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=strings[getattr(page, path)], context=context, locale_id=target, data=f"T {page.title}"
        )
        for number, (page, _source, context) in enumerate(rows)
        for target in versions.get(page.translation_key, [])
        if path == "slug" or number % WAITING
    )
