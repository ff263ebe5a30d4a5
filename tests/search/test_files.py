"""What is found in the files of resources: where it is said, and nothing that not everybody may read."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page

from core.base.localized_urls import in_language
from core.documents.models import DocumentText, PlatformDocument
from resources.models import ResourcePage
from search.files import telling_pages
from search.models import Entry
from tests import platform
from tests.resources.factories import ResourceFileFactory, ResourceIndexPageFactory, ResourcePageFactory
from tests.search.test_engine import SCRAPS, answer
from tests.support.public_pages import create_translation

pytestmark = pytest.mark.indexed

LOGIN = CollectionViewRestriction.LOGIN


@pytest.fixture
def resources(db: None) -> Any:
    """The list of resources of a Spanish platform."""
    return ResourceIndexPageFactory(parent=platform.create_platform("es", "en"))


def collection(name: str = "Privada", parent: Collection | None = None) -> Collection:
    """A collection of files."""
    return (parent or Collection.get_first_root_node()).add_child(name=name)


def document(*pages: str, within: Collection | None = None) -> PlatformDocument:
    """A file that has been read."""
    made = PlatformDocument.objects.create(
        title="Archivo", file=ContentFile(b"x", name="a.txt"), collection=within or Collection.get_first_root_node()
    )
    DocumentText.objects.bulk_create(
        DocumentText(document=made, page=number, text=text) for number, text in enumerate(pages, start=1)
    )
    return made


def resource(parent: Any, *documents: PlatformDocument, language: str = "es", **said: Any) -> Any:
    """A resource that offers files."""
    page = ResourcePageFactory(parent=parent, **said)
    for made in documents:
        ResourceFileFactory(page=page, language=language, address="", document=made)
    page.save_revision().publish()
    return page


def result_places(client: Client, words: str, tag: str = "es") -> list[str]:
    """Of each result, where in a file it says what is asked for, or nothing."""
    html = BeautifulSoup(client.get(f"/{tag}/{in_language('search/', tag)}", {"q": words}).content, "html.parser")
    assert html.select_one("main")
    hits = [hit.select_one(".hit-file a") for hit in html.select(".results li")]
    return [hit.text if hit else "" for hit in hits]


def test_files_of_a_private_collection_or_one_below_are_not_found(client: Client, resources: Any) -> None:
    private = collection()
    below = collection("Debajo", private)
    CollectionViewRestriction.objects.create(collection=private, restriction_type=LOGIN)
    resource(resources, document("Aquí dice tucanazo.", within=private), document("Aquí quetzalazo.", within=below))
    resource(resources, document("Aquí dice cormoranazo.", within=collection("Otra")))
    assert result_places(client, "tucanazo") == result_places(client, "quetzalazo") == []
    assert result_places(client, "cormoranazo") == ["Archivo, página 1"]


@pytest.fixture
def public_file(resources: Any) -> PlatformDocument:
    """A file of a resource, which everybody may have, in a collection within another one."""
    made = document("Aquí dice tucanazo.", within=collection("Propia", collection("Arriba")))
    resource(resources, made)
    return made


def is_found_only_while_public(client: Client, leave: Callable[[], object], come: Callable[[], object]) -> None:
    """Whether a file's text is found before it becomes private, not while it is, and again afterwards."""
    assert result_places(client, "tucanazo") == ["Archivo, página 1"]
    leave()
    assert result_places(client, "tucanazo") == []
    call_command("check_search", verbosity=0)
    come()
    assert result_places(client, "tucanazo") == ["Archivo, página 1"]
    call_command("check_search", verbosity=0)


@pytest.mark.parametrize("which", ["its own", "the one above"])
def test_what_lies_in_a_collection_is_found_only_while_nothing_restricts_it(
    client: Client, public_file: PlatformDocument, which: str
) -> None:
    own = public_file.collection
    restriction = CollectionViewRestriction(
        collection=own if which == "its own" else own.get_parent(), restriction_type=LOGIN
    )
    is_found_only_while_public(client, restriction.save, restriction.delete)


def test_a_restriction_that_moves_hides_what_lies_where_it_comes_to(
    client: Client, public_file: PlatformDocument
) -> None:
    aside = collection("Aparte")
    restriction = CollectionViewRestriction.objects.create(collection=aside, restriction_type=LOGIN)

    def put(place: Collection) -> None:
        restriction.collection = place
        restriction.save()

    is_found_only_while_public(client, lambda: put(public_file.collection), lambda: put(aside))


