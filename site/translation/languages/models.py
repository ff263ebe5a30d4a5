"""Permissions of groups on snippets of one language."""

from django.contrib.auth.models import Group, Permission
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class GroupLanguagePermission(models.Model):
    """A group holds a permission on a kind of snippet, for its versions in one language only.

    The permission is one of the model's own (``change_entity``), which says kind and action. It is
    to snippets what Wagtail's ``GroupPagePermission`` is to pages.
    """

    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, related_name="language_permissions", verbose_name=_("group")
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, related_name="+", verbose_name=_("permission"))

    class Meta:
        verbose_name = _("permission in a language")
        verbose_name_plural = _("permissions in a language")
        constraints = (
            models.UniqueConstraint(fields=("group", "locale", "permission"), name="one_permission_in_a_language"),
        )

    def __str__(self) -> str:
        return f"{self.group}: {self.permission.codename} ({self.locale.language_code})"
