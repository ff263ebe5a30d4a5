"""Page type: services."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from core.api.fields import html, language, term
from core.base.list_definition import BY_TITLE, ListSection, Sort
from core.base.page_types import FrontPagePart, Node, PageType, register
from core.listings.filters import CodesFacet, SnippetFacet
from core.seo import structured_data
from core.vocabularies import languages
from groups import api, comparison, service_providers
from groups.filters import COUNTRY, GOAL, GroupFacet, ThemeFacet, entity_facet
from groups.front_page import services_by_kind
from groups.listings import (
    BY_KIND,
    ON_GOAL_PAGES,
    ON_GROUP_PAGES,
    PER_PAGE,
    about,
    in_country,
    of_goal,
    offered_by,
    offered_services,
    sections_by_kind,
    services_of_group,
)
from groups.models import (
    Audience,
    ServiceAudience,
    ServiceEntity,
    ServiceGroup,
    ServiceIndexPage,
    ServiceKind,
    ServicePage,
    ServiceTheme,
)
from groups.page_context import service_context
from groups.requests.views import request_form_response
from groups.structured_data import entities, group_of
from groups.tables import SERVICE_TABLE


@register
class ServicePageType(PageType[ServicePage]):
    """Services offered by groups and entities."""

    model = ServicePage
    name = "services"
    label = _("Services")
    order = 20

    index_model = ServiceIndexPage
    list_empty = _("There are no services in this language yet.")
    list_filters = (
        SnippetFacet("kind", _("Type"), "kind", ServiceKind),
        GOAL,
        ThemeFacet("theme", _("Theme"), ServiceTheme),
        COUNTRY,
        SnippetFacet("audience", _("Who it is for"), "audience", Audience, ServiceAudience),
        GroupFacet("group", _("Working group"), ServiceGroup),
        CodesFacet("language", _("Language of delivery"), "delivery_languages", languages.choices),
    )
    list_sorts = (
        Sort("kind", _("By type"), lambda: (*BY_KIND, "title", "pk")),
        BY_TITLE,
        Sort(
            "confirmed",
            _("Most recently confirmed first"),
            lambda: (F("last_confirmed").desc(nulls_last=True), "title", "pk"),
        ),
    )
    list_per_page = PER_PAGE
    list_table = SERVICE_TABLE
    subject_filters = {"goal": of_goal, "theme": about, "country": in_country, "group": offered_by}
    related_listings = (ON_GOAL_PAGES, replace(ON_GROUP_PAGES, find=services_of_group))
    search_filters = (
        GOAL,
        ThemeFacet("theme", _("Theme"), ServiceTheme),
        COUNTRY,
        entity_facet(ServiceEntity),
        GroupFacet("group", _("Working group"), ServiceGroup),
    )
    search_weight = 1.0
    front_page_part = FrontPagePart(
        _("Find out who does what, and request it"),
        services_by_kind,
        order=10,
        template="pages/groups/parts/front_services.html",
        leading=True,
    )

    views = {"ask": request_form_response}

    api_facts = {
        "summary": lambda page: page.summary,
        "active": lambda page: page.active,
        "last_confirmed": lambda page: page.last_confirmed,
        "lead_time": lambda page: page.lead_time,
        "delivery_languages": lambda page: [language(tag) for tag in page.delivery_languages],
        **api.goals_and_countries(),
    }
    api_relations = {
        "description": lambda context: html(context["page"].description),
        "how_to_ask": lambda context: context["page"].how_to_ask,
        "kind": lambda context: term(context["kind"]),
        "groups": api.pages("groups"),
        "entities": api.entities("entities"),
        "audiences": api.terms("audiences"),
        "themes": api.terms("themes"),
        "examples": api.pages("examples"),
        "contact_point": lambda context: api.contact_point(context["contact_point"]),
    }

    def get_queryset(self) -> PageQuerySet:
        """Services offered at present, by title."""
        return offered_services()

    def get_list_sections(self, pages: list[Any], locale: Locale) -> list[ListSection]:
        return sections_by_kind(ServiceKind, pages, locale, gettext("Services"))

    def get_context(self, page: ServicePage, request: HttpRequest | None) -> dict[str, Any]:
        return service_context(page)

    def get_list_context(self, page: Page, context: Mapping[str, Any], request: HttpRequest) -> dict[str, Any]:
        """What services can be chosen with, to be compared."""
        return comparison.selection_context(request, page.locale, context["results"].results_page)

    def prepare_teasers(self, pages: Sequence[ServicePage], locale: Locale, beside: Page | None) -> None:
        service_providers.prepare_teasers(pages, locale, beside)

    def get_structured_data(self, page: ServicePage, context: Mapping[str, Any]) -> Node:
        """A service with those who provide it, for whom and in which languages."""
        kind = context["kind"]
        return {
            "@type": "Service",
            "name": page.title,
            "description": page.summary,
            "url": page.full_url,
            "serviceType": kind.label if kind else None,
            "provider": [*map(group_of, context["groups"]), *entities(context["entities"])],
            "audience": [{"@type": "Audience", "audienceType": each.label} for each in context["audiences"]],
            "areaServed": structured_data.places(context["countries"], page.locale.language_code),
            "availableChannel": {
                "@type": "ServiceChannel",
                "serviceUrl": page.full_url,
                "availableLanguage": context["delivery_languages"],
            },
        }


@register
class ServiceListPageType(PageType[ServiceIndexPage]):
    """The list of services."""

    model = ServiceIndexPage
    views = {"compare": comparison.comparison_response}
