"""Creates the database template for the kind in ``TEST_DATABASE`` unless it exists.

Migrating keeps one processor busy while a run waits for it; so ``make test`` does it for both kinds side by side.
"""

import os

import django

from tests.support import databases
from tests.support.cluster import Cluster


def main() -> None:
    """Create it, for PostgreSQL in a server of its own."""
    database = databases.database("prepare")
    if database.template_file.exists():
        return
    django.setup()
    if databases.database_kind() == "sqlite":
        database.save_template()
        return
    cluster = Cluster()
    cluster.start()
    try:
        os.environ[databases.CLUSTER] = str(cluster.folder)
        database.save_template()
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
