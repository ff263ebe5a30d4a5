"""Search results as an Atom feed (RFC 4287)."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core.listings.feeds import ENTRIES, EPOCH, Feed, feed_title
from search.engine import SearchResults


def feed(results: SearchResults, request: HttpRequest) -> HttpResponse:
    """The last entries. Three queries, and two a type of page."""
    params = results.params
    site = Site.find_for_request(request)
    title = _("Search: %(query)s") % {"query": params.words}
    address = request.build_absolute_uri(f"{reverse('search')}?{params.filters}")
    generator = Feed(
        title=feed_title(title, results, site),
        link=address,
        description="",
        language=params.locale.language_code,
        feed_url=request.build_absolute_uri(f"{reverse('search_feed')}?{params.filters}"),
        feed_guid=uuid.uuid5(uuid.NAMESPACE_URL, address).urn,
        author_name=site.site_name if site else title,
        changed=EPOCH,
    )
    entries = results.newest(ENTRIES)
    pages = Page.objects.filter(pk__in=[entry.pk for entry in entries]).select_related("locale").specific().in_bulk()
    return generator.response([pages[entry.pk] for entry in entries], request)
