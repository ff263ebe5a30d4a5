"""Starts the project and prints messages that are translated during the start, which stay in one language.

Run as a process of its own, before anything else has started Django.
"""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.urls import get_resolver
from django.utils.translation import trans_real

ROOT = Path(__file__).resolve().parents[3]
#: Parts of Django that stand between a text and the line that asked for it.
BETWEEN = ("django/utils/translation", "django/utils/functional", "django/utils/text", "django/utils/encoding")


def recording(translate: Callable[..., str]) -> Callable[..., str]:
    """Wrap a function of Django's translation so that it prints its caller."""

    def noted(*args: Any) -> str:
        calls = [call for call in traceback.extract_stack()[:-1] if not any(part in call.filename for part in BETWEEN)]
        caller = Path(calls[-1].filename)
        if caller.is_relative_to(ROOT) and ".venv" not in caller.parts and caller != Path(__file__):
            sys.stdout.write(f"{caller.relative_to(ROOT)}:{calls[-1].lineno}: {args[0]}\n")
        return translate(*args)

    return noted


def main() -> None:
    """Start Django and load every URL."""
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        setattr(trans_real, name, recording(getattr(trans_real, name)))
    django.setup()
    get_resolver().reverse_dict  # noqa: B018 - loads all patterns


if __name__ == "__main__":
    main()
