"""Pages of one type that match: a saved query, answered anew for each reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.base.page_types import PageType, listed_types
from core.blocks import groups
from core.blocks.base import PlatformStructBlock
from core.blocks.linked import LinkedPageBlock, LinkedSnippetBlock, readers_locale
from core.listings.related import in_language
from core.listings.teasers import prepare_teasers
from core.vocabularies import countries, goals

#: How many pages a listing shows at most, and if nothing is said.
MOST, USUAL = 24, 6

#: Answers by question, shared by the listings of a body.
Answers: TypeAlias = dict[tuple[Any, ...], list[Page]]


def types() -> list[tuple[str, Any]]:
    """Name and label of each type that a listing can hold."""
    return [(listed.name, listed.label) for listed in listed_types().values()]


class ListingValue(blocks.StructValue):
    """A saved query. ``answers`` are shared with the listings that were loaded together with it.

    ``lost`` says that a theme or group was chosen that is no more: such a query has no answer, for
    without its filter it would ask for everything.
    """

    answers: Answers
    lost = False

    @property
    def listed(self) -> PageType[Any] | None:
        """The type of the pages; None if there is none of that name."""
        return listed_types().get(self.get("type") or "")

    @property
    def narrowed(self) -> dict[str, Any]:
        """The filters that are set, by name."""
        chosen = {name: self.get(name) for name in FILTERS}
        if str(chosen["goal"]).isdigit():
            chosen["goal"] = int(str(chosen["goal"]))
        return {name: value for name, value in chosen.items() if value}

    def pages(self, context: dict[str, Any] | None) -> list[Page]:
        """The pages for the reader, the one being read left out. The same question is asked once a body."""
        listed, narrowed, locale = self.listed, self.narrowed, readers_locale(context)
        if listed is None or self.lost or not narrowed.keys() <= listed.subject_filters.keys():
            return []
        shown_on = getattr((context or {}).get("page"), "pk", None)
        number = min(self.get("number") or USUAL, MOST)
        chosen = tuple((name, getattr(value, "translation_key", value)) for name, value in narrowed.items())
        question = (listed.name, chosen, number, locale.pk, shown_on)
        answers = self.__dict__.setdefault("answers", {})
        if question not in answers:
            found = listed.get_queryset()
            for name, value in narrowed.items():
                found = listed.subject_filters[name](found, value)
            answers[question] = prepare_teasers(in_language(found.exclude(pk=shown_on), locale, number), locale)
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
        """What is listed can be narrowed like that."""
        listed = value.listed
        if listed is None:
            return {}
        message = _("%(type)s cannot be filtered by this. Leave it empty.")
        return {
            name: ValidationError(message, params={"type": listed.label})
            for name in value.narrowed
            if name not in listed.subject_filters
        }

    def to_python(self, value: Mapping[str, Any] | None) -> blocks.StructValue:
        """The stored query."""
        return _read(super().to_python(value), value, {})

    def bulk_to_python(self, values: Iterable[Mapping[str, Any] | None]) -> list[blocks.StructValue]:
        """Many stored queries at once; equal ones are answered together."""
        stored, answers = list(values), Answers()
        return [_read(read, value, answers) for read, value in zip(super().bulk_to_python(stored), stored, strict=True)]

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``pages``, and ``editing`` where an editor looks at a preview."""
        context = super().get_context(value, parent_context)
        context["pages"] = value.pages(parent_context)
        context["editing"] = getattr(context.get("request"), "is_preview", False)
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """The first type there is."""
        first = next(iter(listed_types()), "")
        return self.normalize({"heading": gettext("What we do together"), "type": first, "number": 3})


def _read(value: Any, stored: Mapping[str, Any] | None, answers: Answers) -> Any:
    """The value with the answers it shares, and whether one of its filters got lost."""
    value.answers = answers
    value.lost = any((stored or {}).get(name) and not value.get(name) for name in FILTERS)
    return value
