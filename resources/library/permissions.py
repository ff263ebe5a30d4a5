"""Permissions on the files of resources; a change updates the search index.

A file is private with its collection, or with one above it. Text of such a file is neither indexed nor shown.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail import hooks
from wagtail.models import Collection, CollectionViewRestriction

from core.base.paired_signals import around_save
from core.base.search_index import reindex
from core.documents.models import PlatformDocument
from resources.models import ResourceFile


def _offering(**lookups: Any) -> set[int]:
    """The keys of the pages that offer such files. A query."""
    return set(ResourceFile.objects.order_by().filter(**lookups).values_list("page_id", flat=True))


def _index_below(*collections: int | None) -> None:
    """Reindex the pages that offer files of some collections, or of ones below them. Two queries each."""
    for collection in collections:
        path = Collection.objects.filter(pk=collection).values_list("path", flat=True).first()
        if path:
            reindex(_offering(document__collection__path__startswith=path))


def _on_restriction_saved(instance: CollectionViewRestriction) -> Callable[[], None]:
    """Index what is in the collection that is restricted, and in the one that the restriction is taken from."""
    collections = CollectionViewRestriction.objects.filter(pk=instance.pk).values_list("collection_id", flat=True)
    previous_collection = collections.exclude(collection=instance.collection_id).first()
    return partial(_index_below, instance.collection_id, previous_collection)


def _on_restriction_deleted(instance: CollectionViewRestriction, **_kwargs: Any) -> None:
    _index_below(instance.collection_id)


def _on_document_saved(instance: PlatformDocument, created: bool, **_kwargs: Any) -> None:
    """It may lie in another collection now."""
    if not created:
        reindex(_offering(document=instance.pk))


def _on_collection_saved(instance: Collection, created: bool, **_kwargs: Any) -> None:
    """Reindex once a collection was moved: its place is written after it is saved, without a signal."""
    if not created:
        pages = _offering(document__collection__path__startswith=instance.path)
        transaction.on_commit(partial(reindex, pages))


def _on_bulk_action(_request: Any, _action: str, objects: Sequence[Any], _view: Any) -> None:
    """Many documents are put into a collection by SQL of which no signal tells."""
    reindex(_offering(document__in=[each.pk for each in objects if isinstance(each, PlatformDocument)]))


def connect() -> None:
    """Follow restrictions, collections and documents. Called in ``AppConfig.ready``."""
    around_save(_on_restriction_saved, [CollectionViewRestriction], "resources.restricted")
    post_delete.connect(_on_restriction_deleted, sender=CollectionViewRestriction, dispatch_uid="resources.released")
    post_save.connect(_on_collection_saved, sender=Collection, dispatch_uid="resources.collection")
    post_save.connect(_on_document_saved, sender=PlatformDocument, dispatch_uid="resources.document")
    hooks.register("after_bulk_action", _on_bulk_action)
