"""Makes the template of the kind of database in ``TEST_DATABASE``, unless it is there.

Migrating keeps one processor busy while a run waits for it; so ``make test`` does it for both kinds side by side.
"""

import os

import django

from tests.support import databases
from tests.support.cluster import Cluster


def main() -> None:
    """Make it, in a server of its own where it takes one."""
    database = databases.database("prepare")
    if database.kept.exists():
        return
    django.setup()
    if databases.database_kind() == "sqlite":
        database.keep()
        return
    cluster = Cluster()
    cluster.start()
    try:
        os.environ[databases.CLUSTER] = str(cluster.folder)
        database.keep()
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
