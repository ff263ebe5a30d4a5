"""Private parts of Wagtail's search backends that are overridden; see ``docs/upstream.md``."""

from typing import Any


class UncheckedQuerysetMixin:
    """A query compiler that joins the search to the queryset, whatever it is filtered and ordered by.

    Wagtail's refuses a queryset that is filtered or ordered by anything that is not a ``FilterField``, since an index
    outside the database could not do that. A database can: rights, annotations and subqueries are part of one
    statement.
    """

    def check(self) -> None:
        """Accept the queryset: the database filters and orders it."""


class QueryRewriteMixin:
    """A backend that rewrites queries before they are compiled: both ``search`` and ``autocomplete`` pass here."""

    def rewrite_query(self, query: Any) -> Any:
        """The query to compile in place of one."""
        return query

    def _search(self, compiler: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        return super()._search(compiler, self.rewrite_query(query), model_or_queryset, **options)  # type: ignore[misc]
