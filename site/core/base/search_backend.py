"""Search backend of the admin: Wagtail's database backend, for any queryset and any text.

The parts of the stock backend that are overridden for this are in :mod:`core.base.upstream`.
"""

import re
from typing import Any

from modelsearch.query import MATCH_NONE, And, Or, Phrase, PlainText
from wagtail.search.backends.database import SearchBackend

from core.base.upstream import QueryRewriteMixin, UncheckedQuerysetMixin

#: The quotation mark of SQLite's queries, which the backend does not escape, and control characters.
_NOT_SEARCHED = re.compile(r'["\x00-\x1f\x7f]')
_WORD = re.compile(r"\w")


class AnyTextMixin(QueryRewriteMixin):
    """A backend that finds nothing by a text without words, where Wagtail's fails."""

    def rewrite_query(self, query: Any) -> Any:
        """The query without what the database can't look for."""
        return clean_query(query) or MATCH_NONE


def clean_query(query: Any) -> Any:
    """A query without what the database can't look for; None if no word is left."""
    if isinstance(query, str):
        return _clean_text(query) or None
    if isinstance(query, PlainText):
        text = _clean_text(query.query_string)
        return PlainText(text, operator=query.operator, boost=query.boost) if text else None
    if isinstance(query, Phrase):
        text = _clean_text(query.query_string)
        return Phrase(text) if text else None
    if isinstance(query, And | Or):
        parts = [part for part in map(clean_query, query.subqueries) if part is not None]
        return type(query)(parts) if parts else None
    return query


def _clean_text(text: str) -> str:
    return " ".join(part for part in _NOT_SEARCHED.sub(" ", text).split() if _WORD.search(part))


def admin_backend(params: dict[str, Any]) -> Any:
    """Wagtail's backend for the database in use, with both."""
    stock = type(SearchBackend(params))
    names = ("query_compiler_class", "autocomplete_query_compiler_class")
    bases = {name: getattr(stock, name) for name in names}
    compilers = {name: type(base.__name__, (UncheckedQuerysetMixin, base), {}) for name, base in bases.items()}
    backend = type(stock.__name__, (AnyTextMixin, stock), compilers)(params)
    # PostgreSQL's: words that are being typed are found without their accents too, as whole ones are
    backend.autocomplete_config = backend.config
    return backend
