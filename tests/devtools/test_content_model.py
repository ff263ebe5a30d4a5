"""The document of the content model says what the models are."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from core.base.checks import our_translatable_models
from core.blocks.body_blocks import BODY_BLOCKS
from devtools.content_model import document


def test_it_is_up_to_date() -> None:
    call_command("content_model", check=True)


def test_it_says_the_same_in_whatever_language_it_is_written() -> None:
    with translation.override("es"):
        assert document() == document()
        in_spanish = document()
    assert in_spanish == document()


def test_every_model_and_block_has_its_place() -> None:
    text = document()
    for model in our_translatable_models():
        assert text.count(f"\n### {model.__name__}\n") == 1
    for name, block in BODY_BLOCKS:
        assert f"\n### {name}\n" in text
        with translation.override("en"):
            assert str(block.get_description()).rstrip(".") in text
    assert "| `primary_goal` | S |" in text
    assert "| `poster_alt` | T |" in text


def test_a_check_fails_where_it_differs_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "model.md"
    with pytest.raises(CommandError, match="out of date"):
        call_command("content_model", check=True, file=file)
    assert not file.exists()
    call_command("content_model", file=file)
    call_command("content_model", check=True, file=file)
    file.write_text(file.read_text(encoding="utf-8") + "\nmore\n", encoding="utf-8")
    with pytest.raises(CommandError, match="out of date"):
        call_command("content_model", check=True, file=file)
