"""Queries run where a page's context is built: templates of the public site run none but by tags that say so."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page

from groups.models import SDGPage
from tests.support.source_tree import ROOT

#: Functions behind template tags, StreamField values and rich text, which load what they show in bulk.
LOADERS = {
    "_page_languages", "goal_urls", "with_state",  # {% page_languages %}, goal tiles, breadcrumbs
    "provide",  # header, footer and notices, cached
    "picture", "_missing", "fetch_renditions",  # images
    "bulk_to_python", "_specific", "best", "by_key", "expand_db_attributes_many",  # blocks and rich text
}  # fmt: skip
#: StreamField values load the pages, images and documents of their blocks when these are rendered first.
BLOCKS = str(Path("wagtail", "blocks"))
RENDERING = str(Path("django", "template", "base.py"))


@contextmanager
def queries_in_templates() -> Iterator[list[str]]:
    """Collects where the product ran each query while a template was rendered."""
    places: list[str] = []

    def note(execute: Any, sql: str, *args: Any) -> Any:
        stack = traceback.extract_stack()
        if any(frame.filename.endswith(RENDERING) and frame.name == "render_annotated" for frame in stack):
            ours = [frame for frame in stack if Path(frame.filename).is_relative_to(ROOT)]
            product = [frame for frame in ours if ".venv" not in frame.filename and "/tests/" not in frame.filename]
            is_block = any(BLOCKS in frame.filename for frame in stack)
            is_image = '"core_images_' in sql[:40]  # of the page itself, read by the tag that shows it
            if not is_block and not is_image and not {frame.name for frame in product} & LOADERS:
                places.append(f"{[frame.name for frame in product]}: {sql[:200]}")
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield places


@pytest.mark.indexed
def test_templates_of_public_pages_run_no_query_of_their_own(demo: None, client: Client) -> None:
    examples = {
        page.specific_class: page for page in Page.objects.live().filter(locale__language_code="es", depth__gt=1)
    }
    addresses = {page.url for page in examples.values()}
    addresses |= {"/es/recursos/?goal=5", "/es/servicios/?country=cl", f"{examples[SDGPage].url}?filter=1"}
    addresses |= {"/es/buscar/?q=igualdad", "/es/buscar/?q=informe&goal=5", "/es/buscar/"}
    assert len(addresses) > 15
    with queries_in_templates() as places:
        for address in sorted(filter(None, addresses)):
            assert client.get(address, follow=True).status_code == 200, address
    assert not places, "\n".join(places)
