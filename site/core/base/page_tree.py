"""A page must stand below a page of its own language.

Only the root of the tree has pages of several languages below it. The rule holds on every way by which a page
comes to its place, in code as well as in the admin.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from core.base.slugs import validate_slug
from core.vocabularies import languages


class OtherLanguageError(ValidationError):
    """A page was to stand below a page of another language."""

    def __init__(self, page: Page, parent: Page) -> None:
        text = _("This page is in %(language)s. It cannot stand below “%(parent)s”, which is in %(other)s.")
        reader = get_language() or "en"
        names = {
            "language": languages.name(page.locale.language_code, reader),
            "parent": parent.title,
            "other": languages.name(parent.locale.language_code, reader),
        }
        super().__init__(text % names, code="other_language")


def fits_below(page: Page, parent: Page) -> bool:
    """Whether a page's language lets it stand below another page."""
    return parent.is_root() or parent.locale_id == page.locale_id


def require_language_of_parent(page: Page, parent: Page) -> None:
    """Refuse a place below a page of another language.

    Raises:
        OtherLanguageError: names both languages.
    """
    if not fits_below(page, parent):
        raise OtherLanguageError(page, parent)


class PageCopyForm(CopyForm):
    """Wagtail's form for copies and aliases, which says why a page can't be copied to another language's part."""

    def clean(self) -> dict[str, Any]:
        """The parent is of the page's language."""
        cleaned: dict[str, Any] = super().clean()
        parent = cleaned.get("new_parent_page")
        if parent and not fits_below(self.page, parent):
            hint = _("To have it in another language, translate it.")
            reasons = [*OtherLanguageError(self.page, parent).messages, hint]
            self.add_error("new_parent_page", " ".join(reasons))
        elif parent and (slug := cleaned.get("new_slug")):
            try:
                validate_slug(slug, parent)
            except ValidationError as error:
                self.add_error(None, ValidationError({"new_slug": error.error_dict["slug"]}))
        return cleaned


def require_place(page: Page, parent: Page) -> None:
    """Refuse to move a page to where it can't be.

    Raises:
        ValidationError: its language or its address doesn't fit.
    """
    require_language_of_parent(page, parent)
    validate_slug(page.slug, parent)
