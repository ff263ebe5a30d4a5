"""Index pages of groups and services."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from core.base.localization import words
from core.base.localized_urls import translated_path
from core.listings.list_page import ListPage


class WorkingGroupIndexPage(ListPage):
    """All groups, by kind and status."""

    page_description = _("Lists all working groups by type and status. One per language.")
    subpage_types: ClassVar = ["groups.WorkingGroupPage"]

    class Meta:
        verbose_name = _("list of working groups")
        verbose_name_plural = _("lists of working groups")

    @path(translated_path("organigram/"), name="organigram")
    def organigram(self, request: HttpRequest) -> HttpResponseBase:
        """Organization chart of the groups, as nested lists; see :mod:`groups.views`."""
        return self.respond("organigram", request)


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

    @path(translated_path("compare/"), name="compare")
    def compare(self, request: HttpRequest) -> HttpResponseBase:
        """The services that a visitor chose, side by side; see :mod:`groups.comparison`."""
        return self.respond("compare", request)
