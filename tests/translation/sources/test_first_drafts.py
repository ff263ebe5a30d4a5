"""The first draft of a page in another language: what wagtail-localize would have made, at its source's place."""

from typing import Any

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from hypothesis import given, settings
from hypothesis import strategies as st
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog

from home.models import ContentPage
from tests.core.blocks.test_translation import examples
from tests.platform import create_platform, english_locale
from tests.support.block_values import WORD
from tests.support.queries import query_count
from tests.translation.factories import create_entity, create_translated_group, publish
from tests.translation.sources.test_snapshots import body
from tests.translation.test_round_trip import PAGE_TYPES, Workshop, create_pool, publish_page
from translation.exchange.new_translation import land
from translation.sources.snapshots import update_or_create_source
from translation.workflow.drafts import save_draft
from translation.workflow.submission import submit

pytestmark = pytest.mark.django_db

#: What is another one at each run: keys, times and the place in the tree, which is looked at on its own.
DIFFERENT = {"id", "page_ptr", "latest_revision", "latest_revision_created_at", "owner", "path", "numchild"}


def state(page: Any) -> dict[str, Any]:
    """All that a page and its inline rows say, and its newest revision."""
    page = type(page).objects.get(pk=page.pk)
    found = instance_state(page)
    content = page.get_latest_revision_as_object()
    return {"row": found, "draft": instance_state(content), "restrictions": page.view_restrictions.count()}


def instance_state(page: Any) -> dict[str, Any]:
    found = _values(page)
    for relation in get_all_child_relations(page):
        rows = getattr(page, relation.get_accessor_name()).all()
        found[relation.name] = sorted((_values(row, relation.field.name) for row in rows), key=str)
    return found


def _values(row: Any, *left_out: str) -> dict[str, Any]:
    names = {field.name for field in row._meta.concrete_fields} - DIFFERENT - set(left_out)
    plain = model_to_dict(row, fields=names)
    others = {name: getattr(row, name) for name in names - plain.keys()}
    return {
        name: str(getattr(value, "get_prep_value", lambda value=value: value)())
        for name, value in (plain | others).items()
    }


def translate_some_texts(source: Any, *, every: int) -> None:
    """Translate some of a page's texts, and the versions of what it relates to."""
    frozen = update_or_create_source(source)
    segments = StringSegment.objects.filter(source=frozen).select_related("string", "context")
    for number, segment in enumerate(segments):
        if every and number % every == 0:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=english_locale(),
                defaults={"data": WORD.sub(r"zz\2·\3·", segment.string.data).replace("qq", "zz")},
            )


def stock_draft(source: Any) -> dict[str, Any]:
    """What wagtail-localize makes, of which nothing stays."""
    with transaction.atomic():
        record, _created = Translation.objects.update_or_create(
            source=update_or_create_source(source), target_locale=english_locale()
        )
        record.save_target(publish=False)
        found = state(record.get_target_instance())
        transaction.set_rollback(True)
    return found


@pytest.mark.one_database
@pytest.mark.parametrize("every", [0, 1, 2], ids=["nothing", "all", "half"])
@pytest.mark.parametrize(
    "model", [model for model in PAGE_TYPES if not model.__name__.endswith(("IndexPage", "HomePage"))]
)
def test_a_page_of_every_type_becomes_what_stock_makes_of_it(model: type[Page], every: int) -> None:
    pool = create_pool()

    @settings(examples, max_examples=1)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        page = Workshop(data, pool).make(model)
        source = publish_page(page, pool)
        for version in source.get_translations():
            Page.objects.get(pk=version.pk).delete()
        translate_some_texts(source, every=every)
        expected = stock_draft(source)
        submit(source, [english_locale()])
        assert state(source.get_translation(english_locale())) == expected

    run()


def create_pages(number: int, texts: int = 18) -> tuple[ContentPage, list[ContentPage]]:
    """A parent that is translated, and pages below it."""
    home = create_platform("es", "en")
    parent = home.add_child(instance=ContentPage(title=f"Padre {number} {texts}"))
    publish(parent)
    submit(parent, [english_locale()])
    made = []
    for each in range(number):
        page = parent.add_child(instance=ContentPage(title=f"Página {each} {texts}", body=body(texts)))
        publish(page)
        made.append(ContentPage.objects.get(pk=page.pk))
    return ContentPage.objects.get(pk=parent.pk), made


def test_a_page_takes_at_most_a_hundred_statements_however_many_texts_it_has() -> None:
    _parent, few = create_pages(2, texts=9)
    _parent, many = create_pages(2, texts=180)
    for each in (few, many):
        submit(each[0], [english_locale()])
    assert (
        query_count(lambda: submit(few[1], [english_locale()]))
        == query_count(lambda: submit(many[1], [english_locale()]))
        <= 100
    )


def test_what_a_page_relates_to_costs_by_the_row_no_more_than_writing_it() -> None:
    page, target = create_translated_group()
    fresh, costs = type(page).objects.get(pk=page.pk), []
    target.delete()
    for number in (2, 12):
        members = [create_entity() for _turn in range(number)]
        for member in members:
            submit(member, [english_locale()])
        fresh.members = [
            fresh.members.model(entity=member, locale=fresh.locale, sort_order=turn)
            for turn, member in enumerate(members)
        ]
        publish(fresh)
        Translation.objects.filter(source__object_id=page.translation_key).delete()
        update_or_create_source(fresh)
        costs.append(query_count(lambda: submit(fresh, [english_locale()])))
        made = type(page).objects.get(translation_key=page.translation_key, locale=english_locale())
        assert {row.entity.locale for row in made.members.all()} == {english_locale()}
        made.delete()
    assert costs[1] - costs[0] <= 10 * 3


def child_titles(parent: Page) -> list[str]:
    return [page.title for page in parent.get_children()]


def test_pages_stand_in_the_order_of_their_sources_whenever_they_are_translated() -> None:
    parent, made = create_pages(5, texts=3)
    target = parent.get_translation(english_locale())
    own = ContentPage(title="Only here")
    target.add_child(instance=own)
    for number in (3, 1, 4, 0, 2):
        submit(made[number], [english_locale()])
    assert [title for title in child_titles(target) if title != "Only here"] == [page.title for page in made]
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_text_that_does_not_fit_is_told_and_the_page_is_whole() -> None:
    _parent, made = create_pages(1, texts=3)
    source = update_or_create_source(made[0])
    segment = StringSegment.objects.get(source=source, context__path="title")
    text = StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=english_locale(), data="x" * 300
    )
    submit(made[0], [english_locale()])
    target = made[0].get_translation(english_locale())
    assert target.title == made[0].title
    assert target.get_latest_revision()
    text.refresh_from_db()
    assert text.has_error
    assert TranslationLog.objects.filter(source=source).count() == 1


def test_the_draft_of_a_private_page_is_private() -> None:
    _parent, made = create_pages(1, texts=3)
    made[0].view_restrictions.create(restriction_type="login")
    submit(made[0], [english_locale()])
    assert made[0].get_translation(english_locale()).view_restrictions.get().restriction_type == "login"


def test_a_page_that_was_landed_can_be_gone_on_with() -> None:
    parent, made = create_pages(1, texts=3)
    parent.save_revision().publish()
    target = land(made[0], english_locale(), {"title": "Page", "slug": "page"})
    assert target.live
    assert target.title == "Page"
    record = Translation.objects.get(source__object_id=made[0].translation_key)
    assert save_draft(record).as_object().title == "Page"
