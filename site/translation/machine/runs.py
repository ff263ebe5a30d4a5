"""Run machine translation over missing texts: count, translate, store."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Sum
from django.db.models.functions import Length
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.glossary.matching import glossary
from translation.glossary.models import GlossaryTerm
from translation.machine.models import MachineRun
from translation.machine.providers import MachineTranslationError, Provider, provider
from translation.memory.prefill import NEVER, prefill, untranslated
from translation.units.markup import normalize
from translation.units.writer import TranslatedText, write
from translation.workflow import permissions
from translation.workflow.lookup import target_of

State = MachineRun.State


@dataclass(frozen=True)
class Estimate:
    """Size of a run: texts and characters to send."""

    texts: int
    characters: int


def estimates(translations: Iterable[Translation]) -> dict[int, Estimate]:
    """Number and length of the untranslated texts, by the translations' primary keys. One query.

    A text that stands somewhere twice counts twice. A translation that lacks nothing is left out.
    """
    existing = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=OuterRef("source__translations__target_locale_id"),
    )
    rows = (
        StringSegment.objects.filter(source__translations__in=[translation.pk for translation in translations])
        .exclude(context__path__in=NEVER)
        .filter(~Exists(existing))
        .order_by()
        .values_list("source__translations")
        .annotate(texts=Count("pk"), characters=Sum(Length("string__data")))
    )
    return {key: Estimate(texts, characters) for key, texts, characters in rows}


def run(machine_run: MachineRun) -> None:
    """Draft one translation after the other, from where it ended; each request's texts are stored at once.

    It stops when somebody cancels it, and where the service fails: that is noted, and nothing is lost.
    """
    service = provider()
    if service is None or not _begin(machine_run):
        return
    try:
        while machine_run.position < len(machine_run.translations):
            key = machine_run.translations[machine_run.position]
            translation = (
                Translation.objects.filter(pk=key, enabled=True)
                .select_related("source__locale", "source__specific_content_type", "target_locale")
                .first()
            )
            if translation is not None and _may(machine_run, translation):
                prefill(translation)
                if not _draft(machine_run, translation, service):
                    return
            machine_run.note(position=machine_run.position + 1)
    except MachineTranslationError as error:
        machine_run.note(state=State.FAILED, reason=str(error))
        return
    _end(machine_run)


def _begin(machine_run: MachineRun) -> bool:
    runs = MachineRun.objects.filter(pk=machine_run.pk, state__in=[State.WAITING, State.RUNNING])
    has_started = bool(runs.update(state=State.RUNNING, reason=""))
    machine_run.refresh_from_db()
    return has_started


def _end(machine_run: MachineRun) -> None:
    MachineRun.objects.filter(pk=machine_run.pk, state=State.RUNNING).update(state=State.DONE)
    machine_run.refresh_from_db()


def _may(machine_run: MachineRun, translation: Translation) -> bool:
    """Whether whoever asked for it may still change the page or snippet; nothing changes under a reviewer's eyes."""
    target, user = target_of(translation), machine_run.user
    return (
        target is not None
        and permissions.may_edit(user, target)
        and not permissions.is_locked(user, target)
        and not permissions.in_review(target)
    )


def _draft(machine_run: MachineRun, translation: Translation, service: Provider) -> bool:
    """Draft what a translation lacks; returns whether to go on."""
    source, target = translation.source.locale, translation.target_locale
    terms = _terms(translation) if service.takes_glossary else {}
    for batch in batches(list(untranslated(translation)), service):
        if not MachineRun.objects.filter(pk=machine_run.pk, state=State.RUNNING).exists():
            return False
        texts = list(dict.fromkeys(segment.string.data for segment in batch))
        drafts = service.translate(texts, source.language_code, target.language_code, terms or None)
        results = {
            text: result for text, draft in zip(texts, drafts, strict=True) if (result := _normalize(text, draft))
        }
        with transaction.atomic():
            count = _write(batch, results, translation, service)
            MachineRun.objects.filter(pk=machine_run.pk).update(
                texts_drafted=F("texts_drafted") + count,
                texts_skipped=F("texts_skipped") + sum(segment.string.data not in results for segment in batch),
                characters_sent=F("characters_sent") + sum(map(len, texts)),
            )
    return True


def batches(segments: Sequence[StringSegment], service: Provider) -> Iterator[list[StringSegment]]:
    """Segments in portions that a service takes. A single text above its limit is a portion of its own."""
    batch: list[StringSegment] = []
    size = 0
    for segment in segments:
        length = len(segment.string.data)
        if batch and (len(batch) >= service.texts_at_once or size + length > service.characters_at_once):
            yield batch
            batch, size = [], 0
        batch.append(segment)
        size += length
    if batch:
        yield batch


def _normalize(source: str, draft: str) -> str:
    """A machine draft in the form in which it is stored; empty if its tags are not the source's."""
    try:
        return normalize(source, draft)
    except ValueError:
        return ""


def _terms(translation: Translation) -> dict[str, str]:
    """The agreed terms, the first translation of each."""
    by_term: dict[str, str] = {}
    for term in glossary(translation.source.locale, translation.target_locale).terms:
        if term.status == GlossaryTerm.Status.APPROVED:
            by_term.setdefault(term.source_term, term.target_term)
    return by_term


def _write(batch: Sequence[StringSegment], results: dict[str, str], translation: Translation, service: Provider) -> int:
    """Store drafts, each marked; what a person has written in the meantime stays."""
    drafts = [
        TranslatedText(
            segment.string_id,
            segment.context_id,
            translation.target_locale_id,
            results[segment.string.data],
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name=service.name,
        )
        for segment in batch
        if segment.string.data in results
    ]
    return len(write(drafts, skip_existing=True))
