"""What is told of a source that has changed: to each language what concerns it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from groups.models import Entity, WorkingGroupPage
from home.models import HomePage
from tests.platform import create_platform
from tests.translation.factories import create_entity, create_translated_group, publish
from tests.translation.users import client_for, create_user
from translation.exchange.new_translation import land
from translation.matrix.matrix import Matrix
from translation.sources.changes import count_changed_segments, count_unsynchronized_segments
from translation.sources.models import TranslationBasis
from translation.sources.snapshots import update_after_model_change
from translation.workflow.drafts import save_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_user(admin_user: User) -> User:
    """An administrator who reads the admin in English."""
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    return admin_user


def record(source: Any, language: str = "en") -> Translation:
    """The record of a translation, read anew."""
    return Translation.objects.get(source__object_id=source.translation_key, target_locale__language_code=language)


def change_counts(source: Any, *languages: str) -> list[int]:
    """How many texts have changed since, in each language."""
    return [count_changed_segments(record(source, language)) for language in languages]


def synchronize(source: Any) -> None:
    TranslationSource.objects.get(object_id=source.translation_key).update_from_db()


@pytest.fixture
def group() -> WorkingGroupPage:
    """A live group with a live English and a live Portuguese translation."""
    create_platform("es", "en", "pt-br")
    source, _target = create_translated_group()
    land(source, Locale.objects.get(language_code="pt-br"), {"title": "pt", "slug": "pt", "summary": "pt"})
    return source


@pytest.fixture
def snippet() -> Entity:
    """A live entity with two live translations."""
    create_platform("es", "en", "pt-br")
    source = create_entity(name="Oficina")
    for language in ("en", "pt-br"):
        land(source, Locale.objects.get(language_code=language), {"name": f"{language} office"})
    return source


def change(source: Any, words: str) -> Any:
    """Publish other words at the source; returns those that stood there."""
    field = "summary" if isinstance(source, WorkingGroupPage) else "name"
    before = getattr(source, field)
    setattr(source, field, words)
    publish(source)
    return before


@pytest.mark.parametrize("kind", ["group", "snippet"])
def test_a_language_that_follows_is_up_to_date_while_the_other_waits(kind: str, request: Any) -> None:
    source = request.getfixturevalue(kind)
    assert change_counts(source, "en", "pt-br") == [0, 0]
    change(source, "Otro")
    assert change_counts(source, "en", "pt-br") == [1, 1]
    synchronize(source)
    assert change_counts(source, "en", "pt-br") == [1, 1], "nobody has translated it yet"
    save_draft(record(source, "en"))
    assert change_counts(source, "en", "pt-br") == [0, 1]


@pytest.mark.parametrize("kind", ["group", "snippet"])
def test_edited_back_it_is_unchanged_where_nobody_had_followed(kind: str, request: Any) -> None:
    source = request.getfixturevalue(kind)
    before = change(source, "Otro")
    synchronize(source)
    save_draft(record(source, "en"))
    change(source, before)
    assert change_counts(source, "en", "pt-br") == [1, 0]
    assert count_unsynchronized_segments(record(source).source) == 1


def test_a_new_language_does_not_make_an_old_one_current(group: WorkingGroupPage) -> None:
    change(group, "Otro")
    french = Locale.objects.get_or_create(language_code="fr")[0]
    HomePage.objects.get(locale__language_code="es").copy_for_translation(french)
    land(group, french, {"title": "fr", "slug": "fr", "summary": "fr"}, publish=False)
    assert change_counts(group, "en", "fr") == [1, 0]


def test_facts_change_nothing_and_a_text_that_is_new_or_gone_counts(group: WorkingGroupPage) -> None:
    group.goals = [5]
    publish(group)
    assert change_counts(group, "en") == [0]
    group.seo_title = "Otro"
    publish(group)
    assert change_counts(group, "en") == [1]
    synchronize(group)
    save_draft(record(group))
    group.seo_title = ""
    publish(group)
    assert change_counts(group, "en") == [1]


def test_it_is_said_since_when_until_the_translation_follows(group: WorkingGroupPage) -> None:
    change(group, "Otro")
    first = TranslationBasis.objects.get(translation=record(group)).changed_since
    assert first is not None
    change(group, "Otro más")
    assert TranslationBasis.objects.get(translation=record(group)).changed_since == first
    synchronize(group)
    save_draft(record(group))
    assert TranslationBasis.objects.get(translation=record(group)).changed_since is None


def test_a_draft_of_older_words_is_still_behind(group: WorkingGroupPage) -> None:
    change(group, "Otro")
    save_draft(record(group))
    assert change_counts(group, "en") == [1]


def test_a_release_that_moves_texts_makes_nothing_outdated(group: WorkingGroupPage) -> None:
    """As after a migration that gives fields other names: the same words under other paths."""
    TranslationBasis.objects.filter(translation=record(group)).update(words=["elsewhere"])
    TranslationSource.objects.filter(object_id=group.translation_key).update(schema_version="old")
    call_command("resync_translations")
    assert change_counts(group, "en") == [0]
    change(group, "Otro")
    assert change_counts(group, "en") == [1]
    update_after_model_change(record(group).source)
    assert change_counts(group, "en") == [1], "what was behind before the release is behind after it"


def get_screen_text(user: User, source: Any, language: str) -> str:
    target = source.get_translation(Locale.objects.get(language_code=language))
    if isinstance(source, WorkingGroupPage):
        address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    else:
        address = reverse(target.snippet_viewset.get_url_name("edit"), args=[target.pk])
    response = client_for(user).get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("kind", ["group", "snippet"])
def test_screen_and_report_say_it_of_each_language(kind: str, request: Any, admin_user: User) -> None:
    source = request.getfixturevalue(kind)
    change(source, "Otro")
    url = reverse("wagtail_localize:update_translations", args=[record(source).source_id])
    assert url in get_screen_text(admin_user, source, "en")
    synchronize(source)
    StringTranslation.objects.create(
        translation_of=record(source).source.stringsegment_set.get(string__data="Otro").string,
        context=record(source).source.stringsegment_set.get(string__data="Otro").context,
        locale=record(source).target_locale,
        data="Another",
    )
    save_draft(record(source, "en")).publish()
    english, portuguese = (get_screen_text(admin_user, source, language) for language in ("en", "pt-br"))
    assert "has changed since" not in english
    assert "The source has changed: 1 text" in portuguese
    assert "The new texts are shown below" in portuguese
    assert url not in portuguese, "they are there already"
    matrix = Matrix(admin_user)
    (row,) = [row for row in matrix.fill_rows(matrix.rows()) if row.key == source.translation_key]
    assert (row.cells["en"].state, row.cells["pt-br"].state) == ("up_to_date", "outdated")
    assert row.cells["pt-br"].changed_texts == 1


def test_who_reads_texts_that_were_taken_back_is_told(group: WorkingGroupPage, admin_user: User) -> None:
    before = change(group, "Otro")
    synchronize(group)
    change(group, before)
    assert "The source was changed back" in get_screen_text(admin_user, group, "en")


def first_page(user: User) -> str:
    response = client_for(user).get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_admins_first_page_leads_a_translator_to_it(group: WorkingGroupPage) -> None:
    english = HomePage.objects.get(locale__language_code="en")
    translator = create_user("translator", pages={english: ("change",)})
    to_outdated = f"?state=outdated&amp;language={english.locale_id}"
    assert to_outdated not in first_page(translator)
    change(group, "Otro")
    html = first_page(translator)
    assert to_outdated in html
    assert f"language={Locale.objects.get(language_code='pt-br').pk}" not in html, "which is another language"
    synchronize(group)
    save_draft(record(group))
    assert to_outdated not in first_page(translator)


def test_the_first_page_takes_as_many_queries_for_many(group: WorkingGroupPage, admin_user: User) -> None:
    change(group, "Otro")
    client = client_for(admin_user)
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("wagtailadmin_home"))
    for number in range(3):
        source, _target = create_translated_group(f"more-{number}")
        change(source, "Otro")
    client.get(reverse("wagtailadmin_home"))  # counts how far they are, once
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("wagtailadmin_home"))
    assert len(many) == len(few)
