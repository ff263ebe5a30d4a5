"""The memory follows each translation that is saved; the database takes what belongs to a deleted one."""

from typing import Any

from django.db.models.signals import post_save
from wagtail_localize.models import StringTranslation

from translation.memory.recording import remember


def on_saved(instance: StringTranslation, **kwargs: Any) -> None:
    """A translation was written."""
    if not kwargs.get("raw"):
        remember([instance])


def connect() -> None:
    """Connect the receiver, once."""
    post_save.connect(on_saved, sender=StringTranslation, dispatch_uid="translation.memory.on_saved")
