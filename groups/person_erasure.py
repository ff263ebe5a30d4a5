"""Erasure of people: on request, on deletion, and at the end of their consent.

Nothing of the name stays: versions, revisions, what was translated, the photo unless something else
shows it. The log says that a person was published or deleted, never who.
"""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, ReferenceIndex

from core.jobs.schedule import Job, register
from groups.models import Person
from translation.memory.erasure import erase_traces


def erase_expired(today: date) -> int:
    """Erase everybody whose last day lies more than ``PERSON_RETENTION_DAYS`` before a day.

    A person is erased whole or not at all, so it can be stopped at any point and run again.

    Returns:
        How many people were erased.
    """
    expired = Q(visible_until__lt=today - timedelta(days=settings.PERSON_RETENTION_DAYS))
    active_keys = Person.objects.exclude(expired).values("translation_key")
    keys = (
        Person.objects.filter(expired)
        .exclude(translation_key__in=active_keys)
        .values_list("translation_key", flat=True)
    )
    return sum(erase(key) for key in sorted(set(keys)))


@transaction.atomic
def erase(translation_key: UUID) -> bool:
    """Erase a person in all languages. Says whether there was anything to erase."""
    person = Person.objects.filter(translation_key=translation_key).first()
    if person is None:
        return False
    person.delete()
    return True


def with_address(email: str) -> QuerySet[Person]:
    """All versions of the people whose public address this is, in capitals or not."""
    return Person.objects.filter(email__iexact=email.strip()).order_by("translation_key", "pk")


def export_personal_data(email: str) -> list[dict[str, Any]]:
    """Personal data of the people with an address: a mapping for each language's version."""
    return [
        {
            "language": person.locale.language_code,
            "name": person.name,
            "post": person.post,
            "entity": person.entity.name if person.entity else "",
            "email": person.email,
            "photo": person.photo.title if person.photo else "",
            "consent_on": person.consent_on and person.consent_on.isoformat(),
            "visible_until": person.visible_until and person.visible_until.isoformat(),
        }
        for person in with_address(email).select_related("locale", "entity", "photo")
    ]


def on_deleted(instance: Person, **_kwargs: Any) -> None:
    """One version is gone: the others follow, and with the last one everything that is kept beside them."""
    other = Person.objects.filter(translation_key=instance.translation_key).first()
    if other is not None:
        other.delete()
        return
    erase_traces(instance)
    _erase_photo(instance.photo_id)


def _erase_photo(key: int | None) -> None:
    """Delete a photo that nothing else shows, and what the log says of it."""
    photo = get_image_model().objects.filter(pk=key).first()
    if photo is None or Person.objects.filter(photo=photo).exists():
        return
    people = ContentType.objects.get_for_model(Person)
    if ReferenceIndex.get_references_to(photo).exclude(content_type=people).exists():
        return
    ModelLogEntry.objects.for_instance(photo).delete()
    photo.delete()


def on_logged(instance: ModelLogEntry, **_kwargs: Any) -> None:
    """The log outlives those whom it is about: it has their number, not their name."""
    if instance.content_type_id == ContentType.objects.get_for_model(Person).pk:
        instance.label = f"{Person.__name__} {instance.object_id}"


def connect() -> None:
    """Connect the receivers, each once, and have people forgotten every day."""
    post_delete.connect(on_deleted, sender=Person, dispatch_uid="groups.person_erasure.deleted")
    pre_save.connect(on_logged, sender=ModelLogEntry, dispatch_uid="groups.person_erasure.logged")
    register(
        Job(
            "forget_people",
            _("Erase people who have not been shown for a long time"),
            timedelta(days=1),
            partial(call_command, "forget_people", verbosity=0),
        )
    )
