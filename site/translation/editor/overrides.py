"""Overridable values on the translators' screen: addresses that may differ by language, and related objects."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.whitelist import check_url
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    Translation,
    get_edit_url,
)

from translation.units.labels import Place, Places

_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:\S+@|tel:\S|/|#)\S*$", re.IGNORECASE)


@dataclass(frozen=True)
class AddressOverride:
    """An address in the source, and the one that stands in its place in the language, if any."""

    segment: OverridableSegment
    place: Place
    override: SegmentOverride | None

    @property
    def source(self) -> str:
        """The source's address."""
        return str(self.segment.data)

    @property
    def address(self) -> str:
        """The language's own address; empty where it is the source's."""
        return str(self.override.data) if self.override else ""

    @property
    def is_address(self) -> bool:
        """Whether it is one; a key of an image, say, can't be typed."""
        return isinstance(self.segment.data, str)


@dataclass(frozen=True)
class RelatedObject:
    """Something that the source refers to, with its version in the language where there is one."""

    place: Place
    title: str
    version: Any
    edit_url: str

    @property
    def is_draft(self) -> bool:
        """Whether the version is not public."""
        return self.version is not None and not getattr(self.version, "live", True)


def values(translation: Translation, places: Places) -> list[AddressOverride]:
    """The addresses in the texts, in the order of the source."""
    segments = list(
        OverridableSegment.objects.filter(source_id=translation.source_id).select_related("context").order_by("order")
    )
    overrides = {
        override.context_id: override
        for override in SegmentOverride.objects.filter(
            locale_id=translation.target_locale_id, context_id__in={segment.context_id for segment in segments}
        )
    }
    return [
        AddressOverride(segment, places.of(segment.context.path), overrides.get(segment.context_id))
        for segment in segments
    ]


def save_value(translation: Translation, segment: OverridableSegment, address: str, user: Any) -> str:
    """Set a language's own address, or take it away with an empty one.

    Returns:
        Why it was refused; empty if it was not.
    """
    rows = SegmentOverride.objects.filter(locale_id=translation.target_locale_id, context_id=segment.context_id)
    address = address.strip()
    if not address or address == segment.data:
        rows.delete()
        return ""
    if not isinstance(segment.data, str) or not _ADDRESS.match(address) or check_url(address) is None:
        return _("“%(address)s” is not a valid address for a link.") % {"address": address}
    override = rows.first() or SegmentOverride(locale_id=translation.target_locale_id, context_id=segment.context_id)
    override.data_json = json.dumps(address)
    override.last_translated_by = user
    override.save()
    return ""


def related_objects(translation: Translation, places: Places) -> list[RelatedObject]:
    """Related objects of the source, in its order. Two queries for each content type."""
    segments = list(
        RelatedObjectSegment.objects.filter(source_id=translation.source_id)
        .select_related("context", "object__content_type")
        .order_by("order")
    )
    keys = defaultdict(set)
    for segment in segments:
        keys[segment.object.content_type].add(segment.object_id)
    by_key: dict[tuple[Any, int], Any] = {}
    locales = (translation.source.locale_id, translation.target_locale_id)
    for kind, translation_keys in keys.items():
        model = kind.model_class()
        if model is None:
            continue
        for row in model._default_manager.filter(translation_key__in=translation_keys, locale_id__in=locales):
            by_key[row.translation_key, row.locale_id] = row
    result = []
    for segment in segments:
        source, version = (by_key.get((segment.object_id, locale)) for locale in locales)
        if source is not None:
            result.append(RelatedObject(places.of(segment.context.path), _name(source), version, _edit_url(version)))
    return result


def _name(instance: Any) -> str:
    return str(instance.title if isinstance(instance, Page) else instance)


def _edit_url(instance: Any) -> str:
    try:
        return get_edit_url(instance) or "" if instance is not None else ""
    except NoReverseMatch:
        return ""
