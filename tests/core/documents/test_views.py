"""The address of a file: it stays, it is private where its collection is, and nothing runs in our name."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.rich_text import expand_db_html

from core.documents.models import PlatformDocument
from tests.platform import create_platform
from tests.support import pdf_files
from tests.support.pdf_files import upload_document

pytestmark = pytest.mark.django_db

DATA = pdf_files.pdf("Uno")


@pytest.fixture(autouse=True)
def platform(db: None) -> None:
    """Languages and a home page."""
    create_platform("es", "en")


@pytest.fixture
def document() -> PlatformDocument:
    """A public PDF."""
    return upload_document(DATA, "Plan de trabajo (ñandú).pdf", language="es")


@pytest.fixture
def make_private(document: PlatformDocument) -> Callable[..., PlatformDocument]:
    """Put the file into a collection with a restriction."""

    def restrict(kind: str, **fields: Any) -> PlatformDocument:
        collection = Collection.get_first_root_node().add_child(name="Private")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, **fields)
        PlatformDocument.objects.filter(pk=document.pk).update(collection=collection)
        return PlatformDocument.objects.get(pk=document.pk)

    return restrict


def body(response: Any) -> bytes:
    """What was sent."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_pdf_is_shown_under_its_real_name_and_language(client: Client, document: PlatformDocument) -> None:
    response = client.get(document.url, headers={"accept-language": "en"})
    assert document.url == f"/files/{document.key}/"
    assert body(response) == DATA
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith(
        "inline; filename*=utf-8''Plan%20de%20trabajo%20%28%C3%B1and%C3%BA%29.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Content-Language"] == "es"
    assert int(response["Content-Length"]) == len(DATA)
    assert "Accept-Language" not in response.get("Vary", "")


