"""Forms that visitors fill in."""

import time
from typing import Any
from unittest import mock

from bs4 import BeautifulSoup

from core.visitor_forms import protection


def started_token(page: Any, seconds: float = 60) -> str:
    """The hidden token of a form that was opened so many seconds ago."""
    with mock.patch.object(time, "time", return_value=time.time() - seconds):
        return protection.start(page.translation_key)


def parse_response(response: Any) -> BeautifulSoup:
    """The page in a response."""
    return BeautifulSoup(response.content, "html.parser")
