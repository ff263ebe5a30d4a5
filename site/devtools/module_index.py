"""Write the index of modules, by task, from the first sentence of each docstring."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Between these lines of a document stands the index.
START, END = "<!-- index of modules: start -->", "<!-- index of modules: end -->"

#: The tasks, and the packages that serve each, by their paths from the root of the project.
TASKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Pages, snippets and what they are made of",
        ("site/core/base", "site/core/blocks", "site/core/vocabularies", "groups", "resources", "home"),
    ),
    ("What surrounds a page, and lists of pages", ("site/core/navigation", "site/core/listings")),
    ("Searching", ("search",)),
    ("Images and files", ("site/core/images", "site/core/documents")),
    ("Search engines, social media and programs", ("site/core/seo", "site/core/api")),
    ("Forms and mails", ("site/core/visitor_forms", "site/core/outbox")),
    (
        "Translating",
        (
            "site/translation/sources",
            "site/translation/tree",
            "site/translation/units",
            "site/translation/workflow",
            "site/translation/editor",
            "site/translation/exchange",
            "site/translation/sending",
            "site/translation/matrix",
            "site/translation/queue",
            "site/translation/checks",
            "site/translation/memory",
            "site/translation/glossary",
            "site/translation/machine",
            "site/translation/languages",
        ),
    ),
    ("Background work, settings and commands of operators", ("site/core/jobs", "site/config")),
    ("Developing", ("site/devtools",)),
)

#: Where modules of the product are; the umbrellas' own ``__init__.py`` has no code.
FOLDERS = ("home", "groups", "resources", "search", "site")
UMBRELLAS = frozenset({"site/core/__init__.py", "site/translation/__init__.py"})

_SENTENCE = re.compile(r"(.+?[.!?])(?=\s+[A-Z`«(]|$)")
_ROLE = re.compile(r":\w+:`~?([^`]+)`")


class ModuleIndexError(Exception):
    """The index cannot be made; the message names the module and what it lacks."""


@dataclass(frozen=True)
class Module:
    """A module by its path in its package, and what its docstring says first."""

    path: str
    sentence: str


def modules(root: Path) -> Iterator[Path]:
    """The modules of the product, by their paths from the root. Migrations and empty ``__init__.py`` are left out."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            relative = path.relative_to(root)
            is_empty = path.name == "__init__.py" and not path.read_text(encoding="utf-8").strip()
            if "migrations" not in relative.parts and not is_empty and relative.as_posix() not in UMBRELLAS:
                yield relative


def first_sentence(path: Path) -> str:
    """The first sentence of a module's docstring, as Markdown. Empty where there is none."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    sentence = _SENTENCE.match(paragraph)
    text = sentence[1] if sentence else paragraph
    return _ROLE.sub(r"`\1`", text).replace("``", "`").replace("|", r"\|")


def by_package(root: Path) -> dict[str, list[Module]]:
    """The modules of each package of ``TASKS``.

    Raises:
        ModuleIndexError: a module has no docstring, or no task names its package.
    """
    packages: dict[str, list[Module]] = {package: [] for _task, names in TASKS for package in names}
    for path in modules(root):
        package = next((name for name in packages if path.is_relative_to(name)), None)
        if package is None:
            raise ModuleIndexError(f"{path}: add its package to a task in devtools/module_index.py.")
        sentence = first_sentence(root / path)
        if not sentence:
            raise ModuleIndexError(f"{path}: the module has no docstring.")
        packages[package].append(Module(path.relative_to(package).as_posix(), sentence))
    return packages


def index(root: Path) -> str:
    """The index in Markdown: a heading for each task, a table for each package."""
    packages = by_package(root)
    lines = []
    for task, names in TASKS:
        lines += ["", f"### {task}"]
        for name in names:
            lines += ["", *_package(name, packages[name])]
    return "\n".join([*lines, ""])


def insert(document: str, text: str) -> str:
    """A document with the index between its two marks replaced.

    Raises:
        ModuleIndexError: the document lacks the marks.
    """
    before, start, rest = document.partition(START)
    _old, end, after = rest.partition(END)
    if not start or not end:
        raise ModuleIndexError(f"The document lacks the lines “{START}” and “{END}”.")
    return f"{before}{START}\n{text}\n{END}{after}"


def _package(name: str, members: list[Module]) -> Iterator[str]:
    yield f"#### `{name.removeprefix('site/')}/`"
    yield ""
    package_module = next((module for module in members if module.path == "__init__.py"), None)
    if package_module:
        yield package_module.sentence
        yield ""
    yield "| module | what it does |"
    yield "| --- | --- |"
    for module in members:
        if module is not package_module:
            yield f"| `{module.path.removesuffix('__init__.py')}` | {module.sentence} |"
