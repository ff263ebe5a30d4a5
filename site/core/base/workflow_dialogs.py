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
    """What a reviewer does with a page."""


class PageActionDataView(CommentMixin, workflow.CollectWorkflowActionDataView):
    """What a reviewer says while they edit a page."""


class SnippetActionView(CommentMixin, snippets.WorkflowActionView):
    """What a reviewer does with a snippet."""


class SnippetActionDataView(CommentMixin, snippets.CollectWorkflowActionDataView):
    """What a reviewer says while they edit a snippet."""
