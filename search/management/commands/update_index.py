"""``update_index``: Wagtail's, which for an index that holds pages alone reads pages alone."""

from collections.abc import Iterator
from typing import Any

from modelsearch.backends import get_search_backend
from modelsearch.management.commands import rebuild_modelsearch_index


class Command(rebuild_modelsearch_index.Command):
    """Wagtail reads every image, document and snippet, each with its tags, and hands it to an index to be left out."""

    def update_backend(self, backend_name: str, *args: Any, **kwargs: Any) -> None:
        """Build the index of one backend anew."""
        self._holds = getattr(get_search_backend(backend_name), "holds", None)
        super().update_backend(backend_name, *args, **kwargs)

    def queryset_chunks(self, qs: Any, *args: Any, **kwargs: Any) -> Iterator[list[Any]]:
        """What there is of a model, in lists; nothing of one that the index doesn't hold."""
        if self._holds is None or self._holds(qs.model):
            yield from super().queryset_chunks(qs, *args, **kwargs)
