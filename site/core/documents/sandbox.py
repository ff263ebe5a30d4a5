"""Run a script on an untrusted file in a separate, limited process.

Starting an interpreter and its libraries takes longer than reading most files. Inside :func:`reuse_processes` that is
done once a script: a process waits that has seen no file yet, and a copy of it (``core.documents.sandbox_fork``) reads
each one and ends. What a file does to its copy, the next one never meets.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from core.documents import sandbox_fork


class _Waiting:
    """A process that waits with a script's libraries loaded."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.parent_socket, child_socket = socket.socketpair()
        with child_socket:
            self.process = subprocess.Popen(  # noqa: S603 - our own scripts, no word of them from outside
                [sys.executable, "-I", str(Path(sandbox_fork.__file__)), script],
                stdin=child_socket.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def run(self, file: IO[bytes], seconds: float) -> bytes:
        with tempfile.TemporaryFile() as output:
            try:
                self.parent_socket.settimeout(seconds)
                socket.send_fds(self.parent_socket, [b"."], [file.fileno(), output.fileno()])
                answer = self.parent_socket.recv(4)
            except TimeoutError as error:
                self.end()
                raise subprocess.TimeoutExpired(self.script, seconds) from error
            except OSError as error:
                self.end()
                raise subprocess.CalledProcessError(-1, self.script) from error
            status = int.from_bytes(answer, "big", signed=True) if answer else -1
            if status:
                raise subprocess.CalledProcessError(status, self.script)
            output.seek(0)
            return output.read()

    @property
    def alive(self) -> bool:
        """Whether it still waits for files."""
        return self.process.poll() is None

    def end(self) -> None:
        """End it, and the copy that is at work."""
        if self.alive:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.parent_socket.close()


_processes: ContextVar[dict[str, _Waiting] | None] = ContextVar("processes", default=None)


@contextmanager
def reuse_processes() -> Iterator[None]:
    """Context in which :func:`run` starts each script once, for work that reads many files."""
    processes: dict[str, _Waiting] = {}
    token = _processes.set(processes)
    try:
        yield
    finally:
        _processes.reset(token)
        for process in processes.values():
            process.end()


def run(script: str, file: IO[bytes], seconds: float) -> bytes:
    """Output of a script that reads a file as its standard input.

    Raises:
        subprocess.SubprocessError: it was not done after so many seconds by the clock, ended with another
            status than 0, or was killed.
    """
    file.flush()
    os.lseek(file.fileno(), 0, os.SEEK_SET)  # a process that read it before has moved on behind Python's back
    processes = _processes.get()
    if processes is None:
        completion = subprocess.run(  # noqa: S603 - as above
            [sys.executable, "-I", script],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
        return completion.stdout
    if script not in processes or not processes[script].alive:
        processes[script] = _Waiting(script)
    return processes[script].run(file, seconds)
