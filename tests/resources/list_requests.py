"""Reading a list as a visitor narrows it."""

from typing import Any

from django.test import Client


def get_results(client: Client, index: Any, query: str = "") -> Any:
    """What the list answers to the query of an address."""
    response = client.get(f"{index.url}?{query}")
    assert response.status_code == 200, query[:200]
    return response.context["results"]


def result_titles(client: Client, index: Any, query: str = "") -> list[str]:
    """The titles of the leaf."""
    return [page.title for page in get_results(client, index, query).results_page]


def option_counts(shown: Any, key: str) -> dict[str, int]:
    """How many pages each option of a facet would give, by the option's name."""
    for facet in shown.facets:
        if facet.facet.key == key:
            return {option.name.label: option.count for option in (*facet.options, *facet.collapsed)}
    return {}
