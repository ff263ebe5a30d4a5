"""What a resource needs and what is refused, each at its field; nothing typed is lost."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import translation

from groups.models import WorkingGroupPage
from home.setup.roles import focal_point_group
from resources.models import ResourceIndexPage, ResourcePage
from tests.groups.public_pages import create_english_version
from tests.resources.factories import ResourceFileFactory, ResourcePageFactory
from tests.support.edit_form import add_inline_row, edit_form_data, post_edit_form
from tests.support.row_cache import cached_rows

pytestmark = pytest.mark.django_db

TYPED = "Un resumen recién escrito"


@cached_rows
def create_resource(index: int) -> ResourcePage:
    """A resource below an index."""
    made: ResourcePage = ResourcePageFactory(parent=ResourceIndexPage.objects.get(pk=index), title="Guía")
    return made


@pytest.fixture
def resource(resources: Any) -> ResourcePage:
    return create_resource(resources.pk)


def form_data(editor: Client, resource: ResourcePage, **values: str) -> QueryDict:
    """The form as it is when it was opened and some fields were changed."""
    data = edit_form_data(editor, resource)
    data["key_messages-count"] = "0"
    data["summary"] = TYPED
    data.update(values)
    return data


def assert_error(response: Any, field: str, message: str) -> None:
    """The form came back with that message at that field alone, and with what was typed."""
    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == {field}
    with translation.override("es"):
        assert [str(error) for error in form.errors[field]] == [translation.gettext(message)]
    assert form["summary"].value() == TYPED


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"isbn": "978-3-16-148410-1"}, "isbn", "This ISBN is not valid. Check it against the publication."),
        ({"isbn": "4006381333931"}, "isbn", "This ISBN is not valid. Check it against the publication."),
        ({"isbn": "3-16-148410-1"}, "isbn", "This ISBN is not valid. Check it against the publication."),
        ({"isbn": "85131041-9"}, "isbn", "This ISBN is not valid. Check it against the publication."),
        ({"issn": "2049-3631"}, "issn", "This ISSN is not valid. Check it against the publication."),
        ({"doi": "1234/abc"}, "doi", "Enter a DOI such as 10.1234/abcd."),
        ({"primary_goal": "5"}, "primary_goal", "The primary goal must be one of the goals chosen above."),
    ],
)
def test_what_can_not_be_right_is_refused_in_a_draft_too(
    editor: Client, resource: ResourcePage, values: dict[str, str], field: str, message: str
) -> None:
    assert_error(post_edit_form(editor, resource, form_data(editor, resource, **values)), field, message)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"type": ""}, "type", "This field is required."),
        ({"published_on": ""}, "published_on", "This field is required."),
        ({"original_language": ""}, "original_language", "Choose the language in which it was written."),
        (
            {"permanent_link": ""},
            "permanent_link",
            "Enter a permanent link or DOI, or add a file or link.",
        ),
    ],
)
def test_what_a_draft_may_lack_is_asked_for_when_it_is_published(
    editor: Client, resource: ResourcePage, values: dict[str, str], field: str, message: str
) -> None:
    data = form_data(editor, resource, **values)
    assert post_edit_form(editor, resource, data.copy()).status_code == 302
    assert_error(post_edit_form(editor, resource, data, "publish"), field, message)


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("isbn", "978-3-16-148410-0", "978-3-16-148410-0"),
        ("isbn", "3-16-148410-X", "3-16-148410-X"),
        ("issn", "2049-3630", "2049-3630"),
        ("doi", "https://doi.org/10.18356/978", "10.18356/978"),
    ],
)
def test_what_is_right_is_kept(editor: Client, resource: ResourcePage, name: str, typed: str, stored: str) -> None:
    assert post_edit_form(editor, resource, form_data(editor, resource, **{name: typed}), "publish").status_code == 302
    assert getattr(ResourcePage.objects.get(pk=resource.pk), name) == stored


@pytest.mark.parametrize("address", ["", "https://example.org/a.pdf"])
def test_a_file_is_a_document_or_an_address(editor: Client, resource: ResourcePage, address: str) -> None:
    data = form_data(editor, resource)
    add_inline_row(data, "files", language="es", address=address, accessible="unknown", label="Anexo", document="")
    response = post_edit_form(editor, resource, data)
    if address:
        assert response.status_code == 302
        return
    form = response.context["form"].formsets["files"].forms[0]
    with translation.override("es"):
        assert form.errors["address"] == [translation.gettext("Choose a document or enter the address of one.")]
    assert form["label"].value() == "Anexo"


@pytest.mark.one_database
def test_a_file_is_not_both(resource: ResourcePage) -> None:
    row = ResourceFileFactory.build(page=resource, locale=resource.locale, document_id=1)
    with pytest.raises(ValidationError) as error:
        row.clean()
    assert set(error.value.message_dict) == {"address"}


def test_a_file_will_do_in_place_of_a_link_unless_it_is_taken_out(editor: Client, resource: ResourcePage) -> None:
    data = form_data(editor, resource, permanent_link="")
    prefix = add_inline_row(data, "files", language="es", address="https://example.org/a.pdf", accessible="unknown")
    assert post_edit_form(editor, resource, data.copy(), "publish").status_code == 302
    data = form_data(editor, resource)
    data[f"{prefix}-DELETE"] = "on"
    assert set(post_edit_form(editor, resource, data, "publish").context["form"].errors) == {"permanent_link"}


@pytest.mark.parametrize("between", [0, 1, 3])
@pytest.mark.parametrize("chosen", ["source", "translation"])
def test_no_resource_takes_its_own_place(
    editor: Client, resource: ResourcePage, resources: Any, between: int, chosen: str
) -> None:
    newest = resource
    for _number in range(between):
        newest = ResourcePageFactory(parent=resources, superseded_by=newest)
    version = create_english_version(newest) if chosen == "translation" else newest
    data = form_data(editor, resource, superseded_by=str(version.pk))
    message = "A resource cannot supersede itself or a newer one."
    assert_error(post_edit_form(editor, resource, data), "superseded_by", message)


def test_a_focal_point_adds_resources_below_its_group_and_nowhere_else(group: WorkingGroupPage, resources: Any) -> None:
    user = get_user_model().objects.create_user("focal", "focal@example.org", "secret")
    user.groups.add(focal_point_group(group))
    client = Client()
    client.force_login(user)

    def add(parent: Any) -> Any:
        return client.get(reverse("wagtailadmin_pages:add", args=["resources", "resourcepage", parent.pk]))

    assert add(group).status_code == 200
    assert add(resources).status_code == 302
