"""Gives the shapes of areas for maps: of municipalities, and of wider areas without inner borders.

The file of shapes is TopoJSON: an arc is a line that two areas may share, a ring is a list of arcs,
and the number ~n stands for arc n in the other direction.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.datasets.bundled import folder_of_cases, load_case
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

Point = tuple[int, int]
Ring = list[int]

COLUMNS = {
    "area": pl.String,
    "ring": pl.Int64,
    "lon": pl.Float64,
    "lat": pl.Float64,
    "source": pl.String,
}


def shapes(case: str | Case = "nederland", level: str = "region") -> pl.DataFrame:
    """Return the shapes of the areas of a case at a level, for drawing a map.

    The municipalities are those of 2023-2026, and the lines are simplified: they are for drawing,
    not for measuring.

    Args:
        case: The name of a bundled case, or any case whose regions are Dutch municipalities by
            their code (`GM0344`), such as one cut out of `nederland`
        level: `region`, or a grouping column of regions; regions without an area at that level are
            left out

    Returns:
        Points in the order of drawing: `area`, `ring` (a number), `lon`, `lat` (WGS84), `source`
        (the attribution that a map has to show). A ring ends at its first point; inside lies to the
        right, so that a hole runs the other way

    Raises:
        QuestionError: The level is not known, or the regions have no shapes.

    Examples:
        >>> import ontschotting as on
        >>> on.shapes("nederland").columns
        ['area', 'ring', 'lon', 'lat', 'source']
    """
    case = load_case(case) if isinstance(case, str) else case
    check_case(case)
    known = [name for name in case.levels if name not in ("plan", "national")]
    if level not in known:
        raise QuestionError(
            problem(
                "unknown_level_of_shapes",
                level=level,
                hint=did_you_mean(level, known),
                known=", ".join(known),
            )
        )
    topology, rings_of_region = _read_topology(case)
    rings_of_area: dict[str, list[Ring]] = defaultdict(list)
    areas = [case.regions["region"], case.regions[level]]
    for region, area in zip(*areas, strict=True):
        if area is not None:
            rings_of_area[area] += rings_of_region[region]
    lines = [_line(arc) for arc in topology["arcs"]]
    if level != "region":
        rings_of_area = {area: _outline(rings, lines) for area, rings in rings_of_area.items()}
    scale_x, scale_y = topology["transform"]["scale"]
    about = topology["metadata"]
    source = f"{about['publisher']}, {about['date']} ({about['license']})"
    rows = [
        (area, number, x * scale_x, y * scale_y, source)
        for area, rings in sorted(rings_of_area.items())
        for number, points in enumerate(_points(rings, lines))
        for x, y in points
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def shapes_or_none(case: Case, level: str, *, needed: bool) -> pl.DataFrame | None:
    """Return the shapes of the areas of a level, or None where none ship with the library.

    Args:
        case: The case
        level: The level
        needed: Raise QuestionError where there are none
    """
    try:
        return shapes(case, level)
    except QuestionError:
        if needed:
            raise
        return None


def _line(arc: list[list[int]]) -> list[Point]:
    """Return the points of an arc, which holds the steps from each point to the next."""
    return list(zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True))


def _read_topology(case: Case) -> tuple[dict[str, Any], dict[str, list[Ring]]]:
    """Return the file of shapes that has every region of a case, and the rings of each region."""
    regions, missing = case.regions["region"].to_list(), list[str]()
    for path in sorted(Path(folder_of_cases()).glob("*/shapes.topojson")):
        topology = json.loads(path.read_text(encoding="utf-8"))
        rings = {
            geometry["id"]: [ring for polygon in geometry["arcs"] for ring in polygon]
            for geometry in topology["objects"]["region"]["geometries"]
        }
        missing = [region for region in regions if region not in rings]
        if not missing:
            return topology, rings
    raise QuestionError(
        problem(
            "no_shapes",
            missing=len(missing),
            all=len(regions),
            title=case.title,
            first=missing[0] if missing else "",
        )
    )


def _outline(rings: list[Ring], lines: list[list[Point]]) -> list[Ring]:
    """Return the rings around areas together: the arcs that only one area has, joined end to end.

    An arc between two areas stands in both directions, so it is left out.
    """
    arcs = {arc for ring in rings for arc in ring}
    arcs_from: dict[Point, list[int]] = defaultdict(list)
    for arc in sorted(arc for arc in arcs if ~arc not in arcs):
        arcs_from[_ends(arc, lines)[0]].append(arc)
    outline = []
    for start in sorted(arcs_from):
        while arcs_from[start]:
            ring, point = [], start
            # as many arcs leave a point as arrive there, so the ring ends where it began
            while arcs_from[point]:
                ring.append(arcs_from[point].pop())
                point = _ends(ring[-1], lines)[1]
            outline.append(ring)
    return outline


def _ends(arc: int, lines: list[list[Point]]) -> tuple[Point, Point]:
    """Return the first and the last point of an arc in its direction."""
    line = lines[arc] if arc >= 0 else lines[~arc]
    return (line[0], line[-1]) if arc >= 0 else (line[-1], line[0])


def _points(rings: list[Ring], lines: list[list[Point]]) -> list[list[Point]]:
    """Return the points of rings, without the rings that simplifying left without a surface."""
    rings_of_points = []
    for ring in rings:
        points: list[Point] = []
        for arc in ring:
            line = lines[arc] if arc >= 0 else lines[~arc][::-1]
            points += line[1:] if points else line
        if len(set(points)) > 2:
            rings_of_points.append(points)
    return rings_of_points
