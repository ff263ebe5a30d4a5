"""The database: SQLite for development, PostgreSQL with a connection pool by ``DATABASE_URL``."""

from typing import Any

from .environment import VAR_DIR, env, required

#: Connections one process keeps open to PostgreSQL at most: a few more than its threads.
POOL_SIZE: int = env.int("DATABASE_POOL_SIZE", default=8)


def with_options(config: dict[str, Any]) -> dict[str, Any]:
    """Add what each kind of database needs to a configuration read off its address."""
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # Writers queue instead of failing, and readers are not held up by them.
        options.setdefault("timeout", 20)
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("init_command", "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    elif config["ENGINE"] == "django.db.backends.postgresql" and POOL_SIZE:
        options.setdefault("pool", {"min_size": 1, "max_size": POOL_SIZE, "timeout": 10})
    return config


DATABASES = {"default": with_options(env.db_url_config(required("DATABASE_URL")))}

if str(DATABASES["default"]["NAME"]).startswith(str(VAR_DIR)):
    VAR_DIR.mkdir(exist_ok=True)
