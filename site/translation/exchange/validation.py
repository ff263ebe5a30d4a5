"""Validate imported files: changes, stale units, refused units and the reasons.

Judged once to show it and once more when it is confirmed: only what is the same both times is applied.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, LockableMixin
from wagtail_localize.models import Translation

from translation.exchange.export import SELECT_RELATED
from translation.exchange.import_views import is_tag_of
from translation.exchange.inline_tags import Code, missing_codes, source_codes
from translation.exchange.models import ImportState
from translation.exchange.normalization import is_empty, is_same, renumber, require_fit, to_stored_form, unfold
from translation.exchange.parsed_file import NO_TRANSLATION_KEY, IncomingFile, IncomingUnit
from translation.exchange.report import Change, FileReport, Report, SkippedText
from translation.exchange.unit_matching import Matcher, letters
from translation.exchange.units import FileUnit, TranslationFile, documents
from translation.units.labels import Place
from translation.units.segment_text import plain
from translation.units.unit import Identity
from translation.workflow import permissions


def judge(files: list[IncomingFile], user: Any = None, only: int | None = None) -> Report:
    """Compare files with what is there now.

    Args:
        files: what came.
        user: who brings them; None is the operator at the console, who may all but what is locked.
        only: the translation that they were brought for, if it was one.
    """
    identifiers = {file.translation for file in files if file.translation and not file.error}
    rows = Translation.objects.filter(uuid__in=identifiers).select_related(*SELECT_RELATED).order_by("pk")
    by_uuid = {str(document.translation.uuid): document for document in documents(rows)}
    duplicates = {key for key, number in Counter(file.translation for file in files).items() if number > 1}
    locales = list(Locale.objects.all())
    return Report([_file(file, by_uuid.get(file.translation), user, only, duplicates, locales) for file in files])


def _file(
    file: IncomingFile,
    document: TranslationFile | None,
    user: Any,
    only: int | None,
    duplicates: set[str],
    locales: list[Locale],
) -> FileReport:
    report = FileReport(file.name)
    report.error = file.error or _file_error(file, document, user, only, duplicates)
    if document is not None and not report.error:
        report.error = _language_error(file, document.translation, locales) or _lock_error(user, document)
    if report.error or document is None:
        return report
    translation = document.translation
    report.title, report.translation_id = document.title, translation.pk
    report.language = str(translation.target_locale.get_display_name())
    return compare(file.units, document, report)


def compare(units: list[IncomingUnit], document: TranslationFile, report: FileReport) -> FileReport:
    """A file's report with what its texts would do to a translation."""
    _Validator(document, report).judge(units)
    return report


def _file_error(
    file: IncomingFile, document: TranslationFile | None, user: Any, only: int | None, duplicates: set[str]
) -> str:
    """Why a file as a whole is not taken; empty if it is."""
    if not file.translation:
        return str(NO_TRANSLATION_KEY)
    # whoever may not see a translation is not told that there is one
    if document is None or document.target is None or not (user is None or permissions.may_edit(user, document.target)):
        return _("The file does not belong to any translation that you can edit.")
    translation = document.translation
    if only is not None and translation.pk != only:
        return _("The file belongs to another page: “%(title)s”.") % {"title": document.title}
    if file.translation in duplicates:
        return _("There is more than one file for the same translation.")
    return ""


def _language_error(file: IncomingFile, translation: Translation, locales: list[Locale]) -> str:
    for tag, locale in (
        (file.target_language, translation.target_locale),
        (file.source_language, translation.source.locale),
    ):
        if tag and not is_tag_of(tag, locale, locales):
            return _("It is in a different language: %(said)s instead of %(expected)s.") % {
                "said": tag,
                "expected": locale.language_code,
            }
    return ""


def _lock_error(user: Any, document: TranslationFile) -> str:
    """Why nobody, or not this person, may change a translation now."""
    if not document.translation.enabled:
        return _("It is no longer translated from its source.")
    if _is_locked(user, document.target):
        return _("“%(title)s” is locked or in review.") % {"title": document.title}
    return ""


def _is_locked(user: Any, target: Any) -> bool:
    if user is None:
        return isinstance(target, LockableMixin) and target.get_lock() is not None
    return permissions.is_locked(user, target)


