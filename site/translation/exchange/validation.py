"""Whether what came in files fits: what would change, what is stale, what is refused and why.

Judged once to show it and once more when it is confirmed: only what is the same both times is applied.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, LockableMixin
from wagtail_localize.models import Translation

from translation.exchange.base import is_tag_of
from translation.exchange.export import RELATED
from translation.exchange.inline import Code, lost_codes, source_codes
from translation.exchange.models import ImportState
from translation.exchange.normalization import is_empty, is_same, renumbered, require_fit, stored, unfolded
from translation.exchange.parsed_file import UNMARKED, IncomingFile, IncomingUnit
from translation.exchange.report import Change, FileReport, Left, Report
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
    named = {file.translation for file in files if file.translation and not file.refused}
    rows = Translation.objects.filter(uuid__in=named).select_related(*RELATED).order_by("pk")
    by_uuid = {str(document.translation.uuid): document for document in documents(rows)}
    twice = {key for key, number in Counter(file.translation for file in files).items() if number > 1}
    locales = list(Locale.objects.all())
    return Report([_file(file, by_uuid.get(file.translation), user, only, twice, locales) for file in files])


def _file(
    came: IncomingFile,
    document: TranslationFile | None,
    user: Any,
    only: int | None,
    twice: set[str],
    locales: list[Locale],
) -> FileReport:
    report = FileReport(came.name)
    report.error = came.refused or _wrong(came, document, user, only, twice)
    if document is not None and not report.error:
        report.error = _other_language(came, document.translation, locales) or _closed(user, document)
    if report.error or document is None:
        return report
    translation = document.translation
    report.title, report.translation_id = document.title, translation.pk
    report.language = str(translation.target_locale.get_display_name())
    return compared(came.units, document, report)


def compared(units: list[IncomingUnit], document: TranslationFile, report: FileReport) -> FileReport:
    """A file's report with what its texts would do to a translation."""
    _Judge(document, report).judge(units)
    return report


def _wrong(came: IncomingFile, document: TranslationFile | None, user: Any, only: int | None, twice: set[str]) -> str:
    """Why a file as a whole is not taken; empty if it is."""
    if not came.translation:
        return str(UNMARKED)
    # whoever may not see a translation is not told that there is one
    if document is None or document.target is None or not _may_see(user, document.target):
        return _("The file does not belong to any translation that you can edit.")
    translation = document.translation
    if only is not None and translation.pk != only:
        return _("The file belongs to another page: “%(title)s”.") % {"title": document.title}
    if came.translation in twice:
        return _("There is more than one file for the same translation.")
    return ""


def _other_language(came: IncomingFile, translation: Translation, locales: list[Locale]) -> str:
    for said, locale in (
        (came.target_language, translation.target_locale),
        (came.source_language, translation.source.locale),
    ):
        if said and not is_tag_of(said, locale, locales):
            return _("It is in a different language: %(said)s instead of %(expected)s.") % {
                "said": said,
                "expected": locale.language_code,
            }
    return ""


def _closed(user: Any, document: TranslationFile) -> str:
    """Why nobody, or not this person, may change a translation now."""
    if not document.translation.enabled:
        return _("It is no longer translated from its source.")
    if _is_locked(user, document.target):
        return _("“%(title)s” is locked or in review.") % {"title": document.title}
    return ""


def _may_see(user: Any, target: Any) -> bool:
    return user is None or permissions.may_edit(user, target)


def _is_locked(user: Any, target: Any) -> bool:
    if user is None:
        return isinstance(target, LockableMixin) and target.get_lock() is not None
    return permissions.is_locked(user, target)


