"""Requests of the translators' screen, and its parsed content."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.models import ContentPage
from tests.factories import ContentPageFactory
from tests.platform import create_platform
from tests.support.row_cache import cached_rows
from tests.translation.factories import publish
from tests.translation.team import TranslationTeam
from tests.translation.users import client_for
from translation.exchange.new_translation import land


@dataclass
class Screen:
    """A parsed response."""

    soup: BeautifulSoup

    def unit(self, pk: int) -> Tag:
        """The element of a segment."""
        found = self.soup.select_one(f"[data-seg='{pk}']")
        assert isinstance(found, Tag), f"the screen has no text {pk}"
        return found

    @property
    def units(self) -> dict[int, str]:
        """The values of the fields by segment key."""
        return {
            int(str(unit["data-seg"])): unit.select_one("textarea").text.removeprefix("\n")
            for unit in self.soup.select("[data-seg]")
        }

    def base(self, pk: int) -> str:
        """The version of a text in the form."""
        return str(self.soup.select_one(f"input[name='base-{pk}']")["value"])

    @property
    def values(self) -> set[int]:
        """The keys of the overridable segments on the screen."""
        return {int(str(value["data-value"])) for value in self.soup.select("[data-value]")}

    @property
    def text(self) -> str:
        """The screen's text."""
        return " ".join(self.soup.get_text(" ").split())


def parse_screen(html: str) -> Screen:
    """Parse the screen's HTML."""
    return Screen(BeautifulSoup(html, "html.parser"))


def open_screen(user: User | Client, page: Any, **query: Any) -> Screen:
    """Request the screen as a user."""
    client = user if isinstance(user, Client) else client_for(user)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]), query)
    assert response.status_code == 200, response.status_code
    return parse_screen(response.content.decode())


def open_all_pages(user: User | Client, page: Any) -> Iterator[Screen]:
    """Request every page of the screen."""
    number = 1
    while True:
        screen = open_screen(user, page, p=number)
        yield screen
        if screen.soup.select_one("[data-next-page]") is None:
            return
        number += 1


def first_segment(translation: Translation, path: str) -> StringSegment:
    """The first segment of the source with a path."""
    found = StringSegment.objects.filter(source=translation.source_id, context__path=path).order_by("order").first()
    assert found is not None
    return found


def post_texts(
    user: User | Client, translation: Translation, texts: dict[int, str], bases: dict[int, str], **more: str
) -> Any:
    """Post the form as a browser without scripts does."""
    client = user if isinstance(user, Client) else client_for(user)
    data = {f"text-{pk}": text for pk, text in texts.items()} | {f"base-{pk}": base for pk, base in bases.items()}
    return client.post(reverse("translate:save_texts", args=[translation.pk]), data | more)


def stored_translation(translation: Translation, path: str) -> StringTranslation:
    """The stored translation of the first segment with a path."""
    found = first_segment(translation, path)
    return StringTranslation.objects.get(translation_of=found.string, context=found.context)


def translate_text(
    team: TranslationTeam, path: str, text: str, user: User | None = None, base: str | None = None, **more: str
) -> Any:
    """Open the screen and post one text."""
    user = user or team.translator
    pk = first_segment(team.translation, path).pk
    screen = open_screen(user, team.target)
    return post_texts(user, team.translation, {pk: text}, {pk: screen.base(pk) if base is None else base}, **more)


def change_source(team: TranslationTeam, **values: str) -> None:
    """Change and publish the source, and update the translation source."""
    for name, value in values.items():
        setattr(team.source, name, value)
    publish(team.source)
    team.translation.source.update_from_db()


@cached_rows
def create_long_page(texts: int, links: int = 0) -> tuple[ContentPage, Translation]:
    """Create a translated page of headings, then of texts with a link each; return it with its translation."""
    home = create_platform("es", "en")
    page = ContentPageFactory(
        parent=home,
        body=[
            *(("heading", {"text": f"Título {n}", "level": "h2"}) for n in range(texts)),
            *(("rich_text", f'<p>Lea <a href="https://example.org/{n}">el plan {n}</a></p>') for n in range(links)),
        ],
    )
    publish(page)
    frozen, _created = TranslationSource.update_or_create_from_instance(page)
    words = {
        data: f"Heading {data}"
        for data in StringSegment.objects.filter(source=frozen).values_list("string__data", flat=True)
    }
    target = land(page, Locale.objects.get(language_code="en"), words)
    return target, Translation.objects.get(source=frozen)
