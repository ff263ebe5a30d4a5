"""Style guide: sample lists with filters."""

from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator

from core.base.facets import Name
from core.base.list_definition import ListSection
from core.listings.filters import ChoiceFacet
from core.listings.related import FirstPages, ListingResults
from core.listings.results import Chip, FacetOptions, Option, Relaxation
from devtools.styleguide.filling import long_words

_GOAL, _THEME = ChoiceFacet("goal", "Goal", "goals", list), ChoiceFacet("theme", "Theme", "themes", list)


def _option(value: str, label: str, number: int, *, tag: str = "en", is_selected: bool = False) -> Option:
    return Option(value, Name(label, tag), number, is_selected)


def _results(chips: list[Chip], relaxations: list[Relaxation], facets: list[FacetOptions], total: int) -> Any:
    sort = SimpleNamespace(key="newest", label="Newest first")
    return SimpleNamespace(
        facets=facets,
        chips=chips,
        relaxations=relaxations,
        total=total,
        results_page=Paginator(range(total), 2).get_page(1),
        params=SimpleNamespace(is_filtered=True, sort=sort, filters="goal=5"),
        definition=SimpleNamespace(name="sample", sorts=[sort]),
    )


def samples_of_lists(pages: list[Any], elsewhere: list[Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """The samples, by component; made of some pages in the guide's language and some in others."""
    selected_option = _option("5", "5. Gender equality", 12, is_selected=True)
    foreign = _option("care", "Cuidados", 3, tag="es")
    crowded = _option("long", long_words(None), 100_000)
    goals = FacetOptions(
        _GOAL, [_option("1", "1. No poverty", 7), selected_option], [_option("8", "8. Decent work", 1)]
    )
    themes = FacetOptions(_THEME, [foreign, crowded], [])
    chips = [Chip(_GOAL, selected_option.name, ""), Chip(_THEME, foreign.name, "goal=5")]
    relaxations = [Relaxation(_THEME, 12, "goal=5"), Relaxation(_GOAL, 1, "theme=care")]
    samples: dict[str, dict[str, dict[str, Any]]] = {
        "facet": {"Something chosen": {"facet_options": goals}, "Nothing chosen": {"facet_options": themes}},
        "chips": {"As it comes": {"chips": chips, "clear": "#"}},
        "nothing_matches": {
            "As it comes": {"relaxations": relaxations},
            "Whatever is given up": {"relaxations": []},
        },
    }
    full, empty = (_results(chips, relaxations, [goals, themes], total) for total in (12, 0))
    return samples | _samples_of_pages(full, empty, pages, elsewhere)


def _samples_of_pages(
    full: Any, empty: Any, pages: list[Any], elsewhere: list[Any]
) -> dict[str, dict[str, dict[str, Any]]]:
    in_other_languages = FirstPages([], 0, elsewhere, {"es": 40})
    frame = {"page": SimpleNamespace(url="#"), "feed_url": "#", "table_url": "#", "facets": full.facets}
    listing = ListingResults("overview", "Services", pages, [])
    some = {"results": full, "in_other_languages": in_other_languages, **frame}
    none = {"results": empty, "in_other_languages": in_other_languages, **frame}
    return {
        "list": {
            "As it comes": {"sections": [ListSection("Coalitions", pages)], **some},
            "Nothing matches": {"sections": [], **none},
        },
        "overview": {"As it comes": {"listings": [listing], **some}, "Nothing matches": {"listings": [], **none}},
        "facets": {"As it comes": {"results": full}},
    }
