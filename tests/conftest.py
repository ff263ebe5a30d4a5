"""Fixtures and pytest hooks for all tests."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings

from tests.support import databases, machine, network
from tests.support.cluster import Cluster
from tests.support.databases import DatabaseFill

if TYPE_CHECKING:
    from home.models import HomePage

pytest_plugins = ["tests.support.browser"]

# An example here writes and reads pages, so that shrinking a failing one takes minutes; who wants
# the smallest one asks for it with HYPOTHESIS_PROFILE=shrink.
hypothesis_settings.register_profile("shrink", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile(
    "platform", hypothesis_settings.get_profile("shrink"), phases=set(Phase) - {Phase.shrink, Phase.explain}
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "platform"))

_cluster = pytest.StashKey[Cluster]()
_media = pytest.StashKey[str]()
_database = pytest.StashKey[databases.Database]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; ``databases.database_kind`` reads the one for the database."""
    parser.addoption("--soak", action="store_true", help="take the time to look at everything in all circumstances")
    parser.addoption("--database", choices=databases.KINDS, help="run on SQLite (default) or a private PostgreSQL")


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is a worker of pytest-xdist."""
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to start without a required program; give this process its own media folder and database."""
    if machine.everything_is_required() and machine.missing():
        raise pytest.UsageError(f"REQUIRE_ALL is set, and missing is {'; '.join(machine.missing())}")
    if databases.database_kind() == "postgresql" and machine.postgresql_programs() is None:
        raise pytest.UsageError("PostgreSQL's server is not installed (Debian's package postgresql)")
    from django.conf import settings

    network.forbid()
    config.stash[_media] = settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="media-")
    config.stash[_database] = databases.database(os.environ.get("PYTEST_XDIST_WORKER", "main"))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the message catalogues and start PostgreSQL before the workers."""
    if is_worker(session.config) or session.config.option.collectonly:
        return
    from django.core.management import call_command

    call_command("compile_catalogues", verbosity=0)
    if databases.database_kind() == "postgresql":
        cluster = session.config.stash[_cluster] = Cluster()
        cluster.start()
        os.environ[databases.CLUSTER] = str(cluster.folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop PostgreSQL and remove the media folder."""
    if cluster := config.stash.get(_cluster, None):
        cluster.stop()
    if media := config.stash.get(_media, None):
        shutil.rmtree(media, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect soak tests without ``--soak``, and on PostgreSQL the tests that use no database."""
    if not config.getoption("soak"):
        items[:] = [item for item in items if not item.get_closest_marker("soak")]
    for item in items:
        if not may_use_database(item):
            item.add_marker(pytest.mark.one_database)


def pytest_collection_finish() -> None:
    """Freeze what is imported for the garbage collector, which took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_report_header() -> str:
    """Name the database in the header."""
    return f"database: {databases.database_kind()}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """List the programs that are missing on this machine."""
    for part in machine.missing():
        terminalreporter.section("left out on this machine", yellow=True)
        terminalreporter.line(part)


def may_use_database(item: pytest.Item) -> bool:
    """Whether pytest-django gives a test a database: by a marker, a fixture, or one shared by several tests."""
    names = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or any(
        name in {"db", "transactional_db", "live_server"} or name.startswith("django_db") for name in names
    )


def commits(item: pytest.Item) -> bool:
    """Whether a test commits transactions, so that the next one needs a fresh database."""
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    return "transactional_db" in names or "live_server" in names or bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Distribute the tests by ``tests.support.schedule``."""
    from tests.support.schedule import Schedule

    return Schedule(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give a test that follows a committing one a fresh copy of the migrated database."""
    from pytest_django.plugin import blocking_manager_key

    database = item.config.stash[_database]
    if database.used:
        with item.config.stash[blocking_manager_key].unblock():
            database.renew()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Record that a test has committed."""
    database = item.config.stash[_database]
    database.used = database.used or (database.ready and commits(item))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A copy of the migrated template for this worker, instead of migrating once for each."""
    database = request.config.stash[_database]
    with django_db_blocker.unblock():
        database.renew()
    yield
    with django_db_blocker.unblock():
        database.discard()


@pytest.fixture
def fill_database(request: pytest.FixtureRequest, transactional_db: None) -> DatabaseFill:
    """Fill the database of a committing test by a function, whose result is copied for later tests."""
    return request.config.stash[_database].fill


@pytest.fixture(autouse=True)
def indexes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Update the search and reference indexes in tests marked ``indexed`` and in committing ones.

    Any other test that searches fails.
    """
    from django.db import connection

    from tests.support.indexes import SearchGuard
    from tests.support.tasks import TaskBackend

    if request.node.get_closest_marker("indexed") or commits(request.node):
        TaskBackend.indexing = True
        yield
        TaskBackend.indexing = False
    else:
        with connection.execute_wrapper(SearchGuard()):
            yield


@pytest.fixture(autouse=True)
def reset_caches() -> Iterator[None]:
    """Clear the caches and activate the default language before each test."""
    from django.conf import settings
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.utils import translation

    cache.clear()
    ContentType.objects.clear_cache()
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def home(db: None) -> "HomePage":
    """The Spanish home page of a platform in Spanish and English."""
    from tests.platform import create_platform

    return create_platform("es", "en")
