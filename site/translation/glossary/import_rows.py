"""Import of glossary rows from CSV or TBX: validated first, then all or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from translation.exchange.import_views import Outcome, RefusedRowsError
from translation.exchange.xml import RefusedFileError
from translation.glossary.models import GlossaryTerm
from translation.glossary.signal_handlers import forget

#: More terms than any glossary of a platform has.
MOST = 20_000


@dataclass
class TermRow:
    """One term of a file with its translation; ``place`` is where it stands there, for messages."""

    place: str
    source_locale: Locale
    target_locale: Locale
    term: str
    translation: str
    note: str = ""
    forbidden: list[str] = field(default_factory=list)
    status: str = GlossaryTerm.Status.APPROVED

    @property
    def identity(self) -> tuple[int, int, str, str]:
        """Identity of a term."""
        return self.source_locale.pk, self.target_locale.pk, self.term, self.translation

    def apply_to(self, term: GlossaryTerm) -> bool:
        """Set what the row says of a term; returns whether that is something else than before."""
        new = (self.note, "\n".join(self.forbidden), self.status)
        changed = (term.note, term.forbidden, term.status) != new
        term.note, term.forbidden, term.status = new
        return changed


def take(rows: Iterable[TermRow], *, only_check: bool = False) -> Outcome:
    """Add and change terms as a file says; none is removed. A few queries for any number of terms.

    Raises:
        RefusedFileError: there are too many.
        RefusedRowsError: some are wrong, or stand in the file twice; nothing is changed then.
    """
    rows_by_identity: dict[tuple[int, int, str, str], TermRow] = {}
    wrong = []
    for row in rows:
        if len(rows_by_identity) >= MOST:
            raise RefusedFileError(_("The file has more than %(count)d terms.") % {"count": MOST})
        if row.identity in rows_by_identity:
            wrong.append(_("%(place)s: “%(term)s” appears twice in the file.") % {"place": row.place, "term": row.term})
        rows_by_identity[row.identity] = row
    pairs = {(row.source_locale, row.target_locale) for row in rows_by_identity.values()}
    existing = {
        (term.source_locale_id, term.target_locale_id, term.source_term, term.target_term): term
        for term in GlossaryTerm.objects.filter(
            source_locale__in={source for source, _target in pairs},
            target_locale__in={target for _source, target in pairs},
        )
    }
    new, changed, outcome = [], [], Outcome()
    for identity, row in rows_by_identity.items():
        term = existing.get(identity) or GlossaryTerm(
            source_locale=row.source_locale,
            target_locale=row.target_locale,
            source_term=row.term,
            target_term=row.translation,
        )
        differs = row.apply_to(term)
        wrong += _wrong(row, term)
        if term._state.adding:
            new.append(term)
        elif differs:
            changed.append(term)
        else:
            outcome.unchanged += 1
    if wrong:
        raise RefusedRowsError(wrong)
    outcome.added, outcome.changed = len(new), len(changed)
    if not only_check:
        _write(new, changed)
    return outcome


@transaction.atomic
def _write(new: list[GlossaryTerm], changed: list[GlossaryTerm]) -> None:
    GlossaryTerm.objects.bulk_create(new, batch_size=500)
    GlossaryTerm.objects.bulk_update(changed, ["note", "forbidden", "status"], batch_size=200)
    for pair in {(term.source_locale_id, term.target_locale_id) for term in [*new, *changed]}:
        forget(*pair)


def _wrong(row: TermRow, term: GlossaryTerm) -> list[str]:
    try:
        term.clean_fields()
        term.clean()
    except ValidationError as error:
        return [f"{row.place}: {message}" for message in error.messages]
    return []
