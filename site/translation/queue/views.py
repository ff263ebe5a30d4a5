"""Views of assignments."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail_localize.models import Translation

from translation.queue import assignments
from translation.queue.models import Assignment
from translation.queue.permissions import may_assign


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or reverse("translation:queue"))


@require_POST
def claim(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take one on; who comes second is told who was first."""
    translation = get_object_or_404(Translation, pk=translation_id)
    user: Any = request.user
    holder = assignments.claim(user, translation)
    if holder == user:
        messages.success(request, _("“%(title)s” is now assigned to you.") % {"title": translation.source.object_repr})
    else:
        values = {"title": translation.source.object_repr, "name": holder.get_full_name() or holder.get_username()}
        messages.warning(request, _("“%(title)s” has already been taken by %(name)s.") % values)
    return _back(request)


@require_POST
def release(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = get_object_or_404(Translation, pk=translation_id)
    user: Any = request.user
    if assignments.release(user, translation):
        messages.success(request, _("“%(title)s” has been released.") % {"title": translation.source.object_repr})
    else:
        messages.info(request, _("“%(title)s” is not assigned to anybody.") % {"title": translation.source.object_repr})
    return _back(request)


class AssignView(generic.EditView):
    """Assign a translation to a translator, with a due date."""

    model = Assignment
    permission_policy = None
    permission_required = None
    template_name = "translation/admin/assign.html"
    page_title = gettext_lazy("Due date and translator")
    header_icon = "tasks"
    error_message = gettext_lazy("The assignment could not be saved.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Open to who sends to translators, or publishes the translation."""
        user: Any = request.user
        if not may_assign(user, self.translation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def translation(self) -> Translation:
        return get_object_or_404(Translation, pk=self.kwargs["translation_id"])

    def get_object(self, queryset: Any = None) -> Assignment:
        """Its assignment; a new one is stored when it says something."""
        translation = self.translation
        return Assignment.objects.filter(translation=translation).first() or Assignment(translation=translation)

    def get_form_class(self) -> type[Any]:
        from wagtail.admin.panels import get_edit_handler

        form: type[Any] = get_edit_handler(Assignment).get_form_class()
        return form

    def get_edit_url(self) -> str:
        return reverse("translation:assign", args=[self.kwargs["translation_id"]])

    def get_success_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or reverse("translation:queue")
