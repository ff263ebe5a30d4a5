"""Overrides: values that a translator sets in place of the source's, such as addresses of links.

wagtail-localize stores them unchecked and renders them as they are, and an override once refused
stays refused even after it was corrected.
"""

from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.whitelist import check_url
from wagtail_localize.models import SegmentOverride


def is_unsafe(value: Any) -> bool:
    """Whether a value would be an address that runs code or that no browser may be led to."""
    if isinstance(value, dict):
        return any(is_unsafe(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(is_unsafe(part) for part in value)
    # a key of a page or image comes as a number; what has no colon has no scheme
    return isinstance(value, str) and ":" in value and check_url(value) is None


def validate_override(instance: SegmentOverride, **kwargs: Any) -> None:
    """Refuse an unsafe address, which then is never rendered; forget the error of a corrected value."""
    update_fields = kwargs.get("update_fields")
    if kwargs.get("raw") or (update_fields is not None and "data_json" not in update_fields):
        return
    instance.has_error = is_unsafe(instance.data)
    instance.field_error = _("This address is not safe.") if instance.has_error else ""
    SegmentOverride.objects.filter(pk=instance.pk).update(
        has_error=instance.has_error, field_error=instance.field_error
    )


def connect() -> None:
    post_save.connect(validate_override, sender=SegmentOverride, dispatch_uid="translation.validate_override")
