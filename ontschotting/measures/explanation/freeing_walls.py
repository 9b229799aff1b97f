"""Which walls, each lifted alone for one stream, make its idle money useful."""

from __future__ import annotations

import polars as pl

from ontschotting.regime.lifts import WALLS
from ontschotting.regime.regime import lift
from ontschotting.solving.case_solver import CaseSolver, is_all_possible
from ontschotting.support.parallel import parallel_map
from ontschotting.support.tolerances import NOISE, difference

MOST_STREAMS = 5
"""Streams with idle money for which the walls are tried, those that surely leave most idle first.

As many get a sentence.
"""


def with_freeing_walls(streams: pl.DataFrame, case_solver: CaseSolver) -> pl.DataFrame:
    """Return streams with `frees`: the walls of which one alone makes idle money useful.

    V with only this wall lifted for only this stream, awarded money too, − V(c), over the whole
    case, where that is more than noise (`cofinancing: 79.4`), the largest first. Lifting the wall
    `area` widens the money to the nation.

    Args:
        streams: As `streams_in_reach` returns them
        case_solver: The solver of the case, without money that was added to ask questions
    """
    value = case_solver.value()
    noise = NOISE * max(1.0, value)
    idle = streams.filter((pl.col("idle_least_eur") > 0) & ~pl.col("own")).head(MOST_STREAMS)
    pairs = [(stream, wall) for stream in idle["stream"].unique() for wall in WALLS]
    if is_all_possible(value, case_solver.possible()):
        pairs = []

    def gain(pair: tuple[str, str]) -> float:
        stream, wall = pair
        if wall == "area":
            regime = lift(area="national", streams=[stream], awarded=True)
        else:
            regime = lift(wall, streams=[stream], awarded=True)
        return difference(case_solver.value_alone(regime), value)

    gains = dict(zip(pairs, parallel_map(gain, pairs), strict=True))
    frees: dict[str, list[str]] = {stream: [] for stream in streams["stream"]}
    for (stream, wall), units in sorted(gains.items(), key=lambda item: -item[1]):
        if units > noise:
            frees[stream].append(f"{wall}: {units:.6g}")
    column = pl.Series("frees", [frees[stream] for stream in streams["stream"]])
    return streams.with_columns(column.cast(pl.List(pl.String)))
