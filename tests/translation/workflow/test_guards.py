"""Who may do what on the translators' screens, asked over HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from json import dumps
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import resolve, reverse
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks as original
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation, Translation

from groups.models import Entity, WorkingGroupPage
from home.models import ContentPage, HomePage
from tests.platform import create_platform
from tests.support.row_cache import cached_rows
from tests.translation.factories import create_entity, create_translated_group, publish
from tests.translation.users import client_for, create_review_workflow, create_user, is_refused
from translation.checks.completeness import source_words_may_show
from translation.editor.units import version_of
from translation.workflow import guards
from translation.workflow.drafts import save_draft
from translation.workflow.submission import submit

pytestmark = pytest.mark.django_db

SUBMIT: dict[str, Any] = {"submit_translation": "wagtail_localize"}


@dataclass
class Scene:
    """A live Spanish group, its live English translation, French without one, and the people."""

    source: WorkingGroupPage
    target: WorkingGroupPage
    translation: Translation
    entity: Entity
    people: dict[str, User]

    @property
    def segment(self) -> StringSegment:
        return StringSegment.objects.get(source=self.translation.source, context__path="summary")


@pytest.fixture
def scene() -> Scene:
    return create_scene()


@cached_rows
def create_scene() -> Scene:
    """The scene as it is before a test."""
    create_platform("es", "en", "fr")
    source, target = create_translated_group()
    es, en, fr = (HomePage.objects.get(locale__language_code=tag) for tag in ("es", "en", "fr"))
    every = ("add", "change", "publish")
    people = {
        "nobody": create_user("nobody"),
        "translator": create_user("translator", pages={en: ("change",)}),
        "french": create_user("french", pages={fr: ("change",)}),
        "reviewer": create_user("reviewer", pages={en: ("change", "publish")}),
        "submitter": create_user("submitter", **SUBMIT),
        "editor": create_user("editor", pages={es: every}, **SUBMIT),
        "english editor": create_user("english editor", pages={es: every, en: every}, **SUBMIT),
        "chief": create_user("chief", pages={es: every, en: every, fr: every}, **SUBMIT),
        "librarian": create_user("librarian", change_entity="groups", view_entity="groups"),
    }
    translation = Translation.objects.get(source__object_id=source.translation_key)
    return Scene(source, target, translation, create_entity(), people)


def fr() -> int:
    return int(Locale.objects.get(language_code="fr").pk)


def submit_page(client: Client, scene: Scene) -> Any:
    return client.post(reverse("wagtail_localize:submit_page_translation", args=[scene.source.pk]), {"locales": [fr()]})


def get_submission(client: Client, scene: Scene) -> Any:
    return client.get(reverse("wagtail_localize:submit_page_translation", args=[scene.source.pk]))


def submit_snippet(client: Client, scene: Scene) -> Any:
    url = reverse("wagtail_localize:submit_snippet_translation", args=["groups", "entity", scene.entity.pk])
    return client.post(url, {"locales": [fr()]})


def sync(client: Client, scene: Scene) -> Any:
    return client.post(reverse("wagtail_localize:update_translations", args=[scene.translation.source_id]))


def sync_and_publish(client: Client, scene: Scene) -> Any:
    url = reverse("wagtail_localize:update_translations", args=[scene.translation.source_id])
    return client.post(url, {"publish_translations": "on"})


def edit_segment(client: Client, scene: Scene) -> Any:
    address = reverse("translate:save_texts", args=[scene.translation.pk])
    return client.post(
        address, {f"text-{scene.segment.pk}": "Anders", f"base-{scene.segment.pk}": version_of("en-Resumen")}
    )


def download(client: Client, scene: Scene) -> Any:
    return client.get(reverse("wagtail_localize:download_pofile", args=[scene.translation.pk]))


def upload(client: Client, scene: Scene) -> Any:
    return client.post(
        reverse("wagtail_localize:upload_pofile", args=[scene.translation.pk]), {"next": "/admin/pages/"}
    )


def preview(client: Client, scene: Scene, **more: Any) -> Any:
    return client.get(reverse("wagtail_localize:preview_translation", args=[scene.translation.pk]), **more)


def stop_translation(client: Client, scene: Scene) -> Any:
    return client.post(
        reverse("wagtail_localize:stop_translation", args=[scene.translation.pk]), {"next": "/admin/pages/"}
    )


def restart(client: Client, scene: Scene) -> Any:
    Translation.objects.filter(pk=scene.translation.pk).update(enabled=False)
    url = reverse("wagtailadmin_pages:edit", args=[scene.target.pk])
    return client.post(url, {"localize-restart-translation": "1"})


def convert(client: Client, scene: Scene) -> Any:
    return client.post(reverse("wagtail_localize:convert_to_alias", args=[scene.target.pk]))


def publish_target(client: Client, scene: Scene) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[scene.target.pk]), {"action": "publish"})


def list_snippets(client: Client, _stage: Scene) -> Any:
    return client.get(reverse("wagtail_localize:snippets_api_listing", args=["groups", "entity"]))


def submit_for_review(client: Client, scene: Scene) -> Any:
    return client.post(reverse("translation:submit_for_review", args=[scene.translation.pk]))


ROLES = (
    "nobody", "translator", "french", "reviewer", "submitter", "editor", "english editor", "chief", "librarian"
)  # fmt: skip
English = {"translator", "reviewer", "english editor", "chief"}
MAY: list[tuple[Callable[[Client, Scene], Any], set[str]]] = [
    (get_submission, {"editor", "english editor", "chief"}),
    (submit_page, {"chief"}),
    (submit_snippet, set()),
    (sync, {"editor", "english editor", "chief"}),
    (sync_and_publish, {"english editor", "chief"}),
    (edit_segment, English),
    (download, English),
    (upload, English),
    (preview, English),
    (stop_translation, English - {"translator"}),
    (restart, English - {"translator"}),
    (convert, English - {"translator"}),
    (publish_target, English - {"translator"}),
    (list_snippets, {"librarian"}),
    (submit_for_review, English),
]


@pytest.mark.parametrize(("action", "allowed"), MAY, ids=lambda value: getattr(value, "__name__", ""))
def test_who_may(scene: Scene, action: Callable[[Client, Scene], Any], allowed: set[str]) -> None:
    for role in ROLES:
        # each starts from the same page; what one changed must not decide about the next
        refused = is_refused(_undone(action, scene, role))
        assert refused is (role not in allowed), f"{role} {action.__name__}"


def _undone(action: Callable[[Client, Scene], Any], scene: Scene, role: str) -> Any:
    from django.db import transaction

    with transaction.atomic():
        response = action(client_for(scene.people[role]), scene)
        transaction.set_rollback(True)
    return response


def test_every_address_has_a_check() -> None:
    (resolver,) = original.register_admin_urls()
    assert {pattern.name for pattern in resolver.url_patterns} == set(guards.CHECKS)


def test_the_guarded_view_answers_for_every_name() -> None:
    arguments = {
        "page_id": 1, "app_label": "groups", "model_name": "entity", "pk": "1", "translation_source_id": 1,
        "translation_id": 1, "string_segment_id": 1, "overridable_segment_id": 1, "mode": "x",
    }  # fmt: skip
    (resolver,) = original.register_admin_urls()
    for pattern in resolver.url_patterns:
        needed = {name: arguments[name] for name in pattern.pattern.converters}
        view: Any = resolve(reverse(f"wagtail_localize:{pattern.name}", kwargs=needed)).func
        while not hasattr(view, "check") and hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        assert view.check is guards.CHECKS[pattern.name]


def test_an_address_nobody_knows_is_closed(rf: Any) -> None:
    from django.core.exceptions import PermissionDenied
    from django.http import HttpResponse
    from django.urls import path

    new = guards.guard_pattern(path("new/", lambda _request: HttpResponse("secret"), name="brand_new"))
    with pytest.raises(PermissionDenied):
        new.callback(rf.get("/new/"))


def test_nothing_is_told_of_a_page_one_may_not_edit(scene: Scene) -> None:
    response = get_submission(client_for(scene.people["submitter"]), scene)
    assert scene.source.title not in response.content.decode()


def test_only_languages_one_may_write_are_offered(scene: Scene) -> None:
    Page.objects.get(pk=scene.target.pk).delete()
    page = get_submission(client_for(scene.people["english editor"]), scene).content.decode()
    english, french = Locale.objects.get(language_code="en"), Locale.objects.get(language_code="fr")
    assert f'name="locales" value="{english.pk}"' in page
    assert f'name="locales" value="{french.pk}"' not in page


@pytest.mark.parametrize(("who", "offered"), [("translator", False), ("english editor", True)])
def test_who_may_not_send_an_alias_to_the_translators_is_offered_no_button(
    scene: Scene, who: str, offered: bool
) -> None:
    page = scene.source.get_parent().add_child(instance=ContentPage(title="Solo", slug="solo"))
    publish(page)
    page.copy_for_translation(scene.target.locale, copy_parents=True, alias=True)
    alias = page.get_translation(scene.target.locale)
    shown = client_for(scene.people[who]).get(reverse("wagtailadmin_pages:edit", args=[alias.pk])).content.decode()
    assert "not translated yet" in shown
    for address in (
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ):
        assert (address in shown) is offered, address


LOCKED = (edit_segment, upload, publish_target, stop_translation, restart, convert, submit_for_review)


@pytest.mark.parametrize("action", LOCKED, ids=lambda action: action.__name__)
def test_a_locked_translation_stays_as_it_is(scene: Scene, action: Callable[[Client, Scene], Any]) -> None:
    scene.target.locked, scene.target.locked_by = True, scene.people["chief"]
    scene.target.save()
    assert is_refused(action(client_for(scene.people["reviewer"]), scene))


@pytest.mark.parametrize("action", [stop_translation, restart, convert], ids=lambda action: action.__name__)
def test_a_translation_in_review_is_not_taken_off_its_source(
    scene: Scene, action: Callable[[Client, Scene], Any]
) -> None:
    en = HomePage.objects.get(locale__language_code="en")
    create_review_workflow("reviewer", en).start(scene.target, scene.people["translator"])
    assert is_refused(action(client_for(scene.people["reviewer"]), scene))
    assert scene.target.workflow_in_progress


def test_in_review_the_translator_waits(scene: Scene) -> None:
    en = HomePage.objects.get(locale__language_code="en")
    create_review_workflow("reviewer", en).start(scene.target, scene.people["translator"])
    assert is_refused(edit_segment(client_for(scene.people["translator"]), scene))
    assert not is_refused(edit_segment(client_for(scene.people["reviewer"]), scene))


@pytest.mark.parametrize("name", ["edit_string_translation", "edit_override"])
def test_what_our_screen_stands_in_place_of_writes_nothing(
    scene: Scene, override: OverridableSegment, name: str
) -> None:
    """It would write over what another has just saved, without asking."""
    segment = scene.segment if name == "edit_string_translation" else override
    url = reverse(f"wagtail_localize:{name}", args=[scene.translation.pk, segment.pk])
    before = StringTranslation.objects.count(), SegmentOverride.objects.count()
    value = encode_multipart(BOUNDARY, {"value": "https://example.org/en"})
    for who, status in (("chief", 410), ("nobody", 403)):
        client = client_for(scene.people[who])
        for answer in (client.put(url, value, content_type=MULTIPART_CONTENT), client.delete(url)):
            # a script gets a code and not a page
            assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert before == (StringTranslation.objects.count(), SegmentOverride.objects.count())
    assert StringTranslation.objects.get(context=scene.segment.context).data == "en-Resumen"


def test_what_was_written_past_the_signals_is_judged_before_its_preview(scene: Scene) -> None:
    StringTranslation.objects.filter(context=scene.segment.context).update(data="<script>alert(1)</script>")
    shown = preview(client_for(scene.people["translator"]), scene, follow=True)
    assert shown.status_code == 200
    assert "<script>alert(1)" not in shown.content.decode()


@pytest.mark.parametrize("content", [b"", b'msgid ""\nmsgstr ""\n', b"\x00\xff"])
def test_an_upload_that_is_no_file_of_ours_is_told(scene: Scene, content: bytes) -> None:
    url = reverse("wagtail_localize:upload_pofile", args=[scene.translation.pk])
    response = client_for(scene.people["translator"]).post(
        url, {"file": SimpleUploadedFile("x.po", content), "next": "/admin/"}, follow=True
    )
    assert response.status_code == 200
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_an_unpublished_source_keeps_its_translation_from_being_published(scene: Scene) -> None:
    scene.source.unpublish()
    publish_target(client_for(scene.people["reviewer"]), scene)
    assert not WorkingGroupPage.objects.get(pk=scene.target.pk).live


def test_what_is_already_translated_is_left_alone_by_a_new_language(scene: Scene) -> None:
    group_kind = scene.source.kind
    assert group_kind is not None
    submit(group_kind, [scene.target.locale])
    kind = group_kind.get_translation(scene.target.locale)
    with source_words_may_show():
        publish(kind)
    submit(scene.source, [Locale.objects.get(language_code="fr"), scene.target.locale])
    kind.refresh_from_db()
    assert kind.live
    assert not scene.source.get_translation(Locale.objects.get(language_code="fr")).live


def test_a_page_comes_with_those_below_it_only_if_all_are_ones_own(scene: Scene) -> None:
    owner = create_user("owner", pages={scene.source.get_parent(): ("add",)}, **SUBMIT)
    client = client_for(owner)
    index = scene.source.get_parent()
    Page.objects.filter(pk=index.pk).update(owner=owner)
    url = reverse("wagtail_localize:submit_page_translation", args=[index.pk])
    assert is_refused(client.post(url, {"locales": [fr()], "include_subtree": "on"}))


@pytest.fixture
def override(scene: Scene) -> OverridableSegment:
    scene.source.purpose = '<p>Lea <a href="https://example.org/es">el plan</a></p>'
    publish(scene.source)
    scene.translation.source.update_from_db()
    return OverridableSegment.objects.get(source=scene.translation.source)


def override_with(scene: Scene, segment: OverridableSegment, value: str) -> SegmentOverride:
    """As an import or an older release may have stored it: our screen refuses what is unsafe before."""
    override, _created = SegmentOverride.objects.update_or_create(
        context=segment.context, locale=scene.target.locale, defaults={"data_json": dumps(value)}
    )
    return override


def draft_of(scene: Scene) -> Any:
    return save_draft(Translation.objects.get(pk=scene.translation.pk)).as_object()


@pytest.mark.parametrize("value", ["javascript:alert(1)", " JaVa\tScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_unsafe_address_is_never_public(scene: Scene, override: OverridableSegment, value: str) -> None:
    assert override_with(scene, override, value).has_error
    assert "https://example.org/es" in draft_of(scene).purpose
    assert value.strip() not in draft_of(scene).purpose


def test_a_corrected_override_counts_again(scene: Scene, override: OverridableSegment) -> None:
    override_with(scene, override, "javascript:alert(1)")
    assert not override_with(scene, override, "https://example.org/en").has_error
    assert "https://example.org/en" in draft_of(scene).purpose
