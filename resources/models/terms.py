"""Types of resources and events: vocabularies that an editor manages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.kinds import Term


class EventType(Term):
    """Type of event: a meeting, a webinar, a training."""

    class Meta(Term.Meta):
        verbose_name = _("type of event")
        verbose_name_plural = _("types of events")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_event_type_a_key")]


class ResourceType(Term):
    """Type of resource: a report, a guide, a work plan."""

    class Meta(Term.Meta):
        verbose_name = _("type of resource")
        verbose_name_plural = _("types of resources")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_resource_type_a_key")]
