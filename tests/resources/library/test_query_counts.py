"""Many related things take as many queries as few, in the source's language and in a translation."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    EntityFactory,
    ImageFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ThemeFactory,
    WorkingGroupPageFactory,
)
from tests.groups.test_query_counts import (
    FEW,
    MANY,
    compare_in_both_languages,
    create_english_copy,
    query_growth,
    snippet,
)
from tests.resources.factories import (
    ResourceAuthorFactory,
    ResourceEntityFactory,
    ResourceFileFactory,
    ResourceGroupFactory,
    ResourcePageFactory,
    ResourceThemeFactory,
    ResourceTypeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def resource(index: Any, groups: Any, size: int) -> Any:
    """A resource with ``size`` files, groups, publishers, authors, themes and older ones, each of its own."""
    page = ResourcePageFactory(parent=index, type=snippet(ResourceTypeFactory), goals=[5], cover=ImageFactory())
    for number in range(size):
        group = WorkingGroupPageFactory(parent=groups)
        older = ResourcePageFactory(parent=index, superseded_by=page, type=page.type)
        if number % 2:
            create_english_copy(group)
            create_english_copy(older)
        document = get_document_model().objects.create(title="x", file=ContentFile(b"%PDF", name=f"{number}.pdf"))
        ResourceFileFactory(page=page, address="", document=document, language=("es", "en", "pt")[number % 3])
        ResourceGroupFactory(page=page, group=group)
        ResourceEntityFactory(page=page, entity=snippet(EntityFactory, logo=ImageFactory()))
        ResourceAuthorFactory(page=page, entity=snippet(EntityFactory))
        ResourceThemeFactory(page=page, theme=snippet(ThemeFactory))
    return page


def test_a_resource(client: Client, group: WorkingGroupPage, resources: Any) -> None:
    groups = group.get_parent()
    compare_in_both_languages(client, resource(resources, groups, FEW), resource(resources, groups, MANY))


@pytest.mark.parametrize("where", ["list", "goal", "group"])
def test_lists_of_resources(
    client: Client, home: HomePage, group: WorkingGroupPage, resources: Any, where: str
) -> None:
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    kind = snippet(ResourceTypeFactory)

    def add(number: int) -> None:
        made = ResourcePageFactory(parent=group if number % 3 else resources, goals=[5], type=kind)
        ResourceGroupFactory(page=made, group=group, role=("work_plan", "published_by")[number % 2])
        if number % 2:
            create_english_copy(made)

    query_growth(client, {"list": resources, "goal": goal, "group": group}[where], add)
