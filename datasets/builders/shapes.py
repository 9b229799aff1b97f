"""Builds the shapes of the municipalities as a small TopoJSON.

A border that two municipalities share is stored and simplified once, so that they keep touching.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from datasets.builders.material import RAW, read_raw

Point = tuple[float, float]
Ring = list[Point]

SOURCE = "geography:shapes"
TOLERANCE_M = 200.0
"""No point of a border is moved further than this: one dot of a map of the country on a page."""
STEP = 1e-4
"""Coordinates are rounded to this part of a degree, about ten metres."""
METRES = (111_320.0 * math.cos(math.radians(52.2)), 111_320.0)
"""Metres in a degree of longitude and of latitude, in the middle of the country."""


def topojson() -> str:
    """Return the text of the file of shapes."""
    features = json.loads(
        (RAW / "geography" / "municipalities.geojson").read_text(encoding="utf-8")
    )["features"]
    shapes = {
        feature["properties"]["gm_code"]: _polygons(feature["geometry"]) for feature in features
    }
    arcs: dict[tuple[Point, ...], int] = {}
    owners = _owners(
        {
            code: [ring for polygon in polygons for ring in polygon]
            for code, polygons in shapes.items()
        }
    )
    geometries = []
    for code in sorted(shapes):
        parts = [
            [[_arc_number(arcs, arc) for arc in _arcs(ring, owners)] for ring in polygon]
            for polygon in shapes[code]
        ]
        geometries.append({"type": "MultiPolygon", "id": code, "arcs": parts})
    about = next(row for row in read_raw("sources") if row["source"] == SOURCE)
    metadata = {
        key: about[key]
        for key in ("source", "title", "publisher", "date", "license", "url", "note")
    } | {"areas": len(geometries)}
    topology = {
        "type": "Topology",
        "metadata": metadata,
        "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
        "objects": {"region": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(_simplify(list(arc))) for arc in arcs],
    }
    return json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n"


def _polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    """Return the polygons of a shape, each as its outer ring and its holes.

    A ring does not repeat its first point; inside lies to the right of every ring.
    """
    polygons = []
    for polygon in (
        geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    ):
        rings = []
        for number, ring in enumerate(polygon):
            points = [(x, y) for x, y in ring[:-1]]
            twice_area = sum(
                x0 * y1 - x1 * y0
                for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True)
            )
            rings.append(points if (twice_area < 0) == (number == 0) else points[::-1])
        polygons.append(rings)
    return polygons


def _owners(rings: dict[str, list[Ring]]) -> dict[Point, set[tuple[frozenset[str], Point]]]:
    """Return the lines that leave each point: whose border each is, and where it ends."""
    edges: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    for code, of_municipality in rings.items():
        for ring in of_municipality:
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
                edges[min(a, b), max(a, b)].add(code)
    lines: dict[Point, set[tuple[frozenset[str], Point]]] = defaultdict(set)
    for (a, b), codes in edges.items():
        lines[a].add((frozenset(codes), b))
        lines[b].add((frozenset(codes), a))
    return lines


def _arcs(ring: Ring, owners: dict[Point, set[tuple[frozenset[str], Point]]]) -> Iterator[Ring]:
    """Give the parts of a ring between the points where borders meet.

    There more or fewer than two lines leave, or lines of different municipalities.
    """
    meetings = [
        number
        for number, point in enumerate(ring)
        if len(owners[point]) != 2 or len({codes for codes, _ in owners[point]}) != 1
    ]
    if not meetings:
        first = ring.index(min(ring))  # an island or enclave: both sides begin at the same point
        yield [*ring[first:], *ring[: first + 1]]
        return
    for start, end in zip(meetings, meetings[1:] + meetings[:1], strict=True):
        yield [*ring[start : end + 1]] if start < end else [*ring[start:], *ring[: end + 1]]


def _arc_number(arcs: dict[tuple[Point, ...], int], arc: Ring) -> int:
    """Return the number of an arc, or its complement when it is known in the other direction."""
    if tuple(arc[::-1]) in arcs:
        return ~arcs[tuple(arc[::-1])]
    return arcs.setdefault(tuple(arc), len(arcs))


def _simplify(arc: Ring) -> Ring:
    """Return an arc with fewer points (Douglas and Peucker, 1973).

    No point that is left out lies further than the tolerance from the line that remains.
    """
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    if arc[0] == arc[-1]:  # a closed arc keeps a triangle at least
        far = max(
            range(len(arc)),
            key=lambda number: (_distance_to_line(arc[number], arc[0], arc[0]), -number),
        )
        third = max(
            range(len(arc)),
            key=lambda number: (_distance_to_line(arc[number], arc[0], arc[far]), -number),
        )
        corners = sorted({0, far, third, len(arc) - 1})
        keep |= set(corners)
        spans = list(itertools.pairwise(corners))
    while spans:
        start, end = spans.pop()
        if end - start > 1:
            far = max(
                range(start + 1, end),
                key=lambda number: (_distance_to_line(arc[number], arc[start], arc[end]), -number),
            )
            if _distance_to_line(arc[far], arc[start], arc[end]) > TOLERANCE_M:
                keep.add(far)
                spans += [(start, far), (far, end)]
    return [arc[number] for number in sorted(keep)]


def _distance_to_line(point: Point, start: Point, end: Point) -> float:
    """Return the metres from a point to the line between two points."""
    (x, y), (dx, dy) = (_metres(point, start), _metres(end, start))
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, (x * dx + y * dy) / length)) if length else 0.0
    return math.hypot(x - along * dx, y - along * dy)


def _metres(point: Point, origin: Point) -> Point:
    """Return where a point lies from an origin, in metres."""
    return ((point[0] - origin[0]) * METRES[0], (point[1] - origin[1]) * METRES[1])


def _steps(arc: Ring) -> list[list[int]]:
    """Return rounded coordinates, each as its step from the one before."""
    whole = [(round(x / STEP), round(y / STEP)) for x, y in arc]
    points = whole[:1] + [after for before, after in itertools.pairwise(whole) if after != before]
    return [list(points[0])] + [
        [x1 - x0, y1 - y0] for (x0, y0), (x1, y1) in itertools.pairwise(points)
    ]
