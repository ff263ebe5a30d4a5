"""The texts of a translation for the translators' screen: filtered by state and paginated.

All states are found in two queries, whatever the number of texts; what costs more is asked for the
texts of one results page alone.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, Translation
from wagtail_localize.views.edit_translation import TabHelper

from translation.checks.finding import Severity
from translation.checks.models import SegmentFinding
from translation.editor.differences import mark_differences
from translation.editor.models import SegmentDraft
from translation.glossary.matching import TermMatch, glossary
from translation.sources.changes import digest
from translation.units.labels import Places
from translation.units.markup import MarkupError
from translation.units.placeholders import Placeholder, Placeholders
from translation.units.previous import previous_of
from translation.units.unit import Identity, Unit

#: Texts on one page: enough for most pages, and light.
PAGE_SIZE = 40

ALL, UNTRANSLATED, CHANGED, WARNED, MACHINE = "all", "untranslated", "changed", "warnings", "machine"
FILTERS = {
    ALL: pgettext_lazy("texts", "All"),
    UNTRANSLATED: pgettext_lazy("texts", "Untranslated"),
    CHANGED: pgettext_lazy("texts", "Changed"),
    WARNED: gettext_lazy("With warnings"),
    MACHINE: gettext_lazy("Machine translation, not reviewed"),
}

#: What a field without a panel is sorted behind.
LAST = 1_000_000


@dataclass(frozen=True)
class StoredTranslation:
    """A translation as it is in the database."""

    pk: int
    data: str
    has_error: bool
    field_error: str
    translation_type: str
    tool_name: str
    user_id: int | None
    updated_at: Any

    @property
    def error(self) -> str:
        """Why it can't be shown; empty where it can."""
        if not self.has_error:
            return ""
        return self.field_error or gettext("The markup differs from that of the source.")


#: The columns of a ``StoredTranslation``, in its order.
STORED_FIELDS = (
    "pk",
    "data",
    "has_error",
    "field_error",
    "translation_type",
    "tool_name",
    "last_translated_by_id",
    "updated_at",
)


