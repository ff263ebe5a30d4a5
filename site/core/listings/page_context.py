"""Template context of lists."""

from typing import Any

from django.http import HttpRequest

from core.base.models import BasePage
from core.listings.results import ListResults
from core.seo.languages import page_languages, with_switcher_urls


def list_context(page: BasePage, results: ListResults, request: HttpRequest) -> dict[str, Any]:
    """The answer, its languages, and the addresses of its feed and table.

    A list that is narrowed or sorted is for people, not for search engines.
    """
    params = results.params
    filters = f"?{params.filters}" if params.filters else ""
    query_string = f"?{params.query}" if params.query else ""
    address = page.get_url(request) or ""
    return {
        "results": results,
        "results_page": results.results_page,
        "sections": results.sections,
        "in_other_languages": results.in_other_languages,
        "languages": with_switcher_urls(page_languages(page, request), query=query_string),
        "noindex": not params.is_default,
        "feed_url": f"{address}{page.reverse_subpage('feed')}{filters}",
        "table_url": f"{address}{page.reverse_subpage('table')}{query_string}" if results.definition.table else "",
    }
