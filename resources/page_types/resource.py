"""Page type: resources with their files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.api.fields import choice, html, language, page_link, term
from core.base.list_definition import BY_TITLE, Sort
from core.base.page_types import Files, ListingPart, Node, PageType, register
from core.base.rich_text import one_line
from core.listings.filters import ChoiceFacet, SnippetFacet, YearFacet
from core.seo import structured_data
from core.vocabularies import languages
from groups import api
from groups.filters import COUNTRY, GOAL, GroupFacet, ThemeFacet, entity_facet
from groups.listings import ON_GOAL_PAGES, ON_GROUP_PAGES, about, in_country, naming_group, of_goal
from groups.models import Entity
from groups.structured_data import entities, entity, group_of, theme
from resources.library.authors import Author
from resources.library.indexing import documents_of
from resources.library.page_context import resource_context
from resources.library.tables import TABLE
from resources.library.views import reference_file
from resources.models import (
    ResourceEntity,
    ResourceFile,
    ResourceGroup,
    ResourceIndexPage,
    ResourcePage,
    ResourceTheme,
    ResourceType,
)

Role = ResourceGroup.Role

#: Those whose place another one has taken come last.
NEWEST_FIRST = (
    ExpressionWrapper(Q(superseded_by__isnull=False), output_field=BooleanField()),
    F("published_on").desc(nulls_last=True),
    "title",
    "pk",
)


#: Where a licence's text stands; of the others there is none.
LICENCES: dict[str, str] = {
    ResourcePage.Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    ResourcePage.Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    ResourcePage.Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    ResourcePage.Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ResourcePage.Licence.CC_BY_NC_ND_IGO: "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/",
    ResourcePage.Licence.CC_BY_IGO: "https://creativecommons.org/licenses/by/3.0/igo/",
    ResourcePage.Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}


def _api_file(row: ResourceFile, page: Any) -> dict[str, Any]:
    """A file of the platform, or the address of one elsewhere; size in bytes."""
    document = row.document
    return {
        "language": language(row.language),
        "label": row.label or page.title,
        "url": urljoin(page.full_url, document.url) if document else row.address,
        "format": document.content_type if document else None,
        "size": document.file_size if document else None,
        "pages": document.pages if document else None,
        "accessible": {"yes": True, "no": False}.get(row.accessible),
    }


def _api_files(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_api_file(row, context["page"]) for group in context["files"] for row in group.files]


def _api_authors(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "type": "person" if author.is_person else "organization",
            "name": author.name,
            "entity": api.entity(author.entity) if author.entity else None,
        }
        for author in context["authors"]
    ]


def _of_group(page: Page) -> PageQuerySet:
    """The resources of a group, each with the roles in which it is: ``is_<role>``, or ``is_in_no_role``."""
    relations = ResourceGroup.objects.filter(group__translation_key=page.translation_key, page_id=OuterRef("pk"))
    roles = {f"is_{role.value}": Exists(relations.filter(role=role)) for role in Role}
    resources = naming_group(ResourceGroup)(ResourcePageType().get_queryset(), page)
    return resources.annotate(is_in_no_role=~Exists(relations), **roles)


def _in_role(role: str) -> Q:
    """A group's resources in one role. Those below its page that give them no role are published by it."""
    has_role = Q(**{f"is_{role}": True})
    return has_role | Q(is_in_no_role=True) if role == Role.PUBLISHED_BY else has_role


def _parts() -> tuple[ListingPart, ...]:
    """A group's resources by the role that it has in them."""
    names_and_labels = {role: (role.value, role.label) for role in Role} | {
        Role.PUBLISHED_BY: ("resources", _("Resources"))
    }
    return tuple(ListingPart(name, label, _in_role(role)) for role, (name, label) in names_and_labels.items())


