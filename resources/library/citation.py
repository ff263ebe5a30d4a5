"""A resource as others cite it: one line, in the language of the page."""

from collections.abc import Iterable
from typing import Any

from groups.models import Entity
from resources.models import ResourcePage


def citation(page: ResourcePage, authors: Iterable[Any], entities: Iterable[Entity]) -> str:
    """Who, when, what, where: authors or else publishers, year, title, symbol, publishers, DOI or permanent link."""
    publishers = [entity.acronym or entity.name for entity in entities]
    names = [author.name for author in authors]
    who = "; ".join(names or publishers)
    year = f"({page.published_on.year})" if page.published_on else ""
    what = f"{page.title} ({page.symbol})" if page.symbol else page.title
    where = ", ".join(publishers) if names else ""
    link = f"https://doi.org/{page.doi}" if page.doi else page.permanent_link
    first = " ".join(part for part in (who, year) if part)
    said = [part.rstrip(".") for part in (first, what, where) if part]
    return ". ".join([*said, link] if link else said)
