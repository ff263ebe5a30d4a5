"""What can be seen of a translation without knowing both languages.

``findings`` judges a text by itself; ``keeping`` judges it where it stands and remembers the result.
"""

from translation.checks.judging import findings

__all__ = ("findings",)
