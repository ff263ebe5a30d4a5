"""Every list and chooser of the admin answers whoever may see it, whatever they search, filter, sort and export."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import CharField, Model, TextField
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site
from wagtail.search.backends import get_search_backend

from groups.models import Entity, ServiceRequest, WorkingGroupPage
from home.setup import roles
from home.setup.platform import Platform
from tests.factories import (
    ContactPointFactory,
    ContentPageFactory,
    EntityFactory,
    ImageFactory,
    NoticeFactory,
    PersonFactory,
    ThemeFactory,
    WorkingGroupPageFactory,
)
from tests.home.conftest import set_up_platform
from tests.home.form_pages import create_form_page
from tests.support.admin_clients import ROLES, client_in_role, create_user_in_role
from tests.support.admin_lists import admin_lists
from tests.support.rollback import rolled_back
from tests.translation.users import client_for
from translation.glossary.models import GlossaryTerm

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

#: Texts by which nobody looks for something.
NOT_SEARCHED = {
    "groups.Entity.website", "groups.Entity.logo_alt", "groups.Entity.organisation_identifier", "groups.Theme.slug",
    "groups.Person.email", "home.Footer.text", "translation_glossary.GlossaryTerm.forbidden",
}  # fmt: skip
#: A word, part of one, nothing that can be searched, and what a query language would take for its own.
TEXTS = ("ONU Muj", "mú", '-"', "a OR (b:c* 'd")


@pytest.fixture(scope="module")
def module_platform_with_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[Platform]:
    """A platform with something in every list."""
    with rolled_back(django_db_blocker, indexed=True):
        platform = set_up_platform()
        group = WorkingGroupPageFactory(parent=platform.lists["groups"], title="Género", acronym="GT")
        roles.focal_point_group(WorkingGroupPage.objects.get(pk=group.pk))
        create_form_page(platform.home)
        _create_rows()
        yield platform


def _create_rows() -> None:
    entity = EntityFactory(name="ONU Mujeres", acronym="ONU Mujeres", key="un-women")
    for make in (ContactPointFactory, NoticeFactory, ThemeFactory, ImageFactory):
        make()
    PersonFactory(name="Ana Núñez", entity=entity)
    source, target = (Locale.objects.get(language_code=code) for code in ("es", "en"))
    GlossaryTerm.objects.create(
        source_locale=source, target_locale=target, source_term="=enlace", target_term="focal point", note="Sólo así"
    )
    ServiceRequest.objects.create(
        service_key=uuid4(), service_title="Curso", name="Ana", email="ana@example.org", language="es", purpose="x"
    )


@pytest.fixture
def platform_with_rows(module_platform_with_rows: Platform, db: None) -> Platform:
    return module_platform_with_rows


def read_response(client: Client, url: str, **query: str) -> Any:
    """What the admin answers, read to its end."""
    response = client.get(url, query)
    assert response.status_code < 500
    _ = response.getvalue()
    return response


def searches(view: Any) -> Iterator[dict[str, str]]:
    """A search in the order of one column, which goes with the rights into one statement, and the table of it."""
    orders = list(getattr(view, "get_valid_orderings", list)())
    if getattr(view, "is_searchable", False):
        yield {"q": TEXTS[0]} | ({"ordering": orders[-1]} if orders else {})
    if getattr(view, "list_export", ()):
        yield {"q": TEXTS[1], "export": "csv"}


def list_queries(view: Any) -> Iterator[dict[str, str]]:
    """All else that a list can be asked: other texts, a choice of each filter, each order, and a table of Excel."""
    if getattr(view, "is_searchable", False):
        yield from ({"q": text} for text in TEXTS[1:])
    filters = getattr(view, "filters", None)
    for name, field in filters.form.fields.items() if filters else ():
        choices = [str(choice[0]) for choice in list(getattr(field, "choices", ()))[:3] if choice[0]]
        if choices:
            yield {name: choices[-1], "q": TEXTS[1]}
        else:
            yield dict.fromkeys((f"{name}{part}" for part in ("", "_from", "_to")), "2026-01-01")
            yield dict.fromkeys((f"{name}{part}" for part in ("", "_from", "_to")), "x\u2028é")
    yield from ({"ordering": order, "q": TEXTS[1]} for order in getattr(view, "get_valid_orderings", list)())
    if getattr(view, "list_export", ()):
        yield {"export": "xlsx"}


@pytest.mark.parametrize("role", ROLES)
def test_every_list_answers_every_question(platform_with_rows: Platform, role: str) -> None:
    client = client_in_role(role)
    asked = 0
    for each in admin_lists():
        if each.is_chooser or not each.url:
            continue
        response = read_response(client, each.url)
        if response.status_code != 200:
            continue
        view = (response.context or {}).get("view")
        for query in (*searches(view), *list_queries(view)):
            url = each.url if "export" in query else each.part_url
            assert read_response(client, url, **query).status_code == 200, (each.name, query)
            asked += 1
    assert asked > 5, "the lists were not found"


@pytest.mark.parametrize("role", ROLES)
def test_every_chooser_answers_every_text(platform_with_rows: Platform, role: str) -> None:
    client = client_in_role(role)
    choosers = [each for each in admin_lists() if each.is_chooser]
    assert len(choosers) >= 14
    for each in choosers:
        if read_response(client, each.url).status_code != 200:
            continue
        for text in TEXTS:
            for name in (each.name, f"{each.name}_results"):
                assert read_response(client, reverse(name), q=text).status_code == 200, (name, text)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("text", ["ONU Mujeres", "onu muj", "mujeres onu", "un-women"])
def test_an_entity_is_found_by_what_is_typed(platform_with_rows: Platform, role: str, text: str) -> None:
    EntityFactory(name="Otra")
    client, chooser = client_in_role(role), Entity.snippet_viewset.chooser_viewset
    whole = read_response(client, reverse(chooser.get_url_name("choose")), q=text).json()["html"]
    part = read_response(client, reverse(chooser.get_url_name("choose_results")), q=text).content.decode()
    for html in (whole, part):
        assert "ONU Mujeres" in html
        assert "Otra" not in html


def searched_texts(model: type[Model]) -> list[str]:
    """The texts by which somebody looks for an instance."""
    texts = [field for field in model._meta.local_concrete_fields if isinstance(field, CharField | TextField)]
    typed = [field.name for field in texts if field.editable and not field.choices]
    return [name for name in typed if f"{model._meta.label}.{name}" not in NOT_SEARCHED]


def test_each_list_finds_what_somebody_looks_for_by_any_of_its_texts(platform_with_rows: Platform) -> None:
    client = client_in_role("admin")
    models = 0
    for each in admin_lists():
        if each.model is None or not re.fullmatch(r"wagtailsnippets_.*:list|glossary:index", each.name):
            continue
        instance: Any = each.model._default_manager.first()
        if instance is None:
            continue
        models += 1
        for number, name in enumerate(searched_texts(each.model)):
            word = f"zafir{'abcdefgh'[number]}"
            for written in (word, "otra cosa"):
                setattr(instance, name, written)
                instance.save()
                rows = read_response(client, each.part_url, q=word[:-2]).context["object_list"]
                assert (instance in rows) is (written == word), (each.name, name)
    assert models >= 12


@pytest.mark.parametrize(("language", "home"), [("fr", "Accueil"), ("en", "Home")])
def test_the_way_to_each_list_begins_in_the_readers_language(
    platform_with_rows: Platform, language: str, home: str
) -> None:
    """The word for the dashboard is also the title of a page here, so that no other test takes it for Spanish."""
    client = client_in_role("admin", preferred_language=language)
    lists = 0
    for each in admin_lists():
        if each.is_chooser or not each.url:
            continue
        way = (read_response(client, each.url).context or {}).get("breadcrumbs_items")
        if way and way[0]["url"] == reverse("wagtailadmin_home"):
            with override(language):
                assert str(way[0]["label"]) == home, each.name
            lists += 1
    assert lists >= 20


@given(text=st.text(max_size=30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_searched(db: None, text: str) -> None:
    backend = get_search_backend()
    for queryset in (Entity.objects.filter(pk__in=Entity.objects.values("pk")), Page.objects.order_by("title")):
        for search in (backend.autocomplete, backend.search):
            assert len(search(text.replace("\x00", ""), queryset)) >= 0


def test_every_table_is_read_by_a_spreadsheet_as_it_is_meant(platform_with_rows: Platform) -> None:
    """Whatever people have typed, in the tables of our lists and of Wagtail's."""
    user = create_user_in_role("admin")
    planted = '=HYPERLINK("https://a.example")'
    page = ContentPageFactory(parent=platform_with_rows.home, title=planted)
    page.save_revision(user=user, log_action=True).publish(user=user)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user, locked_at=timezone.now())
    Redirect.objects.create(old_path="/a", redirect_link="+1+1", site=Site.objects.get())
    EntityFactory(name=planted)
    tables = {}
    client = client_for(user)
    for each in admin_lists():
        if each.view is not None and not issubclass(each.view, SpreadsheetExportMixin):
            continue
        response = client.get(each.url, {"export": "csv"})
        if response.headers["Content-Type"].startswith("text/csv"):
            tables[each.name] = response.getvalue()
            workbook = load_workbook(io.BytesIO(client.get(each.url, {"export": "xlsx"}).getvalue()))
            kinds = {cell.data_type for row in workbook.worksheets[0].iter_rows() for cell in row}
            assert "f" not in kinds, f"{each.name} has a formula"
    assert {f"wagtailadmin_reports:{name}" for name in ("aging_pages", "site_history", "locked_pages")} < tables.keys()
    assert "wagtailredirects:index" in tables
    for name, content in tables.items():
        assert content.startswith(codecs.BOM_UTF8), name
        heading, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        assert {len(row) for row in rows} <= {len(heading)}, name
        formulas = [cell for row in (heading, *rows) for cell in row if re.match(r"\s*[=+@]|-\D", cell)]
        assert not formulas, name
        if name == "wagtailadmin_reports:locked_pages":
            assert f"'{planted}" in rows[0]
            assert "Título" in heading, "its reader's admin is in Spanish"
