"""Private parts of wagtail-localize and treebeard around aliases; see ``docs/upstream.md``.

``docs/upstream.md`` lists both.
"""

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import LocaleSynchronization, sync_trees_on_locale_sync_save


def close() -> None:
    """Take its part out of the language's form, and let nothing happen when one is saved in code.

    Its ``LocaleSynchronization`` makes aliases of pages that editors create in the admin, and of no others: a copied
    or imported page gets none. ``AliasLanguage`` is chosen in its place.
    """
    components = get_locale_components()
    components[:] = [each for each in components if each["model"] is not LocaleSynchronization]
    post_save.disconnect(sync_trees_on_locale_sync_save, sender=LocaleSynchronization)


def next_sibling_path(page: Page) -> str:
    """The path of a page's next sibling, for pages that are inserted together."""
    path: str = page._inc_path()  # noqa: SLF001
    return path


def first_path_below(parent: Page) -> str:
    """The path of the first child of a page that has none."""
    path: str = Page._get_path(parent.path, parent.depth + 1, 1)  # noqa: SLF001
    return path
