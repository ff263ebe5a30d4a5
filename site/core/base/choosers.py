"""Choosers in the admin: translated labels, edit links only for those who may edit."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.log_actions import get_active_log_context
from wagtail.snippets.widgets import AdminSnippetChooser


def _interpolate(message: str, name: Any) -> str:
    return gettext(message) % {"object": name}


_interpolate_lazy = lazy(_interpolate, str)


class SnippetChooser(AdminSnippetChooser):
    """Wagtail's, whose labels follow the reader's language: its own keep that of the first reader."""

    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        name = self.model._meta.verbose_name
        # Wagtail's own messages, which its catalogues translate
        self.choose_one_text = _interpolate_lazy("Choose %(object)s", name)
        self.choose_another_text = _interpolate_lazy("Choose another %(object)s", name)
        self.link_to_chosen_text = _interpolate_lazy("Edit this %(object)s", name)


class OnBehalfOfReader:
    """Finds where something is edited, for whoever may edit it.

    A chooser asks on nobody's behalf, and would show the link to everybody; whoever made the request is then meant.
    """

    def __init__(self, user: Any = None) -> None:
        super().__init__(user or get_active_log_context().user)  # type: ignore[call-arg]
        self.is_asked_by_chooser = user is None

    def get_edit_url(self, instance: Any) -> str | None:
        """As Wagtail's; but a chooser, whose hidden link would lead to ``None``, gets an empty one."""
        url: str | None = super().get_edit_url(instance)  # type: ignore[misc]
        return url or ("" if self.is_asked_by_chooser else None)


class EditableURLFinder(OnBehalfOfReader, ModelAdminURLFinder):
    """Edit URL of an instance, for users who may edit it."""


def register_url_finders() -> None:
    """Make choosers of pages, images and documents link to editing for those who may edit."""
    # their modules register Wagtail's own finders, which these replace
    from wagtail.admin.wagtail_hooks import PageAdminURLFinder
    from wagtail.documents import get_document_model
    from wagtail.documents.wagtail_hooks import DocumentAdminURLFinder
    from wagtail.images import get_image_model
    from wagtail.images.wagtail_hooks import ImageAdminURLFinder
    from wagtail.models import Page

    class EditablePageURLFinder(OnBehalfOfReader, PageAdminURLFinder):
        """A page. The root, under which homes stand, is edited by nobody: the policy would let some have it."""

        def get_edit_url(self, instance: Page) -> str | None:
            """As Wagtail's, but for the root."""
            return "" if instance.is_root() else super().get_edit_url(instance)

    class EditableImageURLFinder(OnBehalfOfReader, ImageAdminURLFinder):
        """An image."""

    class EditableDocumentURLFinder(OnBehalfOfReader, DocumentAdminURLFinder):
        """A document."""

    register_admin_url_finder(Page, EditablePageURLFinder)
    register_admin_url_finder(get_image_model(), EditableImageURLFinder)
    register_admin_url_finder(get_document_model(), EditableDocumentURLFinder)
