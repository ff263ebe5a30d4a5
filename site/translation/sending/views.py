"""Progress of a submission; the page reloads itself without a script."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.base.task_queue import has_queue
from core.jobs.recovery import living
from translation.sending import batches
from translation.sending.models import Sending, SendingPage
from translation.workflow import permissions

State = SendingPage.State

#: Seconds after which the page asks for itself again.
REFRESH = 3
#: Pages that were not sent are told one by one up to so many.
MAX_LISTED = 50


def visible_to(user: Any) -> QuerySet[Sending]:
    """The sendings that somebody may look at: their own, and for an administrator all."""
    if not permissions.may_submit(user):
        return Sending.objects.none()
    sendings = Sending.objects.all() if user.is_superuser else Sending.objects.filter(user=user)
    return sendings.select_related("user").prefetch_related("locales").order_by("-created_at")


class ProgressView(WagtailAdminTemplateMixin, TemplateView):
    """One sending: how many pages of how many, what could not be sent and why."""

    template_name = "translation/admin/sending.html"
    page_title = gettext_lazy("Sent to the translators")
    header_icon = "wagtail-localize-language"
    _show_breadcrumbs = True

    @cached_property
    def sending(self) -> Sending:
        """The one that the address names."""
        return get_object_or_404(visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.sending.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("translation:sendings"), "label": _("Sent to the translators")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.sending.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sending = self.sending
        counts = dict(sending.pages.order_by().values_list("state").annotate(Count("pk")))
        total = sum(counts.values())
        done_count = total - counts.get(State.WAITING, 0)
        not_sent = sending.pages.filter(state__in=[State.REFUSED, State.FAILED]).select_related("page")
        return super().get_context_data(**kwargs) | {
            "sending": sending,
            "total": total,
            "done": done_count,
            "sent": counts.get(State.SENT, 0),
            "not_sent": not_sent.order_by("pk")[:MAX_LISTED],
            "not_sent_count": counts.get(State.REFUSED, 0) + counts.get(State.FAILED, 0),
            "waits_for_worker": has_queue() and not sending.is_over and not living().exists(),
            "by_hand": not has_queue() and not sending.is_over,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """With ``Refresh`` as long as a worker goes on with it."""
        response = super().get(request, *args, **kwargs)
        if not self.sending.is_over and has_queue():
            response.headers["Refresh"] = str(REFRESH)
        return response


class SendingsView(WagtailAdminTemplateMixin, TemplateView):
    """The newest sendings."""

    template_name = "translation/admin/sendings.html"
    page_title = gettext_lazy("Sent to the translators")
    header_icon = "wagtail-localize-language"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Sent to the translators")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        if not permissions.may_submit(user):
            raise PermissionDenied
        return super().get_context_data(**kwargs) | {"sendings": visible_to(user)[:50]}


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    batches.cancel(get_object_or_404(visible_to(request.user), pk=pk))
    messages.success(request, _("No more pages will be sent. Pages that have been sent are not affected."))
    return redirect("translation:sending", pk)


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Send further pages within this request, where there is no worker."""
    sending = get_object_or_404(visible_to(request.user), pk=pk)
    if not has_queue():
        batches.work_on(sending.pk)
    return redirect("translation:sending", pk)
