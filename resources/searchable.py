"""What the public search is told of resources with their files, of news and of events."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.facets.facet import ChoiceFacet, YearFacet
from core.searchable import Files, Searchable, register
from core.vocabularies import countries, languages
from groups.facets import COUNTRY, GOAL, GroupFacet, ThemeFacet
from groups.searchable import entity_facet
from resources.library.access import open_to_all
from resources.models import (
    EventGroup,
    EventOrganiser,
    EventTheme,
    NewsGroup,
    NewsTheme,
    ResourceEntity,
    ResourceFile,
    ResourceGroup,
    ResourceTheme,
)


def files_of(keys: Iterable[int]) -> Files:
    """The documents of resources that everybody may have; the language is the one that the resource says. One query."""
    rows = ResourceFile.objects.order_by("sort_order").filter(page_id__in=list(keys), document__in=open_to_all())
    found: dict[int, list[tuple[int, str]]] = {}
    for page, document, language in rows.values_list("page_id", "document_id", "language"):
        found.setdefault(page, []).append((document, language))
    return found


def register_all() -> None:
    """Called in ``AppConfig.ready``."""
    group, theme, year = _("Working group"), _("Theme"), _("Year")
    register(
        Searchable(
            "resources.ResourcePage",
            "resources",
            (
                GOAL,
                ThemeFacet("theme", theme, ResourceTheme),
                COUNTRY,
                GroupFacet("group", group, ResourceGroup),
                entity_facet(ResourceEntity),
                YearFacet("year", year, "published_on"),
                ChoiceFacet("language", _("Language of the file"), "language", languages.choices, ResourceFile),
            ),
            files=files_of,
            date="published_on",
        )
    )
    register(
        Searchable(
            "resources.NewsPage",
            "news",
            (
                GOAL,
                ThemeFacet("theme", theme, NewsTheme),
                COUNTRY,
                GroupFacet("group", group, NewsGroup),
                entity_facet(None, "source_entity"),
                YearFacet("year", year, "date"),
            ),
            date="date",
            ages=True,
        )
    )
    register(
        Searchable(
            "resources.EventPage",
            "events",
            (
                GOAL,
                ThemeFacet("theme", theme, EventTheme),
                ChoiceFacet("country", _("Country"), "country", countries.choices),
                GroupFacet("group", group, EventGroup),
                entity_facet(EventOrganiser),
                YearFacet("year", year, "starts_on"),
            ),
            date="starts_on",
            ages=True,
        )
    )
