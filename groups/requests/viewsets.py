"""Service requests in the admin: list, detail, summary on the home page."""

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from core.base.spreadsheets import HarmlessExportMixin
from core.vocabularies.collation import fold
from groups.models import ServicePage, ServiceRequest, ServiceRequestMail

Status = ServiceRequest.Status


def requests_for(user: Any, action: str = "change") -> QuerySet[ServiceRequest]:
    """The requests that somebody may handle."""
    queryset: QuerySet[ServiceRequest] = policy_registry.get_by_type(ServiceRequest).instances_user_has_permission_for(
        user, action
    )
    return queryset


def with_titles(requests: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """Each with ``shown_title``: the service's title in the active language, or another's, or what it was called."""
    language_order = Case(
        When(locale__language_code=get_language(), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    pages = ServicePage.objects.filter(translation_key=OuterRef("service_key"), alias_of=None).order_by(
        language_order, "pk"
    )
    title = Coalesce(Subquery(pages.values("title")[:1]), F("service_title"), output_field=CharField())
    return requests.annotate(shown_title=title)


class RequestsFilterSet(WagtailFilterSet):
    """Filters by status, service, assignee and date."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status)
    service_key = django_filters.ChoiceFilter(label=_("Service"), choices=())
    handler = django_filters.ChoiceFilter(label=_("Handled by"), choices=())
    sent_at = django_filters.DateFromToRangeFilter(label=_("Sent on"), widget=DateRangePickerWidget)
    mail = django_filters.ChoiceFilter(
        label=_("Email"), choices=(("waiting", _("Waiting to be sent")),), method="by_mail"
    )

    class Meta:
        model = ServiceRequest
        fields = ("status", "service_key", "handler", "sent_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible_requests: Any = self.queryset.order_by()
        titles = dict(visible_requests.values_list("service_key", "shown_title").distinct())
        self.filters["service_key"].extra["choices"] = sorted(
            ((str(key), title) for key, title in titles.items()), key=lambda pair: fold(pair[1])
        )
        users = (
            visible_requests.exclude(handler=None).values_list("handler", f"handler__{_username_field()}").distinct()
        )
        self.filters["handler"].extra["choices"] = sorted(users, key=lambda pair: pair[1])

    def by_mail(self, requests: QuerySet[ServiceRequest], _name: str, _value: str) -> QuerySet[ServiceRequest]:
        """Requests with an email that has not been sent yet."""
        return requests.filter(Exists(unsent(ServiceRequestMail.objects.filter(request=OuterRef("pk")))))


def _username_field() -> str:
    from django.contrib.auth import get_user_model

    return str(get_user_model().USERNAME_FIELD)


def unsent(mails: QuerySet[ServiceRequestMail]) -> QuerySet[ServiceRequestMail]:
    return mails.filter(mailed_at=None)


def mail_states(request: ServiceRequest) -> str:
    """Delivery states of a request's emails, in one line: each by itself unless all are sent."""
    if all(mail.mailed_at for mail in request.mails.all()):
        return gettext("sent")
    return "; ".join(f"{mail.get_kind_display()}: {mail.state}" for mail in request.mails.all())


class RequestsView(HarmlessExportMixin, IndexView):
    """The requests that somebody may handle, the newest first."""

    def get_base_queryset(self) -> QuerySet[ServiceRequest]:
        """Those, with all that a row shows: the queries are as many for one as for a thousand."""
        return (
            with_titles(requests_for(self.request.user))
            .select_related("handler", "handler__wagtail_userprofile")
            .prefetch_related("mails")
        )

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """The filters offer what is in the list."""
        return super().get_filterset_kwargs() | {"queryset": self.get_base_queryset()}


class OneOfThem:
    """A view of one request with which somebody may do what the view does; any other is not found."""

    request: HttpRequest
    permission_required: str

    def get_queryset(self) -> QuerySet[ServiceRequest]:
        """Where the request is looked for."""
        return requests_for(self.request.user, self.permission_required)


class RequestEditView(OneOfThem, EditView):
    """A request, and what is done about it."""


class RequestDeleteView(OneOfThem, DeleteView):
    """Deletes a request and the mails that wait for it."""


class RequestHistoryView(HistoryView):
    """History of a request."""

    def get_base_object_queryset(self) -> QuerySet[ServiceRequest]:
        """Where the request is looked for."""
        return requests_for(self.request.user)


class RequestAdminForm(WagtailAdminModelForm):
    """Fields of a request that the desk edits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(ServiceRequest)
        handler: Any = self.fields["handler"]
        handler.queryset = policy.users_with_any_permission_for_instance(["change"], self.instance).order_by("pk")
        handler.label_from_instance = get_user_display_name
        self.status_before = self.instance.status

    def clean(self) -> dict[str, Any]:
        """Whoever takes a request on sees to it, unless they name somebody else."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        taken_on = self.status_before == Status.NEW and cleaned.get("status") not in {None, Status.NEW}
        if taken_on and not cleaned.get("handler"):
            cleaned["handler"] = self.for_user
        return cleaned

    def save(self, commit: bool = True) -> ServiceRequest:
        """Note since when the request is in its status."""
        if self.instance.status != self.status_before:
            self.instance.status_at = timezone.now()
        service_request: ServiceRequest = super().save(commit)
        return service_request


class RequestViewSet(ModelViewSet):
    """Service requests; nobody writes or copies one by hand."""

    model = ServiceRequest
    name = "service_requests"
    url_prefix = "service-requests"
    icon = "mail"
    menu_label = _("Service requests")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = RequestsView
    edit_view_class = RequestEditView
    delete_view_class = RequestDeleteView
    history_view_class = RequestHistoryView
    filterset_class = RequestsFilterSet
    list_per_page = 50
    ordering = "-sent_at"
    search_fields: ClassVar = ["name", "email", "organisation", "purpose", "notes", "service_title"]
    list_display: ClassVar = [
        TitleColumn("shown_title", label=_("Service"), url_name="service_requests:edit", sort_key="shown_title"),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda request: request.status == Status.NEW,
        ),
        Column("name", label=_("Name"), sort_key="name"),
        Column("organisation", label=_("Organization"), sort_key="organisation"),
        Column("country_name", label=_("Country"), sort_key="country"),
        DateColumn("sent_at", label=_("Sent on"), sort_key="sent_at"),
        UserColumn("handler", label=_("Handled by")),
        Column("mail_states", label=_("Emails"), accessor=mail_states),
    ]
    export_filename = "service-requests"
    export_headings: ClassVar = {
        "pk": _("Request number"),
        "shown_title": _("Service"),
        "get_status_display": _("Status"),
        "country_name": _("Country"),
        "language_name": _("Language"),
        "handler": _("Handled by"),
        "mail_states": _("Emails"),
    }
    list_export: ClassVar = [
        "pk", "sent_at", "shown_title", "get_status_display", "status_at", "handler", "name", "email",
        "organisation", "country_name", "language_name", "purpose", "notes",
    ]  # fmt: skip
    edit_handler = ObjectList(
        [
            HelpPanel(template="groups/admin/service_request.html", heading=_("The request")),
            FieldRowPanel([FieldPanel("status"), FieldPanel("handler")], heading=_("Handling")),
            FieldPanel("notes"),
        ],
        base_form_class=RequestAdminForm,
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Nothing is added, and nothing refers to a request."""
        disabled_urls = {"add_url_name": None, "usage_url_name": None}
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**(disabled_urls | kwargs))
        return view_kwargs

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in {"add", "usage"}]


class RequestsPanel(Component):
    """Numbers of requests by status on the admin's home page, for those who may handle them."""

    name = "service_requests"
    template_name = "groups/admin/requests_panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Counts by status, and the mails that wait."""
        requests = requests_for((parent_context or {})["request"].user)
        counts = dict(requests.order_by().values_list("status").annotate(Count("pk")))
        return {
            "counts": [(status, counts.get(status.value, 0)) for status in Status],
            "waiting": unsent(ServiceRequestMail.objects.filter(request__in=requests)).count(),
        }


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Shown to whoever may handle a request."""
    if policy_registry.get_by_type(ServiceRequest).user_has_permission(request.user, "change"):
        panels.append(RequestsPanel())
