"""What follows when translated texts were written past the signals, many at once."""

from collections.abc import Collection

from wagtail_localize.models import StringTranslation

from translation.checks.keeping import judge
from translation.memory.recording import remember


def texts_written(rows: Collection[StringTranslation]) -> None:
    """To be called after ``bulk_create`` or ``update``: the memory holds the texts, the checks have judged them."""
    remember(rows)
    judge(rows)
