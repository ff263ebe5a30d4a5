"""Condition for publishing a translation: no errors, no unaccepted machine translation, no missing texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation

from core.base.publishing import PublishingBlockedError
from translation.checks.completeness import require_complete
from translation.checks.finding import Severity, error
from translation.checks.models import SegmentFinding
from translation.checks.store import in_use, judge_translation
from translation.units.segment_text import plain

#: How many texts are named before the rest is counted.
MAX_LISTED = 5


@dataclass(frozen=True)
class Blocker:
    """A text that may not go to the public as it is, and why."""

    text: StringTranslation
    reason: str

    def __str__(self) -> str:
        field = self.text.context.path.partition(".")[0] if self.text.context else ""
        words = Truncator(plain(self.text.translation_of.data)).chars(60)
        return _("%(field)s, “%(text)s”: %(reason)s") % {"field": field, "text": words, "reason": self.reason}


def blockers(translation: Translation) -> list[Blocker]:
    """The texts of a page or snippet that keep it from being published in one language, as they are now."""
    judge_translation(translation)
    problems = [
        Blocker(finding.string_translation, finding.message)
        for finding in SegmentFinding.objects.filter(
            string_translation__in=in_use(translation), severity=Severity.ERROR
        ).select_related("string_translation__context", "string_translation__translation_of")
    ]
    text_keys = {blocker.text.pk for blocker in problems}
    unfit = Q(has_error=True) | Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    for text in in_use(translation).filter(unfit).select_related("context", "translation_of"):
        if text.has_error and text.pk not in text_keys:
            problems.append(Blocker(text, text.get_error() or _("It is marked as incorrect.")))
        if text.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            problems.append(Blocker(text, error("unreviewed").message))
    return problems


def messages_for(problems: Iterable[Blocker]) -> list[str]:
    """Messages for the blockers: the first few by name, the others as a count."""
    problems = list(problems)
    lines = [str(blocker) for blocker in problems[:MAX_LISTED]]
    if more := len(problems) - len(lines):
        lines.append(ngettext("and %(count)d more text.", "and %(count)d more texts.", more) % {"count": more})
    if lines:
        lines[0] = _("This translation cannot be published yet. %(first)s") % {"first": lines[0]}
    return lines


def require_publishable(instance: Any) -> None:
    """Refuse to publish a translation with such texts, or without some that nobody chose to leave out.

    What is no translation is not looked at.

    Raises:
        PublishingBlockedError: there are some; the messages name or count them.
    """
    if not isinstance(instance, TranslatableMixin):
        return
    translation = (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )
    if translation is None:
        return
    if problems := blockers(translation):
        raise PublishingBlockedError(messages_for(problems))
    require_complete(translation, instance)
