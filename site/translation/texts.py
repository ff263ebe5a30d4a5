"""What follows when translated texts were written past the signals, many at once."""

from collections.abc import Collection

from wagtail_localize.models import StringTranslation, Translation, TranslationContext

from translation.checks.keeping import judge
from translation.draft_titles import titles_written
from translation.matrix import progress
from translation.memory.recording import remember


def texts_written(rows: Collection[StringTranslation], *, judged: bool = True) -> None:
    """To be called after ``bulk_create`` or ``update``: all that follows a saved text has followed.

    What is published in the same transaction is judged there and need not be ``judged`` here too.
    """
    titles_written(rows)
    remember(rows)
    if judged:
        judge(rows)
    objects = TranslationContext.objects.filter(pk__in={row.context_id for row in rows}).values("object_id")
    languages = {row.locale_id for row in rows}
    progress.note(Translation.objects.filter(source__object_id__in=objects, target_locale__in=languages))
