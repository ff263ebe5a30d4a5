"""The pictures drawn for sharing: when they come, what stands on them, and when they go."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features
from wagtail.models import Page, PageViewRestriction, Site, get_page_models

from core.base.models import BasePage
from core.jobs.schedule import run_job
from core.seo.models import SocialImage
from core.seo.social_images import store, tasks
from core.seo.social_images.drawing import HEIGHT, MARGIN, WIDTH, Card, draw
from tests.factories import ContentPageFactory, ImageFactory, SDGIndexPageFactory, SDGPageFactory
from tests.support.public_pages import get_soup
from tests.support.tasks import TaskBackend


def picture(card: Card) -> Image.Image:
    """A card in colours."""
    return Image.open(BytesIO(draw(card))).convert("RGB")


def has_ink(image: Image.Image, left: int, right: int) -> bool:
    """Whether anything is written between two columns, in the rows of the title."""
    part = image.crop((left, MARGIN, right, HEIGHT - 2 * MARGIN)).convert("L")
    return min(part.tobytes()) < 128


def card(**values: Any) -> Card:
    return Card(**{"title": "Igualdad", "kind": "Grupo", "site_name": "Plataforma", "tag": "es", "colour": "#ff3a21"}
                | values)  # fmt: skip


def test_a_card_has_its_goals_colour_where_lines_begin() -> None:
    image = picture(card())
    assert image.size == (WIDTH, HEIGHT)
    assert image.getpixel((5, 300)) == (0xFF, 0x3A, 0x21)
    assert image.getpixel((WIDTH - 5, 300)) == (0xFF, 0xFF, 0xFF)
    assert has_ink(image, MARGIN, WIDTH // 2)
    assert not has_ink(image, WIDTH - MARGIN, WIDTH)


def test_arabic_runs_from_the_right() -> None:
    assert features.check("raqm"), "this Pillow can't shape Arabic"
    image = picture(card(title="المساواة", kind="فريق", tag="ar"))
    assert image.getpixel((WIDTH - 5, 300)) == (0xFF, 0x3A, 0x21)
    assert has_ink(image, WIDTH // 2, WIDTH - MARGIN - 36)
    assert not has_ink(image, 0, WIDTH // 2)


@pytest.mark.parametrize("title", ["中文", "المساواة"])
def test_what_can_not_be_written_right_is_left_out(monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    monkeypatch.setattr(features, "check", lambda _name: False)
    tag = "zh" if title == "中文" else "ar"
    image = picture(card(title=title, kind="", tag=tag))
    assert not has_ink(image, 40, WIDTH - 40)


@pytest.mark.parametrize("title", ["palabra " * 60, "x" * 255, "a", "Título con «comillas» – y rayas"])
def test_any_title_stays_on_the_card(title: str) -> None:
    image = picture(card(title=title))
    assert has_ink(image, MARGIN, WIDTH)
    assert not has_ink(image, WIDTH - MARGIN + 2, WIDTH)


@pytest.fixture
def drawn_pages(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """What is drawn from now on, quickly, and in the background of what is published."""
    asked: list[Card] = []

    def note(shown: Card) -> bytes:
        asked.append(shown)
        return b"png"

    monkeypatch.setattr(store, "draw", note)
    monkeypatch.setattr(TaskBackend, "drawing", True)
    return asked


def publish(page: Any) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.specific.save_revision().publish()


def social_image_url(client: Client, url: str) -> str | None:
    tag = get_soup(client, url).select_one('meta[property="og:image"]')
    return str(tag["content"]) if tag else None


@pytest.mark.one_database
def test_a_page_gets_its_card_when_it_is_published_and_none_before(
    client: Client, about: Page, drawn_pages: list[Card]
) -> None:
    assert social_image_url(client, "/es/acerca/") is None
    assert drawn_pages == []  # a visitor waits for no picture
    publish(about)
    assert [(each.title, each.tag, each.kind) for each in drawn_pages] == [("Acerca de", "es", "")]
    address = social_image_url(client, "/es/acerca/")
    assert address == f"http://localhost{SocialImage.objects.get().file.url}"
    assert client.get(address.removeprefix("http://localhost")).status_code == 200


@pytest.mark.one_database
def test_it_is_drawn_anew_under_another_address_when_the_title_changes(
    client: Client, about: Page, drawn_pages: list[Card]
) -> None:
    publish(about)
    before = SocialImage.objects.get().file
    publish(about)
    assert len(drawn_pages) == 1
    Page.objects.filter(pk=about.pk).update(title="Sobre nosotros")
    publish(Page.objects.get(pk=about.pk))
    after = SocialImage.objects.get().file
    assert [each.title for each in drawn_pages] == ["Acerca de", "Sobre nosotros"]
    assert after.name != before.name
    assert not before.storage.exists(str(before))


@pytest.mark.one_database
def test_each_language_has_its_own(
    client: Client, about: Page, about_in_english: Page, drawn_pages: list[Card]
) -> None:
    publish(about)
    assert {(each.tag, each.title) for each in drawn_pages} == {("es", "Acerca de"), ("en", "About")}
    assert social_image_url(client, "/es/acerca/") != social_image_url(client, "/en/about/")


@pytest.mark.one_database
def test_an_editors_own_picture_goes_first(client: Client, about: Page, drawn_pages: list[Card]) -> None:
    publish(about)
    page = about.specific
    page.search_image = ImageFactory(file__width=1600, file__height=900)
    page.save()
    publish(page)
    assert not SocialImage.objects.exists()
    assert "/images/" in (social_image_url(client, "/es/acerca/") or "")


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete"])
def test_it_goes_with_what_the_public_can_no_longer_see(about: Page, drawn_pages: list[Card], hide: str) -> None:
    child = ContentPageFactory(parent=about, title="Hija", slug="hija")
    publish(child)
    stored = SocialImage.objects.get().file
    with TestCase.captureOnCommitCallbacks(execute=True):
        if hide == "unpublish":
            child.unpublish()
        elif hide == "restrict":
            PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
        else:
            child.delete()
    assert not SocialImage.objects.exists()
    assert not stored.storage.exists(str(stored))


def test_a_private_page_and_an_alias_have_none(about: Page, about_in_english: Page, drawn_pages: list[Card]) -> None:
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    Page.objects.filter(pk=about_in_english.pk).update(alias_of=about)
    publish(about)
    store.draw_missing()
    assert not [each for each in drawn_pages if each.title in {"Acerca de", "About"}]


def test_the_job_draws_all_that_is_missing_some_a_task(
    about: Page, drawn_pages: list[Card], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BATCH", 2)
    with tasks.suspended():
        publish(about)
        for number in range(4):
            publish(ContentPageFactory(parent=about, title=f"Hija {number}", slug=f"hija-{number}"))
    assert drawn_pages == []
    run_job.call("draw_cards")
    assert len(drawn_pages) == 7  # two homes and these pages
    run_job.call("draw_cards")
    assert len(drawn_pages) == 7
    site = Site.objects.get()
    site.site_name = "Otra"
    site.save()
    run_job.call("draw_cards")
    assert [each.site_name for each in drawn_pages[7:]] == ["Otra"] * 7


def test_pages_that_need_no_card_or_cant_have_one_keep_no_other_from_it(
    about: Page, drawn_pages: list[Card], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(shown: Card) -> bytes:
        if shown.title == "Mala":
            raise OSError("This font is broken.")
        return b"png"

    monkeypatch.setattr(store, "BATCH", 1)
    monkeypatch.setattr(store, "draw", refuse)
    with tasks.suspended():
        publish(about)
        publish(ContentPageFactory(parent=about, title="Con imagen", slug="imagen", search_image=ImageFactory()))
        publish(ContentPageFactory(parent=about, title="Mala", slug="mala"))
    run_job.call("draw_cards")
    assert set(SocialImage.objects.values_list("page__title", flat=True)) >= {"Acerca de"}
    assert not SocialImage.objects.filter(page__title__in=["Con imagen", "Mala"]).exists()


@pytest.mark.one_database
def test_what_is_to_be_drawn_anew_and_shows_the_same_keeps_its_address(about: Page, drawn_pages: list[Card]) -> None:
    publish(about)
    before = SocialImage.objects.get(page=about)
    with TestCase.captureOnCommitCallbacks(execute=True):
        Site.objects.get().save()
        run_job.call("draw_cards")
    after = SocialImage.objects.get(page=about)
    assert (str(after.file), after.fingerprint) == (str(before.file), before.fingerprint)
    assert after.file.storage.exists(str(after.file))
    after.file.storage.delete(str(after.file))
    with TestCase.captureOnCommitCallbacks(execute=True):
        Site.objects.get().save()
        run_job.call("draw_cards")
    assert after.file.storage.exists(str(SocialImage.objects.get(page=about).file))


@pytest.mark.parametrize("page_type", get_page_models())
def test_a_card_says_of_its_page_only_what_readers_call_it(page_type: Any) -> None:
    if issubclass(page_type, BasePage):
        said = str(page_type.reader_kind())
        assert not {"página", "lista"} & set(said.lower().split())


@pytest.mark.parametrize(
    ("title", "tag", "written"),
    [
        ("Igualdad 中 y 🌍 agua", "es", "Igualdad y agua"),
        ("Igualdad y \U0001f30d", "es", "Igualdad y"),
        ("ONU مساواة agua", "es", "ONU مساواة agua"),
        ("المساواة UN 2030", "ar", "المساواة UN 2030"),
        ("Łódź → Đakovo", "es", "Łódź Đakovo"),
    ],
)
def test_only_the_letters_that_no_font_has_are_left_out(title: str, tag: str, written: str) -> None:
    assert draw(card(title=title, tag=tag)) == draw(card(title=written, tag=tag))
    assert draw(card(title=title, tag=tag)) != draw(card(title="", tag=tag))


@given(st.text(max_size=60), st.sampled_from(["es", "ar"]))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_drawn_and_what_can_be_written_is(text: str, tag: str) -> None:
    with_word = picture(card(title=f"Igualdad {text}", kind="", tag=tag))
    assert has_ink(with_word, MARGIN, WIDTH - MARGIN)


@pytest.mark.one_database
def test_goals_give_their_colour(home: Any, drawn_pages: list[Card]) -> None:
    page = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    publish(page)
    assert drawn_pages[0].colour == page.goal.colour


def test_it_asks_no_more_of_a_visit(client: Client, about: Page, drawn_pages: list[Card]) -> None:
    def count() -> int:
        client.get("/es/acerca/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/es/acerca/")
        return len(captured)

    before = count()
    publish(about)
    assert count() == before
