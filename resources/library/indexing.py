"""Files of a resource as part of its search text."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete
from wagtail.signals import page_unpublished

from core.base.after_publish import PublishedChange
from core.base.page_types import Files
from core.base.search_index import index_pages, reindex
from core.base.visibility import original_versions
from core.documents.permissions import open_to_all
from resources.models import ResourceFile, ResourcePage


def documents_of(keys: Iterable[int]) -> Files:
    """The documents of resources that everybody may have; the language is the one that the resource says. Two queries.

    It is left open where the public has no version of the resource in it: then the file is found with each version
    that there is, as nobody could find it otherwise.
    """
    rows = ResourceFile.objects.order_by("sort_order").filter(page_id__in=list(keys), document__in=open_to_all())
    file_rows = list(rows.values_list("page_id", "document_id", "language", "page__translation_key"))
    versions = ResourcePage.objects.order_by().filter(translation_key__in={key for *_file, key in file_rows})
    public_versions = {
        (key, _base(tag))
        for key, tag in original_versions(versions).values_list("translation_key", "locale__language_code")
    }
    documents: dict[int, list[tuple[int, str]]] = {}
    for page, document, language, key in file_rows:
        documents.setdefault(page, []).append((document, language if (key, _base(language)) in public_versions else ""))
    return documents


def _base(tag: str) -> str:
    """The language of a tag: files in European Portuguese belong with what is written in Brazil's."""
    return tag.partition("-")[0].lower()


def index_after_publish(change: PublishedChange) -> None:
    """Index the other versions of a resource anew: files in this language are found with this one from now on."""
    for each in change.published:
        if isinstance(each.instance, ResourcePage):
            change.later(index_pages, _other_versions(each.instance))


def _version_goes(instance: ResourcePage, **_kwargs: Any) -> None:
    """Files in its language are found with the other versions from now on."""
    reindex(_other_versions(instance))


def _other_versions(instance: ResourcePage) -> set[int]:
    versions = ResourcePage.objects.order_by().filter(translation_key=instance.translation_key)
    return set(versions.exclude(pk=instance.pk).values_list("pk", flat=True))


def connect() -> None:
    for signal in (page_unpublished, post_delete):
        signal.connect(_version_goes, sender=ResourcePage, dispatch_uid="resources.version")
