"""The one place where the environment is read.

Every setting can also come from a file: ``SECRET_KEY_FILE=/run/secrets/key`` is read instead of
``SECRET_KEY``, as containers hand their secrets over. The table in ``docs/operations.md`` names
them all; a test keeps the two in step.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv

#: The folder that holds ``manage.py``.
BASE_DIR = Path(__file__).resolve().parents[3]

#: What running the project makes: the database, uploads, caches of the tests.
VAR_DIR = BASE_DIR / "var"

env = FileAwareEnv()

DEBUG: bool = env.bool("DEBUG", default=False)

#: What a process with ``DEBUG`` off cannot do without, and what stands in for it with ``DEBUG`` on.
REQUIRED: dict[str, str] = {
    "SECRET_KEY": "insecure-key-for-development-only",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "SITE_URL": "http://localhost:8000",
    "DATABASE_URL": f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
}


def _refuse_to_start_without_required() -> None:
    """Name everything that is missing at once, so that nobody has to start five times."""
    missing = [name for name in REQUIRED if not str(env(name, default="")).strip()]
    if missing and not DEBUG:
        raise ImproperlyConfigured(
            f"Required in the environment: {', '.join(missing)}. "
            "See docs/operations.md; set DEBUG=1 for development, where each has a default."
        )


_refuse_to_start_without_required()


def required(name: str) -> str:
    """A required setting as text; with ``DEBUG`` on, what stands in for it."""
    return str(env(name, default="")).strip() or REQUIRED[name]
