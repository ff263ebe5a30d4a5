"""What the admin's first page tells whoever keeps translations: which sources have changed since."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail_localize.models import Translation

from translation.report import CHANGED, describe, editable_translations

#: As many as one takes in at a glance; the report has all.
SHOWN = 8


def behind(user: Any) -> QuerySet[Translation]:
    """The translations that somebody may edit whose source has changed, the newest change first.

    Found by an index, since this is asked on every visit to the admin's first page.
    """
    return editable_translations(user).filter(basis__changed_since__isnull=False).order_by("-basis__changed_since")


class ChangedSourcesPanel(Component):
    """The newest of them, each with the way to its editor; nothing where there is none."""

    name = "changed_sources"
    order = 120
    template_name = "translation/admin/home_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Adds ``rows`` and where the report has the rest."""
        request: HttpRequest = parent_context["request"]
        rows = describe(behind(request.user)[:SHOWN])
        return {"rows": rows, "report_url": f"{reverse('translation:report')}?state={CHANGED}"}
