"""Build groups and services with their relations."""

from collections.abc import Iterator
from typing import Any

from core.vocabularies.countries import REGION
from devtools.bench.texts import TextAuthor
from devtools.bench.vocabulary import Vocabulary
from groups.models import (
    GroupLead,
    GroupMember,
    GroupTheme,
    ServiceAudience,
    ServiceEntity,
    ServiceGroup,
    ServicePage,
    ServiceTheme,
    WorkingGroupPage,
)

GOALS = list(range(1, 18))


class Groups:
    """Makes groups."""

    def __init__(self, author: TextAuthor, vocabulary: Vocabulary) -> None:
        self.author, self.vocabulary = author, vocabulary

    def page(self, number: int) -> WorkingGroupPage:
        """A new group."""
        author = self.author
        return WorkingGroupPage(
            title=f"Grupo {number}: {author.text(6)}",
            slug=f"grupo-{number}",
            acronym=f"G{number}",
            summary=author.summary(25),
            purpose=author.html(3),
            kind=author.one(self.vocabulary.group_kinds),
            goals=author.some(GOALS, 3),
            countries=author.some(list(REGION), 4),
        )

    def rows(self, page: Any) -> Iterator[Any]:
        """Its leads, members and themes."""
        for entity in self.author.some(self.vocabulary.entities, 3):
            yield GroupLead(page=page, entity=entity)
        for entity in self.author.some(self.vocabulary.entities, 12):
            yield GroupMember(page=page, entity=entity)
        for theme in self.author.some(self.vocabulary.themes, 3):
            yield GroupTheme(page=page, theme=theme)


class Services:
    """Makes services that groups offer."""

    def __init__(self, author: TextAuthor, vocabulary: Vocabulary, groups: list[Any]) -> None:
        self.author, self.vocabulary, self.groups = author, vocabulary, groups

    def page(self, number: int) -> ServicePage:
        """A new service."""
        author = self.author
        return ServicePage(
            title=f"Servicio {number}: {author.text(6)}",
            slug=f"servicio-{number}",
            summary=author.summary(25),
            description=author.html(3),
            kind=author.one(self.vocabulary.service_kinds),
            goals=author.some(GOALS, 2),
            countries=author.some(list(REGION), 3),
            delivery_languages=["es", "en"],
            how_to_ask=author.text(20),
        )

    def rows(self, page: Any) -> Iterator[Any]:
        """Its groups, entities, audiences and themes."""
        for group in self.author.some(self.groups, 2):
            yield ServiceGroup(page=page, group=group)
        for entity in self.author.some(self.vocabulary.entities, 3):
            yield ServiceEntity(page=page, entity=entity)
        for audience in self.author.some(self.vocabulary.audiences, 3):
            yield ServiceAudience(page=page, audience=audience)
        for theme in self.author.some(self.vocabulary.themes, 3):
            yield ServiceTheme(page=page, theme=theme)
