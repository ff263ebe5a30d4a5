"""The files that containers are made and run from, as far as they can be read without an engine."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.settings import names_read

ROOT = Path(__file__).resolve().parents[2]
SERVER = {"BIND", "WEB_PROCESSES", "WEB_THREADS"}


@pytest.fixture(scope="module")
def dockerfile() -> list[tuple[str, str]]:
    """Instruction and arguments, in their order; continued lines are one."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], " ".join(line.split()[1:])) for line in lines]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The services as they are written down."""
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_the_image_is_built_in_stages_from_named_releases(dockerfile: list[tuple[str, str]]):
    bases = [arguments.split()[0] for name, arguments in dockerfile if name == "FROM"]
    assert len(bases) > 1
    assert all(re.fullmatch(r"python:3\.1\d-slim-\w+", base) for base in bases)


def test_the_image_does_not_run_as_root_and_says_how_it_is(dockerfile: list[tuple[str, str]]):
    users = [arguments for name, arguments in dockerfile if name == "USER"]
    assert users
    assert users[-1] not in ("root", "0")
    assert any(name == "HEALTHCHECK" and "docker/health.py" in arguments for name, arguments in dockerfile)


def test_the_image_finds_the_project_without_installing_it(dockerfile: list[tuple[str, str]]):
    assert any(name == "ENV" and "PYTHONPATH=/app:/app/site" in arguments for name, arguments in dockerfile)


def test_what_is_copied_exists_and_every_app_is_copied(dockerfile: list[tuple[str, str]]):
    copied = {
        source
        for name, arguments in dockerfile
        if name == "COPY" and not arguments.startswith("--from")
        for source in arguments.split()[:-1]
    }
    assert not {source for source in copied if not (ROOT / source).exists()}
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps | {"site", "manage.py", "requirements/base.txt"} <= copied
    let_through = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    assert not {source for source in copied if not any(Path(source).is_relative_to(each) for each in let_through)}


def test_scripts_can_be_run():
    for script in [*ROOT.glob("docker/*.sh"), *ROOT.glob(".ci/*")]:
        assert script.stat().st_mode & stat.S_IXUSR, script


def test_the_services_are_a_server_a_worker_and_postgresql(compose: dict[str, Any]):
    services = compose["services"]
    assert {"web", "worker"} <= services.keys()
    assert services["worker"]["command"][-1] == "db_worker"
    assert any(service["image"].startswith("postgres:") for service in services.values())


def test_the_services_are_given_settings_that_there_are(compose: dict[str, Any]):
    assert set(compose["x-platform"]["environment"]) <= names_read() | SERVER


def test_the_example_names_everything_that_must_be_filled_in():
    required = set(re.findall(r"\$\{(\w+):\?", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert required <= set(re.findall(r"^(\w+)=", example, re.MULTILINE))


def test_every_service_that_keeps_data_keeps_it_in_a_volume(compose: dict[str, Any]):
    kept = {volume.partition(":")[0] for volume in compose["x-platform"]["volumes"]}
    kept |= {volume.partition(":")[0] for volume in compose["services"]["database"]["volumes"]}
    assert kept == compose["volumes"].keys()
