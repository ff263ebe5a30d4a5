"""Forms of user groups, with translated names of permissions.

Wagtail translates some of them while the process starts. The words are Wagtail's, which its catalogues have.
"""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.utils.functional import cached_property
from wagtail.admin.forms.collections import (
    GroupCollectionManagementPermissionFormSet,
    collection_member_permission_formset_factory,
)
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.images.models import Image
from wagtail.models import Collection, Page
from wagtail.users.forms import BaseGroupPagePermissionFormSet, GroupPagePermissionFormSet, PagePermissionsForm
from wagtail.users.views.groups import CreateView, EditView, GroupViewSet, get_permission_panel_classes

from core.base.lazy_labels import wagtail_text


class PageRightsField(forms.ModelMultipleChoiceField):
    """Rights on pages, by the names that the heads of their columns have."""

    def label_from_instance(self, obj: Permission) -> str:
        """The name of a right; the database has it in English."""
        names = {codename: long_name for codename, _short_name, long_name in Page.permission_types}
        return str(names[obj.codename])


class PageRightsForm(PagePermissionsForm):
    """The rights on one page."""

    page = forms.ModelChoiceField(
        label=wagtail_text("Page"),
        queryset=Page.objects.all(),
        widget=PagePermissionsForm.base_fields["page"].widget,
    )
    permissions = PageRightsField(
        queryset=PagePermissionsForm.base_fields["permissions"].queryset,
        to_field_name="codename",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


#: Wagtail's forms of rights, and what stands in their place.
REPLACEMENTS = {
    GroupPagePermissionFormSet: forms.formset_factory(
        PageRightsForm, formset=BaseGroupPagePermissionFormSet, extra=0, can_delete=True
    ),
    GroupCollectionManagementPermissionFormSet: collection_member_permission_formset_factory(
        Collection,
        [
            ("add_collection", wagtail_text("Add"), wagtail_text("Add collections")),
            ("change_collection", wagtail_text("Edit"), wagtail_text("Edit collections")),
            ("delete_collection", wagtail_text("Delete"), wagtail_text("Delete collections")),
        ],
        GroupCollectionManagementPermissionFormSet.template,
    ),
    GroupImagePermissionFormSet: collection_member_permission_formset_factory(
        Image,
        [
            ("add_image", wagtail_text("Add"), wagtail_text("Add/edit images you own")),
            ("change_image", wagtail_text("Edit"), wagtail_text("Edit any image")),
            ("choose_image", wagtail_text("Choose"), wagtail_text("Select images in choosers")),
        ],
        GroupImagePermissionFormSet.template,
    ),
}


class PermissionFormsMixin:
    """Takes the forms whose words are lazy."""

    @cached_property
    def permission_panel_forms(self) -> list[Any]:
        """One for each kind of right."""
        classes = [REPLACEMENTS.get(form_class, form_class) for form_class in get_permission_panel_classes()]
        return [form_class(**self.get_permission_panel_form_kwargs(form_class)) for form_class in classes]  # type: ignore[attr-defined]


class CreateGroupView(PermissionFormsMixin, CreateView):
    """A new group."""


class EditGroupView(PermissionFormsMixin, EditView):
    """A group and its rights."""


class PlatformGroupViewSet(GroupViewSet):
    """As Wagtail's, with our forms."""

    add_view_class = CreateGroupView
    edit_view_class = EditGroupView
