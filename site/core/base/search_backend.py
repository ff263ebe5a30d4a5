"""The search backend of the admin: Wagtail's own for the database, for any queryset and any text.

Wagtail's refuses a queryset that is filtered or ordered by anything that is not a ``FilterField``, since an index
outside the database could not do that. A database can: rights, annotations and subqueries are part of one statement.
"""

import re
from typing import Any

from modelsearch.query import MATCH_NONE, And, Or, Phrase, PlainText
from wagtail.search.backends.database import SearchBackend

#: The quotation mark of SQLite's queries, which the backend does not escape, and control characters.
_NOT_SEARCHED = re.compile(r'["\x00-\x1f\x7f]')
_WORD = re.compile(r"\w")


class AnyQuerysetMixin:
    """A query compiler that joins the search to the queryset, whatever it is filtered and ordered by."""

    def check(self) -> None:
        """Accept the queryset: the database filters and orders it."""


class AnyTextMixin:
    """A backend that finds nothing by a text without words, where Wagtail's fails."""

    def _search(self, compiler: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        return super()._search(compiler, cleaned(query) or MATCH_NONE, model_or_queryset, **options)  # type: ignore[misc]


def cleaned(query: Any) -> Any:
    """A query without what the database can't look for; None if no word is left."""
    if isinstance(query, str):
        return _cleaned_text(query) or None
    if isinstance(query, PlainText):
        text = _cleaned_text(query.query_string)
        return PlainText(text, operator=query.operator, boost=query.boost) if text else None
    if isinstance(query, Phrase):
        text = _cleaned_text(query.query_string)
        return Phrase(text) if text else None
    if isinstance(query, And | Or):
        parts = [part for part in map(cleaned, query.subqueries) if part is not None]
        return type(query)(parts) if parts else None
    return query


def _cleaned_text(text: str) -> str:
    return " ".join(part for part in _NOT_SEARCHED.sub(" ", text).split() if _WORD.search(part))


def admin_backend(params: dict[str, Any]) -> Any:
    """Wagtail's backend for the database in use, with both."""
    stock = type(SearchBackend(params))
    names = ("query_compiler_class", "autocomplete_query_compiler_class")
    compilers = {name: _mixed(AnyQuerysetMixin, getattr(stock, name)) for name in names}
    backend = type(stock.__name__, (AnyTextMixin, stock), compilers)(params)
    # PostgreSQL's: words that are being typed are found without their accents too, as whole ones are
    backend.autocomplete_config = backend.config
    return backend


def _mixed(mixin: type[Any], base: type[Any]) -> type[Any]:
    return type(base.__name__, (mixin, base), {})
