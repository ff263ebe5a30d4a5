"""Create a translation from given texts, through wagtail-localize's own models.

So the translators' screens show what an import, a set-up or the demo brought in, and go on from it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue, extract_strings

from translation.checks.completeness import source_words_may_show
from translation.sources.instances import current, load_instance
from translation.sources.snapshots import update_or_create_source
from translation.units.writer import TranslatedText, write
from translation.workflow.drafts import save_draft
from translation.workflow.first_drafts import draft_page
from translation.workflow.submission import existing_locales, make_parents, versions_by_locale


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
        publish: whether the translation goes live at once, with the source's words where a text is missing;
            else it is a draft.
        user: who is named in the history.

    Returns:
        The translated page or snippet.

    Raises:
        ValueError: a rich text given by path has another number of pieces than the source's.
    """
    (instance,) = land_all(source, {locale: texts}, drafts=() if publish else (locale,), user=user)
    return instance


@transaction.atomic
def land_all(
    source: Any,
    texts: Mapping[Locale, Mapping[str, str]],
    *,
    drafts: Collection[Locale] = (),
    user: AbstractUser | None = None,
) -> list[Any]:
    """As :func:`land`, into several languages, for which the source is read once.

    Args:
        source: the published page or snippet to translate from.
        texts: what :func:`land` takes, by target language.
        drafts: the languages in which the translation does not go live.
        user: who is named in the history.

    Returns:
        The translated pages or snippets, in the order of ``texts``.

    Raises:
        ValueError: as :func:`land`; nothing is landed then, in no language.
    """
    if not texts:
        return []
    snapshot = update_or_create_source(source)
    existing = existing_locales(source)
    instances = []
    for locale, locale_texts in texts.items():
        translation = _store(snapshot, locale, locale_texts, user, with_checks=locale in drafts)
        revision = (
            save_draft(translation, user) if locale.pk in existing else _first_draft(snapshot, source, locale, user)
        )
        if locale not in drafts:
            with source_words_may_show():
                revision.publish(user=user)
        instances.append(snapshot.get_translated_instance(locale))
    return instances


def _store(
    snapshot: TranslationSource,
    locale: Locale,
    texts: Mapping[str, str],
    user: AbstractUser | None,
    *,
    with_checks: bool,
) -> Translation:
    """The record of a translation, its texts written; they are judged now, or when they are published."""
    translation, _created = Translation.objects.update_or_create(
        source=snapshot, target_locale=locale, defaults={"enabled": True}
    )
    write(_changed_texts(snapshot, locale, texts, user), check=with_checks)
    return translation


def _first_draft(snapshot: TranslationSource, source: Any, locale: Locale, user: AbstractUser | None) -> Revision:
    """The texts as a revision of a new page or snippet, where there is no version of its own yet."""
    target: Any
    if isinstance(source, Page) and locale.pk not in versions_by_locale(source):
        make_parents(source, locale)
        target = draft_page(snapshot, load_instance(current(source), snapshot.content_json), locale, user)
    else:
        target, _created = snapshot.create_or_update_translation(
            locale, user=user, publish=False, copy_parent_pages=True, fallback=True
        )
    revision: Revision = target.get_latest_revision()
    return revision


def _changed_texts(
    snapshot: TranslationSource, locale: Locale, texts: Mapping[str, str], user: AbstractUser | None
) -> list[TranslatedText]:
    """The texts that are new or differ from the stored translation."""
    segments = list(StringSegment.objects.filter(source=snapshot).select_related("string", "context").order_by("order"))
    rich = set(snapshot.templatesegment_set.values_list("context_id", flat=True))
    pieces = _pieces_by_path(segments, rich, texts)
    existing = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            locale=locale, context_id__in={segment.context_id for segment in segments}
        )
    }
    new: list[TranslatedText] = []
    for segment in segments:
        path = segment.context.path
        if segment.context_id in rich:
            text = _rich(segment, pieces.get(path), texts)
        else:
            plain_text = texts.get(path, texts.get(unescape(segment.string.data)))
            text = StringValue.from_plaintext(plain_text).data if plain_text else None
        if not text:
            continue
        row = existing.get((segment.string_id, segment.context_id))
        if row is None or row.data != text:
            by = user.pk if user else None
            new.append(TranslatedText(segment.string_id, segment.context_id, locale.pk, text, existing=row, user_id=by))
    return new


def _rich(segment: StringSegment, pieces: Iterator[str] | None, texts: Mapping[str, str]) -> str | None:
    """The next piece of a rich text given as a whole, or the piece given by the source's text."""
    return next(pieces) if pieces else texts.get(segment.string.data)


def _pieces_by_path(
    segments: list[StringSegment], rich: set[int], texts: Mapping[str, str]
) -> dict[str, Iterator[str]]:
    """The pieces of each rich text that is given as a whole, in the order of the source's.

    Raises:
        ValueError: there are more or fewer than the source has.
    """
    piece_counts = Counter(segment.context.path for segment in segments if segment.context_id in rich)
    pieces: dict[str, Iterator[str]] = {}
    for path in piece_counts.keys() & texts.keys():
        _template, strings = extract_strings(texts[path])
        if len(strings) != piece_counts[path]:
            raise ValueError(f"{path}: the translation has {len(strings)} pieces, the source {piece_counts[path]}.")
        pieces[path] = iter([text.data for text, _attributes in strings])
    return pieces
