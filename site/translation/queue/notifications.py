"""Notify translators by email: a regular digest of the queue, and the outcome of their work at once."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState
from wagtail.signals import task_rejected
from wagtail_localize.models import StringTranslation, Translation

from core.base.after_publish import PublishedChange
from core.jobs.schedule import Job, register
from core.outbox.delivery import send_on_commit
from translation.languages.models import GroupLanguagePermission
from translation.matrix import progress
from translation.queue.models import Assignment, DigestPreference, TranslatorMail
from translation.queue.querysets import waiting_for
from translation.workflow.lookup import translation_of

Every = DigestPreference.Every


def send_digests() -> int:
    """Write to everybody whose day it is and for whom something waits; returns to how many.

    Translators who have chosen nothing are written to once a week.
    """
    today = timezone.localdate()
    count = 0
    for user in _readers():
        preference = getattr(user, "translation_digest", None) or DigestPreference(user=user)
        if _is_due(preference, today) and waiting_for(user).exists():
            with transaction.atomic():
                preference.sent_on = today
                preference.save()
                send_on_commit(TranslatorMail.objects.create(user=user, kind=TranslatorMail.Kind.DIGEST))
            count += 1
    return count


def _readers() -> QuerySet[Any]:
    translators = Q(groups__in=GroupLanguagePermission.objects.values("group"))
    users: QuerySet[Any] = get_user_model()._default_manager.filter(translators | Q(translation_digest__isnull=False))
    return users.filter(is_active=True).exclude(email="").select_related("translation_digest").distinct()


def _is_due(preference: DigestPreference, today: date) -> bool:
    pause = {Every.DAY: timedelta(days=1), Every.WEEK: timedelta(days=7)}.get(Every(preference.every))
    return pause is not None and (preference.sent_on is None or today - preference.sent_on >= pause)


def tell_after_publish(change: PublishedChange) -> None:
    """Mail the translators of a translation that was published; it is nobody's work any more."""
    for each in change.published:
        translation = translation_of(each.instance)
        if translation is not None:
            _tell(translation, TranslatorMail.Kind.PUBLISHED, {getattr(each.revision, "user_id", None)})
            Assignment.objects.filter(translation=translation).delete()


def on_sent_back(instance: Any, user: Any = None, **_kwargs: Any) -> None:
    """A reviewer asks for changes. Who submitted is told by Wagtail; here the others who translate it are."""
    state: WorkflowState = instance.workflow_state
    thing = state.content_object
    translation = translation_of(thing)
    if translation is not None:
        excluded_users = {getattr(user, "pk", None), state.requested_by_id}
        _tell(translation, TranslatorMail.Kind.SENT_BACK, excluded_users, comment=instance.comment)


def _tell(translation: Translation, kind: str, excluded: set[Any], comment: str = "") -> None:
    translators = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    ).values("last_translated_by")
    assignees = Assignment.objects.filter(translation=translation).values("assigned_to")
    users = get_user_model()._default_manager.filter(Q(pk__in=translators) | Q(pk__in=assignees), is_active=True)
    opted_out = Q(translation_digest__notices=False) | Q(pk__in=[key for key in excluded if key]) | Q(email="")
    for user in users.exclude(opted_out):
        send_on_commit(
            TranslatorMail.objects.create(user=user, kind=kind, translation=translation, comment=comment or "")
        )


def forget_old_mails() -> int:
    """Delete the records of mails that were sent a month ago, or that nobody could be sent."""
    month_ago = timezone.now() - timedelta(days=30)
    return TranslatorMail.objects.filter(created_at__lt=month_ago).delete()[0]


def connect() -> None:
    """Connect the receivers, each once."""
    task_rejected.connect(on_sent_back, dispatch_uid="translation.queue.sent_back")


def register_jobs() -> None:
    """Register the scheduled jobs of the translators' queue."""
    day = timedelta(days=1)
    register(Job("translation_digests", _("Email translators about their pending translations"), day, send_digests))
    register(Job("translation_mails", _("Delete old emails to translators"), day, forget_old_mails))
    register(
        Job("translation_progress", _("Recount the progress of translations"), timedelta(hours=6), progress.recount)
    )
