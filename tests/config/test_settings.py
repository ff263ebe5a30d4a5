"""The settings: read in one place, documented, and refusing to start when something is missing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import databases
from tests.support.settings import names_read

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = ROOT / "docs" / "operations.md"

#: A production process that lacks nothing.
PRODUCTION = {
    "SECRET_KEY": "g7Zq0Lr4y!wXb2Nf9KcPs8VtHj3MdUe6RaQoTiYzWxCvBnLkJh",
    "ALLOWED_HOSTS": "plataforma.example.org",
    "SITE_URL": "https://plataforma.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}

pytestmark = pytest.mark.process


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program of the project in an environment that holds only what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        env=kept | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Start a process as far as its settings."""
    return run("-c", "import config.settings", **environment)


def setting(name: str, **environment: str) -> str:
    """What a setting is in a fresh process."""
    ran = run("-c", f"from config import settings; print(settings.{name})", **environment)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


@pytest.mark.parametrize("missing", sorted(PRODUCTION))
def test_a_production_process_names_what_it_lacks_and_does_not_start(missing: str):
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    ran = start(**environment)
    assert ran.returncode != 0
    assert f"Required in the environment: {missing}." in ran.stderr


def test_everything_that_is_missing_is_named_at_once():
    assert "SECRET_KEY, ALLOWED_HOSTS, SITE_URL, DATABASE_URL" in start(SITE_URL=" ").stderr


@pytest.mark.django_db(transaction=True)
def test_a_production_process_passes_the_deployment_checks():
    environment = {**PRODUCTION, "DATABASE_URL": databases.address()}
    ran = run(ROOT / "manage.py", "check", "--deploy", "--fail-level", "WARNING", **environment)
    assert ran.returncode == 0, ran.stderr


def test_debug_is_off_unless_asked_for_and_has_defaults_when_on():
    assert setting("DEBUG", **PRODUCTION) == "False"
    assert setting("ALLOWED_HOSTS", DEBUG="1") == "['localhost', '127.0.0.1', '[::1]']"


def test_a_secret_can_come_from_a_file(tmp_path: Path):
    secret = tmp_path / "key"
    secret.write_text("from-a-file\n")
    environment = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    assert setting("SECRET_KEY", SECRET_KEY_FILE=str(secret), **environment) == "from-a-file"


@pytest.mark.parametrize(
    ("environment", "name", "expected"),
    [
        ({"LANGUAGES": "fr, es"}, "LANGUAGES", "[('fr', 'Français'), ('es', 'Español')]"),
        ({"LANGUAGES": "fr,es"}, "LANGUAGE_CODE", "fr"),
        ({"EMAIL_URL": "smtp+tls://me:pw@mail.example.org:587"}, "EMAIL_USE_TLS", "True"),
        ({"WORKER": "1"}, "TASKS['default']['BACKEND']", "django_tasks_db.DatabaseBackend"),
        ({"BEHIND_PROXY": "1"}, "SECURE_PROXY_SSL_HEADER", "('HTTP_X_FORWARDED_PROTO', 'https')"),
        ({"HSTS_SECONDS": "60"}, "SECURE_HSTS_SECONDS", "60"),
        ({"SITE_URL": "http://intranet/"}, "SESSION_COOKIE_SECURE", "False"),
        ({"SITE_URL": "http://intranet/"}, "WAGTAILADMIN_BASE_URL", "http://intranet"),
        ({"TIME_ZONE": "America/Panama"}, "TIME_ZONE", "America/Panama"),
        ({"CACHE_URL": "redis://cache:6379/1"}, "CACHES['default']['LOCATION']", "redis://cache:6379/1"),
        (
            {"DATABASE_URL": "postgresql://me:p%40ss@db/site", "DATABASE_POOL_SIZE": "5"},
            "DATABASES['default']['OPTIONS']",
            "{'pool': {'min_size': 1, 'max_size': 5, 'timeout': 10}}",
        ),
        ({"DATABASE_URL": "postgresql://me:p%40ss@db/site"}, "DATABASES['default']['PASSWORD']", "p@ss"),
    ],
)
def test_a_setting_does_what_it_says(environment: dict[str, str], name: str, expected: str):
    assert setting(name, **{**PRODUCTION, **environment}) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"LANGUAGES": "es,es"},
        {"LANGUAGES": ","},
        {"SITE_URL": "example.org"},
        {"FORM_RETENTION_DAYS": "0"},
        {"FORM_SENDS_AN_HOUR": "0"},
        {"SEARCH_LOG_DAYS": "0"},
        {"TRANSLATION_FILE_TEXTS": "0"},
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(wrong: dict[str, str]):
    ran = start(**{**PRODUCTION, **wrong})
    assert ran.returncode != 0
    assert next(iter(wrong)) in ran.stderr.splitlines()[-1]


def test_the_table_of_settings_is_true_in_both_directions():
    table = OPERATIONS.read_text(encoding="utf-8").partition("## Settings")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE)) == names_read() | {"DEBUG"}


def test_every_environment_name_is_read_through_the_one_place():
    for file in ROOT.glob("site/**/*.py"):
        if file.name not in ("environment.py", "wsgi.py", "asgi.py"):
            assert "os.environ" not in file.read_text(encoding="utf-8"), file
