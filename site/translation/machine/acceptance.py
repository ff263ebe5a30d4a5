"""Acceptance of machine translations by a person."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import QuerySet
from wagtail_localize.models import StringTranslation, Translation

from translation.checks.store import in_use
from translation.units.writer import TranslatedText, write


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
    rows = unreviewed(translation).filter(pk__in=keys).select_related("translation_of", "context")
    texts = [
        TranslatedText(
            row.translation_of_id,
            row.context_id,
            row.locale_id,
            row.data,
            existing=row,
            user_id=user.pk,
            tool_name=row.tool_name,
        )
        for row in rows
    ]
    return len(write(texts))
