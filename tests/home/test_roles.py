"""Who may do what."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.permissions import policy_registry

from groups.models import Entity, GroupKind, WorkingGroupPage
from home.setup import roles
from home.setup.platform import Platform
from translation.glossary.models import GlossaryTerm

ROLES = ("Editors", "Reviewers", "Translators (en)", "Service desk", "Focal point: GT")
PLACES = ("home", "group", "service index", "other group", "English home", "English group")


def group_page(platform: Platform, title: str) -> WorkingGroupPage:
    """A published working group."""
    kind = GroupKind.objects.get(key="working-group", locale=platform.source)
    page = WorkingGroupPage(title=title, acronym=title, kind=kind, summary="Resumen", purpose="<p>Propósito</p>")
    platform.lists["groups"].add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def pages_by_kind(platform: Platform) -> dict[str, Page]:
    """Pages that the roles differ in."""
    group, other = group_page(platform, "GT"), group_page(platform, "CT")
    english = Locale.objects.get(language_code="en")
    roles.focal_point_group(group)
    return {
        "home": platform.home,
        "group": group,
        "service index": platform.lists["services"],
        "other group": other,
        "English home": platform.home.get_translation(english),
        "English group": group.copy_for_translation(english),
    }


def create_member(role: str) -> Any:
    """A fresh account in one role."""
    user = get_user_model().objects.create_user(f"somebody-{role}", "somebody@example.org", "secret")
    user.groups.add(Group.objects.get(name=role))
    return user


#: For each role and place: may it edit (e), add below (a), publish (p), lock (l)?
RIGHTS = {
    ("Editors", "home"): "ea",
    ("Editors", "group"): "ea",
    ("Editors", "service index"): "ea",
    ("Editors", "other group"): "ea",
    ("Editors", "English home"): "",
    ("Editors", "English group"): "",
    ("Reviewers", "home"): "eapl",
    ("Reviewers", "group"): "eapl",
    ("Reviewers", "service index"): "eapl",
    ("Reviewers", "other group"): "eapl",
    ("Reviewers", "English home"): "eapl",
    ("Reviewers", "English group"): "eapl",
    ("Translators (en)", "home"): "",
    ("Translators (en)", "group"): "",
    ("Translators (en)", "service index"): "",
    ("Translators (en)", "other group"): "",
    ("Translators (en)", "English home"): "e",
    ("Translators (en)", "English group"): "e",
    ("Service desk", "home"): "",
    ("Service desk", "group"): "",
    ("Service desk", "service index"): "e",
    ("Service desk", "other group"): "",
    ("Service desk", "English home"): "",
    ("Service desk", "English group"): "",
    ("Focal point: GT", "home"): "",
    ("Focal point: GT", "group"): "ea",
    ("Focal point: GT", "service index"): "",
    ("Focal point: GT", "other group"): "",
    ("Focal point: GT", "English home"): "",
    ("Focal point: GT", "English group"): "",
}


def permission_string(user: Any, page: Page) -> str:
    """What a user may do with a page, as a string like those of the table."""
    tester = page.permissions_for_user(user)
    may = {"e": tester.can_edit(), "a": tester.can_add_subpage(), "p": tester.can_publish(), "l": tester.can_lock()}
    return "".join(letter for letter, allowed in may.items() if allowed)


@pytest.mark.parametrize("role", ROLES)
def test_rights_on_pages(pages_by_kind: dict[str, Page], role: str) -> None:
    user = create_member(role)
    assert {place: permission_string(user, pages_by_kind[place]) for place in PLACES} == {
        place: RIGHTS[role, place] for place in PLACES
    }


SNIPPETS = {
    "Editors": {"add", "change"},
    "Reviewers": {"add", "change", "delete", "publish", "lock", "unlock"},
    "Translators (en)": set(),
    "Service desk": set(),
    "Focal point: GT": set(),
}


@pytest.mark.parametrize("role", ROLES)
def test_rights_on_entities_and_on_sending_to_translation(pages_by_kind: dict[str, Page], role: str) -> None:
    user = create_member(role)
    policy: Any = policy_registry.get_by_type(Entity)
    spanish = Locale.objects.get(language_code="es").pk
    held = {action for action in SNIPPETS["Reviewers"] if policy.user_has_permission_in(user, action, spanish)}
    assert held == SNIPPETS[role]
    assert user.has_perm("wagtail_localize.submit_translation") == (role == "Reviewers")


@pytest.mark.parametrize(
    ("role", "address", "allowed"),
    [
        ("Editors", "wagtailimages:add", True),
        ("Reviewers", "wagtailimages:add", True),
        ("Focal point: GT", "wagtailimages:add", True),
        ("Translators (en)", "wagtailimages:add", False),
        ("Service desk", "wagtaildocs:add", False),
        ("Editors", "wagtailsnippets_home_navigation:list", False),
        ("Reviewers", "wagtailsnippets_home_navigation:list", True),
        ("Editors", Entity.snippet_viewset.get_url_name("add"), True),
        ("Translators (en)", Entity.snippet_viewset.get_url_name("list"), True),
        ("Translators (en)", Entity.snippet_viewset.get_url_name("add"), False),
        ("Translators (en)", "glossary:index", True),
        ("Translators (en)", "glossary:add", False),
        ("Translators (en)", "glossary:import", False),
        ("Editors", "glossary:index", False),
        ("Reviewers", "wagtailusers_users:index", False),
    ],
)
def test_the_admins_screens(
    pages_by_kind: dict[str, Page], client: Client, role: str, address: str, allowed: bool
) -> None:
    client.force_login(create_member(role))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert (client.get(reverse(address)).status_code == 200) == allowed


def test_a_translator_looks_terms_up_and_changes_none(platform: Platform, client: Client) -> None:
    source, target = (Locale.objects.get(language_code=tag) for tag in ("es", "en"))
    term = GlossaryTerm.objects.create(
        source_locale=source, target_locale=target, source_term="enlace", target_term="focal point"
    )
    client.force_login(create_member("Translators (en)"))
    shown = client.get(reverse("glossary:index")).content.decode()
    assert reverse("glossary:inspect", args=[term.pk]) in shown
    assert reverse("glossary:edit", args=[term.pk]) not in shown
    assert "focal point" in client.get(reverse("glossary:inspect", args=[term.pk])).content.decode()
    assert client.post(reverse("glossary:delete", args=[term.pk])).status_code == 302
    assert GlossaryTerm.objects.filter(pk=term.pk).exists()


def test_a_role_has_exactly_its_rights_and_other_groups_are_left_alone(platform: Platform) -> None:
    editors = Group.objects.get(name="Editors")
    own = Group.objects.create(name="Webmasters")
    extra = Permission.objects.get(codename="delete_entity")
    publish = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    for group in (editors, own):
        group.permissions.add(extra)
        GroupPagePermission.objects.create(group=group, page=platform.home, permission=publish)
    somebody = create_member("Editors")
    call_command("sync_roles", verbosity=0)
    assert extra not in editors.permissions.all()
    assert extra in own.permissions.all()
    assert list(GroupPagePermission.objects.filter(permission=publish, page=platform.home, group__in=(editors, own))
                .values_list("group__name", flat=True)) == ["Webmasters"]  # fmt: skip
    assert somebody.groups.get() == editors


def test_focal_points_keep_their_group_when_its_acronym_changes(platform: Platform) -> None:
    page = group_page(platform, "GT")
    first = roles.focal_point_group(page)
    page.acronym = "GTX"
    page.save()
    call_command("sync_roles", "--focal-point", str(page.pk), verbosity=0)
    assert roles.focal_point_group(page) == first
    assert Group.objects.filter(name__startswith="Focal point").count() == 1


@pytest.mark.parametrize("number", ["0", "x", "999999"])
def test_sync_roles_refuses_a_page_that_is_no_group(platform: Platform, number: str) -> None:
    with pytest.raises(CommandError, match=f"No working group has the page number {number}"):
        call_command("sync_roles", "--focal-point", number)
