"""What editors see of their files."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from core.documents.models import DownloadsOfDay, PlatformDocument
from core.documents.models.document import ADVICE, ExtractionState
from core.documents.text_extraction import extract
from tests.platform import create_platform
from tests.support import pdf_files
from tests.support.pdf_files import upload_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may do everything in the admin."""
    create_platform("es", "en")
    user = get_user_model().objects.create_superuser("root", "root@example.org", "x")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(user)
    return client


def create_read_document(data: bytes, name: str = "plan.pdf") -> PlatformDocument:
    """A file that has been read."""
    document = upload_document(data, name)
    extract(document)
    document.refresh_from_db()
    return document


def form_page(editor: Client, document: PlatformDocument) -> BeautifulSoup:
    """The form of a file."""
    response = editor.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (pdf_files.scanned_pdf(), ExtractionState.NO_TEXT),
        (pdf_files.encrypt_pdf(pdf_files.pdf("Uno"), "secret"), ExtractionState.ENCRYPTED),
        (pdf_files.pdf("Uno")[:500], ExtractionState.BROKEN),
    ],
)
def test_the_form_says_what_to_do_about_a_file_that_can_not_be_read(editor: Client, data: bytes, state: str) -> None:
    page = form_page(editor, create_read_document(data))
    with translation.override("en"):
        assert str(ADVICE[ExtractionState(state)]) in page.select_one(".help-warning").get_text(" ", strip=True)


def test_the_form_shows_what_was_read(editor: Client) -> None:
    document = create_read_document(pdf_files.pdf("Uno", "Dos", language="es"))
    page = form_page(editor, document)
    facts = {term.get_text(strip=True): term.find_next("dd") for term in page.select("dt")}
    assert page.select_one(".help-warning") is None
    assert facts["Pages"].get_text(strip=True) == "2"
    assert facts["Format"].get_text(strip=True) == "PDF"
    assert facts["Language stated in the file"].get_text(strip=True) == "Spanish"
    assert facts["Address"].a["href"] == document.url


def test_replacing_the_file_in_the_form_keeps_the_address(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = create_read_document(pdf_files.scanned_pdf(), "scan.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(
            reverse("wagtaildocs:edit", args=[document.pk]),
            {
                "title": document.title,
                "collection": document.collection_id,
                "tags": "",
                "language": "",
                "file": SimpleUploadedFile("scan.pdf", pdf_files.pdf("Three", language="en"), "application/pdf"),
            },
        )
    assert response.status_code == 302
    again = PlatformDocument.objects.get(pk=document.pk)
    assert (again.url, again.extraction_state, again.in_language) == (document.url, ExtractionState.READ, "en")
    assert editor.get(again.url).status_code == 200


def test_a_file_that_is_uploaded_is_read(editor: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "Plan", "files[]": SimpleUploadedFile("plan.pdf", pdf_files.pdf("Uno"), "application/pdf")},
        )
    assert response.json()["success"]
    assert PlatformDocument.objects.get().extraction_state == ExtractionState.READ


def test_the_list_says_of_each_file_whether_it_could_be_read(editor: Client) -> None:
    create_read_document(pdf_files.pdf("Uno"))
    scan = create_read_document(pdf_files.scanned_pdf(), "scan.pdf")
    PlatformDocument.objects.filter(pk=scan.pk).update(title="Scan")
    index = reverse("wagtaildocs:index")
    table = BeautifulSoup(editor.get(index).content, "html.parser").select_one("table")
    assert "No text" in table.get_text()
    assert "Plan de trabajo" in table.get_text()
    for address in (index, reverse("wagtaildocs:index_results")):
        shown = editor.get(address, {"extraction_state": "no_text"})
        rows = BeautifulSoup(shown.content, "html.parser").select("table tbody tr")
        assert ["Scan" in row.get_text() for row in rows] == [True]
    assert editor.get(index, {"extraction_state": "no_text", "q": "Scan"}).status_code == 200


def test_the_form_says_how_often_a_file_was_downloaded(editor: Client) -> None:
    document = create_read_document(pdf_files.pdf("Uno"))
    today = timezone.localdate()
    for days, times in ((0, 2), (29, 3), (30, 1000)):
        DownloadsOfDay.objects.create(document=document, day=today - timedelta(days=days), count=times)
    page = form_page(editor, document)
    facts = {term.get_text(strip=True): term.find_next("dd") for term in page.select("dt")}
    assert facts["Downloads"].get_text(strip=True) == "Last 30 days: 5. Total: 1005."
