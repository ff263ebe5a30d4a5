"""Fields of pages in the API, as page types declare them (:mod:`core.base.page_types`)."""

from datetime import datetime
from typing import Any

from django.utils import translation
from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from core.base.page_types import Fact, page_type_of, page_types
from core.vocabularies import countries, goals, languages


def api_fields(model: type[Page]) -> list[APIField]:
    """API fields of a page type."""
    page_type = page_type_of(model)
    facts = [APIField(name, serializer=FactField(serialize)) for name, serialize in page_type.api_facts.items()]
    return facts + [
        APIField(name, serializer=RelationField(serialize)) for name, serialize in page_type.api_relations.items()
    ]


def fact_names(model: type[Page]) -> list[str]:
    """The fields that a list of a type has."""
    return list(page_type_of(model).api_facts)


def relation_names() -> list[str]:
    """The fields, of any type, that only a page of its own has."""
    return sorted({name for page_type in page_types() for name in page_type.api_relations})


class FactField(Field):
    """A fact, in the page's language."""

    def __init__(self, serialize: Fact, **kwargs: Any) -> None:
        self.serialize = serialize
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: Page) -> Page:
        """The page itself. Part of the framework's interface."""
        return instance

    def to_representation(self, page: Page) -> Any:
        """Serialized value. Part of the framework's interface."""
        with translation.override(page.locale.language_code):
            return _plain(self.serialize(page))


class RelationField(FactField):
    """A relation, in the page's language; the page's context is made once for all of them."""

    def to_representation(self, page: Page) -> Any:
        """Serialized value. Part of the framework's interface."""
        context_cache: dict[Any, Any] = self.context
        with translation.override(page.locale.language_code):
            if ("template", page.pk) not in context_cache:
                context = page_type_of(type(page)).get_context(page, context_cache["request"])
                context_cache["template", page.pk] = {"page": page, **context}
            return _plain(self.serialize(context_cache["template", page.pk]))


def goal_codes(numbers: list[int]) -> list[dict[str, Any]]:
    """Goals: number, IRI, and name in the page's language, or the language that stands in for it."""
    names = ((goals.goal(number), *goals.goal(number).title_and_language()) for number in numbers)
    return [{"code": goal.number, "iri": goal.iri, "name": title, "locale": tag} for goal, title, tag in names]


def country_codes(codes: list[str]) -> list[dict[str, str]]:
    """Countries: ISO 3166-1 code, and name in the page's language."""
    return [country(code) for code in codes]


def country(code: str) -> dict[str, str]:
    """A country: ISO 3166-1 code, and name in the page's language."""
    return {"code": code, "name": countries.name(code, translation.get_language() or "en")}


def language(tag: str) -> dict[str, str] | None:
    """A language: BCP 47 tag, and name in the page's language; ``None`` for none."""
    return {"code": tag, "name": languages.name(tag, translation.get_language() or "en")} if tag else None


def choice(page: Any, name: str) -> dict[str, str] | None:
    """The choice that a field holds: its code, and what it is called in the page's language."""
    code = getattr(page, name)
    return {"code": code, "name": str(getattr(page, f"get_{name}_display")())} if code else None


def html(text: str) -> str:
    """Rich text as the public gets it: its links are addresses."""
    return expand_db_html(text)


def term(entry: Any) -> dict[str, Any] | None:
    """An entry of a vocabulary: its key for programs, the same in every language, and its name; ``None`` for none."""
    if entry is None:
        return None
    fields = {
        "translation_key": str(entry.translation_key),
        "key": getattr(entry, "key", None),
        "name": getattr(entry, "label", None) or getattr(entry, "name", ""),
        "locale": entry.locale.language_code,
    }
    return {name: value for name, value in fields.items() if value is not None}


def page_link(page: Any) -> dict[str, Any] | None:
    """A page that another one names; ``None`` for none. The key is that of all its versions."""
    if page is None:
        return None
    return {
        "id": page.pk,
        "translation_key": str(page.translation_key),
        "title": page.title,
        "html_url": page.full_url,
        "locale": page.locale.language_code,
    }


def _plain(value: Any) -> Any:
    """Moments and days as ISO 8601 has them."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if hasattr(value, "isoformat") else value
