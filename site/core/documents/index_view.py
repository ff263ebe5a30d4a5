"""List of documents in the admin, with the state of text extraction."""

from typing import Any

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import DocumentsFilterSet, IndexView

from core.documents.models.document import ExtractionState


class FilesFilterSet(DocumentsFilterSet):
    """Wagtail's own, and how far the reading has come."""

    extraction_state = django_filters.MultipleChoiceFilter(label=_("Text extraction"), choices=ExtractionState.choices)


class FilesView(IndexView):
    """Wagtail's own list with two more columns: the number of pages, and whether the file could be read."""

    filterset_class = FilesFilterSet

    @cached_property
    def columns(self) -> list[Any]:
        default_columns = list(super().columns)
        return [
            *default_columns[:-1],
            Column("pages", label=_("Pages"), accessor=lambda document: document.pages or ""),
            Column("extraction_state", label=_("Text extraction"), accessor="get_extraction_state_display"),
            default_columns[-1],
        ]
