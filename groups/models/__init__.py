"""Models of working groups, services, goals and the vocabularies they use."""

from groups.models.contact_point import ContactPoint
from groups.models.entity import Entity
from groups.models.group_relations import GroupLead, GroupMember, GroupTheme
from groups.models.indexes import ServiceIndexPage, WorkingGroupIndexPage
from groups.models.kinds import Audience, GroupKind, ServiceKind
from groups.models.person import Person
from groups.models.sdg import SDGIndexPage, SDGPage
from groups.models.service import ServicePage
from groups.models.service_relations import (
    ServiceAudience,
    ServiceEntity,
    ServiceExample,
    ServiceGroup,
    ServiceTheme,
)
from groups.models.service_request import ServiceRequest, ServiceRequestMail
from groups.models.theme import Theme
from groups.models.working_group import WorkingGroupPage

__all__ = [
    "Audience",
    "ContactPoint",
    "Entity",
    "GroupKind",
    "GroupLead",
    "GroupMember",
    "GroupTheme",
    "Person",
    "SDGIndexPage",
    "SDGPage",
    "ServiceAudience",
    "ServiceEntity",
    "ServiceExample",
    "ServiceGroup",
    "ServiceIndexPage",
    "ServiceKind",
    "ServicePage",
    "ServiceRequest",
    "ServiceRequestMail",
    "ServiceTheme",
    "Theme",
    "WorkingGroupIndexPage",
    "WorkingGroupPage",
]
