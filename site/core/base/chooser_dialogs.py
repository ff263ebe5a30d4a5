"""Chooser dialogs of links, images and documents, with translated labels."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views import chooser
from wagtail.documents import get_document_model
from wagtail.documents.views.chooser import DocumentChooserViewSet
from wagtail.images import get_image_model
from wagtail.images.views.chooser import ImageChooserViewSet, ImageSelectFormatView, ImageUploadView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.base.lazy_labels import relabel, wagtail_text, with_labels

#: The fields of the dialogs in which links are made.
LABELS = {
    "link_text": _("Link text"),
    "email_address": _("Email address"),
    "phone_number": _("Telephone"),
    "subject": _("Subject"),
    "body": _("Message"),
}
#: Those of the dialog in which an image is put into a text; the words are Wagtail's, which its catalogues have.
INSERTION_LABELS = {
    "format": wagtail_text("Format"),
    "image_is_decorative": wagtail_text("Image is decorative"),
    "alt_text": wagtail_text("Alt text"),
}


class AddressField(URLOrAbsolutePathField):
    """The address of a link; Wagtail's field fails where none was sent."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value or "")


class ExternalLinkForm(ExternalLinkChooserForm):
    """A link to another site."""

    url = AddressField(required=True, label=wagtail_text("URL"))


def with_form_labels(view: Any, form_class: Any = None) -> Any:
    """A dialog whose form has labels in the reader's language."""
    return view.as_view(form_class=with_labels(form_class or view.form_class, LABELS))


class InsertionFormMixin:
    """Names the fields in which somebody says how an image stands in a text."""

    def render_select_format_response(self, image: Any, form: Form) -> HttpResponse:
        relabel(form, INSERTION_LABELS)
        return super().render_select_format_response(image, form)  # type: ignore[misc]


class SelectFormatView(InsertionFormMixin, ImageSelectFormatView):
    """Format of an image in rich text."""


class UploadView(InsertionFormMixin, ImageUploadView):
    """An image is uploaded, then it is asked how it stands in the text."""


class DocumentChooser(DocumentChooserViewSet):
    """The dialog in which a document is chosen."""

    search_tab_label = _("Search")


class ImageChooser(ImageChooserViewSet):
    """The dialog in which an image is chosen."""

    search_tab_label = _("Search")
    select_format_view_class = SelectFormatView
    create_view_class = UploadView


def link_urls() -> list[URLPattern]:
    """The dialogs in which links are made, in place of Wagtail's and with their names."""
    link = "wagtailadmin_choose_page_{}_link"
    patterns: list[URLPattern] = decorate_urlpatterns(
        [
            path(
                "choose-external-link/",
                with_form_labels(chooser.ExternalLinkView, ExternalLinkForm),
                name=link.format("external"),
            ),
            path("choose-email-link/", with_form_labels(chooser.EmailLinkView), name=link.format("email")),
            path("choose-phone-link/", with_form_labels(chooser.PhoneLinkView), name=link.format("phone")),
            path("choose-anchor-link/", with_form_labels(chooser.AnchorLinkView), name=link.format("anchor")),
        ],
        require_admin_access,
    )
    return patterns


def file_urls() -> list[URLPattern]:
    """The dialogs in which documents and images are chosen, in place of Wagtail's."""
    documents = DocumentChooser("wagtaildocs_chooser", model=get_document_model())
    images = ImageChooser("wagtailimages_chooser", model=get_image_model())
    return [
        path("documents/chooser/", documents.choose_view, name="choose_document"),
        path("documents/chooser/results/", documents.choose_results_view, name="choose_document_results"),
        path("images/chooser/", images.choose_view, name="choose_image"),
        path("images/chooser/results/", images.choose_results_view, name="choose_image_results"),
        path("images/chooser/create/", images.create_view, name="choose_image_create"),
        path("images/chooser/<int:image_id>/select_format/", images.select_format_view, name="choose_image_format"),
    ]
