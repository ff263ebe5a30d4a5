"""What an operator's load balancer asks."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client

from core.base import health


def test_a_process_is_alive_without_asking_the_database(client: Client) -> None:
    # no database mark: a query would fail the test
    response = client.get("/health/live")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_a_process_is_ready_when_all_parts_answer(client: Client) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "migrations": "ok", "cache": "ok"}
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_part_that_fails_is_named_without_telling_the_world_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise DatabaseError("password of plataforma at 10.0.0.1 refused")

    monkeypatch.setitem(health.CHECKS, "database", fail)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["database"] == "failing"
    assert "password" not in response.content.decode()


@pytest.mark.django_db
def test_a_cache_that_forgets_makes_it_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "get", lambda _key: None)
    assert client.get("/health/ready").json()["cache"] == "failing"
