"""Private parts of Django, Wagtail and wagtail-localize used to write sources in bulk; see ``docs/upstream.md``."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.constants import OnConflict
from wagtail.models.copying import _copy
from wagtail_localize.models import String, TranslationContext


def insert_rows(rows: Sequence[Model], columns: Sequence[Any], *, ignore_conflicts: bool = False) -> None:
    """Insert rows of one model in one statement.

    Django's ``bulk_create`` splits them into statements of 199 rows on SQLite, whatever SQLite takes, and
    refuses a model that extends another one's table.
    """
    type(rows[0])._base_manager._insert(  # type: ignore[attr-defined]  # noqa: SLF001
        rows,
        fields=columns,
        using=connection.alias,
        on_conflict=OnConflict.IGNORE if ignore_conflicts else None,
    )


def unsaved_copy(instance: Any, *, exclude: Sequence[str], values: Mapping[str, Any]) -> tuple[Any, dict[Any, Any]]:
    """A copy of a page that isn't saved, as Wagtail's own actions make it, and the copies of its inline rows."""
    copy, children = _copy(instance, exclude_fields=exclude, update_attrs=values)
    return copy, children


def text_digest(text: str) -> str:
    """The digest by which wagtail-localize finds a text."""
    digest: str = String._get_data_hash(text)  # noqa: SLF001
    return digest


def path_digest(path: str) -> str:
    """The digest by which wagtail-localize finds a place in an object."""
    digest: str = TranslationContext._get_path_id(path)  # noqa: SLF001
    return digest
