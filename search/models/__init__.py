"""Models of the search: entries, promotions, synonyms, vocabulary, query counts."""

from search.models.entry import Entry, EntryValue, Value
from search.models.promotion import Promotion
from search.models.query_count import QueryCount
from search.models.synonym import Synonym
from search.models.word import Word

__all__ = ["Entry", "EntryValue", "Promotion", "QueryCount", "Synonym", "Value", "Word"]
