"""Apply a confirmed import, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from translation.exchange.models import ImportState, PendingImport, Remark
from translation.exchange.parsed_file import IncomingFile
from translation.exchange.report import Change, Report
from translation.exchange.units import digest
from translation.exchange.validation import judge
from translation.units.writer import TranslatedText, write

#: How long files wait for being confirmed, and how many of one person's do.
KEEP = timedelta(days=1)
KEEP_EACH = 5
ROWS_AT_ONCE = 500


class ChangedMeanwhileError(Exception):
    """The import would differ from the report that was confirmed; ``report`` is the new one."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def remember(files: list[IncomingFile], user: Any, translation: Translation | None = None) -> PendingImport:
    """Keep files until they are confirmed; what nobody confirmed is forgotten."""
    forget_old()
    newest = PendingImport.objects.filter(user=user).order_by("-created_at").values_list("pk", flat=True)
    PendingImport.objects.filter(pk__in=list(newest[KEEP_EACH - 1 :])).delete()
    return PendingImport.objects.create(user=user, translation=translation, files=[file.as_data() for file in files])


def forget_old() -> None:
    """Forget the files that nobody has confirmed in time."""
    PendingImport.objects.filter(created_at__lt=timezone.now() - KEEP).delete()


def validate_pending(pending: PendingImport) -> Report:
    """Validate the files of a pending import against the current texts."""
    files = [IncomingFile.from_data(file) for file in pending.files]
    return judge(files, pending.user, pending.translation_id)


def confirm(pending: PendingImport, expected_digest: str) -> Report:
    """Do what a report that somebody has seen says; ``expected_digest`` is its digest.

    Raises:
        ChangedMeanwhileError: it would do something else now.
        PendingImport.DoesNotExist: it was done or dropped already.
    """
    try:
        with transaction.atomic():
            # the second of two confirmations waits here and then finds nothing
            row = PendingImport.objects.select_for_update(of=("self",)).select_related("user").get(pk=pending.pk)
            report = settle(row, expected_digest)
            row.delete()
            return report
    except IntegrityError as error:  # somebody has translated one of the texts at this very moment
        raise ChangedMeanwhileError(validate_pending(pending)) from error


def settle(pending: PendingImport, expected_digest: str) -> Report:
    """Judge once more with the texts held, and apply; inside a transaction."""
    hold([file["translation"] for file in pending.files])
    report = validate_pending(pending)
    if report.is_refused or report.digest != expected_digest:
        raise ChangedMeanwhileError(report)
    apply(report, pending.user)
    return report


def hold(identifiers: Iterable[str]) -> None:
    """Keep others from changing the texts of translations until the transaction ends."""
    translations = Translation.objects.filter(uuid__in={identifier for identifier in identifiers if identifier})
    rows = list(translations.select_for_update(of=("self",)).select_related("source"))
    texts = StringTranslation.objects.filter(
        context__object__in={row.source.object_id for row in rows},
        locale__in={row.target_locale_id for row in rows},
    )
    list(texts.select_for_update(of=("self",)).values_list("pk", flat=True))


@transaction.atomic
def apply(report: Report, user: Any = None) -> None:
    """Write what a report says; as many queries as for one text.

    Raises:
        IntegrityError: a text was translated since the report was made.
    """
    changes: dict[int, list[Change]] = defaultdict(list)
    names: dict[int, str] = {}
    for file in report.files:
        if file.translation_id is not None:
            changes[file.translation_id] += file.changes
            names[file.translation_id] = file.name
    rows = Translation.objects.filter(pk__in=changes).select_related("source")
    writer = _ImportWriter(list(rows), user)
    for row in rows:
        for change in changes[row.pk]:
            writer.take(change, row.target_locale_id, names[row.pk])
    writer.write()


class _ImportWriter:
    """Gathers rows and writes them at once."""

    def __init__(self, translations: list[Translation], user: Any) -> None:
        self.user = user
        keys = {row.source.object_id for row in translations}
        locales = {row.target_locale_id for row in translations}
        self.rows_by_key = {
            (row.locale_id, row.context_id, row.translation_of_id): row
            for row in StringTranslation.objects.filter(context__object__in=keys, locale__in=locales).select_related(
                "context", "translation_of"
            )
        }
        self.remarks = {
            (row.locale_id, row.context_id, row.string_id): row
            for row in Remark.objects.filter(context__object__in=keys, locale__in=locales)
        }
        self.texts: list[TranslatedText] = []
        self.remarked: list[Remark] = []

    def take(self, change: Change, locale: int, name: str) -> None:
        key = (locale, change.context_id, change.string_id)
        row = self.rows_by_key.get(key)
        if change.words or (row and change.state and row.translation_type != StringTranslation.TRANSLATION_TYPE_MANUAL):
            self.texts.append(
                TranslatedText(
                    change.string_id,
                    change.context_id,
                    locale,
                    change.data or (row.data if row else ""),
                    existing=row,
                    user_id=self.user.pk if self.user else None,
                    tool_name=name,
                )
            )
        remark = self.remarks.get(key) or Remark(
            locale_id=locale, context_id=change.context_id, string_id=change.string_id
        )
        previous = (remark.state, remark.digest, remark.comments)
        remark.comments = list(change.comments)
        if change.words or change.state:
            # new words are translated, which need not be said
            remark.state = "" if change.words and change.state == ImportState.TRANSLATED else change.state
            remark.digest = digest(change.data) if remark.state else ""
        if (remark.state, remark.digest, remark.comments) != previous:
            self.remarked.append(remark)

    def write(self) -> None:
        write(self.texts)
        Remark.objects.bulk_create(
            self.remarked,
            batch_size=ROWS_AT_ONCE,
            update_conflicts=True,
            unique_fields=["context", "locale", "string"],
            update_fields=["state", "digest", "comments"],
        )
