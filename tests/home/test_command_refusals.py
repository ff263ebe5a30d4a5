"""What the commands refuse on a database without a platform, leaving it as it was."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.setup.platform import set_up
from tests.home.database_rows import all_rows


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        ("es,xx", "xx"),
        ("", "at least one"),
        ("es,es", "twice"),
    ],
)
def test_bad_languages_are_refused_and_nothing_is_done(db: None, languages: str, message: str) -> None:
    before = all_rows()
    with pytest.raises(CommandError, match=message) as refused:
        call_command("setup_platform", languages=languages)
    assert refused.value.returncode == 1
    assert all_rows() == before


def test_a_failure_half_way_leaves_nothing_behind(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> None:
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr("home.setup.workflow.ensure", fail)
    monkeypatch.setattr("home.setup.pages.ensure_goals", lambda *_args: [])
    monkeypatch.setattr("home.setup.kinds.ensure", lambda *_args: None)
    before = all_rows()
    with pytest.raises(RuntimeError):
        set_up(["es", "en"])
    assert all_rows() == before


def test_sync_roles_without_a_platform_says_what_to_do(db: None) -> None:
    before = all_rows()
    with pytest.raises(CommandError, match="setup_platform"):
        call_command("sync_roles")
    assert all_rows() == before


def test_the_demo_is_refused_with_debug_off(db: None, settings: Any) -> None:
    settings.DEBUG = False
    before = all_rows()
    with pytest.raises(CommandError, match="DEBUG") as refused:
        call_command("demo")
    assert refused.value.returncode == 1
    assert all_rows() == before


def test_the_demo_is_refused_without_spanish(db: None, settings: Any) -> None:
    settings.DEBUG = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    with pytest.raises(CommandError, match="LANGUAGES"):
        call_command("demo")
