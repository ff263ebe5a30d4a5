"""Validates JSON-LD against schema.org's vocabulary; ``schema_org.json`` has the terms in use."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

VOCABULARY = json.loads(Path(__file__).with_name("schema_org.json").read_text(encoding="utf-8"))

#: Google's way of writing schema.org's annotation on the input of a search.
ANNOTATIONS = {"query-input"}
ENUMERATIONS = {
    f"https://schema.org/{value}": kind for kind, values in VOCABULARY["values"].items() for value in values
}


def graph(html: BeautifulSoup) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD graph; empty without one."""
    found = html.select('script[type="application/ld+json"]')
    assert len(found) <= 1
    return json.loads(found[0].string or "")["@graph"] if found else []


def node_of_type(html: BeautifulSoup, kind: str) -> dict[str, Any]:
    """The only node of a type."""
    (found,) = [node for node in graph(html) if node["@type"] == kind]
    return found


def schema_errors(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Unknown types and properties, values of the wrong type, and references to missing nodes."""
    known = {node["@id"] for node in nodes if "@id" in node}
    for node in nodes:
        yield from _faults_of(node, known)


def _faults_of(node: dict[str, Any], known: set[str]) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in VOCABULARY["types"]:
        yield f"no type {kind}"
        return
    for name, value in node.items():
        if name.startswith("@") or name in ANNOTATIONS:
            continue
        if name not in VOCABULARY["properties"]:
            yield f"no property {name}"
            continue
        term = VOCABULARY["properties"][name]
        if not _is_a(kind, term["domain"]):
            yield f"{kind} has no {name}"
        for each in value if isinstance(value, list) else [value]:
            yield from _faults_of_value(name, each, term["range"], known)


def _faults_of_value(name: str, value: Any, expected: list[str], known: set[str]) -> Iterator[str]:
    if isinstance(value, dict) and value.keys() == {"@id"}:
        if value["@id"] not in known and name != "item":
            yield f"{name} names {value['@id']}, which is not there"
    elif isinstance(value, dict):
        if not _is_a(value.get("@type", ""), expected):
            yield f"{name} is no {value.get('@type')}"
        yield from _faults_of(value, known)
    elif not _is_data(value, expected):
        yield f"{name} can't be {value!r}"


def _is_a(kind: str, expected: list[str]) -> bool:
    """Whether a type is one of those expected or a subtype."""
    return kind in expected or any(_is_a(parent, expected) for parent in VOCABULARY["types"].get(kind, []))


def _is_data(value: Any, expected: list[str]) -> bool:
    if isinstance(value, str) and value in ENUMERATIONS:
        return ENUMERATIONS[value] in expected
    if isinstance(value, int):
        return "Integer" in expected or "Number" in expected
    checks = {
        "Text": lambda text: bool(text.strip()),
        "URL": lambda text: re.fullmatch(r"https?://\S+", text) is not None,
        "Date": lambda text: bool(date.fromisoformat(text)),
        "DateTime": lambda text: datetime.fromisoformat(text).tzinfo is not None,
    }
    return isinstance(value, str) and any(_holds(checks[kind], value) for kind in expected if kind in checks)


def _holds(check: Any, text: str) -> bool:
    try:
        return bool(check(text))
    except ValueError:
        return bool(re.fullmatch(r"\d{4}(-\d{2})?", text))  # ISO 8601 without the day, or the month
