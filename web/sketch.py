"""A sketch of the city: its districts about where they lie, drawn from their own positions.

No map and no tiles: labels that lie on each other are moved apart, so that each can be pressed.
"""

from collections.abc import Sequence
from math import cos, radians
from typing import NamedTuple

from models import District

WIDTH, LABEL_WIDTH, LABEL_HEIGHT, GAP = 360, 96, 48, 6
LONGEST, TURNS = 500, 400


class Spot(NamedTuple):
    """The middle of a district's label in the drawing."""

    town: District
    x: int
    y: int


class Sketch(NamedTuple):
    spots: list[Spot]
    width: int
    height: int


def draw(towns: Sequence[District]) -> Sketch | None:
    """The labels in a drawing, north above; none unless every district has its place."""
    if len(towns) < 2 or any(None in (one.latitude, one.longitude) for one in towns):
        return None
    points = _apart(_scaled(towns))
    left = min(x for x, _ in points) - LABEL_WIDTH / 2
    top = min(y for _, y in points) - LABEL_HEIGHT / 2
    spots = [
        Spot(town, round(x - left), round(y - top))
        for town, (x, y) in zip(towns, points, strict=True)
    ]
    width = max(spot.x for spot in spots) + LABEL_WIDTH // 2
    return Sketch(spots, width, max(spot.y for spot in spots) + LABEL_HEIGHT // 2)


def _scaled(towns: Sequence[District]) -> list[list[float]]:
    """In units of the drawing; a degree of longitude is shorter than one of latitude."""
    middle = sum(one.latitude for one in towns) / len(towns)
    flat = [(one.longitude * cos(radians(middle)), -one.latitude) for one in towns]
    xs, ys = zip(*flat, strict=True)
    room = WIDTH - LABEL_WIDTH
    scale = room / (max(xs) - min(xs) or 1)
    scale = min(scale, LONGEST / (max(ys) - min(ys) or 1))
    return [[(x - min(xs)) * scale, (y - min(ys)) * scale] for x, y in flat]


def _apart(points: list[list[float]]) -> list[list[float]]:
    """Push labels that overlap away from each other, upwards and downwards first."""
    for _ in range(TURNS):
        moved = False
        for at, one in enumerate(points):
            for other in points[at + 1 :]:
                moved = _push(one, other) or moved
        if not moved:
            break
    return points


def _push(one: list[float], other: list[float]) -> bool:
    wide = LABEL_WIDTH + GAP - abs(one[0] - other[0])
    high = LABEL_HEIGHT + GAP - abs(one[1] - other[1])
    if wide <= 0.5 or high <= 0.5:
        return False
    axis, step = (0, wide) if wide < high else (1, high)
    sign = 1 if one[axis] >= other[axis] else -1
    one[axis] += sign * step / 2
    other[axis] -= sign * step / 2
    if axis == 0:
        for point in (one, other):
            point[0] = min(max(point[0], 0), WIDTH - LABEL_WIDTH)
    return True
