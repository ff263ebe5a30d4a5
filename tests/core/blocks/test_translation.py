"""Nothing gets lost in translation: every block's words are translated once, its facts stay."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db.models import Min
from django.test import Client
from django.utils.html import format_html_join
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource

from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from groups.models import Entity
from home.models import ContentPage
from tests.factories import PersonFactory
from tests.platform import create_platform
from tests.support import block_values, marked_translation
from tests.support.row_cache import cached_rows
from tests.translation import editor_screen

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

#: A page an example; the database is put back after the test, not after each example.
examples = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
NAMES = [name for name, _block in BODY_BLOCKS]


class Nest(PlatformStructBlock):
    """Every block once in a struct, in a list and in a stream."""

    translated = ("single", "many", "stream")

    def render_basic(self, value: blocks.StructValue, context: dict[str, Any] | None = None) -> str:
        """All three, one after the other."""
        return format_html_join("", "{}", ((child.render(context),) for child in value.bound_blocks.values()))


def nests() -> BodyBlock:
    """A body whose blocks are nested: in a list directly, and in a struct as itself, in a list and in a stream."""
    inside = {name: type(block) for name, block in BODY_BLOCKS if name != "table_of_contents"}
    structs = [
        (
            f"nest_{name}",
            Nest([("single", kind()), ("many", ItemsBlock(kind())), ("stream", BodyBlock([("inner", kind())]))]),
        )
        for name, kind in inside.items()
    ]
    return BodyBlock([*structs, *((f"list_{name}", ItemsBlock(kind())) for name, kind in inside.items())])


@pytest.fixture
def pool() -> dict[str, list[Any]]:
    return create_pool()


@cached_rows
def create_pool() -> dict[str, list[Any]]:
    """What blocks can choose: pages and entities with and without a translation, an image, a document."""
    home = create_platform("es", "en")
    english = Locale.objects.get(language_code="en")
    both = home.add_child(instance=ContentPage(title="Dos lenguas", slug="dos-lenguas"))
    only = home.add_child(instance=ContentPage(title="Una lengua", slug="una-lengua"))
    entities = [Entity.objects.create(name=name, key=name, locale=home.locale) for name in ("uno", "dos")]
    for source in (both, entities[0]):
        copy = source.copy_for_translation(english)
        copy.save()
        copy.save_revision().publish()
    document = get_document_model()(title="Plan")
    document.file.save("plan.pdf", ContentFile(b"%PDF"), save=False)
    document.save()
    image = get_image_model().objects.create(title="Foto", file=get_test_image_file(size=(20, 10)))
    return {
        "page": [both.pk, only.pk],
        "snippet": [entity.pk for entity in entities],
        "person": [PersonFactory(locale=entities[0].locale).pk],
        "document": [document.pk],
        "image": [image.pk],
    }


@pytest.fixture
def nested(monkeypatch: pytest.MonkeyPatch) -> BodyBlock:
    """Let a content page's body hold the nests."""
    body = nests()
    monkeypatch.setattr(ContentPage._meta.get_field("body"), "stream_block", body)
    return body


def compose(body: list[dict[str, Any]]) -> ContentPage:
    """A live Spanish page of this body."""
    page = create_platform("es", "en").add_child(
        instance=ContentPage(title=f"qq{next(block_values._numbers)}··", body=body)
    )
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


def get_main(page: ContentPage) -> Any:
    """What a visitor gets of a page."""
    response = Client().get(page.url)
    assert response.status_code == 200
    return marked_translation.main_element(response.content.decode())


def assert_nothing_is_lost(body: list[dict[str, Any]]) -> tuple[ContentPage, ContentPage]:
    """Compose, translate, publish and read both; returns both pages."""
    source = compose(body)
    target = marked_translation.publish_translation(source, Locale.objects.get(language_code="en"))
    before, after = get_main(source), get_main(target)
    written = {number for _language, number, _letters in marked_translation.marked_words(str(body))}
    read = marked_translation.marked_words(str(before))
    assert written <= {number for _language, number, _letters in read}, "the source doesn't show all its words"
    assert marked_translation.marked_words(str(after)) == [
        ("zz", number, letters) for _language, number, letters in read
    ]
    assert "qq" not in after.get_text()
    assert marked_translation.untranslated_values(after) == marked_translation.untranslated_values(before)
    return source, target


@pytest.mark.parametrize("name", NAMES)
def test_each_block(name: str, pool: dict[str, list[Any]]) -> None:
    definition = ContentPage._meta.get_field("body").stream_block

    @examples
    @given(st.data())
    def run(data: st.DataObject) -> None:
        body = data.draw(block_values.stream(definition, pool, ["heading", name] if name != "heading" else [name]))
        assert_nothing_is_lost(body)

    run()


def test_all_blocks_together(pool: dict[str, list[Any]], admin_client: Client) -> None:
    definition = ContentPage._meta.get_field("body").stream_block

    @settings(examples, max_examples=4)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        source, target = assert_nothing_is_lost(data.draw(block_values.stream(definition, pool)))
        assert_listed(source, target, admin_client)

    run()


def test_all_blocks_nested_in_list_struct_and_stream(
    pool: dict[str, list[Any]], nested: BodyBlock, admin_client: Client
) -> None:
    @settings(examples, max_examples=2)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        source, target = assert_nothing_is_lost(data.draw(block_values.stream(nested, pool)))
        assert_listed(source, target, admin_client)

    run()


def assert_listed(source: ContentPage, target: ContentPage, admin: Client) -> None:
    """The translators' screen answers, and lists every string and every link."""
    frozen = TranslationSource.objects.get_for_instance(source)
    screens = list(editor_screen.open_all_pages(admin, target))
    strings = {pk for screen in screens for pk in screen.units}
    texts = StringSegment.objects.filter(source=frozen).values("string", "context").annotate(first=Min("pk"))
    assert strings == {text["first"] for text in texts}
    links = {pk for screen in screens for pk in screen.values}
    assert links == set(frozen.overridablesegment_set.values_list("pk", flat=True))
    assert all(heading.text.strip() for screen in screens for heading in screen.soup.select(".seg-group"))
    assert "no longer exist" not in "".join(screen.text for screen in screens)


def test_only_words_and_links_in_texts_are_offered(pool: dict[str, list[Any]]) -> None:
    """A translator can change no fact: the only thing to override is where a link in a text leads."""
    definition = ContentPage._meta.get_field("body").stream_block

    @settings(examples, max_examples=2)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        frozen, _created = TranslationSource.get_or_create_from_instance(
            compose(data.draw(block_values.stream(definition, pool)))
        )
        assert all(".'" in segment.context.path for segment in frozen.overridablesegment_set.all())
        assert not frozen.relatedobjectsegment_set.exists()

    run()
