"""Progress output of long commands."""

import sys
from types import TracebackType
from typing import Self, TextIO


class Progress:
    """A bar on a terminal, a line a stage elsewhere. Used as a context, which ends the bar's line.

    ``total`` is how many steps are expected; a guess will do, the bar never runs past its end.
    """

    WIDTH = 30

    def __init__(self, total: int, stream: TextIO | None = None, *, silent: bool = False) -> None:
        self.total = max(total, 1)
        self.stream = stream or sys.stderr
        self.silent = silent
        self.step_count = 0
        self.stage = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._has_bar:
            self.stream.write("\n")

    def begin(self, stage: str) -> None:
        """Name what is being done from now on."""
        self.stage = stage
        if self._draws:
            self._draw()
        elif not self.silent:
            self.stream.write(f"{stage}\n")

    def step(self) -> None:
        self.step_count += 1
        if self._draws:
            self._draw()

    @property
    def _draws(self) -> bool:
        return not self.silent and self.stream.isatty()

    @property
    def _has_bar(self) -> bool:
        return self._draws and bool(self.stage)

    def _draw(self) -> None:
        share = min(self.step_count / self.total, 1)
        bar = "#" * round(share * self.WIDTH)
        self.stream.write(f"\r[{bar:<{self.WIDTH}}] {share:4.0%} {self.stage:<40.40}")
        self.stream.flush()
