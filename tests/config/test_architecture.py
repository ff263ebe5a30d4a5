"""``docs/architecture.md`` and what it leads to are true to the code."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.signals import page_published, published

from resources.models import ResourcePage

ROOT = Path(settings.BASE_DIR)
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
#: Documents whose links and paths are followed.
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "how-to").glob("*.md")])

#: What counts as a path in code spans: with a slash, from the root or from ``site/``.
_PATH = re.compile(
    r"`((?:core|translation|config|devtools|templates|static|locale|groups|home|resources|search|tests)/[\w./-]+)`"
)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
_ROW = re.compile(r"^\| `(\w+)` \| `([\w.]+)` \|", re.MULTILINE)


def test_its_paths_exist() -> None:
    paths = set(_PATH.findall(ARCHITECTURE.partition("## Every module")[0]))
    assert len(paths) > 80
    assert [path for path in sorted(paths) if not (ROOT / path).exists() and not (ROOT / "site" / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_app_has_its_line_in_the_tree_and_a_paragraph() -> None:
    tree = ARCHITECTURE.partition("## The tree")[2].partition("## The apps")[0]
    paragraphs = ARCHITECTURE.partition("## The apps")[2].partition("\n## ")[0]
    umbrellas = [ROOT / "site" / "core", ROOT / "site" / "translation"]
    packages = [path.parent for umbrella in umbrellas for path in sorted(umbrella.glob("*/__init__.py"))]
    apps = [f"{path.parent.name}/{path.name}" for path in packages] + [
        "groups",
        "home",
        "resources",
        "search",
        "devtools",
    ]
    assert len(apps) > 25
    headings = " ".join(re.findall(r"^\*\*([^*]+)\.\*\*", paragraphs, re.MULTILINE)).replace(",", " ").split()
    assert sorted(headings) == sorted(apps)
    assert [app for app in apps if f" {app.partition('/')[2] or app}/" not in f" {tree}".replace("\n", " \n ")] == []


def test_what_follows_a_publish_is_listed_in_its_order() -> None:
    section = ARCHITECTURE.partition("<!-- order of steps: start -->")[2].partition("<!-- order of steps: end -->")[0]
    names = ("AFTER_PUBLISH", "AFTER_PUBLISH_INDEXES", "AFTER_PUBLISH_FILES")
    assert _ROW.findall(section) == [(name, step) for name in names for step in getattr(settings, name)]


def test_nothing_follows_a_publish_past_the_list() -> None:
    listeners = {
        receiver.__module__
        for signal in (page_published, published)
        for receiver in signal._live_receivers(ResourcePage)[0]
    }
    assert listeners == {"core.base.signal_handlers"}
