"""Register the queue in the admin."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from core.base.reports import register_menu_item, report_urls
from translation.queue.models import DigestPreference
from translation.queue.querysets import waiting_for
from translation.queue.report import QueueView, describe, may_see_queue
from translation.queue.views import AssignView, claim, release

#: As many as one takes in at a glance; the queue has all.
MAX_LISTED = 5

urls: list[URLPattern] = [
    *report_urls(QueueView, "queue/", "queue"),
    path("queue/<int:translation_id>/claim/", claim, name="claim"),
    path("queue/<int:translation_id>/release/", release, name="release"),
    path("queue/<int:translation_id>/assign/", AssignView.as_view(), name="assign"),
]


# In the main menu, where a translator begins.
register_menu_item(
    _("Translation queue"),
    "translation:queue",
    icon_name="tasks",
    order=150,
    may_see=may_see_queue,
    hook="register_admin_menu_item",
)


class QueuePanel(Component):
    """First entries of the queue, on the admin's home page."""

    name = "translation_queue"
    order = 110
    template_name = "translation/admin/queue_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Adds ``rows`` and how many there are."""
        user = parent_context["request"].user
        rows = waiting_for(user)
        return {"rows": describe(rows[:MAX_LISTED], user), "number": rows.count()}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """On the first page of whoever has a queue."""
    if may_see_queue(request):
        panels.append(QueuePanel())


class DigestForm(forms.ModelForm[DigestPreference]):
    """Preferences of emails: digest and immediate notifications."""

    class Meta:
        model = DigestPreference
        fields = ("every", "notices")


class DigestPanel(BaseSettingsPanel):
    """In a translator's account, among the notifications."""

    name = "translation_digest"
    title = _("Translations")
    tab = notifications_tab
    order = 300
    form_class = DigestForm

    def is_active(self) -> bool:
        return may_see_queue(self.request)

    def get_form(self) -> DigestForm:
        """The form, of a preference that is stored when the account is saved."""
        preference = DigestPreference.objects.filter(user=self.user).first() or DigestPreference(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return DigestForm(data, instance=preference, prefix=self.name)


@hooks.register("register_account_settings_panel")
def register_digest_panel(request: HttpRequest, user: Any, profile: Any) -> DigestPanel:
    return DigestPanel(request, user, profile)
