"""Organization chart: groups by kind, each below its parent group. Two queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils.translation import gettext
from wagtail.models import Locale

from core.base.localized import by_key
from core.base.visibility import original_versions
from groups.listings import all_groups
from groups.models import GroupKind, WorkingGroupPage

#: How many groups are drawn; more would be no picture. The list has them all.
MOST = 400


@dataclass
class Node:
    """A group, and the groups that are parts of it.

    ``kind`` is in the reader's language where it exists in it; ``parent_key`` is the translation key of the
    group that this one is a part of, or None.
    """

    group: WorkingGroupPage
    kind: GroupKind | None
    parent_key: Any
    parts: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Branch:
    """The groups of one kind that are part of no other; ``kind`` is None for those without one."""

    kind: GroupKind | None
    nodes: list[Node]


def organigram_context(locale: Locale) -> dict[str, Any]:
    """``branches``: the groups of a language by kind. ``cut``: there are more than are drawn. ``part`` is its name.

    Relations between pages point at the version that the editor chose, so parts find their group by its
    translation key. One whose group can't be seen in this language stands on its own.
    """
    groups = original_versions(all_groups()).filter(locale=locale).select_related("locale")
    rows = list(groups.annotate(parent_key=F("parent_group__translation_key"))[: MOST + 1])
    kinds = by_key(GroupKind, [row.kind_id for row in rows], locale)
    nodes = {row.translation_key: Node(row, kinds.get(row.kind_id), row.parent_key) for row in rows[:MOST]}
    part = gettext("Organization chart")
    return {"part": part, "branches": _branches(_roots(nodes)), "cut": len(rows) > MOST}


def _roots(nodes: dict[Any, Node]) -> list[Node]:
    """Puts each group below the one that it is a part of, and gives those that are part of none."""
    roots = []
    for node in nodes.values():
        parent_node: Any = nodes.get(node.parent_key)
        if parent_node is None or any(parent_node is part for part in _within(node)):
            roots.append(node)
        else:
            parent_node.parts.append(node)
    return roots


def _within(node: Node) -> Iterator[Node]:
    """A group and all that is within it so far: groups that name each other don't turn in a circle."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack += current.parts


def _branches(roots: list[Node]) -> list[Branch]:
    """Groups by kind in the order of the kinds, those without a kind last."""
    by_kind: dict[GroupKind | None, list[Node]] = defaultdict(list)
    for node in roots:
        by_kind[node.kind].append(node)
    kinds = sorted((kind for kind in by_kind if kind is not None), key=lambda kind: (kind.order, kind.label))
    return [Branch(kind, by_kind[kind]) for kind in [*kinds, *([None] if None in by_kind else [])]]
