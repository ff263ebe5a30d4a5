"""Geometry of the wheel of goals."""

from dataclasses import dataclass
from math import cos, radians, sin

from core.vocabularies.goals import GOALS, Goal

#: Radii of the ring, in units of a drawing that reaches from -100 to 100, and degrees between two segments.
OUTER, INNER, GAP = 99.0, 52.0, 1.4


@dataclass(frozen=True)
class WheelSegment:
    """A goal's part of the ring: an SVG path, and where its number stands."""

    goal: Goal
    path: str
    x: str
    y: str


def _point(radius: float, degrees: float) -> tuple[str, str]:
    """A place on a circle, clockwise from the top, with a point for decimals whatever the language."""
    angle = radians(degrees - 90)
    return f"{radius * cos(angle):.2f}", f"{radius * sin(angle):.2f}"


def _segment(goal: Goal) -> WheelSegment:
    width = 360 / len(GOALS)
    start, end = (goal.number - 1) * width + GAP / 2, goal.number * width - GAP / 2
    (ax, ay), (bx, by) = _point(OUTER, start), _point(OUTER, end)
    (cx, cy), (dx, dy) = _point(INNER, end), _point(INNER, start)
    path = f"M{ax} {ay}A{OUTER} {OUTER} 0 0 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 0 0 {dx} {dy}Z"
    return WheelSegment(goal, path, *_point((OUTER + INNER) / 2, (start + end) / 2))


#: Goal 1 begins at the top, the others follow clockwise.
SEGMENTS: tuple[WheelSegment, ...] = tuple(_segment(goal) for goal in GOALS)
