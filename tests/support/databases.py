"""Databases for the tests.

One migrated template is made once and kept under ``var/`` until a migration, a model or a library
changes; every worker copies it, and copies it again after a test that really committed something.
"""

import fcntl
import functools
import gc
import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tests.support.machine import postgresql_programs

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "var" / "tests"
KINDS = ("sqlite", "postgresql")

R = TypeVar("R")

#: Name of the variable that hands the server's folder to the workers.
CLUSTER = "TEST_CLUSTER"


def database_kind() -> str:
    """The kind of database this run uses: ``--database``, else ``TEST_DATABASE``, else SQLite.

    The settings need it before pytest has read its options; the environment hands it to the workers.
    """
    for here, after in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        if here == "--database":
            os.environ["TEST_DATABASE"] = after
        elif here.startswith("--database="):
            os.environ["TEST_DATABASE"] = here.partition("=")[2]
    return os.environ.get("TEST_DATABASE", "sqlite")


def url(kind: str) -> str:
    """The database URL of the settings; the worker's own database replaces it."""
    return "postgresql://platform@/platform" if kind == "postgresql" else f"sqlite:///{TEMPLATES / 'none.sqlite3'}"


def address() -> str:
    """The ``DATABASE_URL`` of this test's database, for processes that it starts."""
    from django.db import connection

    settings = connection.settings_dict
    if database_kind() == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgresql://platform@/{settings['HOST']}/{settings['NAME']}"


class DatabaseFill(Protocol):
    """Fills a database by a function; see :meth:`Database.fill`."""

    def __call__(self, fill: Callable[[], R]) -> R:
        """Return the function's result."""


@functools.cache
def fingerprint() -> str:
    """Digest of the files and package versions that shape a migrated database; cached for the process."""
    digest = hashlib.sha256()
    ours = [ROOT / name for name in ("home", "groups", "resources", "search", "site")]
    files = {file for folder in ours for file in folder.rglob("*.py") if _shapes_the_schema(file)}
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    versions = sorted(f"{each.name}=={each.version}" for each in distributions())
    digest.update("\n".join(versions).encode())
    return digest.hexdigest()[:16]


def _shapes_the_schema(file: Path) -> bool:
    parts = set(file.relative_to(ROOT).parts)
    return bool(
        parts & {"migrations", "models", "models.py", "apps.py", "receivers.py", "signal_handlers.py", "settings"}
    )


@contextmanager
def _template_lock() -> Iterator[None]:
    """Hold the lock on the templates of a kind of database."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / f"lock-{database_kind()}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate() -> None:
    """Migrate with a rarer garbage collection: it discards models by the ten thousand."""
    from django.core.management import call_command

    thresholds = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        gc.set_threshold(*thresholds)


class Database(ABC):
    """The database of one worker."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        #: Whether a test committed something, so that the next one needs a new copy.
        self.used = False
        self.ready = False
        #: What functions gave that have filled a database, pickled, in the order of their first calls.
        self._results: dict[Callable[[], Any], bytes] = {}

    @property
    def connection(self) -> Any:
        """Django's connection of this thread."""
        from django.db import connection

        return connection

    def use(self, **settings: Any) -> None:
        """Point Django at another database; new threads' connections follow."""
        self.connection.close()
        self.connection.settings_dict.update(settings)

    def renew(self) -> None:
        """Make the worker's database a fresh copy of the template."""
        from tests.support import row_cache

        with _template_lock():
            self.prepare()
        self.copy()
        row_cache.forget_rows()
        self.used, self.ready = False, True

    def fill(self, fill: Callable[[], R]) -> R:
        """Fill the migrated database of a committing test and return the function's result.

        Later calls copy the database that the first one left. The result is pickled.
        """
        from django.core.cache import cache

        if fill not in self._results:
            result = fill()
            self._results[fill] = pickle.dumps(result)
            self.save_copy(self._name(fill))
            return result
        self.copy(self._name(fill))
        cache.clear()
        result_copy: R = pickle.loads(self._results[fill])  # noqa: S301 - written above
        return result_copy

    def _name(self, fill: Callable[[], Any]) -> str:
        return f"filled{list(self._results).index(fill)}"

    @property
    @abstractmethod
    def template_file(self) -> Path:
        """The template's file, which is named by the fingerprint and kept between runs."""

    def save_template(self) -> None:
        """Create the template's file for later runs."""
        with _template_lock():
            if not self.template_file.exists():
                self.prepare()

    @abstractmethod
    def prepare(self) -> None:
        """Create the template unless it exists."""

    @abstractmethod
    def copy(self, name: str = "") -> None:
        """Replace the worker's database by a copy of the template, or of a saved copy."""

    @abstractmethod
    def save_copy(self, name: str) -> None:
        """Save a copy of the worker's database under a name until the run ends."""

    @abstractmethod
    def discard(self) -> None:
        """Remove the worker's database."""


