"""Services."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from core import structured_data
from core.api.fields import html, language, term
from core.page_types import Node, PageType, register
from groups import api, offering
from groups.models import ServicePage
from groups.shown import service_context
from groups.structured_data import entities, group_of


@register
class ServicePageType(PageType[ServicePage]):
    """What groups and entities offer."""

    model = ServicePage
    name = "services"
    label = _("Services")
    order = 20
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

    def get_context(self, page: ServicePage, request: HttpRequest | None) -> dict[str, Any]:
        return service_context(page)

    def prepare_teasers(self, pages: Sequence[ServicePage], locale: Locale, beside: Page | None) -> None:
        """Who offers each of them."""
        offering.prepare_teasers(pages, locale, beside)

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
