"""Workflow dialogs with a comment, in the reader's language."""

from typing import Any

from django.utils.translation import pgettext_lazy
from wagtail.admin.views.pages import workflow
from wagtail.snippets.views import snippets

from core.base.lazy_labels import with_labels

#: Wagtail's word is a verb in some languages.
LABELS = {"comment": pgettext_lazy("noun", "Comment")}


class CommentMixin:
    """A dialog whose field has a name in the reader's language."""

    def get_form_class(self) -> Any:
        form_class = super().get_form_class()  # type: ignore[misc]
        return with_labels(form_class, LABELS) if form_class else form_class


class PageActionView(CommentMixin, workflow.WorkflowActionView):
    """Workflow actions on a page."""


class PageActionDataView(CommentMixin, workflow.CollectWorkflowActionDataView):
    """Comment of a workflow action, from the page editor."""


class SnippetActionView(CommentMixin, snippets.WorkflowActionView):
    """Workflow actions on a snippet."""


class SnippetActionDataView(CommentMixin, snippets.CollectWorkflowActionDataView):
    """Comment of a workflow action, from the snippet editor."""
