"""Form of an assignment: translator and due date."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page
from wagtail.permissions import policy_registry

from translation.workflow.lookup import target_of


class AssignmentForm(WagtailAdminModelForm):
    """Offers whoever may edit pages or snippets in some language; of one translation, whoever may edit that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = self.translators()
        self.fields["due_on"].widget = AdminDateInput()

    def translators(self) -> QuerySet[Any]:
        """The users to whom the translation can be assigned."""
        target = target_of(self.instance.translation) if self.instance.pk or self.instance.translation_id else None
        policy: Any = policy_registry.get_by_type(Page if target is None else type(target))
        users: QuerySet[Any] = (
            policy.users_with_any_permission({"change"})
            if target is None
            else policy.users_with_any_permission_for_instance({"change"}, target)
        )
        return get_user_model()._default_manager.filter(pk__in=users.values("pk")).order_by("username")

    def clean_due_on(self) -> Any:
        """Not before today, unless it was so already."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate() and "due_on" in self.changed_data:
            raise ValidationError(_("This date is in the past."))
        return day
