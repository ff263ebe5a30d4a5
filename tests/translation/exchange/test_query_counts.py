"""Files of any size take as many queries as a small one."""

import re
import zipfile
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail_localize.models import Translation

from groups.models import WorkingGroupPage
from tests.translation.exchange.file_exchange import FileExchange, create_exchange
from tests.translation.factories import publish
from translation.exchange.archive import incoming
from translation.exchange.export import archive, due, editable_by, into
from translation.exchange.formats import FORMATS
from translation.exchange.importing import apply
from translation.exchange.new_translation import land
from translation.exchange.validation import judge

pytestmark = pytest.mark.django_db


def build(exchange: FileExchange, pages: int, paragraphs: int) -> None:
    parent = exchange.source.get_parent()
    for number in range(pages):
        page = WorkingGroupPage(
            title=f"Grupo {pages} {number}",
            slug=f"grupo-{pages}-{number}",
            summary="Resumen",
            kind=exchange.source.kind,
            purpose="".join(f"<p>Uno {number} {line}</p>" for line in range(paragraphs)),
        )
        parent.add_child(instance=page)
        publish(page)
        land(page, Locale.objects.get(language_code="en"), {"title": f"Group {number}"})


def translate_archive(made: bytes) -> bytes:
    """A ZIP whose untranslated paragraphs somebody has translated."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as packed, zipfile.ZipFile(out, "w") as again:
        for name in packed.namelist():
            text = packed.read(name).decode()
            text = re.sub(r"(<source[^>]*>(Uno [^<]*)</source>)", r"\1<target>EN \2</target>", text)
            again.writestr(name, text)
    return out.getvalue()


def query_count(exchange: FileExchange, pages: int, paragraphs: int) -> tuple[int, int, int]:
    """Queries of exporting, judging and applying."""
    Translation.objects.update(enabled=False)
    build(exchange, pages, paragraphs)

    def person() -> User:  # with nothing remembered of their rights
        return get_user_model().objects.get(pk=exchange.people["translator"].pk)

    rows = due(into(editable_by(person()), Locale.objects.get(language_code="en")))
    with CaptureQueriesContext(connection) as exporting:
        made = b"".join(archive(rows, FORMATS["xliff"]))
    came = incoming("a.zip", BytesIO(translate_archive(made)))
    assert len(came) == pages
    with CaptureQueriesContext(connection) as judging:
        report = judge(came, person())
    assert (report.is_refused, report.total) == (False, pages * paragraphs)
    with CaptureQueriesContext(connection) as applying:
        apply(report, exchange.people["translator"])
    return len(exporting), len(judging), len(applying)


def test_many_texts_take_as_many_queries_as_few() -> None:
    exchange = create_exchange()
    query_count(exchange, 1, 1)  # what is remembered from now on
    few, many = query_count(exchange, 2, 3), query_count(exchange, 6, 12)
    assert many == few
