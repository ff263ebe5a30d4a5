"""Edit views of snippets: a validation error while saving is shown in the form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseModelForm
from django.http import HttpResponse
from wagtail.snippets.views.snippets import EditView

from core.base.publishing import PublishingBlockedError, messages_with_labels


class RefusalsAtFormMixin:
    """A form that is shown again with what the object refuses although the form was valid.

    The form of a draft asks for less than the object does, which is asked when somebody restores a version.
    """

    def form_valid(self, form: BaseModelForm[Any]) -> HttpResponse:
        """Save; a refusal is an error of the form.

        Raises:
            PublishingBlockedError: the draft is saved, and the middleware says why it isn't public.
        """
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except PublishingBlockedError:
            raise
        except ValidationError as error:
            add_refusal(form, error)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


def add_refusal(form: BaseModelForm[Any], error: ValidationError) -> None:
    """Add an error to its fields; to the top of the form, with the label, where a field isn't in it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        if name in form.fields:
            form.add_error(name, errors)
        else:
            form.add_error(None, messages_with_labels(form.instance, ValidationError({name: errors})))


class SnippetEditView(RefusalsAtFormMixin, EditView):
    """Editing a snippet, or restoring a version of it."""
