"""Summary of the matrix on the admin's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from translation.matrix.matrix import Matrix
from translation.matrix.report import summary


class MatrixPanel(Component):
    """Number of versions in each state, with links to the report."""

    name = "translation_matrix"
    order = 130
    template_name = "translation/admin/matrix_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The same numbers as the report's."""
        return summary(Matrix(parent_context["request"].user))
