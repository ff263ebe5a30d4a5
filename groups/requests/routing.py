"""Recipient of a request: contact point of the service, of its group, or of the platform."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from wagtail.models import Locale

from core.base.visibility import public
from groups.listings import offering_groups
from groups.models import ContactPoint, ServicePage, WorkingGroupPage
from translation.sources.source_version import only_sources


@dataclass(frozen=True)
class Recipient:
    """A mailbox, and the tag of the language it is written to in."""

    email: str
    language: str


def recipient(service_key: UUID) -> Recipient | None:
    """Recipient of requests for a service now; None where nobody was named. At most six queries.

    A contact point that is not published is none. Of several groups those at work come first, among
    them the one below whose page the service lies.
    """
    service = _service(service_key)
    language = service.locale.language_code if service else Locale.get_default().language_code
    email = (service and (_address(service.contact_point) or _groups_address(service))) or settings.SERVICE_DESK_EMAIL
    return Recipient(email, language) if email else None


def _service(key: UUID) -> ServicePage | None:
    pages = ServicePage.objects.filter(translation_key=key).select_related("locale", "contact_point")
    return only_sources(pages).first() or pages.filter(alias_of=None).first()


def _address(contact: ContactPoint | None) -> str:
    return contact.email if contact and contact.live else ""


def _groups_address(service: ServicePage) -> str:
    parent = service.get_parent()
    groups = public(offering_groups(service.translation_key).filter(contact_point__live=True))
    open_groups = groups.exclude(status=WorkingGroupPage.Status.CLOSED).select_related("contact_point").order_by("pk")

    def rank(group: WorkingGroupPage) -> tuple[bool, bool]:
        return group.status != group.Status.ACTIVE, group.translation_key != parent.translation_key

    return next((_address(group.contact_point) for group in sorted(open_groups, key=rank)), "")
