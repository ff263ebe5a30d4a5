"""References to resources: the line to copy, the files for programs, and the page's head."""

import json
from dataclasses import replace
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from resources.library.citation_formats import bibtex, csl, ris
from resources.library.reference import Creator, Reference
from resources.models import ResourceAuthor, ResourcePage
from tests.factories import EntityFactory
from tests.groups.public_pages import create_english_version, get_html, republish
from tests.resources.factories import (
    ResourceAuthorFactory,
    ResourceEntityFactory,
    ResourceFileFactory,
    ResourcePageFactory,
    ResourceTypeFactory,
)
from tests.support.public_pages import subpage_url
from tests.support.schema_org import graph, schema_errors

#: What each format has a meaning for, or has trouble with.
HARD = r"Cuidados {al 100 %} & 50 $: #1, A_B ~ C^2 \LaTeX, ñandú “así” — العربية"

REFERENCE = Reference(
    key="perez2026-3fa9b2c1",
    title=HARD,
    language="es",
    authors=[
        Creator("Pérez Gómez, Ana", family="Pérez Gómez", given_names="Ana"),
        Creator("Mesa de deuda, clima and co"),
    ],
    publishers=[Creator("Comisión & cía", short="CEPAL", language="es")],
    date="2026-03",
    kind="Guía",
    kind_language="es",
    address="https://example.org/a_b%20c?d={e}",
    page_address="https://example.org/es/guia/",
    abstract="Uno.\nDos {x}.",
    doi="10.1234/ab_c",
    symbol="LC/TS.2026_1",
    isbn="978-92-1-002612-3",
    series="Serie & números",
    series_number="7",
)


def bib_entry(text: str) -> Any:
    """The only entry of a BibTeX file, as LaTeX would print it. Of braces the decoder knows only mathematics' names."""
    library = parse_string(
        text.replace(r"\textbraceleft", r"\lbrace").replace(r"\textbraceright", r"\rbrace"),
        append_middleware=[SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()],
    )
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry


def test_bibtex_is_read_as_it_was_meant() -> None:
    entry = bib_entry(bibtex(REFERENCE))
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("book", "perez2026-3fa9b2c1")
    assert fields["title"].replace("ˆ", "^") == HARD
    first, second = fields["author"]
    assert (first.last, first.first) == (["Pérez", "Gómez"], ["Ana"])
    assert " ".join([*second.first, *second.von, *second.last]).strip("{}") == "Mesa de deuda, clima and co"
    assert fields["publisher"].strip("{}") == "Comisión & cía"
    assert (fields["year"], fields["month"], fields["date"]) == ("2026", "mar", "2026-03")
    assert (fields["series"], fields["number"]) == ("Serie & números", "LC/TS.2026_1")
    assert "url = {https://example.org/a_b%20c?d=%7Be%7D}" in bibtex(REFERENCE)
    assert "doi = {10.1234/ab_c}" in bibtex(REFERENCE)
    assert bib_entry(bibtex(replace(REFERENCE, isbn=""))).entry_type == "techreport"


@pytest.mark.parametrize("text", ["}", "{", "\\", "\\}", "}{", "a\\", "%", "@x{", '"', "a # b", "x,\n y = {z}"])
def test_no_text_breaks_out_of_its_field(text: str) -> None:
    hostile = replace(REFERENCE, title=text, abstract=text, authors=[Creator(text)], series=text, symbol=text)
    entry = bib_entry(bibtex(hostile))
    assert entry.fields_dict["title"].value == " ".join(text.split())
    assert entry.fields_dict["langid"].value == "es"
    (read_back,) = rispy.loads(ris(hostile))
    assert read_back["title"] == " ".join(text.split())


