"""What happens to a source happens to its translations; what happens to a translation stays there."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from groups.models import Entity, WorkingGroupIndexPage, WorkingGroupPage
from home.models import ContentPage, HomePage
from tests.platform import create_platform
from tests.translation.factories import create_entity, create_translated_group, publish
from translation.checks.completeness import source_words_may_show
from translation.workflow.submission import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[WorkingGroupPage, WorkingGroupPage]:
    return create_translated_group()


def reload(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def is_public(page: Any) -> bool:
    return Page.objects.live().public().filter(pk=page.pk).exists()


def test_unpublished_at_the_source_is_unpublished_everywhere(pair: Any) -> None:
    source, target = pair
    source.unpublish()
    assert not reload(target).live


def test_taken_offline_in_code_is_offline_everywhere(pair: Any) -> None:
    source, target = pair
    source.live = False
    source.save()
    assert not reload(target).live


def test_an_unpublished_translation_leaves_its_source_public(pair: Any) -> None:
    source, target = pair
    target.unpublish()
    assert reload(source).live


def test_a_draft_of_a_live_source_changes_nothing(pair: Any) -> None:
    source, target = pair
    source.title = "Otra"
    source.save_revision()
    assert reload(target).live


def test_the_date_of_expiry_arrives_and_is_kept(pair: Any) -> None:
    source, target = pair
    draft = target.save_revision()
    source.expire_at = timezone.now() + timedelta(hours=1)
    publish(source)
    assert reload(target).expire_at == source.expire_at
    draft.refresh_from_db()
    assert draft.as_object().expire_at == source.expire_at
    draft.publish()
    assert reload(target).expire_at == source.expire_at
    source.expire_at = None
    publish(source)
    assert reload(target).expire_at is None


def test_an_expired_source_takes_its_translation_along(pair: Any) -> None:
    source, target = pair
    Page.objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not reload(source).live
    assert not reload(target).live


def test_deleted_at_the_source_is_deleted_everywhere(pair: Any) -> None:
    source, target = pair
    source.delete()
    assert not Page.objects.filter(pk=target.pk).exists()


def test_deleted_with_its_parent_is_deleted_everywhere(pair: Any) -> None:
    source, target = pair
    source.get_parent().delete()
    assert not Page.objects.filter(pk__in=[source.pk, target.pk]).exists()
    problems = Page.find_problems()
    assert not any(problems), problems


def test_deleted_in_bulk_is_deleted_everywhere(pair: Any) -> None:
    source, target = pair
    WorkingGroupPage.objects.filter(pk=source.pk).delete()
    assert not Page.objects.filter(pk=target.pk).exists()


def test_a_deleted_translation_leaves_its_source(pair: Any) -> None:
    source, target = pair
    target.delete()
    assert reload(source).live


def test_pages_of_their_own_below_a_translation_are_not_lost(pair: Any) -> None:
    source, target = pair
    own = target.get_parent().specific.get_parent().add_child(instance=ContentPage(title="Only in English", slug="own"))
    own.move(target, pos="last-child")
    source.delete()
    assert Page.objects.filter(pk=own.pk).exists()
    assert not reload(target).live


def test_moved_at_the_source_is_moved_everywhere(pair: Any) -> None:
    source, target = pair
    other, other_translation = create_translated_group("otra")
    source.move(other.get_parent(), pos="last-child")
    assert reload(target).get_parent().pk == other_translation.get_parent().pk
    assert reload(target).url_path.startswith(reload(other_translation).get_parent().url_path)


def test_moved_where_no_parent_is_the_needed_parents_come_and_nothing_else(pair: Any) -> None:
    source, target = pair
    home = HomePage.objects.get(locale=source.locale)
    bare = home.add_child(instance=WorkingGroupIndexPage(title="Más grupos", slug="mas"))
    beside = bare.add_child(instance=WorkingGroupPage(title="Al lado", slug="al-lado", live=False))
    source.move(bare, pos="last-child")
    assert reload(target).get_parent().translation_key == bare.translation_key
    assert not beside.has_translation(target.locale)


def test_moved_onto_a_taken_address_a_translation_gets_another(pair: Any) -> None:
    source, target = pair
    other, other_translation = create_translated_group("otra")
    Page.objects.filter(pk=other_translation.pk).update(slug=target.slug)
    source.move(other.get_parent(), pos="last-child")
    assert reload(target).slug != target.slug


def test_a_moved_translation_moves_alone(pair: Any) -> None:
    source, target = pair
    _other, other_translation = create_translated_group("otra")
    before = source.get_parent().pk
    target.move(other_translation.get_parent(), pos="last-child")
    assert reload(source).get_parent().pk == before


def test_private_at_the_source_is_private_everywhere_until_it_is_not(pair: Any) -> None:
    source, target = pair
    restriction = PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert not is_public(target)
    restriction.restriction_type, restriction.password = "password", "secret"
    restriction.save()
    assert target.view_restrictions.get().password == "secret"
    restriction.delete()
    assert is_public(target)


def test_the_groups_that_may_read_are_the_same(pair: Any) -> None:
    source, target = pair
    restriction = PageViewRestriction.objects.create(page=source, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Insiders"))
    assert [group.name for group in target.view_restrictions.get().groups.all()] == ["Insiders"]
    restriction.groups.clear()
    assert not target.view_restrictions.get().groups.exists()


def test_a_private_translation_leaves_its_source_public(pair: Any) -> None:
    source, target = pair
    PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert is_public(source)


def test_a_translation_made_of_a_private_page_is_private(pair: Any) -> None:
    source, _target = pair
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    create_platform("es", "en", "fr")
    french = HomePage.objects.get(locale__language_code="fr").locale
    made = source.copy_for_translation(french, copy_parents=True)
    assert made.view_restrictions.get().restriction_type == "login"


def test_without_records_the_default_languages_page_is_the_source() -> None:
    home = create_platform("es", "en")
    page = home.add_child(instance=ContentPage(title="Página", slug="pagina"))
    made = page.copy_for_translation(home.get_translations().get().locale)
    publish(made)
    reload(page).unpublish()
    assert not reload(made).live


def test_a_snippet_follows_as_well() -> None:
    home = create_platform("es", "en")
    source = create_entity()
    english = home.get_translations().get().locale
    submit(source, [english])
    target = source.get_translation(english)
    with source_words_may_show():
        publish(target)
    reload(source).unpublish()
    assert not Entity.objects.get(pk=target.pk).live


def test_a_copied_page_gets_no_version_of_its_own_accord(pair: Any) -> None:
    source, _target = pair
    copy = source.copy(update_attrs={"title": "Copia", "slug": "copia"})
    assert not copy.get_translations().exists()
