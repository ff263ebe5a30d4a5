"""Status bar above the translators' screen: progress, changes of the source, next action."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from translation.sources.changes import count_changed_segments, count_unsynchronized_segments
from translation.workflow import permissions
from translation.workflow.lookup import source_of


@dataclass(frozen=True)
class StatusBar:
    """One translation as one person may treat it."""

    translation: Translation
    instance: Any
    total: int
    translated_texts: int
    changed_texts: int
    unsynchronized_texts: int
    sync_url: str
    #: The groups that may bring in the changes, where there are any and the person may not.
    sync_groups: list[str]
    state: WorkflowState | None
    in_review: bool
    locked: bool
    may_submit: bool
    may_judge: bool
    may_detach: bool
    may_upload: bool

    @property
    def missing(self) -> int:
        """Number of untranslated texts."""
        return self.total - self.translated_texts

    @property
    def needs_changes(self) -> bool:
        """Whether a reviewer has sent it back."""
        return self.state is not None and self.state.status == WorkflowState.STATUS_NEEDS_CHANGES

    @property
    def comment(self) -> str:
        """The reviewer's comment when changes were requested."""
        return self.state.current_task_state.comment if self.needs_changes and self.state else ""


def get_status_bar(translation: Translation, instance: Any, user: AbstractUser) -> StatusBar:
    """Collect the status of a translation and the actions available to a user."""
    total, translated = translation.get_progress()
    state = getattr(instance, "current_workflow_state", None)
    locked = permissions.is_locked(user, instance)
    in_review = permissions.in_review(instance)
    can_edit = permissions.may_edit(user, instance)
    unsynchronized, address = count_unsynchronized_segments(translation.source), sync_url(translation.source, user)
    return StatusBar(
        translation=translation,
        instance=instance,
        total=total,
        translated_texts=translated,
        changed_texts=count_changed_segments(translation),
        unsynchronized_texts=unsynchronized,
        sync_url=address,
        sync_groups=permissions.submitting_groups(source_of(translation.source))
        if unsynchronized and not address
        else [],
        state=state,
        in_review=in_review,
        locked=locked,
        may_submit=can_edit and not locked and not in_review and instance.get_workflow() is not None,
        may_judge=in_review and may_judge(user, instance),
        may_detach=can_edit and permissions.may_publish(user, instance) and not locked and not in_review,
        may_upload=can_edit and not locked,
    )


def may_judge(user: AbstractUser, instance: Any) -> bool:
    """Whether the running workflow waits for somebody."""
    task = instance.current_workflow_task
    return task is not None and any(name == "approve" for name, *_ in task.get_actions(instance, user))


def sync_url(source: TranslationSource, user: AbstractUser) -> str:
    """URL for synchronizing the translations; empty without the permission or without changes."""
    if not count_unsynchronized_segments(source) or not permissions.may_submit(user):
        return ""
    instance = source_of(source)
    if instance is None or not permissions.may_edit(user, instance):
        return ""
    return reverse("wagtail_localize:update_translations", args=[source.pk])
