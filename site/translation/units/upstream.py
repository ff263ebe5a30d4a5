"""wagtail-localize's handler for draft titles, disconnected; see ``docs/upstream.md``."""

from django.db.models.signals import post_save
from wagtail_localize.models import StringTranslation, post_save_string_translation


def close() -> None:
    """Disconnect its handler; the writer of texts updates the titles.

    wagtail-localize 1.14 writes the text of a title as it came into ``draft_title``. One that is longer than the
    column makes PostgreSQL refuse, which the translator sees as a server error before anything could tell them
    that it is too long; its HTML entities show, and so does a text that is refused for its tags.
    """
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