class _Validator:
    """Judges the texts of one file."""

    def __init__(self, document: TranslationFile, report: FileReport) -> None:
        self.report = report
        self.places: dict[str, Place] = {unit.path: unit.place for unit in document.units}
        self.matcher = Matcher(document.units)
        self.has_states = False

    def judge(self, units: list[IncomingUnit]) -> None:
        """Put each text where it belongs."""
        matches: list[tuple[FileUnit, IncomingUnit]] = []
        identities: set[Identity] = set()
        for incoming in units:
            unit = self.matcher.unit_of(incoming, identities)
            if unit is None:
                self._report_unknown(incoming)
            elif unit.identity in identities:
                self._refuse(incoming, _("This text appears twice in the file."))
            else:
                identities.add(unit.identity)
                matches.append((unit, unfold(unit, incoming)))
        self.has_states = any(_is_marked_done(unit, incoming) for unit, incoming in matches)
        for unit, incoming in matches:
            self._judge(unit, incoming)

    def _report_unknown(self, incoming: IncomingUnit) -> None:
        place = self.places.get(incoming.path)
        if place is None:
            self._refuse(incoming, _("This text does not exist on this page."))
        elif incoming.text or incoming.pieces:
            self.report.stale.append(
                SkippedText(place.label, incoming.source, _plain_text(incoming), self.matcher.reason(incoming))
            )

    def _refuse(self, incoming: IncomingUnit, reason: str) -> None:
        place = self.places.get(incoming.path)
        self.report.errors.append(
            SkippedText(place.label if place else incoming.path, incoming.source, _plain_text(incoming), reason)
        )

    def _judge(self, unit: FileUnit, incoming: IncomingUnit) -> None:
        if is_empty(unit, incoming):
            self._take(unit, "", incoming, "", [])
            return
        codes = source_codes(unit)
        if incoming.pieces is not None:
            incoming = replace(incoming, pieces=renumber(incoming.pieces, incoming.codes, codes))
        try:
            new = unit.target if is_same(unit, incoming, codes) else to_stored_form(unit, incoming, codes)
            if new != unit.target:
                require_fit(unit, new)
        except ValueError as error:
            self._refuse(incoming, str(error))
            return
        if new != unit.target and self._is_unfinished(unit, incoming, new):
            rows = self.report.prefilled if _is_source(unit, new) else self.report.unfinished
            rows.append(SkippedText(unit.place.label, unit.to_display(unit.source), unit.to_display(new)))
            if tuple(incoming.comments) != unit.comments:
                self._take(unit, "", incoming, "", codes)
            return
        # what a machine wrote is a person's as soon as one says that it is finished
        state = incoming.state or (ImportState.TRANSLATED if incoming.text and unit.machine else "")
        self._take(unit, new, incoming, "" if incoming.is_unfinished else state, codes)

    def _is_unfinished(self, unit: FileUnit, incoming: IncomingUnit, new: str) -> bool:
        """Whether the file says that new words are not a translation yet.

        Many tools leave the state as it was, so that changed words count as finished. They don't where they are the
        source's, nor in a file in which other new texts are marked as done.
        """
        return incoming.is_unfinished or (
            incoming.state == ImportState.INITIAL and (self.has_states or _is_source(unit, new))
        )

    def _take(self, unit: FileUnit, new: str, incoming: IncomingUnit, state: str, codes: list[Code]) -> None:
        """Note what a text changes, if anything; ``codes`` are those of its source."""
        comments = tuple(incoming.comments)
        words = bool(new) and new != unit.target
        if new and state == ImportState.INITIAL:
            state = ImportState.TRANSLATED if words else unit.state
        state = state if new and (words or state) and state != unit.state else ""
        if words or state or comments != unit.comments:
            texts = (unit.to_display(unit.source), unit.to_display(unit.target), unit.to_display(new or unit.target))
            lost = tuple(code.opening for code in missing_codes(unit, new, codes)) if words else ()
            same = words and _is_source(unit, new)
            self.report.changes.append(
                Change(
                    unit.string_id, unit.context_id, unit.place.label, *texts, state, comments, words, new, lost, same
                )
            )
        else:
            self.report.unchanged += 1


def _is_marked_done(unit: FileUnit, incoming: IncomingUnit) -> bool:
    """Whether a text that was untranslated comes back as finished: the tool that wrote the file sets states, then."""
    return (
        not unit.target
        and not incoming.is_unfinished
        and incoming.state != ImportState.INITIAL
        and not is_empty(unit, incoming)
    )


def _is_source(unit: FileUnit, text: str) -> bool:
    """Whether a translation has the words of its source."""
    return letters(plain(text)) == letters(plain(unit.source))


def _plain_text(incoming: IncomingUnit) -> str:
    return incoming.text or "".join(_pieces(incoming.pieces or []))


def _pieces(pieces: list[tuple[str, str]]) -> Iterator[str]:
    for kind, value in pieces:
        yield value if kind == "text" else {"open": f"⟨{value}⟩", "close": f"⟨/{value}⟩", "alone": f"⟨{value}/⟩"}[kind]
