"""The Nu checker finds no error in the HTML of any state."""

import json
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.accessibility.full_platform import LANGUAGES, create_full_platform
from tests.accessibility.page_states import STATES
from tests.support.machine import NU

pytestmark = [pytest.mark.process, pytest.mark.django_db, pytest.mark.indexed]


def test_the_nu_checker_finds_no_error(client: Client, tmp_path: Path) -> None:
    made = create_full_platform()
    for state in STATES:
        for language in LANGUAGES:
            address = state.address(made, language)
            response = client.post(address, follow=True) if state.sends else client.get(address, follow=True)
            name = f"{state.name.replace(' ', '-')}.{language}.html"
            (tmp_path / name).write_bytes(response.content)
    files = sorted(tmp_path.glob("*.html"))
    said = subprocess.run(
        ["java", "-jar", NU, "--format", "json", "--errors-only", *files], capture_output=True, text=True, check=False
    )
    messages = json.loads(said.stderr)["messages"]
    assert messages == [], "\n".join(
        sorted({f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}" for each in messages})
    )
