"""wagtail-localize's own way of filling a language with aliases, closed.

Its ``LocaleSynchronization`` makes aliases of pages that editors create in the admin, and of no others: a copied
or imported page gets none. ``AliasLanguage`` is chosen in its place. ``tests/translation/test_following.py``
fails once wagtail-localize's listens to signals itself.
"""

from django.db.models.signals import post_save
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import LocaleSynchronization, sync_trees_on_locale_sync_save


def close() -> None:
    """Take its part out of the language's form, and let nothing happen when one is saved in code."""
    components = get_locale_components()
    components[:] = [each for each in components if each["model"] is not LocaleSynchronization]
    post_save.disconnect(sync_trees_on_locale_sync_save, sender=LocaleSynchronization)
