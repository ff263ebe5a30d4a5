"""Import report: changes, skipped units, refused units and the reasons."""

from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from json import dumps

from translation.exchange.models import ImportState


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
    missing_tags: tuple[str, ...] = ()
    #: Whether the words are those of the source, which may be right for a name.
    same: bool = False

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(ImportState(self.state).label) if self.state else ""


@dataclass(frozen=True)
class SkippedText:
    """A text that would not be taken, and why."""

    label: str
    source: str
    text: str
    reason: str = ""


@dataclass
class FileReport:
    """The changes that one file would make. ``error`` refuses it as a whole."""

    name: str
    title: str = ""
    language: str = ""
    translation_id: int | None = None
    error: str = ""
    changes: list[Change] = field(default_factory=list)
    #: Texts whose source is not the one on the page.
    stale: list[SkippedText] = field(default_factory=list)
    #: Texts that the file says are not finished.
    unfinished: list[SkippedText] = field(default_factory=list)
    #: Texts filled with the source's words that the file says are not finished: they stay untranslated.
    prefilled: list[SkippedText] = field(default_factory=list)
    errors: list[SkippedText] = field(default_factory=list)
    unchanged: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether something in it keeps everything from being applied."""
        return bool(self.error or self.errors)


@dataclass
class Report:
    """The changes that all files of an import would make."""

    files: list[FileReport]

    @property
    def is_refused(self) -> bool:
        """Whether nothing can be applied."""
        return any(file.is_refused for file in self.files)

    @property
    def total(self) -> int:
        """Number of texts that would change."""
        return sum(len(file.changes) for file in self.files)

    @property
    def has_skipped(self) -> bool:
        """Whether files bring texts that are not taken."""
        return any(file.stale or file.unfinished or file.prefilled for file in self.files)

    @property
    def digest(self) -> str:
        """Digest of the validation report; changes whenever the import would."""
        content = dumps([asdict(file) for file in self.files], default=str, sort_keys=True)
        return blake2b(content.encode(), digest_size=16).hexdigest()
