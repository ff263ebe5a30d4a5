"""The product's modules, parsed and not imported: apps, imports and classes."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Folders of small apps, without code of their own.
UMBRELLAS = ("core", "translation")
PRODUCT = ("home", "groups", "resources", "search", "core", "translation")


@dataclass(frozen=True)
class Import:
    """An import: the importing module, line, imported module, and the function if inside one."""

    importer: str
    module: str
    line: int
    function: str

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.module}" + (f" in {self.function}" if self.function else "")


def folder(part: str) -> Path:
    """The folder of a part of the project."""
    return next(path for path in (ROOT / part, ROOT / "site" / part) if path.exists() or path.parent.name == "site")


@cache
def modules() -> dict[str, Path]:
    """The product's modules by their dotted names, without migrations."""
    result = {}
    for part in PRODUCT:
        top = folder(part)
        for file in sorted(top.rglob("*.py")):
            if "migrations" not in file.parts:
                names = file.relative_to(top.parent).with_suffix("").parts
                result[".".join(names[:-1] if names[-1] == "__init__" else names)] = file
    return result


@cache
def syntax_tree(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def app_of(module: str) -> str:
    """The app that a module belongs to: its first name, and below an umbrella its first two."""
    names = module.split(".")
    return ".".join(names[:2]) if names[0] in UMBRELLAS else names[0]


@cache
def imports() -> tuple[Import, ...]:
    """Each import of a module of the product by another one."""
    return tuple(each for module in modules() for each in _imports_in(module, syntax_tree(module), ""))


def _imports_in(module: str, node: ast.AST, function: str) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            for name in _names(module, child):
                if name in modules() and name != module:
                    yield Import(module, name, child.lineno, function)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _imports_in(module, child, function or child.name)
        else:
            yield from _imports_in(module, child, function)


def _names(module: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = node.module or ""
    if node.level:
        is_package = modules()[module].name == "__init__.py"
        names = module.split(".")
        above = names[: len(names) - node.level + is_package]
        base = ".".join([*above, *base.split(".")] if base else above)
    submodules = [f"{base}.{alias.name}" for alias in node.names if f"{base}.{alias.name}" in modules()]
    yield from submodules
    if len(submodules) < len(node.names):
        yield base


def classes() -> dict[str, list[str]]:
    """The modules that define a class of a name, by name; classes of the top level only."""
    result: dict[str, list[str]] = {}
    for module in modules():
        for node in syntax_tree(module).body:
            if isinstance(node, ast.ClassDef):
                result.setdefault(node.name, []).append(module)
    return result


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """The strongly connected components, largest first."""
    reached = {start: _reachable(edges, start) for start in edges}
    groups = {
        tuple(sorted(other for other in reached[start] if start in reached.get(other, ()))): None for start in edges
    }
    return sorted((list(group) for group in groups if len(group) > 1), key=len, reverse=True)


def _reachable(edges: dict[str, set[str]], start: str) -> set[str]:
    result: set[str] = set()
    waiting = [start]
    while waiting:
        for target in edges.get(waiting.pop(), set()) - result:
            result.add(target)
            waiting.append(target)
    return result
