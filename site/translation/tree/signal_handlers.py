"""Signal handlers: translations follow their source, also when it is changed by code."""

from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, TranslatableMixin
from wagtail.signals import post_page_move, unpublished

from core.base.models import TranslatableSnippet
from translation.tree import aliases, followers, upstream
from translation.tree.models import AliasLanguage


def on_unpublished(instance: Any, **_kwargs: Any) -> None:
    """Unpublished by somebody, by its date, or with a page above it."""
    if isinstance(instance, TranslatableMixin):
        followers.unpublish_followers(instance)


def on_saved(instance: Any, created: bool, **kwargs: Any) -> None:
    """Saved in code as no longer live, without Wagtail's action; or a new page, by whatever way it came."""
    if kwargs.get("raw"):
        return
    if created:
        if isinstance(instance, Page) and not instance.alias_of_id:
            transaction.on_commit(partial(aliases.make_for, instance.pk))
        return
    fields = kwargs.get("update_fields")
    if not instance.live and (fields is None or "live" in fields):
        followers.unpublish_followers(instance)


def on_delete(instance: Page, **_kwargs: Any) -> None:
    """About to be deleted, itself or with a page above it."""
    followers.delete_followers(instance)


def on_snippet_deleted(instance: TranslatableSnippet, **_kwargs: Any) -> None:
    """Deleted, whatever the way; a translation that is deleted alone leaves its source."""
    followers.delete_snippet_followers(instance)


def on_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs: Any) -> None:
    """Moved below another page of its language, or to another place among its siblings."""
    if parent_page_before.pk == parent_page_after.pk:
        if not parent_page_after.is_root():
            followers.reorder_followers(Page.objects.get(pk=instance.pk))
    elif parent_page_after.is_root() or parent_page_after.locale_id == instance.locale_id:
        followers.move_followers(Page.objects.get(pk=instance.pk), parent_page_after)


def on_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Made private, public, or private in another way."""
    if not kwargs.get("raw"):
        followers.copy_restriction(instance.page)


def on_unrestricted(instance: PageViewRestriction, origin: Any = None, **_kwargs: Any) -> None:
    """Made public; a restriction that goes with its deleted page says nothing."""
    model = getattr(origin, "model", type(origin))
    if model is PageViewRestriction:
        followers.copy_restriction(instance.page)


def on_language_chosen(instance: AliasLanguage, **kwargs: Any) -> None:
    """A language shows another one's pages from now on."""
    if not kwargs.get("raw"):
        aliases.enqueue_aliases(instance)


def on_groups(instance: Any, action: str, **_kwargs: Any) -> None:
    """The groups that may read a private page have changed."""
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        followers.copy_restriction(instance.page)


def connect() -> None:
    upstream.close()
    unpublished.connect(on_unpublished, dispatch_uid="translation.tree.followers.unpublished")
    # By model: a receiver without a sender has Django select all that any queryset deletes, row by row.
    for model in apps.get_models():
        if issubclass(model, TranslatableMixin) and issubclass(model, DraftStateMixin):
            post_save.connect(on_saved, sender=model, dispatch_uid="translation.tree.followers.saved")
        if issubclass(model, TranslatableSnippet):
            post_delete.connect(
                on_snippet_deleted, sender=model, dispatch_uid="translation.tree.followers.snippet_deleted"
            )
    pre_delete.connect(on_delete, sender=Page, dispatch_uid="translation.tree.followers.delete")
    post_page_move.connect(on_moved, dispatch_uid="translation.tree.followers.moved")
    post_save.connect(on_language_chosen, sender=AliasLanguage, dispatch_uid="translation.tree.aliases.language")
    post_save.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="translation.tree.followers.restricted")
    post_delete.connect(
        on_unrestricted, sender=PageViewRestriction, dispatch_uid="translation.tree.followers.unrestricted"
    )
    m2m_changed.connect(
        on_groups, sender=PageViewRestriction.groups.through, dispatch_uid="translation.tree.followers.groups"
    )
