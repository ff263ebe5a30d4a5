"""What the templates of lists show."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from core.facets.answer import Answer
from core.seo import PageLanguages, page_languages

if TYPE_CHECKING:
    from core.models import ListPage


def list_context(page: "ListPage", answer: Answer, request: HttpRequest) -> dict[str, Any]:
    """The answer, its languages, and the addresses of its feed and table.

    A list that is narrowed or sorted is for people, not for search engines.
    """
    question = answer.question
    filters = f"?{question.filters}" if question.filters else ""
    asked = f"?{question.query}" if question.query else ""
    address = page.get_url(request) or ""
    return {
        "answer": answer,
        "languages": _languages(page_languages(page, request), answer),
        "noindex": not question.is_usual,
        "feed_url": f"{address}feed.atom{filters}",
        "table_url": f"{address}list.csv{asked}" if answer.listed.table else "",
    }


def _languages(found: PageLanguages, answer: Answer) -> PageLanguages:
    """The switcher asks the same question in another language, whose names and order are its own."""
    query, number = answer.question.query, answer.leaf.number
    suffix = f"?{query}" if query else ""
    choices = [replace(choice, url=choice.url and f"{choice.url}{suffix}") for choice in found.choices]
    original = found.original and replace(found.original, url=f"{found.original.url}{suffix}")
    if query or not found.indexable:
        return replace(found, choices=choices, original=original, alternates=[], canonical="", indexable=False)
    if number > 1:
        return replace(found, choices=choices, alternates=[], canonical=f"{found.canonical}?page={number}")
    return found
