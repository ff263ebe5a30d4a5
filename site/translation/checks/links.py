"""Check of links to pages that have no version in the target language."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from core.base.after_publish import PublishedChange
from translation.checks.finding import Finding, warning
from translation.checks.models import SegmentFinding

CODE = "link_untranslated"


def findings(rows: Sequence[StringTranslation]) -> Mapping[int, list[Finding]]:
    """For each translation, by its primary key, the pages its links lead to that are not live in its language.

    Three queries for any number of translations, one where nothing links.
    """
    links_by_row = _links(rows)
    if not links_by_row:
        return {}
    ids = {page for links in links_by_row.values() for page in links}
    pages = {
        str(pk): (key, title)
        for pk, key, title in Page.objects.filter(pk__in=ids).values_list("pk", "translation_key", "title")
    }
    live = set(
        Page.objects.filter(
            translation_key__in={key for key, _title in pages.values()},
            locale__in={row.locale_id for row in rows},
            live=True,
            alias_of=None,
        ).values_list("translation_key", "locale_id")
    )
    by_row: dict[int, list[Finding]] = defaultdict(list)
    for row in rows:
        for link in sorted(links_by_row.get(row.pk, ())):
            if link in pages and (pages[link][0], row.locale_id) not in live:
                key, title = pages[link]
                by_row[row.pk].append(warning(CODE, title=title, key=str(key)))
    return by_row


def _links(rows: Iterable[StringTranslation]) -> dict[int, set[str]]:
    """The pages each translation's source links to."""
    by_place = defaultdict(list)
    for row in rows:
        if "<a" in row.translation_of.data:
            by_place[row.translation_of_id, row.context_id].append(row.pk)
    if not by_place:
        return {}
    segments = StringSegment.objects.filter(
        string__in={string for string, _context in by_place}, context__in={context for _string, context in by_place}
    ).exclude(attrs="")
    links: dict[int, set[str]] = defaultdict(set)
    for string, context, attrs in segments.values_list("string_id", "context_id", "attrs"):
        for key in by_place.get((string, context), ()):
            links[key].update(_pages(json.loads(attrs)))
    return {key: pages for key, pages in links.items() if pages}


def _pages(attrs: Mapping[str, Any]) -> set[str]:
    return {
        str(values["id"])
        for values in attrs.values()
        if isinstance(values, dict) and values.get("linktype") == "page" and str(values.get("id", "")).isdigit()
    }


def forget_findings_after_publish(change: PublishedChange) -> None:
    """Delete the findings about links to a page that had no version in this language."""
    for page in (each.instance for each in change.published if isinstance(each.instance, Page)):
        SegmentFinding.objects.filter(
            code=CODE, data__key=str(page.translation_key), string_translation__locale=page.locale_id
        ).delete()
