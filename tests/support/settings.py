"""The settings of the tests: the project's, independent of the environment."""

import os
import re
from pathlib import Path

from tests.support import databases

_ROOT = Path(__file__).resolve().parents[2]
_READ = re.compile(r'(?:env(?:\.\w+)?|required)\(\s*"([A-Z_]+)"')


def names_read() -> set[str]:
    """The names of the environment variables in the settings' source."""
    sources = (_ROOT / "site" / "config" / "settings").glob("*.py")
    return {name for source in sources for name in _READ.findall(source.read_text(encoding="utf-8"))}


for _name in names_read():
    os.environ.pop(_name, None)
    os.environ.pop(f"{_name}_FILE", None)

os.environ.update(
    SECRET_KEY="a-key-that-only-the-tests-know-and-that-is-long-enough-for-the-checks",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    SITE_URL="http://localhost",
    DATABASE_URL=databases.url(databases.database_kind()),
    DATABASE_POOL_SIZE="0",
    SERVE_MEDIA="1",
    LOG_LEVEL="WARNING",
    DATA_EMBED_HOSTS="example.org,datos.example.org",
)

from config.settings import *  # noqa: E402,F403
from config.settings import INSTALLED_APPS, STORAGES  # noqa: E402

INSTALLED_APPS = ["tests.support", *INSTALLED_APPS, "devtools"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "tests.support.tasks.TaskBackend", "QUEUES": []}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
