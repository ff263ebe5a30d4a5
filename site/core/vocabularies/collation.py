"""Comparing texts as people do who look something up."""

import unicodedata


def fold(text: str) -> str:
    """A text without regard to case, accents and compatibility forms: for alphabets, and to recognize it again."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
