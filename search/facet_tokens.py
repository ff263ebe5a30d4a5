"""Facet values as index terms, so that filters are looked up like words."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from search.documents import EVERYWHERE

if TYPE_CHECKING:
    from search.params import SearchParams

#: Marks of which a page has to have one of each group.
Tokens: TypeAlias = Sequence[Sequence[str]]


@lru_cache(maxsize=20_000)
def mark(facet: str, word: str) -> str:
    """A value's word: letters and digits alone, the same for every database. Two of a million values share one in no
    platform that will ever be.
    """
    return hashlib.blake2s(f"{facet}={word}".encode(), digest_size=8).hexdigest()


def selected_tokens(params: "SearchParams", but: str = "") -> list[list[str]]:
    """Tokens of the chosen values, facet by facet, except that of ``but``; a page without a value has them all."""
    return [
        [mark(key, word) for word in (*words, EVERYWHERE)]
        for key, words in params.selection.items()
        if words and key != but
    ]
