"""What only a machine has written, and a person who takes responsibility for it."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from translation.checks.keeping import in_use
from translation.texts import texts_written


def unreviewed(translation: Translation) -> QuerySet[StringTranslation]:
    """The texts of a page or snippet in one language that a machine wrote and nobody has accepted."""
    return in_use(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)


@transaction.atomic
def accept(translation: Translation, user: AbstractUser, keys: Collection[int]) -> int:
    """Take over some of those texts as they are, in somebody's name; the memory holds them from now on.

    Args:
        translation: of which page or snippet, in which language.
        user: who has read them.
        keys: primary keys of the ``StringTranslation`` rows; others than this translation's are passed over.

    Returns:
        How many were taken over.
    """
    rows = list(unreviewed(translation).filter(pk__in=keys).select_related("context"))
    StringTranslation.objects.filter(pk__in=[row.pk for row in rows]).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, last_translated_by=user, updated_at=timezone.now()
    )
    texts_written(rows)
    return len(rows)
