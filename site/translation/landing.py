"""Making a translation from texts at hand, through wagtail-localize's own objects.

So the translators' screens show what an import, a set-up or the demo brought in, and go on from it.
"""

from collections.abc import Mapping
from html import unescape
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue, extract_strings


@transaction.atomic
def land(
    source: Any,
    locale: Locale,
    texts: Mapping[str, str],
    *,
    publish: bool = True,
    user: AbstractUser | None = None,
) -> Any:
    """Translate a page or snippet into a language from the texts given.

    Args:
        source: the published page or snippet to translate from.
        locale: the target language; another than the source's.
        texts: translations by content path (``title``, ``purpose``; a rich text as whole HTML with
            as many pieces as the source) or by the source's text. What is missing stays untranslated.
        publish: whether the translation goes live at once; else it is a draft.
        user: who is named in the history.

    Returns:
        The translated page or snippet.

    Raises:
        ValueError: a rich text given by path has another number of pieces than the source's.
    """
    frozen, _created = TranslationSource.update_or_create_from_instance(source)
    translation, _created = Translation.objects.update_or_create(
        source=frozen, target_locale=locale, defaults={"enabled": True}
    )
    _store(frozen, locale, texts, user)
    target, _created = frozen.create_or_update_translation(
        translation.target_locale, user=user, publish=False, copy_parent_pages=True, fallback=True
    )
    if publish:
        target.get_latest_revision().publish(user=user)
        target.refresh_from_db()
    return target


def _store(frozen: TranslationSource, locale: Locale, texts: Mapping[str, str], user: AbstractUser | None) -> None:
    """Write the texts as string translations, changed ones anew."""
    segments = list(StringSegment.objects.filter(source=frozen).select_related("string", "context").order_by("order"))
    rich = set(frozen.templatesegment_set.values_list("context_id", flat=True))
    pieces = {path: _pieces(html) for path, html in texts.items() if html.lstrip().startswith("<")}
    held = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            locale=locale, context_id__in={segment.context_id for segment in segments}
        )
    }
    taken: dict[str, int] = {}
    new = []
    for segment in segments:
        path = segment.context.path
        if segment.context_id in rich:
            text = _rich(segment, pieces.get(path), taken, texts)
        else:
            plain = texts.get(path, texts.get(unescape(segment.string.data)))
            text = StringValue.from_plaintext(plain).data if plain else None
        if not text:
            continue
        row = held.get((segment.string_id, segment.context_id))
        if row is None:
            row = StringTranslation(translation_of=segment.string, context=segment.context, locale=locale)
            held[segment.string_id, segment.context_id] = row
            new.append(row)
        elif row.data == text:
            continue
        row.data, row.last_translated_by, row.updated_at = text, user, timezone.now()
        if row.pk:
            row.save()
    StringTranslation.objects.bulk_create(new)


def _rich(
    segment: StringSegment, pieces: list[str] | None, taken: dict[str, int], texts: Mapping[str, str]
) -> str | None:
    """The next piece of a rich text given as a whole, or the piece given by the source's text."""
    path = segment.context.path
    if pieces is None:
        return texts.get(segment.string.data)
    position = taken.get(path, 0)
    taken[path] = position + 1
    if position >= len(pieces):
        raise ValueError(f"{path}: the translation has {len(pieces)} pieces, fewer than the source.")
    return pieces[position]


def _pieces(html: str) -> list[str]:
    _template, strings = extract_strings(html)
    return [text.data for text, _attributes in strings]