class SQLite(Database):
    """Files under ``var/tests``."""

    @property
    def template_file(self) -> Path:
        return TEMPLATES / f"template-{fingerprint()}.sqlite3"

    @property
    def worker_database(self) -> Path:
        """The worker's file, named by run and process."""
        return TEMPLATES / f"run-{os.getppid()}-{os.getpid()}-{self.worker}.sqlite3"

    def prepare(self) -> None:
        if self.ready or self.template_file.exists():
            return
        for old in TEMPLATES.glob("template-*.sqlite3"):
            old.unlink()
        making = TEMPLATES / "making.sqlite3"
        making.unlink(missing_ok=True)
        self.use(NAME=str(making))
        _migrate()
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")
        self.connection.close()
        making.rename(self.template_file)

    def copy(self, name: str = "") -> None:
        self.use(NAME=str(self.worker_database))
        self._remove()
        shutil.copyfile(self._copy_name(name) if name else self.template_file, self.worker_database)

    def save_copy(self, name: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()
        shutil.copyfile(self.worker_database, self._copy_name(name))

    def discard(self) -> None:
        self.connection.close()
        self._remove()
        for copy in TEMPLATES.glob(self._copy_name("*").name):
            copy.unlink()

    def _copy_name(self, name: str) -> Path:
        return self.worker_database.with_name(f"{self.worker_database.stem}-{name}.sqlite3")

    def _remove(self) -> None:
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.worker_database}{end}").unlink(missing_ok=True)


class PostgreSQL(Database):
    """Databases in the private server that this run started."""

    template = "template_platform"

    @property
    def template_file(self) -> Path:
        return TEMPLATES / f"template-{fingerprint()}.dump"

    @property
    def folder(self) -> str:
        """The folder with the server's socket."""
        return os.environ[CLUSTER]

    @property
    def worker_database(self) -> str:
        """The worker's database."""
        return f"run_{self.worker}"

    def sql(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run statements in the maintenance database; the last one's rows."""
        import psycopg

        with psycopg.connect(host=self.folder, user="platform", dbname="postgres", autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def prepare(self) -> None:
        if self.ready or self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{self.template}'"):
            return
        self.sql("CREATE DATABASE making")
        self.use(HOST=self.folder, NAME="making")
        if self.template_file.exists():
            self._program("pg_restore", "--no-owner", "-d", "making", self.template_file)
        else:
            for old in TEMPLATES.glob("template-*.dump"):
                old.unlink()
            _migrate()
            self._program("pg_dump", "-Fc", "-f", self.template_file, "making")
        self.connection.close()
        self.sql(f"ALTER DATABASE making RENAME TO {self.template}")

    def _program(self, name: str, *arguments: str | Path) -> None:
        folder = postgresql_programs()
        if folder is None:
            raise FileNotFoundError(name)
        subprocess.run([folder / name, "-h", self.folder, "-U", "platform", *arguments], check=True)

    def copy(self, name: str = "") -> None:
        self.use(HOST=self.folder, NAME=self.worker_database)
        self.sql(
            f"DROP DATABASE IF EXISTS {self.worker_database} WITH (FORCE)",
            f"CREATE DATABASE {self.worker_database} TEMPLATE {self._copy_name(name) if name else self.template}",
        )

    def save_copy(self, name: str) -> None:
        self.connection.close()
        # one that was opened before the browser's loop ran is another one than this thread has now
        self.sql(
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{self.worker_database}'",
            f"CREATE DATABASE {self._copy_name(name)} TEMPLATE {self.worker_database}",
        )

    def _copy_name(self, name: str) -> str:
        return f"{self.worker_database}_{name}"

    def discard(self) -> None:
        self.connection.close()
        self.sql(f"DROP DATABASE IF EXISTS {self.worker_database} WITH (FORCE)")


def database(worker: str) -> Database:
    """The database of one worker, of the kind this run uses."""
    return PostgreSQL(worker) if database_kind() == "postgresql" else SQLite(worker)
