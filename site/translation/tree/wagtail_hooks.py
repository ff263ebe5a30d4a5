"""Position of a translation in the admin: buttons and URLs."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from translation.tree.views import PinPlaceView, source_of


def addresses() -> list[Any]:
    return [path("place/<int:page_id>/", PinPlaceView.as_view(), name="own_place")]


@hooks.register("register_page_header_buttons")
def pin_place_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Above a translation, for whoever may move it."""
    if not page.is_root() and page.permissions_for_user(user).can_move() and source_of(page):
        yield Button(
            _("Position of the translation"),
            reverse("translation:own_place", args=[page.pk]),
            icon_name="order",
            priority=95,
        )
