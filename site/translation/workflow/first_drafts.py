"""Create the first draft of a page in another language, in bulk.

wagtail-localize copies the page, writes it again with the texts and makes a revision of each. Here the
texts are set before the page is written, and there is one revision. Texts of fields in which nothing is
translated yet are the copy's own and are not taken apart and put together again.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from core.base.slugs import as_slug, available_slug
from translation.sources import bulk
from translation.sources.upstream import unsaved_copy
from translation.tree.followers import restrict
from translation.tree.order import add_in_order, parent_in

#: What of a source a draft in another language does not have.
_NOT_YET: dict[str, Any] = {
    "live": False,
    "has_unpublished_changes": True,
    "live_revision": None,
    "first_published_at": None,
    "last_published_at": None,
    "alias_of": None,
}


def draft_page(
    source: TranslationSource, original: Any, locale: Locale, user: Any = None, *, with_texts: bool = True
) -> Page:
    """A page in a language that has none yet, as a draft at its source's place.

    Args:
        source: the snapshot of the page.
        original: the page as loaded from the snapshot; not used again, since the texts are set in its blocks.
        locale: the language.
        user: who is named in the history.
        with_texts: whether what is translated already is set; it may not fit.

    Raises:
        ValidationError: a text doesn't fit its field; nothing is written.
        ParentNotTranslatedError: the page above has no version in the language.
    """
    parent = parent_in(original, locale)
    page = _copy_page(original, locale, user)
    if parent.is_root():
        page.slug += f"-{locale.language_code}"
    if with_texts and _set_texts(source, original, page, locale):
        page.full_clean(exclude=["path", "depth", "url_path", "content_type", "slug"])
    page.slug = available_slug(parent, as_slug(page.slug) or str(source.object_id))
    page.draft_title = page.title
    page.latest_revision_created_at = timezone.now()
    add_in_order(page, parent, original)
    revision = _first_revision(page, user)
    if restriction := original.view_restrictions.first():
        restrict(page, restriction)
    _note(source, original, page, revision, user)
    return page


def _copy_page(original: Any, locale: Locale, user: Any) -> Any:
    excluded_fields = original.default_exclude_fields_in_copy + original.exclude_fields_in_copy
    attributes = _NOT_YET | {"locale": locale} | ({"owner": user} if user else {})
    page, children = unsaved_copy(original, exclude=excluded_fields, values=attributes)
    for child_rows in children.values():
        # those that were never saved come as a list, having no key to tell them apart
        for child in child_rows if isinstance(child_rows, list) else [child_rows]:
            if isinstance(child, TranslatableMixin):
                child.locale = locale
    return page


def _first_revision(page: Any, user: Any) -> Revision:
    """Create a revision as ``save_revision`` does, without saving the page again."""
    revision: Revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        created_at=page.latest_revision_created_at,
        content=page.serializable_data(),
        object_str=str(page),
    )
    Page.objects.filter(pk=page.pk).update(latest_revision=revision)
    page.latest_revision = revision
    return revision


def _note(source: TranslationSource, original: Any, page: Any, revision: Revision, user: Any) -> None:
    """Write the log entries of the page and of the translation."""
    log(
        instance=page,
        action="wagtail.copy_for_translation",
        user=user,
        data={
            "page": {
                "id": page.pk,
                "title": page.get_admin_display_title(),
                "locale": {"id": page.locale_id, "language_code": page.locale.language_code},
            },
            "source": {"id": original.pk, "title": original.get_admin_display_title()},
        },
        revision=revision,
    )
    TranslationLog.objects.create(source=source, locale=page.locale, revision=revision)


def _set_texts(source: TranslationSource, original: Any, page: Any, locale: Locale) -> bool:
    """Set what is translated already and the versions of what the page relates to; returns whether it says another
    thing than its source now."""
    relation_segments = list(_follow(source, page, locale))
    segments = [*_translated_segments(source, locale), *relation_segments]
    if segments:
        ingest_segments(original, page, source.locale, locale, segments)
    return len(segments) > len(relation_segments)


def _translated_segments(source: TranslationSource, locale: Locale) -> Iterator[Any]:
    """The segments of the fields in which a text is translated or a value is another one."""
    texts = list(
        StringSegment.objects.filter(source=source).annotate_translation(locale).select_related("context", "string")
    )
    override_rows = OverridableSegment.objects.filter(source=source).annotate_override_json(locale)
    overrides = list(override_rows.filter(override_json__isnull=False).select_related("context"))
    fields = {_field(row) for row in texts if row.translation} | {_field(row) for row in overrides}
    if not fields:
        return
    for row in texts:
        if _field(row) in fields:
            text = StringValue(row.translation or row.string.data)
            value = StringSegmentValue(row.context.path, text, attrs=json.loads(row.attrs))
            yield value.with_order(row.order)
    for row in TemplateSegment.objects.filter(source=source).select_related("template", "context"):
        if _field(row) in fields:
            template = row.template
            yield TemplateSegmentValue(
                row.context.path,
                template.template_format,
                template.template,
                template.string_count,
                order=row.order,
            )
    for row in overrides:
        yield OverridableSegmentValue(row.context.path, json.loads(row.override_json), order=row.order)


def _field(row: Any) -> str:
    name: str = row.context.path.partition(".")[0]
    return name


def _follow(source: TranslationSource, page: Any, locale: Locale) -> Iterator[RelatedObjectSegmentValue]:
    """Let keys lead to the versions in the language, where there are any; gives those that stand in blocks."""
    rows = list(RelatedObjectSegment.objects.filter(source=source).select_related("object", "context"))
    by_type: dict[int, set[Any]] = defaultdict(set)
    for row in rows:
        by_type[row.object.content_type_id].add(row.object_id)
    versions_by_key: dict[Any, Any] = {}
    for content_type, keys in by_type.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        versions = bulk.fetch(model._default_manager.filter(locale=locale), "translation_key", keys)
        versions_by_key |= {version.translation_key: version for version in versions}
    for row in rows:
        version = versions_by_key.get(row.object_id)
        if version is None:
            continue
        names = row.context.path.split(".")
        holder = page if len(names) == 1 else _child(page, names)
        if holder is None:
            yield RelatedObjectSegmentValue(row.context.path, row.object.content_type, row.object_id, order=row.order)
        else:
            setattr(holder, names[-1], version)


def _child(page: Any, names: list[str]) -> Any:
    """The row of an inline relation that a path of three names leads into; None for one into blocks."""
    field = page._meta.get_field(names[0])
    if len(names) != 3 or not field.one_to_many:
        return None
    return next((row for row in getattr(page, names[0]).all() if str(row.translation_key) == names[1]), None)
