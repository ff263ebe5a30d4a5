"""The dialogs in which somebody approves a version or asks for changes, with a comment, in the reader's language."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import pgettext_lazy
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages import workflow
from wagtail.snippets.views import snippets
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.base.lazy_labels import with_labels

#: Wagtail's word is a verb in some languages.
LABELS = {"comment": pgettext_lazy("noun", "Comment")}


class CommentMixin:
    """A dialog whose field has a name in the reader's language."""

    def get_form_class(self) -> Any:
        form_class = super().get_form_class()  # type: ignore[misc]
        return with_labels(form_class, LABELS) if form_class else form_class


class PageActionView(CommentMixin, workflow.WorkflowActionView):
    """What a reviewer does with a page."""


class PageActionDataView(CommentMixin, workflow.CollectWorkflowActionDataView):
    """What a reviewer says while they edit a page."""


class SnippetActionView(CommentMixin, snippets.WorkflowActionView):
    """What a reviewer does with a snippet."""


class SnippetActionDataView(CommentMixin, snippets.CollectWorkflowActionDataView):
    """What a reviewer says while they edit a snippet."""


def workflow_urls() -> list[URLPattern]:
    """The dialogs of pages, in place of Wagtail's."""
    address = "pages/workflow/{}/<int:page_id>/<slug:action_name>/<int:task_state_id>/"
    patterns: list[URLPattern] = decorate_urlpatterns(
        [
            path(address.format("action"), PageActionView.as_view(), name="workflow_action"),
            path(address.format("collect_action_data"), PageActionDataView.as_view(), name="workflow_action_data"),
        ],
        require_admin_access,
    )
    return patterns
