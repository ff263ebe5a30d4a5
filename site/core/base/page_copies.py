"""Copied trees: relations within the original tree lead to the copies.

Wagtail copies the rows of each page as they are, so that the resources below a copied group would belong with the
original group as well, and stand twice on its page.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import models, transaction
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from core.base.search_index import reindex


@transaction.atomic
def point_within(original: Page, copy: Page) -> None:
    """Lead the relations between the pages of a copied tree to the copies, in the database and in the latest drafts.

    A relation may name any language's version of a page, so pages are known by their translation keys. What leads
    out of the tree stays as it is, and so do links in texts.
    """
    if copy.alias_of_id:  # follows its original, and is listed nowhere
        return
    copies = _copies(original, copy)
    changed_keys = [page.pk for page in copies.values() if _lead(page.specific, copies)]
    if changed_keys:
        reindex(changed_keys)


def _copies(original: Page, copy: Page) -> dict[UUID, Page]:
    """The copy of each page, by the original's translation key. Both trees have the same order."""
    originals, duplicates = (page.get_descendants(inclusive=True).order_by("path") for page in (original, copy))
    return {
        source_page.translation_key: page_copy for source_page, page_copy in zip(originals, duplicates, strict=False)
    }


def _lead(page: Any, copies: Mapping[UUID, Page]) -> bool:
    """Lead what a page and its rows name to the copies; whether anything was changed."""
    draft = page.latest_revision.content if page.latest_revision else {}
    has_changes = _lead_fields(page, draft, copies)
    for relation in get_all_child_relations(page):
        names = [field.name for field in _page_fields(relation.related_model)]
        drafts = {row.get("pk"): row for row in draft.get(relation.get_accessor_name(), ())}
        rows = relation.related_model._default_manager.filter(**{relation.field.name: page})
        for row in rows.select_related(*names) if names else ():
            has_changes = _lead_fields(row, drafts.get(row.pk, {}), copies) or has_changes
    if has_changes and page.latest_revision:
        page.latest_revision.save(update_fields=["content"])
    return has_changes


def _lead_fields(row: models.Model, draft: dict[str, Any], copies: Mapping[UUID, Page]) -> bool:
    """Lead the foreign keys of one row, and of its draft; whether there were any."""
    target_keys = {
        field: copies[target.translation_key].pk
        for field in _page_fields(type(row))
        if (target := getattr(row, field.name)) is not None and target.translation_key in copies
    }
    for field, key in target_keys.items():
        setattr(row, field.attname, key)
        if draft:
            draft[field.name] = key
    if target_keys:
        type(row)._default_manager.filter(pk=row.pk).update(
            **{field.attname: key for field, key in target_keys.items()}
        )
    return bool(target_keys)


def _page_fields(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """The foreign keys by which a row names a page; not those by which it belongs to one."""
    for field in model._meta.concrete_fields:
        target_model = field.related_model
        is_parent_link = isinstance(field, ParentalKey | models.OneToOneField) or field.name == "alias_of"
        if (
            isinstance(field, models.ForeignKey)
            and not is_parent_link
            and isinstance(target_model, type)
            and issubclass(target_model, Page)
        ):
            yield field
