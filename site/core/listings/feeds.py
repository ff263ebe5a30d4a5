"""Atom feed of a list (RFC 4287)."""

import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page, Site

from core.base.models import BasePage
from core.listings.results import ListResults

#: How many entries a feed has at most.
ENTRIES = 30

#: When a page was changed that never was.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: What XML 1.0 can't say, however it is written; people paste it in from elsewhere without seeing it.
UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Feed(Atom1Feed):
    """A feed that was changed when its newest entry was, and an empty one when its list was.

    In place of characters that XML can't say, its texts have a space.
    """

    def write(self, outfile: Any, encoding: str) -> None:
        self.feed = _sayable(self.feed)
        self.items = [_sayable(item) for item in self.items]
        super().write(outfile, encoding)

    def response(self, pages: Iterable[Any], request: HttpRequest) -> HttpResponse:
        """The feed with an entry for each page."""
        for page in pages:
            self.add_item(
                title=page.title,
                link=page.get_full_url(request),
                description=page.feed_text,
                unique_id=entry_id(page),
                pubdate=page.first_published_at,
                updateddate=page.last_published_at or page.first_published_at or EPOCH,
            )
        return HttpResponse(self.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max([*dates, self.feed["changed"]]) if not dates else max(dates)


def _sayable(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: UNSAYABLE.sub(" ", text) if isinstance(text, str) else text for name, text in attributes.items()}


def entry_id(page: Page) -> str:
    """An identifier that outlives titles, addresses and hosts, and is another one in each language."""
    return uuid.uuid5(page.translation_key, page.locale.language_code).urn


def feed_title(title: str, results: Any, site: Site | None) -> str:
    """Title of a feed: the list, its filters, the site."""
    names = ", ".join(chip.name.label for chip in results.chips)
    return " – ".join([title, *filter(None, [names]), *([site.site_name] if site else [])])


def feed(page: BasePage, results: ListResults, request: HttpRequest) -> HttpResponse:
    """The last entries of a list. Three queries and one an open vocabulary."""
    address = page.get_full_url(request)
    query = results.params.filters
    suffix = f"?{query}" if query else ""
    site = Site.find_for_request(request)
    atom_feed = Feed(
        title=feed_title(page.title, results, site),
        link=f"{address}{suffix}",
        description=page.search_description,
        language=page.locale.language_code,
        feed_url=f"{address}{page.reverse_subpage('feed')}{suffix}",
        feed_guid=uuid.uuid5(page.translation_key, f"{page.locale.language_code}?{query}").urn,
        author_name=site.site_name if site else page.title,
        changed=page.last_published_at or page.latest_revision_created_at or page.first_published_at or EPOCH,
    )
    return atom_feed.response(results.newest(ENTRIES), request)
