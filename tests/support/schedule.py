"""Distribution of the tests over the workers of pytest-xdist."""

from xdist.scheduler import LoadScopeScheduling

#: A folder whose tests share something that takes very long to build: they are one process's, from first to last.
BUILT_ONCE = "tests/devtools/demo/"
#: Files, and folders of files, that have something built of their own; see ``tests.support.rollback``.
BUILT_A_FILE = (
    "tests/home/",
    "tests/devtools/test_bench_content.py",
    "tests/search/test_engine.py",
    "tests/search/test_index.py",
    "tests/groups/test_person_erasure.py",
)


class Schedule(LoadScopeScheduling):
    """Schedules single tests; those that share a rolled-back fixture stay in one worker and run first."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(BUILT_ONCE):
            return BUILT_ONCE
        return nodeid.partition("::")[0] if nodeid.startswith(BUILT_A_FILE) else nodeid
