"""Move, unpublish, restrict and delete translations with their source.

The one place where the languages' trees are kept alike. What happens to a source, by whatever
way, happens to each of its translations at once; what happens to a translation alone stays there.
No alias is ever made of a page that isn't needed as a parent.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.db.models.deletion import Collector
from modelcluster.fields import ParentalKey
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, Revision, TranslatableMixin

from core.base.after_publish import PublishedChange
from core.base.models import TranslatableSnippet
from core.base.slugs import available_slug
from translation.sources.source_version import is_source
from translation.tree.order import reorder


def followers(source: Any) -> QuerySet[Any]:
    """The versions in other languages that follow ``source``; none if it is itself a translation."""
    rows = _others(source)
    return rows if rows.exists() and is_source(source) else rows.none()


def _others(source: Any) -> QuerySet[Any]:
    model = Page if isinstance(source, Page) else type(source)
    rows: QuerySet[Any] = model._default_manager.filter(translation_key=source.translation_key)
    return rows.exclude(pk=source.pk)


@transaction.atomic
def unpublish_followers(source: Any) -> None:
    """Take the translations of an unpublished or expired source offline; their drafts stay."""
    for follower in followers(source).filter(live=True):
        _unpublish(follower, expired=source.expired)


def _unpublish(instance: Any, *, expired: bool = False) -> None:
    if isinstance(instance, Page):
        UnpublishPageAction(instance.specific, set_expired=expired).execute(skip_permission_checks=True)
    else:
        UnpublishAction(instance, set_expired=expired).execute(skip_permission_checks=True)


@transaction.atomic
def delete_followers(source: Page) -> None:
    """Delete the translations of a page that is about to be deleted.

    A translation with pages below it that don't belong to what is being deleted is unpublished
    instead: nobody asked for those to be lost.
    """
    deleted_keys = source.get_descendants().values("translation_key")
    for follower in followers(source):
        # one before it may have taken it along
        page = Page.objects.filter(pk=follower.pk).first()
        if page is None:
            continue
        if page.get_descendants().exclude(translation_key__in=deleted_keys).exists():
            _unpublish(page)
        else:
            page.delete()


@transaction.atomic
def delete_snippet_followers(source: TranslatableSnippet) -> None:
    """Delete the translations of a snippet that was deleted.

    Raises:
        ProtectedError: something holds on to one of them; the snippet's own deletion is undone with it.
    """
    for follower in followers(source):
        follower.delete()


def holders(source: TranslatableSnippet) -> list[tuple[Any, list[Any]]]:
    """Translations that would go with a snippet but are needed by something: each with what needs it."""
    pairs = []
    for follower in followers(source).select_related("locale"):
        try:
            Collector(using=DEFAULT_DB_ALIAS).collect([follower])
        except ProtectedError as error:
            owners = {str(owner): owner for owner in map(_owner, error.protected_objects)}
            pairs.append((follower, list(owners.values())))
    return pairs


def _owner(row: Any) -> Any:
    """The page or snippet that owns an inline row, or the row itself."""
    for field in row._meta.fields:
        if isinstance(field, ParentalKey):
            return getattr(row, field.name)
    return row


@transaction.atomic
def move_followers(source: Page, parent: Page) -> None:
    """Bring the translations of a moved page below the translations of its new parent, to its place there.

    One that was given a place of its own keeps it.
    """
    for follower in followers(source).filter(own_place=None).select_related("locale"):
        target = _counterpart(parent, follower)
        page = Page.objects.get(pk=follower.pk)
        if page.is_child_of(target) or target == page or target.is_descendant_of(page):
            continue
        slug = available_slug(target, page.slug, ignore_page_id=page.pk)
        if slug != page.slug:
            page.slug = slug
            page.save(clean=False)
        page.specific.move(target, pos="last-child")
        reorder(Page.objects.get(pk=page.pk), source)


@transaction.atomic
def reorder_followers(source: Page) -> None:
    """Bring the translations of a page to its place among its siblings, where they stand below the same page."""
    parent = source.get_parent()
    for follower in followers(source).filter(own_place=None):
        page = Page.objects.get(pk=follower.pk)
        if page.get_parent().translation_key == parent.translation_key:
            reorder(page, source)


def _counterpart(parent: Page, follower: Page) -> Page:
    """The parent in the follower's language, made as an alias where it is missing: the page must stand somewhere."""
    if parent.is_root():
        return parent
    existing = Page.objects.filter(translation_key=parent.translation_key, locale=follower.locale).first()
    if existing is not None:
        return existing
    copy = parent.specific.copy_for_translation(follower.locale, copy_parents=True, alias=True)
    return Page.objects.get(pk=copy.pk)


@transaction.atomic
def copy_restriction(source: Page) -> None:
    """Make the translations exactly as private as their source."""
    for follower in followers(source):
        restrict(follower, source.view_restrictions.first())


def restrict(page: Page, restriction: PageViewRestriction | None) -> None:
    """Make a page exactly as private as a restriction says; with none it is as public as the pages above it."""
    current = page.view_restrictions.first()
    if restriction is None:
        page.view_restrictions.all().delete()
        return
    if current is None:
        current = PageViewRestriction(page=page)
    if (current.restriction_type, current.password) != (restriction.restriction_type, restriction.password):
        current.restriction_type, current.password = restriction.restriction_type, restriction.password
        current.save()
    groups = set(restriction.groups.all())
    if current.pk and set(current.groups.all()) != groups:
        current.groups.set(groups)


def carry_expiry_after_publish(change: PublishedChange) -> None:
    """What was published may have another date of expiry."""
    for each in change.published:
        if isinstance(each.instance, TranslatableMixin):
            carry_expiry(each.instance)


@transaction.atomic(savepoint=False)
def carry_expiry(source: Any) -> None:
    """Let the translations expire when their source does: live rows and drafts alike."""
    if not isinstance(source, DraftStateMixin):
        return
    outdated_versions = list(_others(source).exclude(expire_at=source.expire_at))
    for follower in outdated_versions if outdated_versions and is_source(source) else ():
        type(follower)._default_manager.filter(pk=follower.pk).update(expire_at=source.expire_at)
        pending = Q(pk=follower.latest_revision_id) | Q(approved_go_live_at__isnull=False)
        for revision in Revision.objects.for_instance(follower).filter(pending):
            revision.content["expire_at"] = source.expire_at.isoformat() if source.expire_at else None
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
