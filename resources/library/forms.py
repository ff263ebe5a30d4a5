"""Admin form of a resource: conditions before it is published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.base.models.base_page import BasePageForm
from resources.library.identifiers import clean_doi


class ResourceForm(BasePageForm):
    """Knows what a resource needs before it is published; a draft may lack it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("doi"):
            try:
                cleaned["doi"] = clean_doi(cleaned["doi"])
            except ValidationError as error:
                self.add_error("doi", error)
        if self.is_deferred_validation:
            return cleaned
        if cleaned.get("original_language") == "":
            self.add_error("original_language", _("Choose the language in which it was written."))
        if cleaned.get("permanent_link") == "" and not cleaned.get("doi") and not self._has_files():
            self.add_error("permanent_link", _("Enter a permanent link or DOI, or add a file or link."))
        return cleaned

    def _has_files(self) -> bool:
        """Whether a row of a file is left after those that are taken out. The rows are validated after this form."""
        files = self.formsets.get("files")
        if files is None:
            return True
        return any((form.has_changed() or form.instance.pk) and not _is_deleted(form) for form in files.forms)


def _is_deleted(form: Any) -> bool:
    return bool(form.fields["DELETE"].to_python(form["DELETE"].data))
