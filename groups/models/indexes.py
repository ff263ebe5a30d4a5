"""Index pages of groups and services."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from core.base.localization import words
from core.base.localized_urls import translated_path
from core.listings.list_page import ListPage
from core.seo.languages import page_languages, subpage_languages


class WorkingGroupIndexPage(ListPage):
    """All groups, by kind and status."""

    page_description = _("Lists all working groups by type and status. One per language.")
    subpage_types: ClassVar = ["groups.WorkingGroupPage"]

    class Meta:
        verbose_name = _("list of working groups")
        verbose_name_plural = _("lists of working groups")

    @path(translated_path("organigram/"), name="organigram")
    def organigram(self, request: HttpRequest) -> TemplateResponse:
        """Organization chart of the groups, as nested lists."""
        from groups.organization_chart import organigram_context
        from groups.structured_data import organisation

        languages = subpage_languages(page_languages(self, request), "organigram/")
        context = {"page": self, "languages": languages, **organigram_context(self.locale)}
        context["structured_data"] = [organisation(node) for branch in context["branches"] for node in branch.nodes]
        return TemplateResponse(request, "pages/groups/organigram.html", context)


class ServiceIndexPage(ListPage):
    """All services."""

    how_to_ask = models.TextField(
        _("how to request a service"), blank=True, help_text=_("How to request any of the services, in plain text.")
    )

    page_description = _("Lists all services. One per language.")
    subpage_types: ClassVar = ["groups.ServicePage"]
    translatable_fields: ClassVar = [*ListPage.translatable_fields, *words("how_to_ask")]
    main_panels: ClassVar = [*ListPage.main_panels, FieldPanel("how_to_ask")]
    search_fields: ClassVar = [
        *ListPage.search_fields,
        index.SearchField("how_to_ask"),
    ]

    class Meta:
        verbose_name = _("list of services")
        verbose_name_plural = _("lists of services")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what services can be chosen with, to be compared."""
        from groups.comparison import selection_context

        context = super().get_context(request, *args, **kwargs)
        return context | selection_context(request, self.locale, context["results"].results_page)

    @path(translated_path("compare/"), name="compare")
    def compare(self, request: HttpRequest) -> HttpResponse:
        """The services that a visitor chose, side by side; see :mod:`groups.comparison`."""
        from groups.comparison import comparison_response

        return comparison_response(request, self)
