"""Whether what came in files fits: what would change, what is stale, what is refused and why.

Judged once to show it and once more when it is confirmed: only what is the same both times is applied.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from json import dumps
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, LockableMixin
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from translation import rights
from translation.exchange import is_tag_of
from translation.files.exporting import RELATED
from translation.files.incoming import UNMARKED, IncomingFile, IncomingUnit
from translation.files.inline import UNSPEAKABLE, Code, assembled, lost_codes, source_codes
from translation.files.models import State
from translation.files.places import Place
from translation.files.units import Document, Unit, documents
from translation.markup import MarkupError, fitted, tags_beyond
from translation.segment_text import as_slug, plain

#: The path of a page's short name in its address.
SLUG = "slug"


@dataclass(frozen=True)
class Change:
    """A text that would change; ``words`` tells whether its words do, or only its state or comments."""

    string_id: int
    context_id: int
    label: str
    source: str
    old: str
    new: str
    state: str
    comments: tuple[str, ...]
    words: bool
    #: What would be stored, beside what a person reads of it.
    data: str
    #: Tags of the source that the translation has not; for a person to judge.
    lost: tuple[str, ...] = ()

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(State(self.state).label) if self.state else ""


@dataclass(frozen=True)
class Left:
    """A text that would not be taken, and why."""

    label: str
    source: str
    text: str
    reason: str = ""


@dataclass
class FileReport:
    """What one file would do. ``error`` refuses it as a whole."""

    name: str
    title: str = ""
    language: str = ""
    translation_id: int | None = None
    error: str = ""
    changes: list[Change] = field(default_factory=list)
    stale: list[Left] = field(default_factory=list)
    held: list[Left] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)
    unchanged: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether something in it keeps everything from being applied."""
        return bool(self.error or self.refused)


@dataclass
class Report:
    """What all files of an import would do."""

    files: list[FileReport]

    @property
    def is_refused(self) -> bool:
        """Whether nothing can be applied."""
        return any(file.is_refused for file in self.files)

    @property
    def total(self) -> int:
        """How many texts would change."""
        return sum(len(file.changes) for file in self.files)

    @property
    def digest(self) -> str:
        """Names what is said here; another one as soon as anything would be done otherwise."""
        content = dumps([asdict(file) for file in self.files], default=str, sort_keys=True)
        return blake2b(content.encode(), digest_size=16).hexdigest()


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
    document: Document | None,
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
    _Judge(document, report).judge(came.units)
    return report


def _wrong(came: IncomingFile, document: Document | None, user: Any, only: int | None, twice: set[str]) -> str:
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


def _closed(user: Any, document: Document) -> str:
    """Why nobody, or not this person, may change a translation now."""
    if not document.translation.enabled:
        return _("It is no longer translated from its source.")
    if _is_locked(user, document.target):
        return _("“%(title)s” is locked or in review.") % {"title": document.title}
    return ""


def _may_see(user: Any, target: Any) -> bool:
    return user is None or rights.may_edit(user, target)


def _is_locked(user: Any, target: Any) -> bool:
    if user is None:
        return isinstance(target, LockableMixin) and target.get_lock() is not None
    return rights.is_locked(user, target)


