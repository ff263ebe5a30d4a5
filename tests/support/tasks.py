"""The task backend of the tests: runs tasks immediately, except for indexes and social images, which few tests need.

Wagtail keeps its search index and its register of references up to date by tasks, two for each save.
That is a third of the time of a test that makes pages, so only a test marked ``indexed`` has it done.
"""

from typing import Any

from django.conf import settings
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

INDEXING = frozenset(
    {
        "modelsearch.tasks.insert_or_update_object_task",
        "wagtail.tasks.update_reference_index_task",
        "search.tasks.refresh_below",
        "search.tasks.refresh_pages",
    },
)
#: The same in the task of what follows a publish.
INDEXING_STEPS = frozenset(settings.AFTER_PUBLISH_INDEXES)
#: Drawing takes a fifth of a second a page, and few look at the picture.
DRAWING_STEPS = frozenset({"core.seo.social_images.store.refresh_all"})
DRAWING = frozenset(
    {"core.seo.social_images.tasks.refresh_social_images", "core.seo.social_images.tasks.draw_missing_social_images"}
)


class TaskBackend(DummyBackend):
    """Runs a task inside the request that asks for it, as a platform without a worker does."""

    #: Whether the indexes are kept up to date; of the class, since a live server has threads of its own.
    indexing = False
    #: Whether pictures for sharing are drawn.
    drawing = False

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self.at_once = ImmediateBackend(alias, params)

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        left = (set() if self.indexing else INDEXING) | (set() if self.drawing else DRAWING)
        if task.module_path == "core.base.after_publish.follow_up":
            steps_left = (set() if self.indexing else INDEXING_STEPS) | (set() if self.drawing else DRAWING_STEPS)
            args = [{path: keys for path, keys in args[0].items() if path not in steps_left}]
        if task.module_path not in left:
            return self.at_once.enqueue(task, args, kwargs)
        return None  # left undone; nobody asks what became of it
