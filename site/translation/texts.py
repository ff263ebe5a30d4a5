"""What follows when translated texts were written past the signals, many at once."""

from collections.abc import Collection

from wagtail_localize.models import StringTranslation

from translation.checks.keeping import judge
from translation.draft_titles import titles_written
from translation.memory.recording import remember


def texts_written(rows: Collection[StringTranslation]) -> None:
    """To be called after ``bulk_create`` or ``update``: all that follows a saved text has followed."""
    titles_written(rows)
    remember(rows)
    judge(rows)
