"""The shapes of areas for maps.

Those of the municipalities that ship with the library, and of any level above them by leaving out
the borders inside.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.datasets.bundled import folder_of_cases, load_case
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean

Point = tuple[int, int]

COLUMNS = {
    "area": pl.String,
    "ring": pl.Int64,
    "lon": pl.Float64,
    "lat": pl.Float64,
    "source": pl.String,
}


def shapes(case: str | Case = "nederland", level: str = "region") -> pl.DataFrame:
    """The shapes of a case's areas at a level: `area`, `ring`, `lon`, `lat` (WGS84), `source`.

    Rows in the order of drawing.

    A ring ends at its first point; inside lies to the right, so that a hole runs the other way.
    `source` is the attribution that a map has to show. The division is that of 2023-2026 and the
    lines are simplified: for drawing, not for measuring.

    Args:
        case: The name of a bundled case, or any case whose regions are Dutch municipalities by
            their code (`GM0344`), such as one cut out of `nederland`
        level: `region`, or a grouping column of regions; regions without an area at that level are
            left out

    Raises:
        QuestionError: For an unknown level, and for a case whose regions have no shapes.
    """
    asked = load_case(case) if isinstance(case, str) else case
    known = [name for name in asked.levels if name not in ("plan", "national")]
    if level not in known:
        raise QuestionError(
            f"shapes | there is no level '{level}'.{did_you_mean(level, known)} Levels:"
            f" {', '.join(known)}."
        )
    topology, rings_of = _shipped(asked)
    groups: dict[str, list[list[int]]] = defaultdict(list)
    for region, area in asked.regions.select(
        pl.col("region").alias("of"), pl.col(level).alias("area")
    ).iter_rows():
        if area is not None:
            groups[area] += rings_of[region]
    lines = [
        list(zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True))
        for arc in topology["arcs"]
    ]
    scale = topology["transform"]["scale"]
    about = topology["metadata"]
    source = f"{about['publisher']}, {about['date']} ({about['license']})"
    rows = [
        (area, number, x * scale[0], y * scale[1], source)
        for area in sorted(groups)
        for number, ring in enumerate(
            _rings(groups[area] if level == "region" else _outside(groups[area], lines), lines)
        )
        for x, y in ring
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _shipped(case: Case) -> tuple[dict[str, Any], dict[str, list[list[int]]]]:
    """The file of shapes that has every region of a case, and the rings of each region in it."""
    wanted, missing = case.regions["region"].to_list(), list[str]()
    for path in sorted(Path(folder_of_cases()).glob("*/shapes.topojson")):
        topology = json.loads(path.read_text(encoding="utf-8"))
        rings = {
            one["id"]: [ring for polygon in one["arcs"] for ring in polygon]
            for one in topology["objects"]["region"]["geometries"]
        }
        missing = [region for region in wanted if region not in rings]
        if not missing:
            return topology, rings
    raise QuestionError(
        f"shapes | no shapes ship with the library for {len(missing)} of {len(wanted)} regions of"
        f" '{case.title}', such as '{missing[0] if missing else ''}'. Give the map a frame of your"
        " own: area, ring, lon, lat, source."
    )


def _outside(rings: list[list[int]], lines: list[list[Point]]) -> list[list[int]]:
    """The rings around areas together.

    Every line that is walked in one direction only, joined end to end.
    """
    walked = {arc for ring in rings for arc in ring}
    left: dict[Point, list[int]] = defaultdict(list)
    for arc in sorted(arc for arc in walked if ~arc not in walked):
        left[_ends(arc, lines)[0]].append(arc)
    found = []
    for start in sorted(left):
        while left[start]:
            ring, here = [], start
            # a point has as many lines going out as coming in, so that a walk ends where it began
            while left[here]:
                ring.append(left[here].pop())
                here = _ends(ring[-1], lines)[1]
            found.append(ring)
    return found


def _ends(arc: int, lines: list[list[Point]]) -> tuple[Point, Point]:
    line = lines[arc] if arc >= 0 else lines[~arc]
    return (line[0], line[-1]) if arc >= 0 else (line[-1], line[0])


def _rings(rings: list[list[int]], lines: list[list[Point]]) -> list[list[Point]]:
    """Rings of arcs as rings of points.

    A ring that simplifying has left without a surface is not drawn.
    """
    found = []
    for ring in rings:
        points: list[Point] = []
        for arc in ring:
            line = lines[arc] if arc >= 0 else lines[~arc][::-1]
            points += line[1:] if points else line
        if len(set(points)) > 2:
            found.append(points)
    return found
