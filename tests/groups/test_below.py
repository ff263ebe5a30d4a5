"""What lies below a group's page is the group's, at any depth; what only lies beside it is not."""

import pytest
from wagtail.models import Page

from groups.listings import services_of_group
from groups.models import ServicePage, WorkingGroupPage
from home.models import HomePage
from tests.factories import ServiceKindFactory, WorkingGroupPageFactory
from tests.platform import start

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return start("es", "en")


def below(parent: Page, step: str, title: str) -> ServicePage:
    """A service as the child of that step, where others may be missing before it."""
    page = ServicePage(title=title, slug=title, summary=title, locale=parent.locale, kind=ServiceKindFactory())
    page.depth = parent.depth + 1
    page.path, page.url_path = f"{parent.path}{step}", f"{parent.url_path}{title}/"
    page.save()
    return page


def test_all_below_from_the_first_to_the_last_place_and_nothing_beside(home: HomePage) -> None:
    group, other = (WorkingGroupPageFactory(parent=home, title=title) for title in ("One", "Two"))
    first, last = below(group, "0001", "first"), below(group, "ZZZZ", "last")
    deep = below(last, "ZZZZ", "deep")
    theirs = below(other, "0001", "theirs")
    below(home, "ZZZZ", "listed")
    assert {*services_of_group(group)} == {first, last, deep}
    assert {*services_of_group(other)} == {theirs}


def test_a_group_that_is_not_stored_has_nothing(home: HomePage) -> None:
    below(home, "ZZZZ", "listed")
    assert not services_of_group(WorkingGroupPage(title="New"))