@pytest.mark.parametrize("way", ["file", "files", "collection"])
def test_a_file_is_found_only_while_it_lies_where_everybody_may_look(
    admin_client: Client,
    client: Client,
    public_file: PlatformDocument,
    way: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    own, above, aside = public_file.collection, public_file.collection.get_parent(), collection("Aparte")
    CollectionViewRestriction.objects.create(collection=aside, restriction_type=LOGIN)

    def put(into: Collection) -> None:
        if way == "file":
            public_file.collection = into
            public_file.save()
        elif way == "files":
            address = reverse("wagtail_bulk_action", args=["core_documents", "platformdocument", "add_to_collection"])
            assert admin_client.post(f"{address}?id={public_file.pk}", {"collection": into.pk}).status_code == 302
        else:
            address = reverse("wagtailadmin_collections:edit", args=[own.pk])
            with django_capture_on_commit_callbacks(execute=True):
                assert admin_client.post(address, {"name": "Propia", "parent": into.pk}).status_code == 302

    is_found_only_while_public(client, lambda: put(aside), lambda: put(above if way == "collection" else own))


def test_what_has_not_left_the_index_yet_is_not_shown(client: Client, resources: Any) -> None:
    private = collection()
    made = document("Aquí dice tucanazo.")
    resource(resources, made)
    PlatformDocument.objects.filter(pk=made.pk).update(collection=private)
    CollectionViewRestriction.objects.bulk_create(
        [CollectionViewRestriction(collection=private, restriction_type=LOGIN)]
    )
    assert Entry.objects.filter(kind="resources").exists()
    assert result_places(client, "tucanazo") == [""]


def test_each_hit_says_on_which_page_of_its_file_it_is(client: Client, resources: Any) -> None:
    for number in range(10):
        pages = ["relleno y compensación"] * 99 + ["aquí GAVILAN-\ncetes dicen una peña"] + ["gavilanes"] * 20
        resource(resources, document(*pages), title=f"Informe {number}")
    assert result_places(client, "gavilancete") == ["Archivo, página 100"] * 10
    assert result_places(client, "peñas") == ["Archivo, página 100"] * 10
    assert result_places(client, "informe gavilancete una peña") == ["Archivo, página 100"] * 10


def test_words_that_are_divided_at_the_end_of_a_line_are_found_and_shown_whole(client: Client, resources: Any) -> None:
    resource(resources, document("La trasver-\n beración del 2015-\n2020, de Ana-\nMaría"))
    html = BeautifulSoup(client.get("/es/buscar/?q=trasverberación").content, "html.parser")
    assert "La trasverberación del 2015- 2020, de Ana- María" in html.select_one(".hit-file").text
    assert html.select_one(".hit-file mark").text == "trasverberación"
    assert result_places(client, "maría") == result_places(client, "2020") == ["Archivo, página 1"]


def test_looking_into_more_files_takes_no_more_queries(client: Client, resources: Any) -> None:
    def number() -> int:
        result_places(client, "gavilán")
        with CaptureQueriesContext(connection) as captured:
            assert all(result_places(client, "gavilán"))
        return len(captured)

    for _number in range(3):
        resource(resources, document("nada", "un gavilán"))
    before = number()
    for _number in range(6):
        resource(resources, document("nada", "un gavilán"), document("el gavilán"))
    assert number() == before


def test_whatever_is_typed_is_looked_for_in_files(resources: Any) -> None:
    made = document("Aquí dice agua y niño.", "Water, (title) 1=1")
    resource(resources, made)
    chance = random.Random(7)  # noqa: S311 - the same questions every time
    for _number in range(60):
        expression = answer("".join(chance.choices(SCRAPS, k=chance.randrange(1, 9)))).interpretation.expression
        if expression.clauses:
            telling_pages([made.pk], expression.clauses, "es")
    (page,) = telling_pages([made.pk], answer("NINO").interpretation.expression.clauses, "es")
    assert page.page == 1


def test_a_file_in_a_language_that_has_no_version_is_found_with_those_that_there_are(
    client: Client, resources: Any
) -> None:
    page = resource(resources, document("A sparrowhawk in the river."), language="en")
    assert result_places(client, "sparrowhawk") == ["Archivo, página 1"]
    assert result_places(client, "sparrowhawk", "en") == []
    version = create_translation(page, "en", "A resource", "a-resource")
    assert result_places(client, "sparrowhawk") == []
    assert result_places(client, "sparrowhawk", "en") == ["Archivo, page 1"]
    version.unpublish()
    assert result_places(client, "sparrowhawk") == ["Archivo, página 1"]
    Page.objects.get(pk=version.pk).specific.save_revision().publish()
    assert result_places(client, "sparrowhawk") == []
    ResourcePage.objects.get(pk=version.pk).delete()
    assert result_places(client, "sparrowhawk") == ["Archivo, página 1"]
    call_command("check_search", verbosity=0)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("cooperativismo", "el co-operativismo rural"),
        ("cooperativismo", "el co-\noperativismo rural"),
        ("1250000", "unas 1.250.000 familias"),
        ("1250000", "unas 1 250 000 familias"),
        ("2031", "hasta ٢٠٣١ al menos"),
    ],
)
def test_the_place_in_a_file_is_found_however_it_is_written(
    client: Client, resources: Any, typed: str, written: str
) -> None:
    resource(resources, document("relleno", f"Dice {written}."))
    assert result_places(client, typed) == ["Archivo, página 2"]