def test_a_second_file_of_the_same_name_keeps_it(client: Client, document: PlatformDocument) -> None:
    second = upload_document(DATA, "Plan de trabajo (ñandú).pdf")
    assert second.file.name != document.file.name
    assert second.filename == document.filename == "Plan de trabajo (ñandú).pdf"
    assert "Content-Language" not in client.get(second.url)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "data"),
    [("page.html", b"<script>alert(1)</script>"), ("image.svg", b"<svg onload='alert(1)'/>"), ("plan.pdf", b"<script>"),
     ("table.csv", b"a;b"), ("notes.txt", DATA), ("odd\r\nX-Evil: 1.txt", b"a"), ("no ending", b"a")],
)  # fmt: skip
def test_all_but_a_real_pdf_is_saved_not_shown(client: Client, name: str, data: bytes) -> None:
    response = client.get(upload_document(data, name).url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "X-Evil" not in response


@pytest.mark.one_database
def test_head_says_the_same_without_the_file(client: Client, document: PlatformDocument) -> None:
    got, head = client.get(document.url), client.head(document.url)
    assert body(head) == b""
    assert {name: head[name] for name in got.headers} == dict(got.headers.items())
    assert client.post(document.url).status_code == 405


@pytest.mark.one_database
def test_a_copy_that_is_still_right_is_not_sent_again(client: Client, document: PlatformDocument) -> None:
    etag = client.get(document.url)["ETag"]
    assert client.get(document.url, headers={"if-none-match": etag}).status_code == 304
    assert "no-cache" in client.get(document.url)["Cache-Control"]
    document.file = ContentFile(pdf_files.pdf("Dos"), name="otro.pdf")
    document.save()
    response = client.get(document.url, headers={"if-none-match": etag})
    assert response.status_code == 200
    assert body(response) == pdf_files.pdf("Dos")
    assert "otro.pdf" in response["Content-Disposition"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-99", 206, slice(0, 100)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-100", 206, slice(-100, None)),
        (f"bytes=10-{10**9}", 206, slice(10, None)),
        (f"bytes=-{10**9}", 206, slice(None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        (f"bytes={10**9}-", 416, slice(0, 0)),
        ("bytes=9-3", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
    ],
)
def test_a_part_is_sent_to_who_asks_for_one(
    client: Client, document: PlatformDocument, asked: str, status: int, part: slice
) -> None:
    response = client.get(document.url, headers={"range": asked})
    assert response.status_code == status
    assert body(response) == DATA[part]
    if status == 206:
        first = DATA.index(DATA[part])
        assert response["Content-Range"] == f"bytes {first}-{first + len(DATA[part]) - 1}/{len(DATA)}"
        assert int(response["Content-Length"]) == len(DATA[part])
        assert response["Content-Type"] == "application/pdf"


def test_a_part_of_a_replaced_file_is_not_mixed_with_the_new_one(client: Client, document: PlatformDocument) -> None:
    etag = client.get(document.url)["ETag"]
    assert client.get(document.url, headers={"range": "bytes=0-9", "if-range": etag}).status_code == 206
    assert client.get(document.url, headers={"range": "bytes=0-9", "if-range": '"old"'}).status_code == 200


def anonymous_statuses(client: Client, document: PlatformDocument) -> Iterator[Any]:
    """What somebody gets who tries every way to a file."""
    etag = f'"{document.file_hash}"'
    old = f"/documents/{document.pk}/{document.filename}"
    for url in (document.url, old):
        yield client.get(url)
        yield client.head(url)
        yield client.get(url, headers={"range": "bytes=0-9"})
        yield client.get(url, headers={"if-none-match": etag})
    for path in (
        document.file.name,
        f"images/../{document.file.name}",
        f"/{document.file.name}",
        f"./{document.file.name}",
    ):
        yield client.get(f"/media/{path}")


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_private_file_is_not_for_strangers(
    client: Client, make_private: Callable[..., PlatformDocument], kind: str
) -> None:
    document = make_private(kind, **({"password": "open"} if kind == "password" else {}))
    for response in anonymous_statuses(client, document):
        assert response.status_code in {200, 302, 404}
        assert b"%PDF" not in body(response)
        assert "ETag" not in response
        assert str(document.key) not in response.get("Location", "") or "login" in response["Location"]
        if response.status_code != 404:
            assert "private" in response["Cache-Control"]


def test_who_knows_the_password_reads_on(client: Client, make_private: Callable[..., PlatformDocument]) -> None:
    document = make_private("password", password="open")
    page = BeautifulSoup(client.get(document.url).content, "html.parser")
    form = page.select_one("main form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    answer = client.post(str(form["action"]), fields | {"password": "open"}, follow=True)
    assert body(answer) == DATA
    assert "private" in answer["Cache-Control"]


def test_groups_and_logins_open_what_they_should(client: Client, make_private: Callable[..., PlatformDocument]) -> None:
    document = make_private("groups")
    members = Group.objects.create(name="Members")
    document.collection.view_restrictions.get().groups.add(members)
    user = get_user_model().objects.create_user("ana", password="x")
    client.force_login(user)
    assert client.get(document.url).status_code == 302
    user.groups.add(members)
    assert body(client.get(document.url)) == DATA


def test_hooks_of_others_are_asked_and_told(client: Client, document: PlatformDocument) -> None:
    served = []

    def note(sender: Any, instance: PlatformDocument, **kwargs: Any) -> None:
        served.append(instance.pk)

    document_served.connect(note)
    try:
        client.get(document.url)
        with hooks.register_temporarily("before_serve_document", lambda *_asked: HttpResponse("no", status=403)):
            assert client.get(document.url).status_code == 403
    finally:
        document_served.disconnect(note)
    assert served == [document.pk]


def test_the_old_address_leads_to_the_one_that_stays(client: Client, document: PlatformDocument) -> None:
    for name in (document.filename, document.file.name.rpartition("/")[2]):
        response = client.get(f"/documents/{document.pk}/{name}")
        assert (response.status_code, response["Location"]) == (301, document.url)
    assert client.get(f"/documents/{document.pk}/other.pdf").status_code == 404
    assert client.get("/documents/99999/plan.pdf").status_code == 404
    assert client.get(f"/documents/{10**30}/plan.pdf").status_code == 404


def test_what_is_not_there_is_not_found(client: Client, document: PlatformDocument) -> None:
    default_storage.delete(document.file.name)
    response = client.get(document.url)
    assert response.status_code == 404
    assert b"<h1" in response.content
    assert client.get("/files/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_images_are_still_handed_out(client: Client) -> None:
    name = default_storage.save("original_images/a.png", ContentFile(b"png"))
    assert body(client.get(f"/media/{name}")) == b"png"


def test_a_public_file_takes_two_queries(client: Client, document: PlatformDocument) -> None:
    client.get(document.url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(document.url)
    assert len(asked) <= 2, [query["sql"] for query in asked]


def test_links_in_texts_lead_to_the_address_that_stays(document: PlatformDocument) -> None:
    html = expand_db_html(f'<p><a linktype="document" id="{document.pk}">Plan</a></p>')
    assert f'href="{document.url}"' in html


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("reader", "language", "label", "expected"),
    [
        ("en", "es", "", ("Plan de trabajo", "es", "Spanish · PDF · 1.0 KB · 3 pages")),
        ("en", "es", "Work plan", ("Work plan", "", "Spanish · PDF · 1.0 KB · 3 pages")),
        ("es", "es", "", ("Plan de trabajo", "", "español · PDF · 1,0 KB · 3 páginas")),
        ("en", "", "Work plan", ("Work plan", "", "PDF · 1.0 KB · 3 pages")),
    ],
)
def test_a_link_to_a_file_says_what_comes(
    document: PlatformDocument, reader: str, language: str, label: str, expected: tuple[str, str, str]
) -> None:
    PlatformDocument.objects.update(language=language, pages=3, file_size=1024)
    document.refresh_from_db()
    with translation.override(reader), CaptureQueriesContext(connection) as asked:
        html = BeautifulSoup(
            render_to_string("components/file.html", {"document": document, "label": label}), "html.parser"
        )
    link = html.a
    marked = link.select_one("[lang]")
    facts = " · ".join(fact.get_text(strip=True).replace("\xa0", " ") for fact in html.select(".file-facts > span"))
    assert not asked
    assert link["href"] == document.url
    assert link.get("hreflang", "") == (language if language != reader else "")
    assert (link.get_text(strip=True), marked["lang"] if marked else "") == expected[:2]
    assert facts == expected[2]
