"""Admin URLs of the submission of subtrees."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.base.reports import register_menu_item
from translation.sending.views import ProgressView, SendingsView, cancel, go_on
from translation.workflow import permissions


def addresses() -> list[Any]:
    return [
        path("sendings/", SendingsView.as_view(), name="sendings"),
        path("sendings/<int:pk>/", ProgressView.as_view(), name="sending"),
        path("sendings/<int:pk>/cancel/", cancel, name="cancel_sending"),
        path("sendings/<int:pk>/go-on/", go_on, name="go_on_sending"),
    ]


register_menu_item(
    _("Sent to the translators"),
    "translation:sendings",
    icon_name="wagtail-localize-language",
    order=9010,
    may_see=lambda request: request.user.has_perm(permissions.SUBMIT),
)
