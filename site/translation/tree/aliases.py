"""Aliases of untranslated pages, in the languages for which an administrator chose them.

Wagtail asks some fifty questions for each alias. Here those below one parent are written together; what
their rows say is the same, and a test compares them.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from modelcluster.models import get_all_child_relations
from modelsearch.backends import get_search_backends
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, TranslatableMixin

from core.base.batches import batched
from core.base.slugs import is_reserved
from translation.sources import bulk
from translation.sources.upstream import unsaved_copy
from translation.tree.followers import restrict
from translation.tree.models import AliasLanguage
from translation.tree.order import reorder
from translation.tree.upstream import first_path_below, next_sibling_path

#: What an alias has of its own (``wagtail.actions.create_alias``); an alias has no comments.
_ALIAS_FIELDS = [
    *("id", "path", "depth", "numchild", "url_path", "index_entries", "postgres_index_entries"),
    *("latest_revision", "wagtail_admin_comments"),
]
#: Aliases written together.
BATCH = 100


def missing(source: Locale, target: Locale) -> QuerySet[Page]:
    """The pages of a language without a version in another one, in the order of the tree."""
    existing_keys = Page.objects.filter(locale=target).values("translation_key")
    return Page.objects.filter(locale=source, depth__gt=1).exclude(translation_key__in=existing_keys).order_by("path")


def enqueue_aliases(choice: AliasLanguage) -> None:
    """Make a language's aliases in the background once the choice is committed."""
    transaction.on_commit(partial(make_aliases.enqueue, choice.locale_id))


@task()
def make_aliases(locale_id: int) -> None:
    """Make the aliases that a language lacks, if it is still to have any."""
    choice = AliasLanguage.objects.filter(locale=locale_id).select_related("locale", "source").first()
    if choice is not None:
        make(missing(choice.source, choice.locale), choice.locale)


def make_for(key: Any) -> None:
    """Make the aliases of one page, in the languages that show its language's pages."""
    page_locale = Page.objects.filter(pk=key).values("locale_id")
    for choice in AliasLanguage.objects.filter(source__in=page_locale).select_related("locale", "source"):
        make(missing(choice.source, choice.locale).filter(pk=key), choice.locale)


def make(pages: QuerySet[Page], locale: Locale, step: Callable[[], None] = lambda: None) -> int:
    """Make aliases of pages in a language, above first; those below one parent together or not at all.

    Args:
        pages: pages without a version in the language.
        locale: the language.
        step: is called after each.

    Returns:
        How many there are now that were not there before.
    """
    count = 0
    for depth in pages.order_by("depth").values_list("depth", flat=True).distinct():
        level = list(pages.filter(depth=depth).order_by("path"))
        if depth == 2:  # a home decides where the site's addresses lead: Wagtail's own way, one by one
            for home in level:
                home.specific.copy_for_translation(locale, alias=True)
        else:
            for path, siblings in groupby(level, key=lambda page: page.path[: -Page.steplen]):
                for some in batched(siblings, BATCH):
                    _make_below(path, some, locale)
        for _page in level:
            step()
        count += len(level)
    return count


@transaction.atomic
def _make_below(path: str, pages: list[Page], locale: Locale) -> None:
    source_parent = Page.objects.get(path=path)
    parent = (
        Page.objects.select_for_update().filter(translation_key=source_parent.translation_key, locale=locale).first()
    )
    if parent is None:
        alias_parent = source_parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)
        parent = Page.objects.get(pk=alias_parent.pk)
    last = parent.get_last_child() if parent.numchild else None
    slugs = set(parent.get_children().values_list("slug", flat=True))
    aliases = []
    for source in _whole(pages):
        alias = _alias(source, locale, _free(source.slug, slugs, parent))
        alias.depth = parent.depth + 1
        alias.path = next_sibling_path(last) if last else first_path_below(parent)
        alias.url_path = f"{parent.url_path}{alias.slug}/"
        last = alias
        aliases.append((source, alias))
    _insert([alias for _source, alias in aliases])
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(aliases))
    _log(aliases, source_parent, parent)
    _index([alias for _source, alias in aliases])
    is_open = not parent.get_view_restrictions().exists()
    restricted_pages = Page.objects.filter(pk__in=[page.pk for page in pages], view_restrictions__isnull=False)
    private = set(restricted_pages.values_list("pk", flat=True))
    for source, alias in aliases:
        if is_open and source.pk in private:
            restrict(alias, source.view_restrictions.first())
    if parent.numchild:  # there were others
        for source, alias in aliases:
            reorder(Page.objects.get(pk=alias.pk), source)


