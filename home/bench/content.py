"""A platform of any size: groups, services, and what hangs on them, in two languages."""

import random
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from core.progress import Progress
from core.vocabularies.countries import REGION
from groups.models import (
    Audience,
    Entity,
    GroupKind,
    GroupLead,
    GroupMember,
    GroupTheme,
    ServiceAudience,
    ServiceEntity,
    ServiceGroup,
    ServiceKind,
    ServicePage,
    ServiceTheme,
    Theme,
    WorkingGroupPage,
)
from home.bench.bulk import batches, insert_pages
from home.quiet import quietly
from home.setup.kinds import publish
from home.setup.platform import Platform, set_up
from translation.landing import land

SOURCE, TARGET = "es", "en"
ENTITIES, THEMES = 40, 20

_TEXT = (
    "agua alianza ambiente apoyo asamblea ciudad clima comunidad cooperación cuidado datos derecho desarrollo "
    "diálogo educación empleo energía enfoque equidad estrategia evidencia familia formación frontera futuro "
    "género gobierno igualdad inclusión infancia informe innovación justicia juventud marco mesa migración mujer "
    "nación océano pacto participación paz plan población política pobreza protección pueblo recurso red región "
    "resiliencia riesgo salud seguridad servicio sistema sociedad territorio trabajo transición vivienda"
)
_WORDS = _TEXT.split()


@dataclass
class Vocabulary:
    """What pages choose from, in the source's language; the same for all."""

    entities: list[Entity]
    themes: list[Theme]
    group_kinds: list[GroupKind]
    service_kinds: list[ServiceKind]
    audiences: list[Audience]


class Author:
    """Writes texts of known length out of few words, the same ones every time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - texts, not secrets

    def text(self, words: int) -> str:
        """A sentence of so many words."""
        return " ".join(self.chance.choices(_WORDS, k=words)).capitalize()

    def html(self, paragraphs: int) -> str:
        """A rich text of so many paragraphs."""
        return "".join(f"<p>{self.text(45)}.</p>" for _number in range(paragraphs))

    def some(self, things: list[Any], count: int) -> list[Any]:
        """So many of the things, none twice."""
        return self.chance.sample(things, count)


@transaction.atomic
def build(pages: int, progress: Progress) -> Platform:
    """A platform with about so many pages, both languages counted; half of the pages are translated.

    A tenth are services; of groups there is one for every 500 pages, at least 12 and at most 200.
    """
    with quietly():
        platform = set_up([SOURCE, TARGET])
        progress.begin("Vocabularies")
        vocabulary = _vocabulary(platform)
    target = platform.targets[0]
    author = Author(pages)
    progress.begin("Groups")
    group_count = max(12, min(200, pages // 500))
    groups = [_group(author, number, vocabulary) for number in range(group_count)]
    _insert(platform.groups, groups, target, progress)
    _relate(groups, target, lambda group: _group_rows(author, group, vocabulary))
    progress.begin("Services")
    services = [_service(author, number, vocabulary) for number in range(max(0, pages * 2 // 3 - group_count))]
    _insert(platform.services, services, target, progress)
    _relate(services, target, lambda service: _service_rows(author, service, vocabulary, groups))
    return platform


def _vocabulary(platform: Platform) -> Vocabulary:
    source, target = platform.source, platform.targets[0]
    entities = [Entity(key=f"entity-{n}", name=f"Entidad {n}", acronym=f"E{n}", locale=source) for n in range(ENTITIES)]
    themes = [Theme(name=f"Tema {n}", slug=f"tema-{n}", locale=source) for n in range(THEMES)]
    for snippet in (*entities, *themes):
        publish(snippet)
        land(snippet, target, {"name": f"EN {snippet.name}"})
    return Vocabulary(entities, themes, *(_own(model, source) for model in (GroupKind, ServiceKind, Audience)))


def _own(model: type[Any], locale: Locale) -> list[Any]:
    return list(model.objects.filter(locale=locale))


def _group(author: Author, number: int, vocabulary: Vocabulary) -> WorkingGroupPage:
    return WorkingGroupPage(
        title=f"Grupo {number}: {author.text(6)}",
        slug=f"grupo-{number}",
        acronym=f"G{number}",
        summary=author.text(25),
        purpose=author.html(3),
        kind=author.chance.choice(vocabulary.group_kinds),
        goals=author.some(list(range(1, 18)), 3),
        countries=author.some(list(REGION), 4),
    )


def _service(author: Author, number: int, vocabulary: Vocabulary) -> ServicePage:
    return ServicePage(
        title=f"Servicio {number}: {author.text(6)}",
        slug=f"servicio-{number}",
        summary=author.text(25),
        description=author.html(3),
        kind=author.chance.choice(vocabulary.service_kinds),
        goals=author.some(list(range(1, 18)), 2),
        countries=author.some(list(REGION), 3),
        delivery_languages=["es", "en"],
        how_to_ask=author.text(20),
    )


def _group_rows(author: Author, page: Any, vocabulary: Vocabulary) -> Iterator[Any]:
    for entity in author.some(vocabulary.entities, 3):
        yield GroupLead(page=page, entity=entity)
    for entity in author.some(vocabulary.entities, 12):
        yield GroupMember(page=page, entity=entity)
    for theme in author.some(vocabulary.themes, 3):
        yield GroupTheme(page=page, theme=theme)


def _service_rows(author: Author, page: Any, vocabulary: Vocabulary, groups: list[Any]) -> Iterator[Any]:
    for group in author.some(groups, 2):
        yield ServiceGroup(page=page, group=group)
    for entity in author.some(vocabulary.entities, 3):
        yield ServiceEntity(page=page, entity=entity)
    for audience in author.some(vocabulary.audiences, 3):
        yield ServiceAudience(page=page, audience=audience)
    for theme in author.some(vocabulary.themes, 3):
        yield ServiceTheme(page=page, theme=theme)


def _insert(index: Page, pages: list[Any], target: Locale, progress: Progress) -> None:
    """The pages below their index, and every second one translated below the index's translation."""
    translated = index.get_translation(target).specific
    for batch in batches(pages):
        for page in batch:
            page.locale, page.translation_key = index.locale, uuid.uuid4()
        insert_pages(index, batch)
        insert_pages(translated, [_translation(page, target) for page in batch[::2]])
        progress.step()


