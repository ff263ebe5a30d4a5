"""Copy the shared facts of a published source into its translations, drafts and snapshots.

Publishing a source carries its facts into every translation: the live row, the draft that somebody may be working on,
and the snapshot of wagtail-localize, so that the next translation to be published doesn't bring the old facts back.
The number of queries doesn't depend on that of the languages.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models
from wagtail.models import Revision, TranslatableMixin
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import RelatedObjectSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.base.indexing import references_kept
from translation.sources.facts import Difference, SourceFacts, copied_fields
from translation.sources.instances import content_of, deserialized, follow_keys
from translation.sources.snapshots import rewrite_segments
from translation.sources.source_version import versions

#: A version, and what it has otherwise now.
Changed = list[tuple[Any, Difference]]


def carry_facts(source: TranslatableMixin, snapshots: Sequence[TranslationSource]) -> Changed:
    """Bring a published source's facts into each of its translations, inside the transaction that publishes it.

    Args:
        source: what was published.
        snapshots: those of any language.

    Returns:
        The versions whose rows have changed, aliases not among them.
    """
    targets = list(versions(source).select_related("locale"))
    if not targets and not snapshots:
        return []
    facts = SourceFacts(source)
    changed = _carry_into_rows(facts, targets)
    _carry_into_drafts(facts, targets)
    by_locale = {version.locale_id: version for version in (source, *targets)}
    for snapshot in snapshots:
        _carry_into_snapshot(facts, snapshot, by_locale.get(snapshot.locale_id) or snapshot.get_source_instance())
    return changed


def _carry_into_rows(facts: SourceFacts, targets: Sequence[Any]) -> Changed:
    _load_inline_rows(facts, targets)
    changed = [(target, difference) for target in targets if (difference := facts.copy_into(target))]
    names = {name for _target, difference in changed for name in difference.fields}
    if names:
        facts.model._default_manager.bulk_update(
            [target for target, difference in changed if difference.fields], sorted(names)
        )
    with references_kept():  # recorded anew for the whole page
        for relation in facts.relations:
            changed_targets = [target for target, difference in changed if relation.name in difference.relations]
            if changed_targets:
                _write_inline_rows(relation, changed_targets)
    return changed


def _load_inline_rows(facts: SourceFacts, targets: Sequence[Any]) -> None:
    for relation in facts.relations:
        rows: dict[Any, list[Any]] = defaultdict(list)
        for row in relation.related_model._default_manager.filter(**{f"{relation.remote_field.name}__in": targets}):
            rows[getattr(row, relation.remote_field.attname)].append(row)
        for target in targets:
            setattr(target, relation.name, rows[target.pk])


def _write_inline_rows(relation: models.ManyToOneRel, targets: Sequence[Any]) -> None:
    """Make the stored rows of a relation those that some versions have now. Four statements."""
    manager: Any = relation.related_model._default_manager
    rows = [row for target in targets for row in getattr(target, relation.name).all()]
    existing_rows = [row for row in rows if row.pk]
    of_targets = manager.filter(**{f"{relation.remote_field.name}__in": targets})
    of_targets.exclude(pk__in=[row.pk for row in existing_rows]).delete()
    manager.bulk_create([row for row in rows if not row.pk])
    if existing_rows:
        manager.bulk_update(existing_rows, [each.name for each in copied_fields(relation.related_model)])


def _carry_into_drafts(facts: SourceFacts, targets: Sequence[Any]) -> None:
    """The newest revision and one that waits for its time; workflows keep the revision they judge."""
    by_key = {str(target.pk): target for target in targets}
    newest = models.Q(pk__in=[target.latest_revision_id for target in targets])
    rows = Revision.objects.filter(
        newest | models.Q(approved_go_live_at__isnull=False),
        base_content_type=facts.base_content_type,
        object_id__in=by_key,
    )
    changed_revisions = []
    for revision in rows:
        target = by_key[revision.object_id]
        draft = deserialized(target, revision.content)
        if facts.copy_into(draft):
            _reuse_rows(facts, draft, target)
            revision.content = draft.serializable_data()
            changed_revisions.append(revision)
    if changed_revisions:
        Revision.objects.bulk_update(changed_revisions, ["content"])


def _reuse_rows(facts: SourceFacts, draft: Any, target: Any) -> None:
    """Give the draft's new inline rows the primary keys that the live row's got."""
    for relation in facts.relations:
        live = {row.translation_key: row.pk for row in getattr(target, relation.name).all()}
        for row in getattr(draft, relation.name).all():
            row.pk = row.pk or live.get(row.translation_key)


def _carry_into_snapshot(facts: SourceFacts, snapshot: TranslationSource, version: Any) -> None:
    instance = deserialized(version, json.loads(snapshot.content_json))
    difference = facts.copy_into(instance)
    if not difference:
        return
    snapshot.content_json = content_of(instance)
    if difference.refers(facts.model):
        snapshot.save(update_fields=["content_json"])
        _renew_segments(snapshot, instance)
    else:  # the texts are the same: nobody has to hear of it
        TranslationSource.objects.filter(pk=snapshot.pk).update(content_json=snapshot.content_json)


def _renew_segments(snapshot: TranslationSource, instance: Any) -> None:
    follow_keys([instance])
    existing = set(snapshot.relatedobjectsegment_set.values_list("context__path", "object_id"))
    expected = {
        (segment.path, segment.translation_key)
        for segment in extract_segments(instance)
        if isinstance(segment, RelatedObjectSegmentValue)
    }
    if existing != expected:
        rewrite_segments(snapshot, instance)