@register
class ResourcePageType(PageType[ResourcePage]):
    """A report, a guide, a work plan, with its files or links."""

    model = ResourcePage
    name = "resources"
    label = _("Resources")
    order = 40

    index_model = ResourceIndexPage
    list_empty = _("There are no resources in this language yet.")
    list_filters = (
        SnippetFacet("type", _("Type"), "type", ResourceType),
        GOAL,
        ThemeFacet("theme", _("Theme"), ResourceTheme),
        COUNTRY,
        GroupFacet("group", _("Working group"), ResourceGroup),
        SnippetFacet("entity", _("Publisher"), "entity", Entity, ResourceEntity, title="name", order=("name",)),
        YearFacet("year", _("Year"), "published_on"),
        ChoiceFacet("language", _("Language of the file"), "language", languages.choices, ResourceFile),
    )
    list_sorts = (
        Sort("newest", _("Newest first"), lambda: NEWEST_FIRST),
        Sort("oldest", _("Oldest first"), lambda: (F("published_on").asc(nulls_last=True), "title", "pk")),
        BY_TITLE,
    )
    list_table = TABLE
    subject_filters = {"goal": of_goal, "theme": about, "country": in_country, "group": naming_group(ResourceGroup)}
    search_filters = (
        GOAL,
        ThemeFacet("theme", _("Theme"), ResourceTheme),
        COUNTRY,
        GroupFacet("group", _("Working group"), ResourceGroup),
        entity_facet(ResourceEntity),
        YearFacet("year", _("Year"), "published_on"),
        ChoiceFacet("language", _("Language of the file"), "language", languages.choices, ResourceFile),
    )
    search_date = "published_on"
    search_date_precision = "date_precision"
    search_weight = 0.5
    related_listings = (ON_GOAL_PAGES, replace(ON_GROUP_PAGES, find=_of_group, parts=_parts()))

    views = {"reference": reference_file}

    api_facts = {
        "summary": lambda page: page.summary,
        "published_on": lambda page: page.machine_date or None,
        "original_language": lambda page: language(page.original_language),
        "doi": lambda page: page.doi,
        "symbol": lambda page: page.symbol,
        "isbn": lambda page: page.isbn,
        "issn": lambda page: page.issn,
        "permanent_link": lambda page: page.permanent_link,
        "licence": lambda page: choice(page, "licence"),
        "series": lambda page: page.series,
        "series_number": lambda page: page.series_number,
        **api.goals_and_countries(),
    }
    api_relations = {
        "abstract": lambda context: html(context["page"].abstract),
        "key_messages": lambda context: [message.value["text"] for message in context["page"].key_messages],
        "resource_type": lambda context: term(context["type"]),
        "files": _api_files,
        "groups": api.pages("groups"),
        "entities": api.entities("entities"),
        "authors": _api_authors,
        "themes": api.terms("themes"),
        "citation": lambda context: context["citation"],
        "superseded_by": lambda context: page_link(context["superseded_by"]),
        "supersedes": api.pages("supersedes"),
    }

    def get_queryset(self) -> PageQuerySet:
        """The newest first with their types and covers; those whose place another one took come last."""
        resources = ResourcePage.objects.order_by(*NEWEST_FIRST).select_related("type__locale")
        return resources.prefetch_related("cover__renditions")

    def get_files(self, keys: Iterable[int]) -> Files:
        return documents_of(keys)

    def get_context(self, page: ResourcePage, request: HttpRequest | None) -> dict[str, Any]:
        return resource_context(page, request)

    def get_structured_data(self, page: ResourcePage, context: Mapping[str, Any]) -> Node:
        """A publication with its identifiers, its files and what others may do with it."""
        kind = context["type"]
        files = [row for group in context["files"] for row in group.files]
        return {
            "@type": context["reference"].citation_type.schema,
            "name": page.title,
            "url": page.full_url,
            "abstract": one_line(page.abstract),
            "description": page.summary,
            "genre": kind.label if kind else None,
            "author": [_author(author) for author in context["authors"]],
            "publisher": entities(context["entities"]),
            "provider": [group_of(group) for group in context["groups"]],
            "datePublished": page.machine_date,
            "inLanguage": sorted({row.language for row in files} or {page.original_language}),
            "isbn": page.isbn,
            "identifier": _identifiers(page),
            "sameAs": [f"https://doi.org/{page.doi}" if page.doi else "", page.permanent_link],
            "license": LICENCES.get(page.licence),
            "isPartOf": _series(page),
            "position": page.series_number,
            "encoding": [_file(row, page) for row in files],
            "about": [*map(structured_data.goal, context["goals"]), *map(theme, context["themes"])],
            "spatialCoverage": structured_data.places(context["countries"], page.locale.language_code),
            "creditText": context["citation"],
        }


def _author(author: Author) -> Node:
    """Author in structured data. Names of people are written as on the cover, family name first."""
    entity_node = entity(author.entity) if author.entity else None
    if author.is_person:
        return {"@type": "Person", "name": author.name, "affiliation": entity_node}
    if author.itself and entity_node:
        return entity_node
    return {"@type": "Organization", "name": author.name, "parentOrganization": entity_node}


def _identifiers(page: ResourcePage) -> list[Node]:
    identifiers = (("DOI", page.doi), ("symbol", page.symbol))
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in identifiers if value]


def _series(page: ResourcePage) -> Node | None:
    if not page.series and not page.issn:
        return None
    return {"@type": "CreativeWorkSeries", "name": page.series, "issn": page.issn}


def _file(row: ResourceFile, page: ResourcePage) -> Node:
    """A file of the platform, or the address of one elsewhere."""
    document = row.document
    return {
        "@type": "MediaObject",
        "name": row.label or page.title,
        "inLanguage": row.language,
        "contentUrl": urljoin(page.full_url, document.url) if document else row.address,
        "encodingFormat": document.content_type if document else None,
        "contentSize": f"{document.file_size} B" if document and document.file_size else None,
    }
