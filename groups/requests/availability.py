"""Whether a service accepts requests now."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from groups.models import Entity, ServicePage, WorkingGroupPage


def obstacle(page: ServicePage, groups: Sequence[WorkingGroupPage], entities: Sequence[Entity]) -> Any:
    """Why a service takes no requests, in the active language; empty where it does.

    Args:
        page: the service.
        groups: those that offer it, as the public sees them.
        entities: those that offer it.
    """
    if not page.active:
        return _("This service is not currently offered.")
    if any(group.status == group.Status.ACTIVE for group in groups) or any(entity.active for entity in entities):
        return ""
    return _("Those who offered this service are no longer active, so it cannot be requested here.")