class _Judge:
    """Judges the texts of one file."""

    def __init__(self, document: TranslationFile, report: FileReport) -> None:
        self.report = report
        self.places: dict[str, Place] = {unit.path: unit.place for unit in document.units}
        self.matcher = Matcher(document.units)
        self.has_states = False

    def judge(self, units: list[IncomingUnit]) -> None:
        """Put each text where it belongs."""
        matches: list[tuple[FileUnit, IncomingUnit]] = []
        taken: set[Identity] = set()
        for came in units:
            unit = self.matcher.unit_of(came, taken)
            if unit is None:
                self._unknown(came)
            elif unit.identity in taken:
                self._refuse(came, _("This text appears twice in the file."))
            else:
                taken.add(unit.identity)
                matches.append((unit, unfolded(unit, came)))
        self.has_states = any(_is_marked_done(unit, came) for unit, came in matches)
        for unit, came in matches:
            self._judge(unit, came)

    def _unknown(self, came: IncomingUnit) -> None:
        place = self.places.get(came.path)
        if place is None:
            self._refuse(came, _("This text does not exist on this page."))
        elif came.text or came.pieces:
            self.report.stale.append(Left(place.label, came.source, _typed(came), self.matcher.reason(came)))

    def _refuse(self, came: IncomingUnit, reason: str) -> None:
        place = self.places.get(came.path)
        self.report.refused.append(Left(place.label if place else came.path, came.source, _typed(came), reason))

    def _judge(self, unit: FileUnit, came: IncomingUnit) -> None:
        if is_empty(unit, came):
            self._take(unit, "", came, "", [])
            return
        codes = source_codes(unit)
        if came.pieces is not None:
            came = replace(came, pieces=renumbered(came.pieces, came.codes, codes))
        try:
            new = unit.target if is_same(unit, came, codes) else stored(unit, came, codes)
            if new != unit.target:
                require_fit(unit, new)
        except ValueError as error:
            self._refuse(came, str(error))
            return
        if new != unit.target and self._is_unfinished(unit, came, new):
            rows = self.report.prefilled if _is_source(unit, new) else self.report.held
            rows.append(Left(unit.place.label, unit.shown(unit.source), unit.shown(new)))
            if tuple(came.comments) != unit.comments:
                self._take(unit, "", came, "", codes)
            return
        # what a machine wrote is a person's as soon as one says that it is finished
        state = came.state or (ImportState.TRANSLATED if came.text and unit.machine else "")
        self._take(unit, new, came, "" if came.held else state, codes)

    def _is_unfinished(self, unit: FileUnit, came: IncomingUnit, new: str) -> bool:
        """Whether the file says that new words are not a translation yet.

        Many tools leave the state as it was, so that changed words count as finished. They don't where they are the
        source's, nor in a file in which other new texts are marked as done.
        """
        return came.held or (came.state == ImportState.INITIAL and (self.has_states or _is_source(unit, new)))

    def _take(self, unit: FileUnit, new: str, came: IncomingUnit, state: str, codes: list[Code]) -> None:
        """Note what a text changes, if anything; ``codes`` are those of its source."""
        comments = tuple(came.comments)
        words = bool(new) and new != unit.target
        if new and state == ImportState.INITIAL:
            state = ImportState.TRANSLATED if words else unit.state
        state = state if new and (words or state) and state != unit.state else ""
        if words or state or comments != unit.comments:
            texts = (unit.shown(unit.source), unit.shown(unit.target), unit.shown(new or unit.target))
            lost = tuple(code.opening for code in lost_codes(unit, new, codes)) if words else ()
            same = words and _is_source(unit, new)
            self.report.changes.append(
                Change(
                    unit.string_id, unit.context_id, unit.place.label, *texts, state, comments, words, new, lost, same
                )
            )
        else:
            self.report.unchanged += 1


def _is_marked_done(unit: FileUnit, came: IncomingUnit) -> bool:
    """Whether a text that was untranslated comes back as finished: the tool that wrote the file sets states, then."""
    return not unit.target and not came.held and came.state != ImportState.INITIAL and not is_empty(unit, came)


def _is_source(unit: FileUnit, text: str) -> bool:
    """Whether a translation has the words of its source."""
    return letters(plain(text)) == letters(plain(unit.source))


def _typed(came: IncomingUnit) -> str:
    return came.text or "".join(_pieces(came.pieces or []))


def _pieces(pieces: list[tuple[str, str]]) -> Iterator[str]:
    for kind, value in pieces:
        yield value if kind == "text" else {"open": f"⟨{value}⟩", "close": f"⟨/{value}⟩", "alone": f"⟨{value}/⟩"}[kind]
