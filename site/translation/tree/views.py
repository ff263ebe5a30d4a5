"""Let a translation keep its own position, or follow its source again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from translation.sources.source_version import is_source, only_sources
from translation.tree.followers import move_followers
from translation.tree.models import PinnedPlace
from translation.tree.order import reorder


def source_of(page: Page) -> Page | None:
    """The page that another one follows; None for a source and for what has no other version."""
    if is_source(page):
        return None
    versions = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    source: Page | None = only_sources(versions).first()
    return source


class PinPlaceView(WagtailAdminTemplateMixin, TemplateView):
    """Asks before it changes anything."""

    template_name = "translation/admin/pin_place.html"
    page_title = gettext_lazy("Position among the pages in its language")
    header_icon = "order"

    @cached_property
    def page(self) -> Page:
        """The translation; whoever may move it may decide."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not page.permissions_for_user(self.request.user).can_move():
            raise PermissionDenied
        return page

    @cached_property
    def source(self) -> Page:
        """The source page of the translation."""
        source = source_of(self.page)
        if source is None:
            raise Http404
        return source

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "source": self.source,
            "has_own_place": PinnedPlace.objects.filter(page=self.page).exists(),
        }

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The other way round from now on."""
        source = self.source
        if request.POST.get("own"):
            PinnedPlace.objects.get_or_create(page=self.page)
            messages.success(request, _("The page will stay where it is when its source is moved."))
        else:
            PinnedPlace.objects.filter(page=self.page).delete()
            move_followers(source, source.get_parent())
            reorder(Page.objects.get(pk=self.page.pk), source)
            messages.success(request, _("The page follows the position of its source again."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)