@pytest.mark.parametrize(
    ("date", "years", "day", "parts"),
    [
        ("2026", "2026", "2026///", [2026]),
        ("2026-03", "2026", "2026/03//", [2026, 3]),
        ("2026-03-08", "2026", "2026/03/08/", [2026, 3, 8]),
        ("", None, None, None),
    ],
)
def test_a_date_says_no_more_than_is_known(date: str, years: Any, day: Any, parts: Any) -> None:
    dated = replace(REFERENCE, date=date)
    (entry,) = rispy.loads(ris(dated))
    assert (entry.get("year"), entry.get("date")) == (years, day)
    (item,) = json.loads(csl(dated))
    assert item.get("issued") == ({"date-parts": [parts]} if parts else None)
    fields = bib_entry(bibtex(dated)).fields_dict
    assert (fields["date"].value if "date" in fields else "") == date
    assert ("month" in fields) == (len(date) > 4)


@pytest.mark.one_database
def test_ris_and_csl_hold_the_same() -> None:
    (entry,) = rispy.loads(ris(REFERENCE))
    assert entry["type_of_reference"] == "BOOK"
    assert entry["title"] == HARD
    assert entry["authors"] == ["Pérez Gómez, Ana", "Mesa de deuda, clima and co"]
    assert (entry["publisher"], entry["doi"], entry["language"]) == ("Comisión & cía", "10.1234/ab_c", "es")
    assert entry["abstract"] == "Uno. Dos {x}."
    (item,) = json.loads(csl(REFERENCE))
    assert item["author"] == [{"family": "Pérez Gómez", "given": "Ana"}, {"literal": "Mesa de deuda, clima and co"}]
    assert (item["title"], item["number"], item["type"]) == (HARD, "LC/TS.2026_1", "book")
    assert item["URL"] == "https://example.org/a_b%20c?d={e}"


