"""Erase the traces of an object that was deleted in every language.

wagtail-localize keeps the texts of deleted things, so that a later translation finds them; of
personal data nothing may stay.
"""

from typing import Any

from django.db import transaction
from wagtail_localize.models import String, StringSegment, StringTranslation, cleanup_translation_on_delete

from translation.memory.store import sweep


@transaction.atomic
def erase_traces(instance: Any) -> None:
    """Erase the snapshot, texts and translations of a thing whose versions are all deleted.

    Texts that something else has as well stay with that.
    """
    key = instance.translation_key
    texts = {
        *StringSegment.objects.filter(source__object_id=key).values_list("string_id", flat=True),
        *StringTranslation.objects.filter(context__object_id=key).values_list("translation_of_id", flat=True),
    }
    cleanup_translation_on_delete(instance)
    String.objects.filter(pk__in=texts, segments=None, translations=None).delete()
    sweep()
