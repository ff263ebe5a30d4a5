"""Aliases of pages that are not translated, in the languages for which an administrator chose them.

Made many at once: wagtail asks some fifty questions for each. What a page's rows say is the same.
"""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from modelcluster.models import get_all_child_relations
from modelsearch.backends import get_search_backends
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction, ReferenceIndex, TranslatableMixin
from wagtail.models.copying import _copy

from translation.following.models import AliasLanguage
from translation.frozen import bulk
from translation.order import add_in_order, parent_in

#: What an alias has of its own (``wagtail.actions.create_alias``).
_OWN = (
    "id",
    "path",
    "depth",
    "numchild",
    "url_path",
    "index_entries",
    "postgres_index_entries",
    "latest_revision",
    "wagtail_admin_comments",
)


def missing(source: Locale, target: Locale) -> QuerySet[Page]:
    """The pages of a language without a version in another one, in the order of the tree."""
    there = Page.objects.filter(locale=target).values("translation_key")
    return Page.objects.filter(locale=source, depth__gt=1).exclude(translation_key__in=there).order_by("path")


def make_later(choice: AliasLanguage) -> None:
    """Make a language's aliases in the background once the choice is committed."""
    transaction.on_commit(partial(make_aliases.enqueue, choice.locale_id))


@task()
def make_aliases(locale_id: int) -> None:
    """Make the aliases that a language lacks, if it is still to have any."""
    choice = AliasLanguage.objects.filter(locale=locale_id).select_related("locale", "source").first()
    if choice is not None:
        for page in list(missing(choice.source, choice.locale)):
            make(page, choice.locale)


def make_for(key: Any) -> None:
    """Make the aliases of one page, in the languages that show its language's pages."""
    page = Page.objects.filter(pk=key).select_related("locale").first()
    if page is None:
        return
    for choice in AliasLanguage.objects.filter(source=page.locale_id).select_related("locale"):
        make(page, choice.locale)
