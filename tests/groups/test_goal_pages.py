"""There is one page a goal and language, however somebody tries to make a second one."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from core.vocabularies import goals
from groups.models import SDGIndexPage, SDGPage
from home.models import HomePage
from tests.factories import SDGIndexPageFactory, SDGPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home: HomePage) -> SDGIndexPage:
    return SDGIndexPageFactory(parent=home)


def test_the_key_comes_from_the_goals_number(index: SDGIndexPage) -> None:
    page = SDGPageFactory(parent=index, number=5)
    assert page.translation_key == goals.goal(5).translation_key


def test_a_second_page_for_a_goal_is_refused_at_its_number(index: SDGIndexPage) -> None:
    SDGPageFactory(parent=index, number=5)
    with pytest.raises(ValidationError) as refused:
        SDGPageFactory(parent=index, number=5)
    assert "number" in refused.value.message_dict
    assert SDGPage.objects.count() == 1


def test_two_pages_for_a_goal_made_at_once_are_refused_by_the_database(
    index: SDGIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    SDGPageFactory(parent=index, number=5)
    # The other process looked before this one wrote: it found nothing to object to.
    monkeypatch.setattr(SDGPage, "full_clean", lambda *_args, **_kwargs: None)
    with pytest.raises(IntegrityError), transaction.atomic():
        SDGPageFactory(parent=index, number=5, slug="otra")
    assert SDGPage.objects.count() == 1


def test_pages_of_goals_do_not_clash_in_their_addresses(index: SDGIndexPage) -> None:
    first = SDGPageFactory(parent=index, number=5, title="Objetivo", slug="")
    second = SDGPageFactory(parent=index, number=6, title="Objetivo", slug="")
    assert first.slug != second.slug


def test_a_goal_has_a_page_in_another_language(index: SDGIndexPage) -> None:
    page = SDGPageFactory(parent=index, number=5)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    assert english.translation_key == page.translation_key
    assert english.summary_text == goals.goal(5).full_title("en")


def test_nobody_can_create_one_by_hand(editor: Client, index: SDGIndexPage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["groups", "sdgpage", index.pk])
    assert editor.get(address).status_code == 302
    offered = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk]))
    assert b"sdgpage" not in offered.content


def post_copy(editor: Client, page: Page) -> Any:
    return editor.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Otra",
            "new_slug": "otra",
            "new_parent_page": str(page.get_parent().pk),
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )


def test_copying_one_is_refused_with_the_reason(editor: Client, index: SDGIndexPage) -> None:
    page = SDGPageFactory(parent=index, number=5)
    response = post_copy(editor, page)
    assert response.status_code == 302
    (message,) = get_messages(response.wsgi_request)
    assert page.title in str(message)
    assert SDGPage.objects.count() == 1


def test_copying_what_holds_them_is_refused_too(editor: Client, index: SDGIndexPage) -> None:
    SDGPageFactory(parent=index, number=5)
    for holder in (index, index.get_parent()):
        response = post_copy(editor, holder)
        assert response.status_code == 302
        assert holder.title in str([*get_messages(response.wsgi_request)][-1])
    assert SDGIndexPage.objects.count() == 1
    assert SDGPage.objects.count() == 1
    assert HomePage.objects.filter(locale=index.locale).count() == 1


def test_the_list_has_all_goals_and_links_those_that_have_a_page(client: Client, index: SDGIndexPage) -> None:
    page = SDGPageFactory(parent=index, number=5)
    html = client.get(index.url).content.decode()
    for goal in goals.GOALS:
        assert str(goal.title("es")) in html
    assert f'href="{page.url}"' in html