class _Judge:
    """Judges the texts of one file."""

    def __init__(self, document: Document, report: FileReport) -> None:
        self.report = report
        self.places: dict[str, Place] = {unit.path: unit.place for unit in document.units}
        self.by_key = {unit.key: unit for unit in document.units}
        self.by_text = {(unit.path, unit.shown(unit.source)): unit for unit in document.units}
        self.by_stored = {(unit.path, unit.source): unit for unit in document.units}

    def judge(self, units: list[IncomingUnit]) -> None:
        """Put each text where it belongs."""
        seen: set[tuple[int, int]] = set()
        for came in units:
            unit = self._found(came)
            if unit is None:
                self._unknown(came)
            elif (unit.context_id, unit.string_id) in seen:
                self._refuse(came, _("This text appears twice in the file."))
            else:
                seen.add((unit.context_id, unit.string_id))
                self._judge(unit, came)

    def _found(self, came: IncomingUnit) -> Unit | None:
        if not came.key:
            return self.by_text.get((came.path, came.source)) or self.by_stored.get((came.path, came.source))
        unit = self.by_key.get(came.key)
        # a tool may fold white space; another text is another text
        return unit if unit and _letters(UNSPEAKABLE.sub("", plain(unit.source))) == _letters(came.source) else None

    def _unknown(self, came: IncomingUnit) -> None:
        place = self.places.get(came.path)
        if place is None:
            self._refuse(came, _("This text does not exist on this page."))
        elif came.text or came.pieces:
            self.report.stale.append(Left(place.label, came.source, _typed(came)))

    def _refuse(self, came: IncomingUnit, reason: str) -> None:
        place = self.places.get(came.path)
        self.report.refused.append(Left(place.label if place else came.path, came.source, _typed(came), reason))

    def _judge(self, unit: Unit, came: IncomingUnit) -> None:
        if not (came.text or came.pieces):
            self._take(unit, "", came, "", [])
            return
        codes = source_codes(unit)
        try:
            new = unit.target if _is_same(unit, came, codes) else _stored(unit, came, codes)
            if new != unit.target:
                _fits(unit, new)
        except ValueError as error:
            self._refuse(came, str(error))
            return
        if new != unit.target and came.held:
            self.report.held.append(Left(unit.place.label, unit.shown(unit.source), unit.shown(new)))
            new = ""
        # what a machine wrote is a person's as soon as one says that it is finished
        said = came.state or (State.TRANSLATED if came.text and unit.machine else "")
        self._take(unit, new, came, "" if came.held else said, codes)

    def _take(self, unit: Unit, new: str, came: IncomingUnit, state: str, codes: list[Code]) -> None:
        """Note what a text changes, if anything; ``codes`` are those of its source."""
        comments = tuple(came.comments)
        words = bool(new) and new != unit.target
        if new and state == State.INITIAL:
            # most tools leave the state as it was; words that somebody has changed are translated
            state = State.TRANSLATED if words else unit.state
        state = state if new and (words or state) and state != unit.state else ""
        if words or state or comments != unit.comments:
            shown = (unit.shown(unit.source), unit.shown(unit.target), unit.shown(new or unit.target))
            lost = tuple(code.opening for code in lost_codes(unit, new, codes)) if words else ()
            self.report.changes.append(
                Change(unit.string_id, unit.context_id, unit.place.label, *shown, state, comments, words, new, lost)
            )
        else:
            self.report.unchanged += 1


def _is_same(unit: Unit, came: IncomingUnit, codes: list[Code]) -> bool:
    """Whether a text is the translation that is there, whatever that is."""
    if came.pieces is None:
        return came.text in {unit.shown(unit.target), unit.target}
    if unit.rich:
        text = assembled(unit, came.pieces, codes)
        # what was stored long ago may be written otherwise; that costs more to find out
        return text == unit.target or (
            plain(text) == plain(unit.target) and text == StringValue.from_translated_html(unit.target).data
        )
    return "".join(value for _kind, value in came.pieces) == UNSPEAKABLE.sub("", plain(unit.target))


def _stored(unit: Unit, came: IncomingUnit, codes: list[Code]) -> str:
    """What came as it would be stored.

    Raises:
        MarkupError: its tags or codes are not the source's.
    """
    if came.pieces is not None:
        pieces = [(kind, value) for kind, value in came.pieces]
        _check_plain(unit, "".join(value for kind, value in pieces if kind == "text"))
        if unit.path == SLUG:
            pieces = [(kind, _as_address(unit, value)) for kind, value in pieces]
        return fitted(unit.source, assembled(unit, pieces, codes))
    text = UNSPEAKABLE.sub("", came.text or "")
    if unit.rich or came.source != unit.shown(unit.source):  # typed with its tags, also where a place has none
        return fitted(unit.source, text)
    _check_plain(unit, text)
    return fitted(unit.source, StringValue.from_plaintext(_as_address(unit, text)).data)


def _as_address(unit: Unit, text: str) -> str:
    """A page's short name in the form that it will have (``translation.drafts``), so that nobody is surprised."""
    return (as_slug(text) or text) if unit.path == SLUG else text


def _check_plain(unit: Unit, text: str) -> None:
    """Refuse what looks like a tag: where it would only be shown as text, nobody meant it."""
    if beyond := tags_beyond(plain(unit.source), text):
        raise MarkupError(_("The tag <%(tag)s> is not in the source.") % {"tag": beyond})


def _fits(unit: Unit, text: str) -> None:
    """Refuse a text that its field can't hold."""
    if unit.rich:
        return
    shown = plain(text)
    if unit.place.limit and len(shown) > unit.place.limit:
        raise ValueError(
            _("It has %(length)d characters. The maximum is %(limit)d.")
            % {"length": len(shown), "limit": unit.place.limit}
        )
    if unit.place.one_line and "\n" in shown.strip() and "\n" not in plain(unit.source):
        raise ValueError(_("It has several lines. Only one line is allowed."))


def _typed(came: IncomingUnit) -> str:
    return came.text or "".join(_pieces(came.pieces or []))


def _pieces(pieces: list[tuple[str, str]]) -> Iterator[str]:
    for kind, value in pieces:
        yield value if kind == "text" else {"open": f"⟨{value}⟩", "close": f"⟨/{value}⟩", "alone": f"⟨{value}/⟩"}[kind]


def _letters(text: str) -> str:
    return "".join(text.split())
