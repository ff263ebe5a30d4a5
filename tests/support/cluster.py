"""A private PostgreSQL server for one run of the tests, in a temporary folder, on a socket."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.machine import postgresql_programs

#: Seconds a busy machine may take to start the server.
PATIENCE = 60

_FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=80",
    "jit=off",
)


def _unprivileged() -> str | None:
    """The user who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _die_with_the_tests() -> None:
    """Ask the kernel (Linux) to end the server when the tests are killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


class Cluster:
    """The server's folder and its process."""

    def __init__(self) -> None:
        programs = postgresql_programs()
        if programs is None:
            raise FileNotFoundError("PostgreSQL's server is not installed (Debian's package postgresql)")
        self.programs = programs
        self.user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the server and wait until it answers."""
        if self.user:
            shutil.chown(self.folder, self.user)
        data = self.folder / "data"
        initdb: list[str | Path] = [self.programs / "initdb", "-D", data, "-U", "platform", "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            [*initdb, "--locale=C.UTF-8", "--no-sync"],
            user=self.user,
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = [part for setting in _FAST for part in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", *options],
                user=self.user,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_the_tests,  # noqa: PLW1509 - no threads run yet
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        ready: list[str | Path] = [self.programs / "pg_isready", "-q", "-h", self.folder]
        while subprocess.run(ready, check=False).returncode != 0:
            if time.monotonic() > end or (self.process and self.process.poll() is not None):
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.1)

    def stop(self) -> None:
        """End the server and remove all it wrote."""
        if self.process:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)
