"""Labels of Wagtail's forms, translated at each request; Wagtail translates them once, when the process starts."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.forms import BaseForm, Field
from django.utils.functional import lazy
from django.utils.translation import gettext

Labels = Mapping[str, Any]


def _translate(message: str) -> str:
    return gettext(message)


#: A message of Wagtail's, which its own catalogues translate: it isn't collected into ours.
wagtail_text = lazy(_translate, str)


def relabel(form: BaseForm, labels: Labels) -> None:
    """Set the labels of a form that may have been validated: its fields have been read then."""
    for name, label in labels.items():
        form[name].label = label


class LazyLabelsMixin:
    """A form whose labels are lazy."""

    labels: ClassVar[Labels]
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.labels.keys() & self.fields.keys():
            self.fields[name].label = self.labels[name]


def with_labels(form_class: Any, labels: Labels) -> Any:
    """A form class of the same name with lazy labels."""
    return type(form_class.__name__, (LazyLabelsMixin, form_class), {"labels": labels})
