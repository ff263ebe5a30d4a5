"""The task backend of the tests: runs tasks immediately, except for indexes and social images, which few tests need.

Wagtail keeps its search index and its register of references up to date by tasks, two for each save.
That is a third of the time of a test that makes pages, so only a test marked ``indexed`` has it done.
"""

from typing import Any

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
#: Drawing takes a fifth of a second a page, and few look at the picture.
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
        if task.module_path not in left:
            return self.at_once.enqueue(task, args, kwargs)
        return None  # left undone; nobody asks what became of it
