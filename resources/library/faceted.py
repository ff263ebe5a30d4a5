"""The list of resources: what narrows and sorts it."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.facets.facet import ChoiceFacet, SnippetFacet, YearFacet
from core.facets.registry import FacetedList, Sort
from core.vocabularies import languages
from groups.facets import COUNTRY, GOAL, GroupFacet, ThemeFacet
from groups.models import Entity
from resources.library.listings import NEWEST_FIRST, all_resources
from resources.library.table import TABLE
from resources.models import ResourceEntity, ResourceFile, ResourceGroup, ResourceTheme, ResourceType

RESOURCES = FacetedList(
    name="resources",
    label=_("Resources"),
    index="resources.ResourceIndexPage",
    find=all_resources,
    facets=(
        SnippetFacet("type", _("Type"), "type", ResourceType),
        GOAL,
        ThemeFacet("theme", _("Theme"), ResourceTheme),
        COUNTRY,
        GroupFacet("group", _("Working group"), ResourceGroup),
        SnippetFacet("entity", _("Publisher"), "entity", Entity, ResourceEntity, title="name", order=("name",)),
        YearFacet("year", _("Year"), "published_on"),
        ChoiceFacet("language", _("Language of the file"), "language", languages.choices, ResourceFile),
    ),
    sorts=(
        Sort("newest", _("Newest first"), lambda: NEWEST_FIRST),
        Sort("oldest", _("Oldest first"), lambda: (F("published_on").asc(nulls_last=True), "title", "pk")),
        Sort("title", _("By title"), lambda: ("title", "pk")),
    ),
    table=TABLE,
)
