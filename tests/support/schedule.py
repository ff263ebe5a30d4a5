"""Which process of a parallel run gets which test."""

from xdist.scheduler import LoadScopeScheduling

#: Tests below these folders share something that takes long to build, one file at a time.
BUILT_ONCE = ("tests/home/",)


class Schedule(LoadScopeScheduling):
    """One test at a time to whoever is free; files that share something built stay together and go first."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(BUILT_ONCE) else nodeid
