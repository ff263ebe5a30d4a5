"""The rows of a source snapshot, without primary keys."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import TranslationSource

#: For each kind of segment what it says, by the names of the query set's fields.
SEGMENTS = {
    "stringsegment_set": ("string__data", "string__data_hash", "string__locale_id", "attrs"),
    "templatesegment_set": (
        "template__uuid",
        "template__template",
        "template__template_format",
        "template__string_count",
    ),
    "relatedobjectsegment_set": ("object_id", "object__content_type_id"),
    "overridablesegment_set": ("data_json",),
}
PLACE = ("order", "context__path", "context__path_id", "context__field_path", "context__object_id")


def snapshot_rows(source: TranslationSource) -> dict[str, Any]:
    """The values of a snapshot and its segments, comparable with another snapshot of the page."""
    source = TranslationSource.objects.get(pk=source.pk)
    own = {
        name: getattr(source, name)
        for name in (
            "object_id",
            "specific_content_type_id",
            "locale_id",
            "object_repr",
            "content_json",
            "schema_version",
        )
    }
    own["base"] = source.object.content_type.model_class() in Page.__mro__
    for name, says in SEGMENTS.items():
        own[name] = list(getattr(source, name).order_by("order").values_list(*PLACE, *says))
    return own


def segment_keys(source: TranslationSource) -> dict[str, set[int]]:
    """The primary keys of the segments of each kind."""
    return {name: set(getattr(source, name).values_list("pk", flat=True)) for name in SEGMENTS}
