"""Screens of Wagtail's that it words while the process starts: each reader has them in their own language."""

import re
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import wagtail
import wagtail_localize
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission, Site

from groups.models import Theme
from home.models import HomePage
from home.setup import roles, workflow
from tests.factories import ContentPageFactory, ImageFactory, ThemeFactory
from tests.platform import create_platform

SITE_TEMPLATES = Path(settings.BASE_DIR) / "site" / "templates"
#: Templates that stand in place of others', by the folder of theirs.
OTHERS = ("wagtail_localize", "wagtailadmin", "wagtaildocs", "wagtaillocales", "wagtailusers")
#: The least that a copy has in common with what it is a copy of.
IN_COMMON = 0.7


@pytest.fixture
def french_client(client: Client, db: None) -> Client:
    """Somebody with all rights who reads French; the process has started in Spanish."""
    create_platform("es")
    user = User.objects.create_superuser("admin")
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    return client


def html(response: Any) -> str:
    """What a screen or a dialog says."""
    text = response.json()["html"] if response.headers["Content-Type"] == "application/json" else response.text
    return unescape(text)


def test_the_dialog_that_puts_an_image_into_a_text(french_client: Client) -> None:
    address = reverse("wagtailimages_chooser:select_format", args=[ImageFactory().pk])
    for response in (french_client.get(address), french_client.post(address, {})):
        text = html(response)
        assert "Texte alternatif" in text
        assert "L'image est décorative" in text
        assert "Texto alternativo" not in text


def test_the_dialog_after_an_upload(french_client: Client) -> None:
    address = f"{reverse('wagtailimages_chooser:create')}?select_format=true"
    file = SimpleUploadedFile("photo.png", get_test_image_file().file.getvalue())
    data = {"title": "Photo", "file": file, "collection": Collection.objects.get().pk}
    response = french_client.post(address, {f"image-chooser-upload-{name}": value for name, value in data.items()})
    assert response.json()["step"] == "select_format"
    assert "Texte alternatif" in html(response)


def test_the_list_of_redirects_and_its_spreadsheet(french_client: Client) -> None:
    Redirect.objects.create(old_path="/a", redirect_link="/b", site=Site.objects.get())
    text = html(french_client.get(reverse("wagtailredirects:index")))
    assert "Temporaire" in text
    assert "Temporal" not in text
    heads = french_client.get(reverse("wagtailredirects:index"), {"export": "csv"}).getvalue().decode("utf-8-sig")
    assert heads.splitlines()[0] == "Depuis,Vers,Type,Site"


def test_the_rights_of_a_group(french_client: Client) -> None:
    text = html(french_client.get(reverse("wagtailusers_groups:add")))
    for words in ("Ajouter des collections", "Modifier n’importe quelle image", "Ajouter (Langue)", "Peut verrouiller"):
        assert words in text
    for words in ("Añadir colecciones", "Colección", "Seleccionar", "Can ", "Locale"):
        assert words not in text


def test_a_groups_rights_on_images_are_stored(french_client: Client) -> None:
    address = reverse("wagtailusers_groups:add")
    served = french_client.get(address).text
    prefixes = dict(re.findall(r'name="(\w+)-(TOTAL_FORMS)"', served))
    data: dict[str, Any] = {"name": "Photographers"}
    for prefix in prefixes:
        data |= {f"{prefix}-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    assert "image_permissions" in prefixes
    root, right = re.findall(r'<option value="(\d+)"', served)[0], _right(served)
    data |= {
        "image_permissions-TOTAL_FORMS": 1,
        "image_permissions-0-collection": root,
        "image_permissions-0-permissions": right,
    }
    assert french_client.post(address, data).status_code == 302
    stored = GroupCollectionPermission.objects.get(group__name="Photographers")
    assert str(stored.permission_id) == right


def _right(served: str) -> str:
    return re.findall(r'name="image_permissions-__prefix__-permissions" value="(\d+)"', served)[0]


def test_the_form_of_a_new_language(french_client: Client) -> None:
    text = html(french_client.get(reverse("wagtaillocales:add")))
    assert "Langue" in text
    assert "Locale" not in text


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_the_dialogs_of_a_review(french_client: Client, kind: str) -> None:
    roles.sync()
    workflow.ensure("es")
    user = User.objects.get()
    if kind == "page":
        reviewed: Any = ContentPageFactory(parent=HomePage.objects.get(), live=False)
        names = [f"wagtailadmin_pages:{name}" for name in ("workflow_action", "collect_workflow_action_data")]
    else:
        reviewed = Theme.objects.get(pk=ThemeFactory(live=False).pk)
        names = [
            Theme.snippet_viewset.get_url_name(name) for name in ("workflow_action", "collect_workflow_action_data")
        ]
    reviewed.save_revision(user=user)
    reviewed.get_workflow().start(reviewed, user)
    task = type(reviewed).objects.get(pk=reviewed.pk).current_workflow_task_state
    for name in names:
        for action in ("reject", "approve"):
            text = html(french_client.get(reverse(name, args=[reviewed.pk, action, task.pk])))
            assert "Commentaire" in text
            assert "Comentario" not in text


@pytest.mark.one_database
def test_a_copy_of_a_template_follows_what_it_is_a_copy_of() -> None:
    """Else a new version of Wagtail's would come without what is new in it."""
    roots = [Path(module.__file__).parent for module in (wagtail, wagtail_localize)]
    originals = {
        str(file.relative_to(folder)): file
        for root in roots
        for folder in root.rglob("templates")
        for file in folder.rglob("*.html")
    }
    copies = 0
    for folder in OTHERS:
        for file in (SITE_TEMPLATES / folder).rglob("*.html"):
            name = str(file.relative_to(SITE_TEMPLATES))
            ours, theirs = file.read_text(), originals[name].read_text()
            if "'s, but that" not in ours:
                continue
            copies += 1
            assert SequenceMatcher(None, theirs.split(), ours.split()).ratio() > IN_COMMON, name
    assert copies
