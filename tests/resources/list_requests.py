"""Requests of a list page with filters."""

from typing import Any

from django.test import Client


def get_results(client: Client, index: Any, query: str = "") -> Any:
    """The results in the context of the list page for a query string."""
    response = client.get(f"{index.url}?{query}")
    assert response.status_code == 200, query[:200]
    return response.context["results"]


def result_titles(client: Client, index: Any, query: str = "") -> list[str]:
    """The titles on the results page."""
    return [page.title for page in get_results(client, index, query).results_page]


def option_counts(shown: Any, key: str) -> dict[str, int]:
    """The counts of a facet's options by label."""
    for facet in shown.facets:
        if facet.facet.key == key:
            return {option.name.label: option.count for option in (*facet.options, *facet.collapsed)}
    return {}
