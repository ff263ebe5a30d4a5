"""Downloads are counted without knowing anybody, and shown to whoever may change the file."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from core.documents.models import DownloadsOfDay, PlatformDocument
from tests.platform import create_platform
from tests.support import pdf_files
from tests.support.pdf_files import upload_document

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def document(db: None) -> PlatformDocument:
    """A public file."""
    create_platform("es", "en")
    return upload_document(pdf_files.pdf("Uno"))


@pytest.fixture
def browser_client() -> Client:
    """Somebody with a browser."""
    return Client(headers={"user-agent": FIREFOX})


def download_count() -> int:
    """All downloads so far."""
    return sum(DownloadsOfDay.objects.values_list("count", flat=True))


def download_status(client: Client, document: PlatformDocument, **headers: str) -> int:
    """Ask for a file and take all of it; the status."""
    response: Any = client.get(document.url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code


def test_each_whole_file_counts_once_by_day(browser_client: Client, document: PlatformDocument) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    DownloadsOfDay.objects.create(document=document, day=yesterday, count=7)
    for _turn in range(3):
        assert download_status(browser_client, document) == 200
    rows = DownloadsOfDay.objects.values_list("document_id", "day", "count").order_by("day")
    assert list(rows) == [(document.pk, yesterday, 7), (document.pk, timezone.localdate(), 3)]
    assert {field.name for field in DownloadsOfDay._meta.fields} == {"id", "document", "day", "count"}


@pytest.mark.parametrize(
    "headers",
    [
        {"range": "bytes=0-9"},
        {"range": "bytes=0-"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"user_agent": "curl/8.5.0"},
        {"user_agent": "python-requests/2.32"},
        {"user_agent": ""},
    ],
)
def test_parts_robots_and_what_nobody_asked_for_do_not_count(
    browser_client: Client, document: PlatformDocument, headers: dict[str, str]
) -> None:
    assert download_status(browser_client, document, **headers) in {200, 206}
    assert download_count() == 0


def test_questions_copies_and_refusals_do_not_count(browser_client: Client, document: PlatformDocument) -> None:
    browser_client.head(document.url)
    assert download_status(browser_client, document, if_none_match=f'"{document.file_hash}"') == 304
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    PlatformDocument.objects.update(collection=collection)
    assert download_status(browser_client, document) == 302
    assert download_count() == 0


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
    ],
)
def test_browsers_of_people_count(browser_client: Client, document: PlatformDocument, agent: str) -> None:
    download_status(browser_client, document, user_agent=agent)
    assert download_count() == 1


def test_counting_takes_one_query_after_the_file_is_sent(browser_client: Client, document: PlatformDocument) -> None:
    download_status(browser_client, document)
    with CaptureQueriesContext(connection) as asked:
        response: Any = browser_client.get(document.url)
        before = len(asked)
        assert b"".join(response.streaming_content)
    assert before <= 2
    assert len(asked) == before + 1
    assert download_count() == 2


@pytest.fixture
def editor(document: PlatformDocument) -> Client:
    """Somebody who may change the files of one collection."""
    collection = Collection.get_first_root_node().add_child(name="Género")
    group = Group.objects.create(name="Files")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="change_document")
    GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    user = get_user_model().objects.create_user("ana", "ana@example.org", "x")
    user.groups.add(group)
    own = upload_document(pdf_files.pdf("Dos"), "dos.pdf")
    PlatformDocument.objects.filter(pk=own.pk).update(collection=collection, title="Propio")
    for day, times in ((date(2026, 3, 1), 2), (date(2026, 3, 31), 3), (date(2026, 4, 1), 4)):
        DownloadsOfDay.objects.create(document=own, day=day, count=times)
        DownloadsOfDay.objects.create(document=document, day=day, count=50)
    client = Client()
    client.force_login(user)
    return client


def report_rows(html: bytes) -> list[list[str]]:
    """What the report says."""
    rows = BeautifulSoup(html, "html.parser").select("table tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in rows]


def test_the_report_has_the_months_of_the_files_that_somebody_may_change(editor: Client) -> None:
    rows = report_rows(editor.get(reverse("downloads")).content)
    assert [(row[1], row[2]) for row in rows] == [("Propio", "4"), ("Propio", "5")]
    rows = report_rows(
        editor.get(reverse("downloads_results"), {"day_from": "2026-03-02", "day_to": "2026-03-31"}).content
    )
    assert [(row[1], row[2]) for row in rows] == [("Propio", "3")]
    exported: Any = editor.get(reverse("downloads"), {"export": "csv"})
    lines = b"".join(exported.streaming_content).decode().splitlines()
    assert [line.split(",")[0::2] for line in lines[1:]] == [["2026-04", "Propio"], ["2026-03", "Propio"]]
    assert [line.split(",")[3] for line in lines[1:]] == ["4", "5"]


def test_who_may_change_no_file_sees_no_downloads(document: PlatformDocument) -> None:
    user: Any = get_user_model().objects.create_user("eva", "eva@example.org", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("downloads"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_home")
    assert reverse("downloads") not in client.get(reverse("wagtailadmin_home")).content.decode()
