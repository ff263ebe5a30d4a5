"""What a first view takes over the line: for somebody on a phone who pays by the megabyte."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.accessibility.full_platform import create_full_platform
from tests.accessibility.page_states import STATES

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

#: Bytes and requests of a page without its photographs, and bytes of all scripts together, compressed.
PAGE_BYTES, PAGE_REQUESTS, SCRIPT_BYTES = 60 * 1024, 8, 15 * 1024
#: The icon is asked for by the browser whether or not a page names it.
LOADED = "link[rel=stylesheet][href], link[rel~=icon][href], link[rel=preload][href], script[src]"


def file_of(address: str) -> Path:
    """The static file at an address of ours; an address of others fails."""
    assert not urlsplit(address).netloc, f"from elsewhere: {address}"
    found = finders.find(address.removeprefix(settings.STATIC_URL))
    assert isinstance(found, str), address
    return Path(found)


def loaded(html: BeautifulSoup) -> Iterator[str]:
    """The addresses of what a page loads besides pictures, those in its style sheets too."""
    for tag in html.select(LOADED):
        address = str(tag.get("href") or tag.get("src"))
        yield address
        if address.endswith(".css"):
            text = file_of(address).read_text(encoding="utf-8")
            yield from (urljoin(address, name) for name in re.findall(r"url\(\s*[\"']?([^\"')]+)", text))


def compressed_size(file: Path) -> int:
    """Bytes over the line."""
    data = file.read_bytes()
    return len(data) if file.suffix in {".woff2", ".png"} else len(gzip.compress(data))


@pytest.mark.indexed
def test_a_first_view_is_light(client: Client) -> None:
    made = create_full_platform()
    scripts = set()
    heavy = []
    for state in STATES:
        response = client.get(state.address(made, "es"), headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip", state.name
        files = {file_of(each) for each in loaded(BeautifulSoup(gzip.decompress(response.content), "html.parser"))}
        scripts |= {file for file in files if file.suffix == ".js"}
        total = len(response.content) + sum(map(compressed_size, files))
        if total > PAGE_BYTES or len(files) >= PAGE_REQUESTS:
            heavy.append(f"{state.name}: {total} bytes, {len(files) + 1} requests")
    assert heavy == []
    assert sum(map(compressed_size, scripts)) <= SCRIPT_BYTES