@pytest.fixture
def page(resources: Any) -> ResourcePage:
    """A resource of two authors, one of them a person, published by two entities."""
    page = ResourcePageFactory(
        parent=resources, title="Guía", type=ResourceTypeFactory(label="Manual"), doi="10.1234/a", symbol="LC/1"
    )
    ResourceAuthorFactory(page=page, name="Pérez, Ana", entity=None, sort_order=0)
    ResourceAuthorFactory(page=page, name="", organisation="Unidad de Género, CEPAL", entity=None, sort_order=1)
    known = EntityFactory(name="Comisión", acronym="CEPAL")
    create_english_version(known)
    ResourceEntityFactory(page=page, entity=known, sort_order=2)
    ResourceEntityFactory(page=page, entity=EntityFactory(name="Mujeres", acronym="MUJ"), sort_order=3)
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"%PDF-1.7", name="plan.pdf"))
    ResourceFileFactory(page=page, language="es", address="", document=document)
    return republish(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_references_stand_beside_the_page_in_its_language(
    client: Client, page: ResourcePage, ending: str, media_type: str
) -> None:
    for shown, title, publisher in (
        (page, "Guía", "Comisión"),
        (create_english_version(page), "EN Guía", "EN Comisión"),
    ):
        links = BeautifulSoup(get_html(client, shown), "html.parser").select(f"main a[type='{media_type}']")
        assert [link["href"] for link in links] == [f"{subpage_url(shown, 'cite.')}{ending}"]
        response = client.get(f"{subpage_url(shown, 'cite.')}{ending}")
        assert response["Content-Type"] == f"{media_type}; charset=utf-8"
        assert response["Content-Disposition"] == f'attachment; filename="{shown.slug}.{ending}"'
        assert title in response.content.decode()
        assert publisher in response.content.decode()
    assert client.get(f"{subpage_url(page, 'cite.')}exe").status_code == 404


@pytest.mark.django_db
def test_the_names_of_a_citation_are_marked_where_they_are_in_another_language(
    client: Client, page: ResourcePage
) -> None:
    line = BeautifulSoup(get_html(client, create_english_version(page)), "html.parser").select_one(".citation")
    assert line.text == (
        "Pérez, Ana; Unidad de Género, CEPAL (2026). EN Guía (LC/1). CEPAL, MUJ. https://doi.org/10.1234/a"
    )
    assert [(tag.text, tag["lang"], tag["dir"]) for tag in line.select("[lang]")] == [
        ("Unidad de Género, CEPAL", "es", "ltr"), ("MUJ", "es", "ltr"),
    ]  # fmt: skip
    assert not BeautifulSoup(get_html(client, page), "html.parser").select(".citation [lang]")


@pytest.mark.one_database
@pytest.mark.django_db
def test_search_engines_and_programs_find_the_reference_in_the_head(client: Client, page: ResourcePage) -> None:
    version = create_english_version(page)

    def said(shown: Any, name: str) -> list[str]:
        head = BeautifulSoup(get_html(client, shown), "html.parser").head
        return [str(tag["content"]) for tag in head.select(f'meta[name="{name}"]')]

    assert said(page, "citation_title") == ["Guía"]
    assert said(page, "citation_author") == ["Pérez, Ana", "Unidad de Género, CEPAL"]
    assert said(page, "citation_publication_date") == ["2026/03/04"]
    (pdf,) = said(page, "citation_pdf_url")
    assert client.get(pdf)["Content-Type"] == "application/pdf"
    assert said(version, "citation_pdf_url") == []
    assert said(version, "citation_technical_report_institution") == ["EN Comisión", "Mujeres"]
    assert said(page, "DC.date") == ["2026-03-04"]
    assert said(version, "DC.language") == ["en"]
    assert said(page, "DC.identifier") == ["https://example.org/resource", "doi:10.1234/a"]
    head = BeautifulSoup(get_html(client, version), "html.parser").head
    marked = head.select('meta[name="DC.publisher"]')
    assert [tag.get("lang") for tag in marked] == [None, "es"]


@pytest.mark.django_db
def test_the_key_of_a_reference_is_plain_and_the_same_in_every_language(client: Client, resources: Any) -> None:
    page = republish(ResourcePageFactory(parent=resources, title="كتاب", slug="kitab"))
    ResourceAuthorFactory(page=page, name="", organisation="وحدة", entity=None)
    keys = set()
    for shown in (page, create_english_version(page)):
        keys.add(bib_entry(client.get(f"{subpage_url(shown, 'cite.')}bib").content.decode()).key)
    assert keys == {f"resource2026-{page.translation_key.hex[:8]}"}


#: Of types, by key: what they are in BibLaTeX, RIS, CSL and schema.org, and in a line of text.
CITED = {
    "report": ("techreport", "RPRT", "report", "Report", "T. "),
    "guidance": ("techreport", "RPRT", "report", "CreativeWork", "T. "),
    "of-an-editor": ("techreport", "RPRT", "report", "CreativeWork", "T. "),
    "data": ("dataset", "DATA", "dataset", "Dataset", "T [Tipo]. "),
    "multimedia": ("video", "VIDEO", "motion_picture", "VideoObject", "T [Tipo]. "),
    "infographic": ("misc", "FIGURE", "graphic", "ImageObject", "T [Tipo]. "),
    "training": ("misc", "GEN", "document", "LearningResource", "T. "),
    "campaign": ("misc", "GEN", "document", "CreativeWork", "T. "),
    "data as a book": ("book", "BOOK", "book", "Book", "T. "),
}


@pytest.mark.django_db
@pytest.mark.parametrize("named", CITED)
def test_each_type_is_cited_as_what_it_is(client: Client, resources: Any, named: str) -> None:
    bib, ris_type, csl_type, schema, line = CITED[named]
    key, isbn = named.split(maxsplit=1)[0], "978-92-1-002612-3" if "book" in named else ""
    kind = ResourceTypeFactory(key=key, label="Tipo")
    page = republish(ResourcePageFactory(parent=resources, title="T", slug="t", type=kind, isbn=isbn))
    author = ResourceEntityFactory(page=page, entity=EntityFactory(name="Comisión", acronym="C"))
    address = subpage_url(page, "cite.") + "{}"
    entry = bib_entry(client.get(address.format("bib")).content.decode())
    assert entry.entry_type == bib
    publisher = "institution" if bib == "techreport" else "publisher"
    assert entry.fields_dict[publisher].value.strip("{}") == author.entity.name
    (read_back,) = rispy.loads(client.get(address.format("ris")).content.decode())
    assert read_back["type_of_reference"] == ris_type
    (item,) = json.loads(client.get(address.format("json")).content)
    assert item["type"] == csl_type
    html = BeautifulSoup(get_html(client, page), "html.parser")
    assert next(node["@type"] for node in graph(html) if node.get("name") == "T" and "creditText" in node) == schema
    assert list(schema_errors(graph(html))) == []
    assert f". {line}" in html.select_one(".citation").get_text()
    assert bool(html.select_one('meta[name="citation_technical_report_institution"]')) == (bib == "techreport")


@pytest.mark.django_db
def test_an_organisation_is_translated_and_marked_where_it_is_not(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources, title="Guía", original_language="es")
    ResourceAuthorFactory(page=page, name="", organisation="Unidad de Género", entity=None, sort_order=0)
    ResourceAuthorFactory(page=page, name="Pérez, Ana", entity=None, sort_order=1)
    agency = EntityFactory(name="Comisión", acronym="CEPAL")
    ResourceAuthorFactory(page=page, name="", entity=agency, sort_order=2)
    version = create_english_version(republish(page), **{"Unidad de Género": "Gender Unit"})

    def names(shown: ResourcePage) -> list[tuple[str, Any]]:
        html = BeautifulSoup(get_html(client, shown), "html.parser")
        heading = html.find("h2", string="Autores") or html.find("h2", string="Authors")
        items = heading.find_next("ul").select("li")
        return [(item.get_text(), item.span.get("lang") if item.span else None) for item in items]

    assert names(page) == [("Unidad de Género", None), ("Pérez, Ana", None), ("Comisión", None)]
    row = version.authors.get(organisation="Gender Unit")
    assert names(version)[:2] == [("Gender Unit", None), ("Pérez, Ana", None)]
    assert names(version)[2] == ("Comisión", "es")
    row.organisation = "Unidad de Género"
    row.save()
    version = ResourcePage.objects.get(pk=version.pk)
    assert names(version)[0] == ("Unidad de Género", "es")
    html = BeautifulSoup(get_html(client, version), "html.parser")
    assert html.select_one('.citation span[lang="es"]').get_text() == "Unidad de Género"
    assert html.select_one('meta[name="citation_author"]')["lang"] == "es"


@pytest.mark.django_db
def test_organisations_are_told_from_people_by_machines(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources, title="Guía")
    agency = EntityFactory(name="Comisión, Económica", acronym="CEPAL")
    ResourceAuthorFactory(page=page, name="", organisation="Mesa de deuda, clima", entity=agency, sort_order=0)
    ResourceAuthorFactory(page=page, name="Madonna", entity=agency, sort_order=1)
    ResourceAuthorFactory(page=page, name="", entity=agency, sort_order=2)
    page = republish(page)
    html = BeautifulSoup(get_html(client, page), "html.parser")
    (about,) = [node for node in graph(html) if node.get("name") == "Guía" and "author" in node]
    assert [(who["@type"], who["name"]) for who in about["author"]] == [
        ("Organization", "Mesa de deuda, clima"), ("Person", "Madonna"), ("Organization", "Comisión, Económica"),
    ]  # fmt: skip
    assert about["author"][0]["parentOrganization"]["name"] == about["author"][1]["affiliation"]["name"] == agency.name
    assert "parentOrganization" not in about["author"][2]
    assert list(schema_errors(graph(html))) == []
    (item,) = json.loads(client.get(f"{subpage_url(page, 'cite.')}json").content)
    assert item["author"] == [
        {"literal": "Mesa de deuda, clima"}, {"literal": "Madonna"}, {"literal": "Comisión, Económica"},
    ]  # fmt: skip
    assert "Mesa de deuda, clima; Madonna; CEPAL (2026)" in html.select_one(".citation").get_text()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "organisation", "with_entity", "refused"),
    [
        ("Pérez, Ana", "", False, None), ("", "Unidad", True, None), ("", "", True, None),
        ("Pérez, Ana", "Unidad", False, "organisation"), ("", "", False, "name"),
    ],
)  # fmt: skip
def test_an_author_is_one(name: str, organisation: str, with_entity: bool, refused: str | None) -> None:
    row = ResourceAuthor(name=name, organisation=organisation, entity=EntityFactory() if with_entity else None)
    if refused:
        with pytest.raises(ValidationError) as error:
            row.clean()
        assert list(error.value.message_dict) == [refused]
    else:
        row.clean()