@dataclass(kw_only=True)
class EditorUnit(Unit):
    """A text as the screen shows it."""

    #: The primary key of its first segment.
    pk: int
    #: The tab of the editor's form, and the field's number in it.
    tab: str
    order: int
    is_changed: bool
    stored: StoredTranslation | None
    has_warnings: bool = False
    #: Whether something keeps the translation from being published.
    has_error: bool = False
    occurrences: int = 1
    is_new: bool = False
    draft: SegmentDraft | None = None
    at_work: list[str] = field(default_factory=list)
    author: str = ""
    findings: list[SegmentFinding] = field(default_factory=list)
    terms: list[TermMatch] = field(default_factory=list)

    @property
    def is_translated(self) -> bool:
        """Whether there is a translation that can be shown."""
        return self.stored is not None and not self.stored.has_error

    @cached_property
    def source_text(self) -> str:
        """The source as translators read it."""
        return self.placeholders.source_text()

    @cached_property
    def text(self) -> str:
        """The stored translation as translators type it."""
        return self.placeholders.to_typed(self.target) if self.target else ""

    @property
    def field_value(self) -> str:
        """Value of the form field: the unsaved draft, else the stored translation."""
        return self.draft.text if self.draft else self.text

    @property
    def version(self) -> str:
        """Digest of the stored translation; a save names the version on which it is based."""
        return version_of(self.target)

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else has stored a text since the unsaved one was begun."""
        return self.draft is not None and self.draft.base != self.version

    @property
    def difference(self) -> str:
        """Difference between the draft and the stored translation, as HTML."""
        return mark_differences(self.text, self.field_value)

    @cached_property
    def previous_translation(self) -> str:
        """Translation of the previous source text, with placeholders."""
        return Placeholders(self.previous.source).to_typed(self.previous.target) if self.previous else ""

    @property
    def previous_difference(self) -> str:
        """Difference between the previous and the current source text, as HTML."""
        return (
            mark_differences(Placeholders(self.previous.source).source_text(), self.source_text)
            if self.previous
            else ""
        )

    @property
    def refusal(self) -> str:
        """Why what stands in the field can't be stored or shown; empty where it can."""
        if self.draft is None:
            return self.error
        try:
            self.placeholders.to_stored(self.draft.text, multiline=not self.place.one_line)
        except MarkupError as error:
            return str(error)
        return ""

    @property
    def rows(self) -> int:
        """Lines to give the field."""
        longest = max(len(self.source_text), len(self.field_value))
        return min(12, max(1 if self.place.one_line else 2, longest // 55 + 1, self.source_text.count("\n") + 1))

    @property
    def legend(self) -> list[tuple[Placeholder, str]]:
        """Each placeholder of the source and where it leads, if it is a link with an address."""
        return [
            (placeholder, self.attributes.get(placeholder.identifier, {}).get("href", ""))
            for placeholder in self.placeholders.all
        ]


def version_of(data: str) -> str:
    """Digest of a text; short, since every form contains it."""
    return blake2b(data.encode(), digest_size=12).hexdigest()


class Units:
    """The texts of a translation, in the order of the editor's form."""

    def __init__(self, translation: Translation, instance: Any, user: Any) -> None:
        self.translation, self.user = translation, user
        self.places = Places(translation.source)
        self._tabs = TabHelper(instance)

    @cached_property
    def _basis(self) -> set[str] | None:
        """The words that the translation was last made from, None where it never was."""
        basis = getattr(self.translation, "basis", None)
        return set(basis.words) if basis else None

    @cached_property
    def _translations(self) -> dict[Identity, StoredTranslation]:
        """Every translation into the language at the source's places, of texts that it no longer has as well."""
        rows = StringTranslation.objects.filter(
            locale_id=self.translation.target_locale_id, context__object_id=self.translation.source.object_id
        ).values_list("context_id", "translation_of_id", *STORED_FIELDS)
        return {(context, string): StoredTranslation(*rest) for context, string, *rest in rows}

    @cached_property
    def _rich(self) -> set[int]:
        """The places that have formatting, by the contexts' primary keys."""
        templates = TemplateSegment.objects.filter(source_id=self.translation.source_id)
        return set(templates.values_list("context_id", flat=True))

    @cached_property
    def all(self) -> list[EditorUnit]:
        """Every text."""
        rows = (
            StringSegment.objects.filter(source_id=self.translation.source_id)
            .order_by("order")
            .values_list("pk", "string_id", "context_id", "string__data", "attrs", "context__path")
        )
        units: dict[Identity, EditorUnit] = {}
        for pk, string_id, context_id, source, attributes, path in rows:
            identity = context_id, string_id
            if identity in units:
                units[identity].occurrences += 1
                continue
            stored, place = self._translations.get(identity), self.places.of(path)
            units[identity] = EditorUnit(
                path=path,
                string_id=string_id,
                context_id=context_id,
                source=source,
                rich=context_id in self._rich,
                attributes=json.loads(attributes or "{}") or {},
                place=place,
                target=stored.data if stored else "",
                machine=stored is not None and stored.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
                error=stored.error if stored else "",
                pk=pk,
                tab=str(self._tabs.field_tab_mapping.get(place.field, "")),
                order=self._tabs.field_ordering_mapping.get(place.field, LAST),
                is_changed=self._basis is not None and digest(path, source) not in self._basis,
                stored=stored,
            )
        warnings = self._warnings()
        for unit in units.values():
            if unit.stored:
                unit.has_error = unit.stored.has_error or warnings.get(unit.stored.pk, False)
                unit.has_warnings = unit.stored.has_error or unit.stored.pk in warnings
        return sorted(units.values(), key=lambda unit: unit.order)

    def _warnings(self) -> dict[int, bool]:
        """The translations about which the checks have something to say, and whether it keeps them off the page."""
        findings = SegmentFinding.objects.filter(
            string_translation__locale_id=self.translation.target_locale_id,
            string_translation__context__object_id=self.translation.source.object_id,
        ).values_list("string_translation_id", "severity")
        warnings: dict[int, bool] = {}
        for pk, severity in findings:
            warnings[pk] = warnings.get(pk, False) or severity == Severity.ERROR
        return warnings

    def counts(self) -> Counter[str]:
        """Number of texts for each filter."""
        return Counter({name: sum(self._passes(unit, name) for unit in self.all) for name in FILTERS})

    def filter_by(self, name: str) -> list[EditorUnit]:
        """The texts that a filter leaves."""
        return [unit for unit in self.all if self._passes(unit, name)]

    @staticmethod
    def _passes(unit: EditorUnit, name: str) -> bool:
        return {
            ALL: True,
            UNTRANSLATED: not unit.is_translated,
            CHANGED: unit.is_changed,
            WARNED: unit.has_warnings,
            MACHINE: unit.machine,
        }[name]

    def results_page(self, name: str, number: Any) -> Any:
        """One page of the filtered texts, with everything that the screen shows of each."""
        results_page = Paginator(self.filter_by(name), PAGE_SIZE).get_page(number)
        results_page.object_list = self.with_drafts(list(results_page.object_list))
        return results_page

    def page_number_of(self, name: str, pk: int) -> int:
        """The number of the page that has a text; 1 if the filter leaves it out."""
        position = next((index for index, unit in enumerate(self.filter_by(name)) if unit.pk == pk), 0)
        return position // PAGE_SIZE + 1

    def next_after(self, pk: int, name: str) -> int | None:
        """The filtered text that follows one, None behind the last."""
        keys = [unit.pk for unit in self.filter_by(name)]
        return keys[keys.index(pk) + 1] if pk in keys[:-1] else None

    def by_pk(self, segment_ids: Iterable[int]) -> dict[int, EditorUnit]:
        """Some texts by the keys of their segments."""
        keys = set(segment_ids)
        return {unit.pk: unit for unit in self.all if unit.pk in keys}

    def with_drafts(self, units: list[EditorUnit]) -> list[EditorUnit]:
        """The texts with what was typed and not saved, who is at work there, and what changed ones said before."""
        self._add_drafts(units)
        self._add_previous([unit for unit in units if unit.is_changed or unit.stored is None])
        self._add_findings(units)
        self._add_terms(units)
        names = _names({unit.stored.user_id for unit in units if unit.stored and unit.stored.user_id})
        for unit in units:
            unit.author = names.get(unit.stored.user_id, "") if unit.stored and unit.stored.user_id else ""
        return units

    def _add_drafts(self, units: Sequence[EditorUnit]) -> None:
        by_identity = {unit.identity: unit for unit in units}
        drafts = SegmentDraft.objects.filter(
            locale_id=self.translation.target_locale_id, context_id__in={unit.context_id for unit in units}
        ).select_related("user")
        for draft in drafts:
            unit = by_identity.get((draft.context_id, draft.string_id))
            if unit is None:
                continue
            if draft.user_id == self.user.pk:
                unit.draft = draft if draft.text != unit.text else None
            else:
                unit.at_work.append(draft.user.get_full_name() or draft.user.get_username())

    def _add_findings(self, units: Sequence[EditorUnit]) -> None:
        by_translation = {unit.stored.pk: unit for unit in units if unit.stored}
        for finding in SegmentFinding.objects.filter(string_translation__in=by_translation):
            by_translation[finding.string_translation_id].findings.append(finding)

    def _add_terms(self, units: Sequence[EditorUnit]) -> None:
        terms_of_languages = glossary(self.translation.source.locale, self.translation.target_locale)
        for unit in units:
            unit.terms = terms_of_languages.find_terms(unit.source_text)

    def _add_previous(self, units: Sequence[EditorUnit]) -> None:
        """Set the previous texts: translations in the same context whose string is no longer in the source."""
        current_identities = {unit.identity for unit in self.all}
        contexts = {unit.context_id for unit in units}
        removed_texts = StringTranslation.objects.filter(
            pk__in=[
                stored.pk
                for identity, stored in self._translations.items()
                if identity[0] in contexts and identity not in current_identities
            ]
        ).select_related("translation_of")
        candidates: dict[int, list[StringTranslation]] = {}
        for row in removed_texts:
            candidates.setdefault(row.context_id, []).append(row)
        for unit in units:
            unit.previous = previous_of(
                unit.path,
                unit.source,
                candidates.get(unit.context_id, []),
                self._basis or set(),
                is_rich=unit.rich,
                is_only=self._texts_at[unit.context_id] == 1,
            )
            unit.is_new = unit.is_changed and unit.previous is None and unit.stored is None

    @cached_property
    def _texts_at(self) -> Counter[int]:
        """Number of texts for each context: one, except in rich text."""
        return Counter(unit.context_id for unit in self.all)


def _names(users: set[int]) -> dict[int, str]:
    """Display names of users, by primary key."""
    if not users:
        return {}
    people = get_user_model()._default_manager.filter(pk__in=users)
    return {user.pk: user.get_full_name() or user.get_username() for user in people}
