"""Wagtail's ``update_index``, limited to pages for an index of pages."""

from typing import Any

from modelsearch.backends import get_search_backend
from modelsearch.management.commands import rebuild_modelsearch_index

from core.base.batches import batched_by_key


class Command(rebuild_modelsearch_index.Command):
    """Wagtail reads every image, document and snippet, each with its tags, and hands it to an index to be left out."""

    def update_backend(self, backend_name: str, *args: Any, **kwargs: Any) -> None:
        """Build the index of one backend anew."""
        self._holds = getattr(get_search_backend(backend_name), "holds", None)
        super().update_backend(backend_name, *args, **kwargs)

    def queryset_chunks(self, qs: Any, chunk_size: int = rebuild_modelsearch_index.DEFAULT_CHUNK_SIZE) -> Any:
        """Instances of a model in batches; none of a model that the index does not hold.

        Wagtail has the database count past all that it was given before, at each list again.
        """
        if self._holds is None:
            return super().queryset_chunks(qs, chunk_size)
        return batched_by_key(qs, chunk_size) if self._holds(qs.model) else iter(())
