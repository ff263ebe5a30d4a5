"""Build resources, news and events with their relations."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from core.vocabularies.countries import REGION
from devtools.bench.documents import documents
from devtools.bench.groups import GOALS
from devtools.bench.texts import TextAuthor
from devtools.bench.vocabulary import Vocabulary
from resources.models import (
    EventGroup,
    EventMaterial,
    EventOrganiser,
    EventPage,
    EventTheme,
    NewsGroup,
    NewsPage,
    NewsTheme,
    ResourceAuthor,
    ResourceEntity,
    ResourceFile,
    ResourceGroup,
    ResourcePage,
    ResourceTheme,
)

#: Days back to which things reach, and how far ahead events are planned.
YEARS_BACK, DAYS_AHEAD = 15 * 365, 90

ZONES = ["America/Santiago", "America/Bogota", "America/Mexico_City", "America/Port_of_Spain"]


class Resources:
    """Makes resources with their files. ``made`` has the keys of all that were related so far."""

    def __init__(self, author: TextAuthor, vocabulary: Vocabulary, groups: list[Any]) -> None:
        self.author, self.vocabulary, self.groups = author, vocabulary, groups
        self.documents = documents(author)
        self.made: list[int] = []

    def page(self, number: int) -> ResourcePage:
        """A new resource; of twenty, one is superseded by another one."""
        author = self.author
        return ResourcePage(
            title=f"Recurso {number}: {author.text(7)} {author.place()}",
            slug=f"recurso-{number}",
            summary=author.summary(30),
            abstract=author.html(2),
            key_messages=author.blocks(*[("message", {"text": author.text(18)}) for _message in range(3)]),
            type=author.one(self.vocabulary.resource_types),
            published_on=_day(author),
            original_language="es",
            goals=author.some(GOALS, 2),
            countries=author.some(list(REGION), 3),
            symbol=f"B/{number}",
            licence=ResourcePage.Licence.CC_BY,
            superseded_by_id=author.one(self.made) if self.made and author.draw(20) else None,
            body=author.blocks(("heading", {"text": author.text(4)}), ("rich_text", author.html(2))),
        )

    def rows(self, page: Any) -> Iterator[Any]:
        """Its files, groups, publishers, authors and themes."""
        author = self.author
        self.made.append(page.pk)
        yield ResourceFile(page=page, language="es", document=next(self.documents))
        if author.draw(2):
            yield ResourceFile(page=page, language="en", label="Summary", document=next(self.documents))
        else:
            yield ResourceFile(page=page, language="en", address=f"https://example.org/{page.slug}")
        role = ResourceGroup.Role.WORK_PLAN if author.draw(20) else ResourceGroup.Role.PUBLISHED_BY
        for group in author.some(self.groups, 2):
            yield ResourceGroup(page=page, group=group, role=role)
        for entity in author.some(self.vocabulary.entities, 2):
            yield ResourceEntity(page=page, entity=entity)
        for entity in author.some(self.vocabulary.entities, 2):
            yield ResourceAuthor(page=page, name=author.text(2), entity=entity)
        for theme in author.some(self.vocabulary.themes, 3):
            yield ResourceTheme(page=page, theme=theme)


class News:
    """Makes news."""

    def __init__(self, author: TextAuthor, vocabulary: Vocabulary, groups: list[Any]) -> None:
        self.author, self.vocabulary, self.groups = author, vocabulary, groups

    def page(self, number: int) -> NewsPage:
        """A new piece of news."""
        author = self.author
        return NewsPage(
            title=f"Noticia {number}: {author.text(7)} {author.place()}",
            slug=f"noticia-{number}",
            summary=author.summary(25),
            date=_day(author),
            source_entity=author.one(self.vocabulary.entities),
            goals=author.some(GOALS, 2),
            countries=author.some(list(REGION), 2),
            body=author.blocks(("rich_text", author.html(3)), ("quote", {"text": author.text(20)})),
        )

    def rows(self, page: Any) -> Iterator[Any]:
        """Its groups and themes."""
        yield NewsGroup(page=page, group=self.author.one(self.groups))
        for theme in self.author.some(self.vocabulary.themes, 2):
            yield NewsTheme(page=page, theme=theme)


class Events:
    """Makes events, of which one in thirty lies ahead. ``resources`` are the keys of their materials."""

    def __init__(self, author: TextAuthor, vocabulary: Vocabulary, groups: list[Any], resources: list[int]) -> None:
        self.author, self.vocabulary, self.groups, self.resources = author, vocabulary, groups, resources

    def page(self, number: int) -> EventPage:
        """A new event of two hours."""
        author = self.author
        ahead = author.draw(30)
        days = author.chance.randrange(1, DAYS_AHEAD) if ahead else -author.chance.randrange(1, YEARS_BACK)
        starts_at = datetime.now(UTC).replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=days)
        sessions = [
            {"starts": f"{hour:02d}:00:00", "title": author.text(5), "text": author.text(20), "speakers": []}
            for hour in (9, 10)
        ]
        page = EventPage(
            title=f"Evento {number}: {author.text(6)} {author.place()}",
            slug=f"evento-{number}",
            summary=author.summary(25),
            type=author.one(self.vocabulary.event_types),
            status=EventPage.Status.SCHEDULED if ahead else EventPage.Status.HELD,
            timezone=author.one(ZONES),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            city=author.text(1),
            country=author.one(list(REGION)),
            interpretation_languages=["es", "en"],
            goals=author.some(GOALS, 2),
            programme=author.blocks(*[("session", session) for session in sessions]),
            body=author.blocks(("rich_text", author.html(2))),
        )
        page.over_at, page.starts_on = page.ends(), page.first_day()
        return page

    def rows(self, page: Any) -> Iterator[Any]:
        """Its groups, organisers, themes and materials."""
        yield EventGroup(page=page, group=self.author.one(self.groups))
        for entity in self.author.some(self.vocabulary.entities, 2):
            yield EventOrganiser(page=page, entity=entity)
        for theme in self.author.some(self.vocabulary.themes, 2):
            yield EventTheme(page=page, theme=theme)
        for resource in self.author.some(self.resources, min(2, len(self.resources))):
            yield EventMaterial(page=page, resource_id=resource)


def _day(author: TextAuthor) -> Any:
    return datetime.now(UTC).date() - timedelta(days=author.chance.randrange(YEARS_BACK))
