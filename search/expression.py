"""Parsed query as a boolean expression of index terms."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class StemSequence:
    """Stems that follow one another. ``weight``, up to 1, says how near it is to what was typed."""

    stems: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Clause:
    """One word or phrase of a query, with the alternatives that match it. ``text``: as it was typed."""

    parts: tuple[StemSequence, ...]
    text: str = ""


@dataclass(frozen=True)
class Expression:
    """All clauses have to be there, or all but one if ``most`` will do; in pages of the language ``tag``.

    What is excluded must not be in a page's own words. It may be what its goals or themes are called.
    """

    tag: str
    clauses: tuple[Clause, ...]
    exclusions: tuple[StemSequence, ...] = field(default=())
    most: bool = False

    @property
    def alternatives(self) -> list[tuple[Clause, ...]]:
        """The clauses of which all have to be there, in each of the ways that will do."""
        if not self.most:
            return [self.clauses]
        return [self.clauses[:position] + self.clauses[position + 1 :] for position in range(len(self.clauses))]
