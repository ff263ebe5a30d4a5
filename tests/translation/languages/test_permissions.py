"""Who may do what in which language, with pages and with snippets, asked over HTTP.

The table says what the roles are for: translators translate, preview and submit in their language
only; those who also publish do so there; reviewers decide everywhere; editors write the source.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from groups.models import Entity, WorkingGroupPage
from home.models import HomePage
from home.setup import roles
from tests.home.conftest import set_up_platform
from tests.support.row_cache import cached_rows
from tests.translation.factories import create_entity, create_translated_group
from tests.translation.users import client_for, is_refused
from translation.editor.units import version_of
from translation.exchange.new_translation import land
from translation.workflow.submission import submit

pytestmark = pytest.mark.django_db

LANGUAGES = ("es", "en", "fr")
#: T translates into English, P also publishes there, F translates into French, R reviews, E writes in Spanish.
ROLES = {
    "T": roles.translators("en"),
    "P": roles.publishing_translators("en"),
    "F": roles.translators("fr"),
    "R": roles.REVIEWERS,
    "E": roles.EDITORS,
}


@dataclass
class Scene:
    """A live page and a live snippet in Spanish, English and French, and somebody in each role."""

    pages: dict[str, Page]
    snippets: dict[str, Entity]
    people: dict[str, User] = field(default_factory=dict)

    def things(self, kind: str) -> dict[str, Any]:
        return self.pages if kind == "page" else self.snippets


@cached_rows
def create_scene() -> Scene:
    """A platform whose administrator has just activated French."""
    platform = set_up_platform()
    source, target = create_translated_group()
    french = Locale.objects.create(language_code="fr")
    land(platform.home, french, {"title": "Accueil", "slug": "fr"})
    page = land(source, french, {"title": "Égalité", "slug": "egalite", "summary": "fr"})
    office = create_entity(name="Oficina")
    english = land(office, Locale.objects.get(language_code="en"), {"name": "Office"})
    bureau = land(office, french, {"name": "Bureau"})
    scene = Scene({"es": source, "en": target, "fr": page}, {"es": office, "en": english, "fr": bureau})
    for letter, name in ROLES.items():
        user = get_user_model().objects.create_user(f"role-{letter}", f"{letter}@example.org", "x")
        user.groups.add(Group.objects.get(name=name))
        scene.people[letter] = user
    return scene


@pytest.fixture
def scene() -> Scene:
    return create_scene()


def record(thing: Any) -> int:
    """The key of the translation, or of none."""
    found = Translation.objects.filter(source__object_id=thing.translation_key, target_locale=thing.locale).first()
    return found.pk if found else 0


def translate_text(client: Client, thing: Any) -> Any:
    path = "summary" if isinstance(thing, Page) else "name"
    segment = StringSegment.objects.get(source__object_id=thing.translation_key, context__path=path)
    stored = StringTranslation.objects.filter(context=segment.context, locale=thing.locale).first()
    typed = {f"text-{segment.pk}": "Neu", f"base-{segment.pk}": version_of(stored.data if stored else "")}
    return client.post(reverse("translate:save_texts", args=[record(thing)]), typed)


def posting(name: str) -> Callable[[Client, Any], Any]:
    """An action on the translation of a page or snippet."""
    return lambda client, thing: client.post(reverse(name, args=[record(thing)]), {"next": "/admin/help/"})


def page_view(name: str, **data: str) -> Callable[[Client, Any], Any]:
    return lambda client, page: client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), data)


def view_named(name: str) -> Callable[[Client, Any], Any]:
    def look(client: Client, thing: Any) -> Any:
        if isinstance(thing, Page):
            return client.get(reverse(f"wagtailadmin_pages:{name}", args=[thing.pk]))
        return client.get(reverse(thing.snippet_viewset.get_url_name(name), args=[thing.pk]))

    return look


def snippet_view(name: str, **data: str) -> Callable[[Client, Any], Any]:
    return lambda client, thing: client.post(reverse(thing.snippet_viewset.get_url_name(name), args=[thing.pk]), data)


def send(client: Client, thing: Any) -> Any:
    if isinstance(thing, Page):
        return client.get(reverse("wagtail_localize:submit_page_translation", args=[thing.pk]))
    return client.get(reverse("wagtail_localize:submit_snippet_translation", args=["groups", "entity", thing.pk]))


def add_below(client: Client, page: Any) -> Any:
    return client.get(reverse("wagtailadmin_pages:add_subpage", args=[page.pk]))


def convert(client: Client, page: Any) -> Any:
    return client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))


def add_snippet(client: Client, thing: Any) -> Any:
    url = reverse(thing.snippet_viewset.get_url_name("add"))
    return client.get(f"{url}?locale={thing.locale.language_code}")


def sync(client: Client, thing: Any) -> Any:
    source = Translation.objects.filter(source__object_id=thing.translation_key).values_list("source_id", flat=True)[0]
    return client.post(reverse("wagtail_localize:update_translations", args=[source]))


PREVIEW = "wagtail_localize:preview_translation"
SUBMIT, STOP = "translation:submit_for_review", "wagtail_localize:stop_translation"
English, French = "TPR", "FR"
#: Each action, who may do it to the Spanish, the English and the French version ("-": there is no such action).
TABLE: list[tuple[str, str, Callable[[Client, Any], Any], tuple[str, str, str]]] = [
    ("page", "open", view_named("edit"), ("RE", English, French)),
    ("page", "see the draft", view_named("view_draft"), ("RE", English, French)),
    ("page", "see the history", view_named("history"), ("RE", English, French)),
    ("page", "write", translate_text, ("-", English, French)),
    ("page", "preview", lambda c, page: c.get(reverse(PREVIEW, args=[record(page)])), ("-", English, French)),
    ("page", "submit", posting(SUBMIT), ("-", English, French)),
    ("page", "publish", page_view("edit", action="publish"), ("-", "PR", "R")),
    ("page", "unpublish", page_view("unpublish"), ("R", "PR", "R")),
    ("page", "stop", posting(STOP), ("-", "PR", "R")),
    ("page", "make an alias", convert, ("-", "PR", "R")),
    ("page", "delete", page_view("delete"), ("R", "R", "R")),
    ("page", "move", view_named("move"), ("R", "R", "R")),
    ("page", "add below", add_below, ("RE", "R", "R")),
    ("page", "lock", page_view("lock"), ("R", "R", "R")),
    ("page", "send to translators", send, ("R", "R", "R")),
    ("page", "synchronize", sync, ("R", "-", "-")),
    ("snippet", "open", view_named("edit"), ("RE", English, French)),
    ("snippet", "see the history", view_named("history"), ("RE", English, French)),
    ("snippet", "see where it is used", view_named("usage"), ("RE", English, French)),
    ("snippet", "write", translate_text, ("-", English, French)),
    ("snippet", "submit", posting(SUBMIT), ("-", English, French)),
    ("snippet", "publish", snippet_view("edit", action="publish"), ("-", "PR", "R")),
    ("snippet", "unpublish", snippet_view("unpublish"), ("R", "PR", "R")),
    ("snippet", "stop", posting(STOP), ("-", "PR", "R")),
    ("snippet", "delete", snippet_view("delete"), ("R", "R", "R")),
    ("snippet", "add", add_snippet, ("RE", "R", "R")),
    ("snippet", "copy", view_named("copy"), ("RE", "R", "R")),
    ("snippet", "lock", snippet_view("lock"), ("R", "R", "R")),
    ("snippet", "send to translators", send, ("R", "R", "R")),
    ("snippet", "synchronize", sync, ("R", "-", "-")),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]}: {row[1]}")
def test_who_may_do_what_in_which_language(scene: Scene, row: Any) -> None:
    kind, name, action, allowed = row
    found = {}
    for language, letters in zip(LANGUAGES, allowed, strict=True):
        if letters == "-":
            continue
        thing = scene.things(kind)[language]
        done = [letter for letter in ROLES if not is_refused(_undone(action, scene.people[letter], thing))]
        found[language] = "".join(done)
    wanted = {
        language: "".join(letter for letter in ROLES if letter in letters)
        for language, letters in zip(LANGUAGES, allowed, strict=True)
        if letters != "-"
    }
    assert found == wanted, name


def _undone(action: Callable[[Client, Any], Any], user: User, thing: Any) -> Any:
    with transaction.atomic():
        fresh = type(thing)._default_manager.get(pk=thing.pk)
        response = action(client_for(user), fresh)
        transaction.set_rollback(True)
    return response


def test_a_published_snippet_is_what_its_publishing_translator_wrote(scene: Scene) -> None:
    client, office = client_for(scene.people["P"]), scene.snippets["en"]
    translate_text(client, office)
    snippet_view("edit", action="publish")(client, office)
    assert Entity.objects.get(pk=office.pk).name == "Neu"


def test_a_draft_is_not_deleted_by_who_may_only_translate(scene: Scene) -> None:
    draft = scene.pages["en"]
    Page.objects.filter(pk=draft.pk).update(live=False)
    client = client_for(scene.people["T"])
    assert is_refused(page_view("delete")(client, draft))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{url}?id={draft.pk}", {"next": "/admin/"})
    assert Page.objects.filter(pk=draft.pk).exists()


def test_lists_have_ones_own_languages(scene: Scene) -> None:
    url = reverse(Entity.snippet_viewset.get_url_name("list"))
    names = {
        letter: {str(item) for item in client_for(scene.people[letter]).get(url).context["object_list"]}
        for letter in "TRE"
    }
    assert "Office" in names["T"]
    assert not names["T"] & {"Oficina", "Bureau"}
    assert names["R"] >= {"Office", "Oficina", "Bureau"}
    assert "Oficina" in names["E"]
    assert "Office" not in names["E"]


def test_choosers_show_nobody_the_drafts_of_others(scene: Scene) -> None:
    Entity.objects.filter(pk=scene.snippets["fr"].pk).update(live=False)
    Page.objects.filter(pk=scene.pages["fr"].pk).update(live=False, title="Brouillon secret", draft_title="")
    parent = scene.pages["fr"].get_parent()
    chooser = Entity.snippet_viewset.chooser_viewset.get_url_name("choose")
    for letter, sees in (("T", False), ("F", True), ("R", True)):
        client = client_for(scene.people[letter])
        assert ("Bureau" in client.get(f"{reverse(chooser)}?locale=fr").json()["html"]) is sees, letter
        found = client.get(reverse("wagtailadmin_choose_page_child", args=[parent.pk])).json()["html"]
        assert ("Brouillon secret" in found) is sees, letter
        listed = client.get(reverse("wagtail_localize:snippets_api_listing", args=["groups", "entity"])).json()
        assert ("Bureau" in str(listed)) is sees, letter


def test_below_the_views_rights_are_asked_for_too(scene: Scene) -> None:
    arabic = Locale.objects.create(language_code="ar")
    for thing in (scene.pages["es"], scene.snippets["es"]):
        with pytest.raises(PermissionDenied):
            submit(thing, [arabic], scene.people["E"])
    submit(scene.snippets["es"], [arabic], scene.people["R"])
    assert Entity.objects.filter(translation_key=scene.snippets["es"].translation_key, locale=arabic).exists()


def test_any_configured_language_can_be_activated_in_the_admin(scene: Scene, admin_client: Client) -> None:
    assert Group.objects.filter(name=roles.translators("pt-br")).exists(), "they are there before their language"
    response = admin_client.post(reverse("wagtaillocales:add"), {"language_code": "pt-br"})
    assert response.status_code == 302
    portuguese = Locale.objects.get(language_code="pt-br")
    group = Group.objects.get(name=roles.translators("pt-br"))
    assert group.language_permissions.filter(locale=portuguese, permission__codename="change_entity").exists()
    home = HomePage.objects.get(locale__language_code="es", depth=2)
    submit(home, [portuguese])
    theirs = GroupPagePermission.objects.get(group=group)
    assert theirs.page.locale == portuguese
    assert theirs.permission.codename == "change_page"
    submit(WorkingGroupPage.objects.get(pk=scene.pages["es"].pk), [portuguese])
    page = scene.pages["es"].get_translation(portuguese)
    user = scene.people["T"]
    user.groups.set([group])
    assert not is_refused(view_named("edit")(client_for(User.objects.get(pk=user.pk)), page))
    assert page.get_workflow() is not None, "the reviewers see it next"
