"""What the templates of lists show."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from core.listings.results import Answer
from core.seo.languages import page_languages, switched

if TYPE_CHECKING:
    from core.listings.list_page import ListPage


def list_context(page: "ListPage", answer: Answer, request: HttpRequest) -> dict[str, Any]:
    """The answer, its languages, and the addresses of its feed and table.

    A list that is narrowed or sorted is for people, not for search engines.
    """
    question = answer.question
    filters = f"?{question.filters}" if question.filters else ""
    query_string = f"?{question.query}" if question.query else ""
    address = page.get_url(request) or ""
    return {
        "answer": answer,
        "leaf": answer.leaf,
        "languages": switched(page_languages(page, request), query=query_string),
        "noindex": not question.is_usual,
        "feed_url": f"{address}{page.reverse_subpage('feed')}{filters}",
        "table_url": f"{address}{page.reverse_subpage('table')}{query_string}" if answer.listed.table else "",
    }