def _whole(pages: list[Page]) -> Iterator[Any]:
    """The pages as what they are, with the rows of their inline relations, in the same order."""
    by_type: dict[int, list[Any]] = {}
    for page in pages:
        by_type.setdefault(page.content_type_id, []).append(page.pk)
    pages_by_id: dict[Any, Any] = {}
    for content_type, keys in by_type.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        batch = {page.pk: page for page in model.objects.filter(pk__in=keys)}
        for relation in get_all_child_relations(model):
            if relation.name in _ALIAS_FIELDS:
                continue
            children: dict[Any, list[Any]] = {key: [] for key in batch}
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys})
            for row in rows:
                children[getattr(row, relation.field.attname)].append(row)
            for key, child_rows in children.items():
                setattr(batch[key], relation.get_accessor_name(), child_rows)
        pages_by_id |= batch
    for page in pages:
        yield pages_by_id[page.pk]


def _alias(source: Any, locale: Locale, slug: str) -> Any:
    """Build an alias as ``create_alias`` does, unsaved."""
    attributes = {
        "alias_of": Page(pk=source.pk, id=source.pk),
        "alias_of_id": source.pk,
        "draft_title": source.title,
        "has_unpublished_changes": not source.live,
        "slug": slug,
        "locale": locale,
    }
    alias, _children = unsaved_copy(source, exclude=_ALIAS_FIELDS, values=attributes)
    alias.alias_of_id = source.pk
    for relation in get_all_child_relations(source):
        for child in getattr(alias, relation.get_accessor_name()).all():
            if isinstance(child, TranslatableMixin):
                child.locale = locale
    return alias


def _free(base_slug: str, existing_slugs: set[str], parent: Page) -> str:
    """A slug that none below the parent has yet and that leads to a page; see ``core.base.slugs.available_slug``."""
    slug, number = base_slug, 1
    while slug in existing_slugs or is_reserved(slug, parent):
        slug, number = f"{base_slug}-{number}", number + 1
    existing_slugs.add(slug)
    return slug


def _insert(pages: list[Any]) -> None:
    """The rows of pages and of their inline relations; then the pages have their keys."""
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bulk.insert([Page(**{name: getattr(page, name) for name in names}) for page in pages])
    keys = dict(Page.objects.filter(path__in=[page.path for page in pages]).values_list("path", "pk"))
    by_type: dict[type[Any], list[Any]] = {}
    children: dict[type[Any], list[Any]] = {}
    for page in pages:
        page.pk = page.id = page.page_ptr_id = keys[page.path]
        page._state.adding = False
        by_type.setdefault(type(page), []).append(page)
        for relation in get_all_child_relations(page):
            for child in getattr(page, relation.get_accessor_name()).all():
                setattr(child, relation.field.attname, page.pk)
                children.setdefault(type(child), []).append(child)
    for model, some in by_type.items():
        bulk.insert(some, fields=model._meta.local_concrete_fields)
    for some in children.values():
        bulk.insert(some)


def _log(aliases: Iterable[tuple[Any, Any]], source_parent: Page, parent: Page) -> None:
    """Write the log entries of new aliases."""
    now = timezone.now()
    entries = []
    for _source, alias in aliases:
        common_fields: dict[str, Any] = {
            "content_type": ContentType.objects.get_for_model(alias, for_concrete_model=False),
            "label": alias.get_admin_display_title(),
            "timestamp": now,
            "page_id": alias.pk,
        }
        data = {
            "page": {"id": alias.pk, "title": alias.get_admin_display_title()},
            "source": {"id": source_parent.pk, "title": source_parent.get_admin_display_title()},
            "destination": {"id": parent.pk, "title": parent.get_admin_display_title()},
        }
        entries += [
            PageLogEntry(**common_fields, action="wagtail.create", uuid=uuid.uuid4(), content_changed=True),
            PageLogEntry(**common_fields, action="wagtail.create_alias", uuid=uuid.uuid4(), data=data),
        ]
    bulk.insert(entries)


def _index(pages: list[Any]) -> None:
    """Add the aliases to the search indexes, as saving each page would."""
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    by_type: dict[type[Any], list[Any]] = {}
    for page in pages:
        by_type.setdefault(type(page), []).append(page)
    for backend in get_search_backends(with_auto_update=True):
        for model, some in by_type.items():
            backend.add_bulk(model, some)