def _translation(page: Any, locale: Locale) -> Any:
    """The page in another language, with words of its own."""
    left_out = {"id", "page_ptr"}
    values = {
        field.attname: getattr(page, field.attname)
        for field in type(page)._meta.concrete_fields
        if field.name not in left_out
    }
    return type(page)(
        **values
        | {"title": f"EN {page.title}", "slug": f"en-{page.slug}", "summary": f"EN {page.summary}", "locale": None}
        | {"locale_id": locale.pk}
    )


def _relate(pages: list[Any], target: Locale, rows: Callable[[Any], Iterable[Any]]) -> None:
    """The rows of relations, for each page and its translation."""
    for batch in batches(pages):
        versions = dict(
            Page.objects.filter(
                locale=target, translation_key__in=[page.translation_key for page in batch]
            ).values_list("translation_key", "pk")
        )
        by_model: dict[type[Any], list[Any]] = {}
        for page in batch:
            for order, row in enumerate(rows(page)):
                row.sort_order, row.locale_id, row.translation_key = order, page.locale_id, uuid.uuid4()
                by_model.setdefault(type(row), []).append(row)
                if page.translation_key in versions:
                    by_model[type(row)].append(_row_of(row, versions[page.translation_key], target))
        for model, made in by_model.items():
            model.objects.bulk_create(made, batch_size=1000)


def _row_of(row: Any, page_id: int, locale: Locale) -> Any:
    values = {
        field.attname: getattr(row, field.attname) for field in type(row)._meta.concrete_fields if field.name != "id"
    }
    return type(row)(**values | {"page_id": page_id, "locale_id": locale.pk})
