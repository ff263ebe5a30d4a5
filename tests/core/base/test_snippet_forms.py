"""What saving and publishing refuse is answered where people work; a copy of a snippet is a new one."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.views.generic.models import CopyViewMixin
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from core.base.snippet_forms import add_refusal
from groups.models import Theme
from home.models import HomePage
from tests.factories import AudienceFactory, EntityFactory, PersonFactory, ThemeFactory, WorkingGroupPageFactory
from tests.support.admin_lists import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    """Who may do all, in English."""
    client.force_login(User.objects.create_superuser("admin"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def workflow(home: HomePage) -> Workflow:
    """A review of everything."""
    task = GroupApprovalTask.objects.create(name="Review")
    task.groups.add(Group.objects.create(name="Reviewers"))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    return workflow


def address(snippet: Any, view: str, *args: Any) -> str:
    return reverse(snippet.snippet_viewset.get_url_name(view), args=[snippet.pk, *args])


def errors_of(response: Any) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(each.get_text(" ", strip=True) for each in soup.select(".error-message, .messages"))


@pytest.mark.parametrize("is_live", [True, False])
@pytest.mark.parametrize("action", ["action-edit", "action-publish"])
def test_restoring_a_version_as_an_incomplete_one_is_refused_at_the_form(
    admin: Client, home: HomePage, is_live: bool, action: str
) -> None:
    theme = ThemeFactory(name="Agua", live=is_live)
    version = theme.save_revision()
    response = admin.post(address(theme, "revisions_revert", version.pk), {"name": "", action: "1"})
    assert response.status_code == 200
    assert "cannot be" in errors_of(response) or "required" in errors_of(response)
    theme.refresh_from_db()
    assert (theme.name, theme.live, theme.revisions.count()) == ("Agua", is_live, 1)


def test_a_refusal_of_a_field_that_the_form_does_not_have_names_it(home: HomePage) -> None:
    form = modelform_factory(Theme, fields=["slug"])({"slug": "agua"}, instance=ThemeFactory(name="Agua"))
    assert form.is_valid()
    with override("en"):
        add_refusal(form, ValidationError({"name": "Too short.", "slug": "Taken."}))
    assert form.errors == {"__all__": ["Name: Too short."], "slug": ["Taken."]}


def test_a_page_that_is_incomplete_is_not_published_by_a_review(
    admin: Client, home: HomePage, workflow: Workflow
) -> None:
    page = WorkingGroupPageFactory(parent=home, title="Agua", slug="agua", live=False)
    page.summary = ""
    page.save_revision(clean=False)
    state = workflow.start(page, None)
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    response = admin.post(action, follow=True)
    assert response.status_code == 200
    assert "Summary: This field cannot be blank." in response.content.decode()
    assert not Page.objects.get(pk=page.pk).live


def test_a_snippet_that_is_incomplete_is_not_published_by_a_review(
    admin: Client, home: HomePage, workflow: Workflow
) -> None:
    theme = ThemeFactory(name="Agua")
    of_kind = ContentType.objects.get_for_model(theme)
    WorkflowContentType.objects.create(workflow=workflow, content_type=of_kind)
    theme.name = ""
    theme.save_revision(clean=False)
    state = workflow.start(theme, None)
    response = admin.post(address(theme, "workflow_action", "approve", state.current_task_state.pk), follow=True)
    assert response.status_code == 200
    assert "Name: This field cannot be blank." in response.content.decode()
    assert Theme.objects.get(pk=theme.pk).name == "Agua"


@pytest.mark.parametrize("make", [AudienceFactory, EntityFactory, PersonFactory, ThemeFactory])
def test_the_copy_of_a_snippet_has_no_state_and_no_link_of_its_own(
    admin: Client, home: HomePage, workflow: Workflow, make: Any
) -> None:
    snippet = make()
    of_kind = ContentType.objects.get_for_model(snippet)
    WorkflowContentType.objects.create(workflow=workflow, content_type=of_kind)
    snippet.save_revision()
    workflow.start(snippet, None)
    snippet.locked, snippet.locked_at = True, timezone.now()
    snippet.save()
    html = admin.get(address(snippet, "copy")).content.decode()
    links = {str(link["href"]) for link in BeautifulSoup(html, "html.parser").select("a[href]")}
    assert not [link for link in links if "None" in link]
    assert "In moderation" not in html
    assert str(snippet) in html
    assert admin.post(address(snippet, "copy"), {"name": "Otra"}).status_code == 405


def test_nothing_is_saved_over_an_original_by_the_form_of_its_copy() -> None:
    """Wagtail saves what is sent to its copy view over the original, and asks for no right to change it."""
    views = {name: getattr(pattern.callback, "view_class", object) for name, pattern in patterns(get_resolver())}
    copies: dict[str, Any] = {name: view for name, view in views.items() if issubclass(view, CopyViewMixin)}
    assert {"glossary:copy", "wagtailsnippets_groups_entity:copy"} <= copies.keys()
    saving = {name for name, view in copies.items() if "post" in view.http_method_names}
    assert saving == {"wagtaillocales:copy", "wagtailsites:copy", "wagtailusers_users:copy"}, "administrators' own"
