"""Block that lists pages of one type by a saved query."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.base.page_types import PageType, listing_types
from core.blocks import groups
from core.blocks.base import PlatformStructBlock
from core.blocks.link_targets import LinkedPageBlock, LinkedSnippetBlock, readers_locale
from core.listings.related import in_language
from core.listings.teasers import prepare_teasers
from core.vocabularies import countries, goals

#: How many pages a listing shows at most, and if nothing is said.
MOST, USUAL = 24, 6

#: Answers by question, shared by the listings of a body.
Answers: TypeAlias = dict[tuple[Any, ...], list[Page]]


def types() -> list[tuple[str, Any]]:
    """Name and label of each type that a listing can hold."""
    return [(page_type.name, page_type.label) for page_type in listing_types().values()]


class ListingValue(blocks.StructValue):
    """A saved query. ``answers`` are shared with the listings that were loaded together with it.

    ``has_missing_filter`` says that a theme or group was chosen that is no more: such a query has no answer, for
    without its filter it would ask for everything.
    """

    answers: Answers
    has_missing_filter = False

    @property
    def page_type(self) -> PageType[Any] | None:
        """The type of the pages; None if there is none of that name."""
        return listing_types().get(self.get("type") or "")

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are set, by name."""
        filters = {name: self.get(name) for name in FILTERS}
        if str(filters["goal"]).isdigit():
            filters["goal"] = int(str(filters["goal"]))
        return {name: value for name, value in filters.items() if value}

    def pages(self, context: dict[str, Any] | None) -> list[Page]:
        """The pages for the reader, the one being read left out. The same question is asked once a body."""
        page_type, filters, locale = self.page_type, self.filters, readers_locale(context)
        if page_type is None or self.has_missing_filter or not filters.keys() <= page_type.subject_filters.keys():
            return []
        page_key = getattr((context or {}).get("page"), "pk", None)
        number = min(self.get("number") or USUAL, MOST)
        filter_keys = tuple((name, getattr(value, "translation_key", value)) for name, value in filters.items())
        question = (page_type.name, filter_keys, number, locale.pk, page_key)
        answers = self.__dict__.setdefault("answers", {})
        if question not in answers:
            queryset = page_type.get_queryset()
            for name, value in filters.items():
                queryset = page_type.subject_filters[name](queryset, value)
            answers[question] = prepare_teasers(in_language(queryset.exclude(pk=page_key), locale, number), locale)
        return answers[question]


#: The children of the block that narrow the query.
FILTERS = ("goal", "theme", "country", "group")


class ListingBlock(PlatformStructBlock):
    """A type of page, narrowed by what it is about."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    type = blocks.ChoiceBlock(label=_("What to list"), choices=types, search_index=False)
    goal = blocks.ChoiceBlock(
        search_index=False,
        label=_("Goal"),
        choices=goals.choices,
        required=False,
        help_text=_("Only content that contributes to this goal."),
    )
    theme = LinkedSnippetBlock(
        "groups.Theme",
        label=_("Theme"),
        required=False,
        help_text=_("Only content about this theme or one of its sub-themes."),
    )
    country = blocks.ChoiceBlock(
        search_index=False,
        label=_("Country"),
        choices=countries.choices,
        required=False,
        help_text=_("Only content about this country, including content about the whole region."),
    )
    group = LinkedPageBlock(
        page_type="groups.WorkingGroupPage",
        label=_("Working group"),
        required=False,
        help_text=_("Only content of this group."),
    )
    number = blocks.IntegerBlock(
        label=_("Maximum number"), min_value=1, max_value=MOST, default=USUAL, help_text=_("How many items to show.")
    )

    translated: ClassVar = ("heading",)
    shared: ClassVar = ("type", *FILTERS, "number")

    class Meta:
        group = groups.LINKS
        icon = "list-ul"
        label = _("Listing")
        label_format = "{heading} {type}"
        description = _(
            "Groups, services and other content that match, always up to date and in the reader's language."
        )
        template = "blocks/listing.html"
        value_class = ListingValue

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """Filters that do not apply to the listed type."""
        page_type = value.page_type
        if page_type is None:
            return {}
        message = _("%(type)s cannot be filtered by this. Leave it empty.")
        return {
            name: ValidationError(message, params={"type": page_type.label})
            for name in value.filters
            if name not in page_type.subject_filters
        }

    def to_python(self, value: Mapping[str, Any] | None) -> blocks.StructValue:
        return _read(super().to_python(value), value, {})

    def bulk_to_python(self, values: Iterable[Mapping[str, Any] | None]) -> list[blocks.StructValue]:
        """Many stored queries at once; equal ones are answered together."""
        raw_values, answers = list(values), Answers()
        return [
            _read(struct, value, answers)
            for struct, value in zip(super().bulk_to_python(raw_values), raw_values, strict=True)
        ]

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``pages``, and ``editing`` where an editor looks at a preview."""
        context = super().get_context(value, parent_context)
        context["pages"] = value.pages(parent_context)
        context["editing"] = getattr(context.get("request"), "is_preview", False)
        return context

    def get_preview_value(self) -> blocks.StructValue:
        type_name = next(iter(listing_types()), "")
        return self.normalize({"heading": gettext("What we do together"), "type": type_name, "number": 3})


def _read(value: Any, raw_value: Mapping[str, Any] | None, answers: Answers) -> Any:
    """The value with the answers it shares, and whether one of its filters got lost."""
    value.answers = answers
    value.has_missing_filter = any((raw_value or {}).get(name) and not value.get(name) for name in FILTERS)
    return value
