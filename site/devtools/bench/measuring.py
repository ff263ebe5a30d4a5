"""Measure subjects in turns, so that a busy machine slows all of them."""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import OperationalError, connection, reset_queries
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from devtools.bench import processor

#: Seconds after which a subject is measured no more, and after which one answer is stopped.
BUDGET, PATIENCE = 30.0, 120.0


@dataclass(frozen=True)
class Subject:
    """One way to answer: ``ours``, ``stock`` or ``floor``."""

    name: str
    answer: Callable[[], HttpResponse]


@dataclass(frozen=True)
class Case:
    """Something measured in several ways.

    ``n`` is how many pages the platform has; figures are told for one of ``per`` pages that are worked on together.
    There are ``repetitions`` times as many rounds as usual, for what is told of more than the median.
    """

    name: str
    n: int
    subjects: Sequence[Subject]
    per: int = 1
    repetitions: int = 1


@dataclass(frozen=True)
class Result:
    """Medians over the rounds, and what 95 in 100 did not exceed; ``bytes`` of the answer before compression.

    Times are in milliseconds: CPU time as :mod:`devtools.bench.processor` tells it, and time that went by. ``times``
    says of how many answers; ``timed_out`` that the only one was given up on, so that it would have taken longer.
    """

    name: str
    subject: str
    n: int
    queries: int
    cpu_ms: float
    wall_ms: float
    bytes: int
    times: int = 1
    cpu_p95_ms: float = 0.0
    wall_p95_ms: float = 0.0
    timed_out: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The result as a line of JSON holds it."""
        return asdict(self)


@dataclass
class _Sample:
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0
    timed_out: bool = False


class WrongAnswerError(Exception):
    """A subject did not results with a page, so that its time says nothing."""


def measure(case: Case, rounds: int) -> list[Result]:
    """Each subject's figures.

    The first answer, which fills caches and compiles templates, counts for none but of a subject that takes longer
    than ``BUDGET`` for it: this one is asked no more.

    Raises:
        WrongAnswerError: an answer was not 200.
    """
    samples = {subject.name: _Sample() for subject in case.subjects}
    for subject in case.subjects:
        _begin(case, subject, samples[subject.name])
    for _round in range(rounds * case.repetitions):
        for subject in case.subjects:
            if sum(samples[subject.name].wall) < BUDGET:
                _time(case, subject, samples[subject.name])
    return [
        Result(
            case.name,
            name,
            case.n,
            round(sample.queries / case.per),
            _median(sample.cpu, case.per),
            _median(sample.wall, case.per),
            sample.size,
            len(sample.cpu),
            _percentile(sample.cpu, case.per),
            _percentile(sample.wall, case.per),
            sample.timed_out,
        )
        for name, sample in samples.items()
    ]


def _begin(case: Case, subject: Subject, sample: _Sample) -> None:
    """Warm the caches, and record the number of queries and the size of the response."""
    for turn in range(2):
        if turn and sum(sample.wall) >= BUDGET:
            return
        sample.cpu, sample.wall = [], []
        reset_queries()  # no more than 9,000 are remembered
        with CaptureQueriesContext(connection) as queries_context:
            _time(case, subject, sample)
        sample.queries = len(queries_context)
    sample.cpu, sample.wall = [], []


def _time(case: Case, subject: Subject, sample: _Sample) -> None:
    cpu, wall = processor.seconds(), time.perf_counter()
    timeout_event = threading.Event()
    timer = threading.Timer(PATIENCE, _stop, (connection.connection, timeout_event))
    timer.start()
    try:
        response = subject.answer()
        if response.status_code != 200:
            raise WrongAnswerError(f"{case.name}, {subject.name}: answered {response.status_code}, not 200.")
        sample.size = len(response.content)
    except OperationalError:
        if not timeout_event.is_set():
            raise
        sample.timed_out = True
    finally:
        timer.cancel()
    sample.cpu.append(processor.seconds() - cpu)
    sample.wall.append(time.perf_counter() - wall)


def _stop(database_connection: Any, timeout_event: threading.Event) -> None:
    """Make the database cancel the running query."""
    timeout_event.set()
    (database_connection.interrupt if connection.vendor == "sqlite" else database_connection.cancel)()


def _median(seconds: list[float], per: int) -> float:
    return round(statistics.median(seconds) * 1000 / per, 2)


def _percentile(seconds: list[float], per: int) -> float:
    """The 95th percentile; the maximum of fewer than 20 values."""
    place = -(-len(seconds) * 95 // 100)
    return round(sorted(seconds)[place - 1] * 1000 / per, 2)
