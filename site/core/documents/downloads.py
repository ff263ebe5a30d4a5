"""Count downloads, without cookies or personal data.

What is counted is a file that was sent whole to what seems to be a person's browser. Not counted are parts of a
file (players and broken downloads ask for many), questions about it (``HEAD``), copies that are still right
(``If-None-Match``), what a browser fetches in advance, and robots: the rules of COUNTER's code of practice, but
for its double clicks, which can't be told without knowing who clicked.
"""

import logging
import re
from http import HTTPStatus

from django.db import Error, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.documents.models import DownloadsOfDay

logger = logging.getLogger(__name__)

#: Words by which programs that nobody sits in front of name themselves.
ROBOTS = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|archiv|preview|monitor|check|validat|scan|fetch|feed|headless|lighthouse"
    r"|curl|wget|python|java/|okhttp|go-http|node|axios|libwww|perl|ruby|php|httpclient|scrapy|postman"
    r"|facebookexternalhit|whatsapp|telegram|skype|mediapartners",
    re.IGNORECASE,
)


def is_download(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer to a request for a file is to be counted."""
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and response.status_code == HTTPStatus.OK
        and "Range" not in request.headers
        and not {request.headers.get("Purpose"), request.headers.get("Sec-Purpose", "").partition(";")[0]}
        & {"prefetch"}
        and bool(agent)
        and not ROBOTS.search(agent)
    )


def count(document_id: int) -> None:
    """Count one download. One query, three for a day's first; a database that is busy loses it rather than fails."""
    today = timezone.localdate()
    rows = DownloadsOfDay.objects.filter(document_id=document_id, day=today)
    try:
        if rows.update(count=F("count") + 1):
            return
        try:
            with transaction.atomic():
                DownloadsOfDay.objects.create(document_id=document_id, day=today, count=1)
        except IntegrityError:  # another one was faster, or the file is gone
            rows.update(count=F("count") + 1)
    except Error:
        logger.warning("A download could not be counted", exc_info=True)
