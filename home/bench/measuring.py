"""What is measured, and how: every subject once each round, so that a busy machine is busy for all of them."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection, reset_queries
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Subject:
    """One way to answer: ``ours``, ``stock`` or ``floor``."""

    name: str
    answer: Callable[[], HttpResponse]


@dataclass(frozen=True)
class Case:
    """Something measured in several ways.

    ``n`` is how many pages the platform has; figures are told for one of ``per`` pages that are worked on together.
    """

    name: str
    n: int
    subjects: Sequence[Subject]
    per: int = 1


@dataclass(frozen=True)
class Result:
    """Medians over the rounds; times in milliseconds, ``bytes`` of the answer before compression."""

    name: str
    subject: str
    n: int
    queries: int
    cpu_ms: float
    wall_ms: float
    bytes: int

    def as_dict(self) -> dict[str, Any]:
        """The result as a line of JSON holds it."""
        return asdict(self)


@dataclass
class _Taken:
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0


class WrongAnswerError(Exception):
    """A subject did not answer with a page, so that its time says nothing."""


def measure(case: Case, rounds: int) -> list[Result]:
    """Each subject's figures. The first answer of each, which fills caches and compiles templates, counts for none.

    Raises:
        WrongAnswerError: an answer was not 200.
    """
    taken = {subject.name: _Taken() for subject in case.subjects}
    for subject in case.subjects:
        _answer(case, subject)
        reset_queries()  # no more than 9,000 are remembered
        with CaptureQueriesContext(connection) as captured:
            taken[subject.name].size = len(_answer(case, subject).content)
        taken[subject.name].queries = len(captured)
    for _round in range(rounds):
        for subject in case.subjects:
            cpu, wall = time.process_time(), time.perf_counter()
            _answer(case, subject)
            taken[subject.name].cpu.append(time.process_time() - cpu)
            taken[subject.name].wall.append(time.perf_counter() - wall)
    return [
        Result(
            case.name,
            name,
            case.n,
            round(found.queries / case.per),
            _median(found.cpu, case.per),
            _median(found.wall, case.per),
            found.size,
        )
        for name, found in taken.items()
    ]


def _answer(case: Case, subject: Subject) -> HttpResponse:
    response = subject.answer()
    if response.status_code != 200:
        raise WrongAnswerError(f"{case.name}, {subject.name}: answered {response.status_code}, not 200.")
    return response


def _median(seconds: list[float], per: int) -> float:
    return round(statistics.median(seconds) * 1000 / per, 2)
