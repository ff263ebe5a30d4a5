"""Where files are taken away: the translation's own screen, the screen for all, and a selection."""

import re
import zipfile
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from tests.translation.exchange.file_exchange import FileExchange
from tests.translation.factories import create_entity
from tests.translation.users import client_for, create_user, is_refused
from translation.exchange.forms import UploadForm
from translation.exchange.new_translation import land
from translation.exchange.xliff import notes
from translation.exchange.xml import read_elements

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("english_messages")]


def names(response: Any) -> list[str]:
    with zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))) as packed:
        assert packed.testzip() is None
        return packed.namelist()


def test_the_screen_of_a_translation_leads_to_its_files(exchange: FileExchange) -> None:
    client = client_for(exchange.people["translator"])
    page = client.get(reverse("wagtailadmin_pages:edit", args=[exchange.target.pk])).content.decode()
    for kind in ("xliff", "xliff12", "po"):
        url = reverse("translation:files_one", args=[exchange.translation.pk, kind])
        assert url in page
        response: Any = client.get(url)
        assert response["Content-Disposition"].startswith('attachment; filename="igualdad-en.')
        content = b"".join(response.streaming_content)
        if kind != "po":
            assert len(list(read_elements(BytesIO(content), closes={"unit", "trans-unit"}))) == len(
                exchange.document().units
            )
    upload = f"{reverse('translation:files')}?translation={exchange.translation.pk}"
    assert upload in page
    screen = client.get(upload).content.decode()
    assert "Igualdad" in screen
    assert re.search(r"<title>\s*\w", screen), "the window has a name"
    assert is_refused(client_for(exchange.people["french"]).get(upload))
    assert client.get(reverse("translation:files_one", args=[exchange.translation.pk, "docx"])).status_code == 404


@pytest.mark.parametrize("kind", ["xliff", "xliff12", "po"])
@pytest.mark.parametrize("language", ["en", "es", "pt-br"])
def test_notes_are_in_the_language_of_whoever_takes_the_file(exchange: FileExchange, kind: str, language: str) -> None:
    with override(language):
        expected = [text for _kind, text in notes(exchange.unit("summary"))]
    UserProfile.objects.update(preferred_language=language)
    client = client_for(exchange.people["translator"])
    one: Any = client.get(reverse("translation:files_one", args=[exchange.translation.pk, kind]))
    many: Any = client.get(reverse("translation:files_download"), {"language": "en", "format": kind, "which": "all"})
    with override("fr"):  # as in a worker, when the request is over
        contents = [b"".join(one.streaming_content), b"".join(many.streaming_content)]
    with zipfile.ZipFile(BytesIO(contents[1])) as packed:
        contents[1] = packed.read(packed.namelist()[0])
    for content in contents:
        for note in expected:
            assert note in content.decode()


def test_the_help_is_in_the_readers_language(exchange: FileExchange) -> None:
    texts = set()
    for language in ("en", "es", "pt-br"):
        UserProfile.objects.update(preferred_language=language)
        page = client_for(exchange.people["translator"]).get(reverse("translation:files")).content.decode()
        with override(language):
            texts.add(text := str(UploadForm().fields["file"].help_text))
        assert text in unescape(page)
    assert len(texts) == 3


@pytest.mark.parametrize("chosen", ["source", "target"])
def test_a_selection_comes_in_one_language(exchange: FileExchange, chosen: str) -> None:
    chief = create_user("chief", pages={Page.get_first_root_node(): ("add", "change", "publish")})
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "download_translations"])
    address = f"{url}?id={getattr(exchange, chosen).pk}"
    client = client_for(chief)
    assert "Igualdad" in client.get(address).content.decode()
    response = client.post(address, {"language": "en", "format": "po"})
    assert names(response) == [f"igualdad-{exchange.translation.pk}-en.po"]
    nothing = client.post(address, {"language": "fr", "format": "po"}, follow=True)
    assert "None of these items" in " ".join(str(message) for message in nothing.context["messages"])
    refused = client_for(exchange.people["french"]).post(address, {"language": "en", "format": "po"}, follow=True)
    assert not getattr(refused, "streaming", False)


def test_snippets_are_files_as_well(exchange: FileExchange) -> None:
    source = create_entity(name="Comisión & más")
    land(source, Locale.objects.get(language_code="en"), {"name": "Commission & more"})
    librarian = create_user("librarian", change_entity="groups", view_entity="groups")
    url = reverse("wagtail_bulk_action", args=["groups", "entity", "download_translations"])
    response = client_for(librarian).post(f"{url}?id={source.pk}", {"language": "en", "format": "xliff"})
    assert len(names(response)) == 1


@pytest.mark.parametrize(
    ("which", "changed", "there"), [("all", False, True), ("due", False, False), ("due", True, True)]
)
def test_only_what_is_due_comes_by_default(exchange: FileExchange, which: str, changed: bool, there: bool) -> None:
    for unit in exchange.document().units:
        if not unit.target and not changed:
            StringTranslation.objects.create(
                translation_of_id=unit.string_id,
                context_id=unit.context_id,
                locale=Locale.objects.get(language_code="en"),
                data="x",
            )
    response = client_for(exchange.people["translator"]).get(
        reverse("translation:files_download"), {"language": "en", "format": "xliff", "which": which}
    )
    assert (response.status_code == 200) is there
    if there:
        assert any(name.startswith("igualdad-") for name in names(response))


def test_a_wrong_choice_is_said_at_its_field(exchange: FileExchange) -> None:
    url = reverse("translation:files_download")
    response = client_for(exchange.people["translator"]).get(url, {"language": "xx", "format": "docx"})
    assert response.status_code == 422
    assert set(response.context["export"].errors) == {"language", "format", "which"}
    assert is_refused(client_for(exchange.people["nobody"]).get(url))
