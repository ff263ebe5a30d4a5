"""Private parts of Django and Wagtail used by the index; see ``docs/upstream.md``."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import ReferenceIndex


def delete_rows(rows: QuerySet[Any]) -> None:
    """Delete rows in one statement, for rows that nothing refers to.

    ``QuerySet.delete`` reads them all first as soon as a foreign key leads to their model.
    """
    rows._raw_delete("default")  # noqa: SLF001


def reference_content_type(model: type[Model]) -> ContentType:
    """The content type under which Wagtail's reference index files what is of a model."""
    content_type: ContentType = ReferenceIndex._get_base_content_type(model)  # noqa: SLF001
    return content_type
