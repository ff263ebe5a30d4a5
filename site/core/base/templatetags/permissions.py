"""Translated names of permissions."""

from django import template
from django.contrib.auth.models import Permission
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

#: Permissions that Wagtail gives to snippets with drafts, by how their code names begin.
SNIPPET_ACTIONS = {"lock": _("Can lock"), "publish": _("Can publish"), "unlock": _("Can unlock")}

#: Those of wagtail-localize, which its catalogues lack, by their code names.
LOCALIZE_NAMES = {"submit_translation": _("Can submit translations")}


@register.filter
def permission_name(permission: Permission, label: str) -> str:
    """Name of a permission in the reader's language; Wagtail's ``label`` where there is none."""
    model = permission.content_type.model_class()
    labels = {**(dict(model._meta.permissions) if model else {}), **LOCALIZE_NAMES}
    if permission.codename in labels:
        return str(labels[permission.codename])
    action = permission.codename.removesuffix(f"_{permission.content_type.model}")
    return str(SNIPPET_ACTIONS[action]) if action in SNIPPET_ACTIONS else gettext(label)
