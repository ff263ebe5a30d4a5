"""Report of services whose editors should confirm that they are still offered."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permissions import page_permission_policy

from core.base.reports import RestrictedReportView
from core.base.spreadsheets import HarmlessExportMixin
from groups.models import ServicePage
from groups.models.service import oldest_good_day
from translation.sources.source_version import only_sources


def to_confirm(user: Any) -> QuerySet[ServicePage]:
    """The services that somebody may edit and should confirm, those that nobody ever confirmed first.

    Only what is public and offered at present; only sources, since the day is the same in every language.
    """
    editable_pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    due = Q(last_confirmed=None) | Q(last_confirmed__lt=oldest_good_day())
    services = ServicePage.objects.filter(due, live=True, active=True, pk__in=editable_pages.order_by().values("pk"))
    return only_sources(services).order_by(F("last_confirmed").asc(nulls_first=True), "title", "pk")


def may_edit_pages(request: HttpRequest) -> bool:
    """Whether somebody edits any page at all."""
    return bool(page_permission_policy.user_has_permission(request.user, "change"))


class ServicesToConfirmView(HarmlessExportMixin, RestrictedReportView):
    """Reports → Services to confirm."""

    page_title = _("Services to confirm")
    header_icon = "check"
    index_url_name = "services_to_confirm"
    index_results_url_name = "services_to_confirm_results"
    columns = (
        TitleColumn(
            "title", label=_("Service"), get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])
        ),
        DateColumn("last_confirmed", label=_("Last confirmed")),
        Column("confirmed_by", label=_("Confirmed by")),
        Column("contact_point", label=_("Contact point")),
    )
    list_export = ("title", "last_confirmed", "confirmed_by", "contact_point", "full_url")

    may_see = staticmethod(may_edit_pages)

    def get_queryset(self) -> QuerySet[ServicePage]:
        return to_confirm(self.request.user).select_related("contact_point", "locale")
