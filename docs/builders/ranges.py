"""Computes the tables of docs/ranges-nederland.md: draws, bounds, corners, swings and flips."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from scipy.stats import binom, binomtest

import ontschotting as on
from docs.builders.ranges_search import Corners, at_starts, searched
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.measures.uncertainty.sweep_result import QUANTILES, Sweep, ranges
from ontschotting.support.tolerances import NOISE

NAME = "nederland"
REGIME, NOT_GRANTED = on.INTEGRAL.with_awarded(), on.INTEGRAL
MEASURES = (
    "value_current",
    "value_lifted",
    "freed",
    "needed_eur",
    "blocked_eur",
    "surplus_eur",
    "top_up_eur",
)
DRAWS, SEED = 500, 1
PRECISION = 1e-3
CERTAINTY = 0.95


def compute(folder: Path, cache_dir: Path | None = None) -> None:
    """Compute everything and write the tables.

    Args:
        folder: Where the tables go
        cache_dir: Keeps finished draws and corners, so that an interrupted run can go on
    """
    write_one_at_a_time(folder)
    write_corners(folder, cache_dir)
    write_draws(folder, cache_dir)


def write_one_at_a_time(folder: Path) -> None:
    """Write the bound with its corners, and how far each input must move alone.

    Both also for money that is not granted yet.
    """
    case = on.load_case(NAME)
    for regime, suffix in ((REGIME, ""), (NOT_GRANTED, "-not-granted")):
        bounds = on.bounds(case, regime)
        switching_values = on.switching_values(case, regime, precision=PRECISION)
        _write(folder, f"bounds{suffix}", bounds.frame)
        _write(folder, f"flips{suffix}", switching_values.frame)
    _write(folder, "corners", bounds.corners)


def write_corners(folder: Path, cache_dir: Path | None = None) -> None:
    """Write every measure at the ends of all margins, and at corners that a search found."""
    corners = Corners(
        on.load_case(NAME), REGIME, MEASURES, cache_dir, lambda word: print(word, file=sys.stderr)
    )
    _write(folder, "ends", at_starts(corners))
    _write(folder, "searched", searched(corners))


def stamp(folder: Path) -> None:
    """Write the fingerprint of a case of which only words changed (names, notes, statuses).

    The bound and two draws, the first and the one that frees most, must first come out again as
    they stand in the tables.

    Raises:
        ValueError: They do not, and everything is to be computed again.
    """
    case, draws = on.load_case(NAME), pl.read_csv(folder / f"ranges-{NAME}-each-draw.csv")
    columns = ["current_value", "lifted_value", "gain"]
    again = on.bounds(case, REGIME).frame.select(pl.col(columns).round(2))
    same_bounds = again.equals(pl.read_csv(folder / f"ranges-{NAME}-bounds.csv").select(columns))
    rows = (draws.row(0, named=True), draws.sort("freed").row(-1, named=True))
    if not (same_bounds and all(_draw_comes_out_again(case, row) for row in rows)):
        raise ValueError(
            "ranges | more than words changed in the case: its bound or its draws are other ones."
            " Run docs/builders/ranges_of_nederland.py without --stamp."
        )
    about = pl.read_csv(folder / f"ranges-{NAME}-about.csv", infer_schema=False)
    value = pl.when(pl.col("key") == "fingerprint").then(pl.lit(case.fingerprint))
    _write(folder, "about", about.with_columns(value.otherwise(pl.col("value")).alias("value")))


def _draw_comes_out_again(case: on.Case, row: Mapping[str, Any]) -> bool:
    """Return whether a draw gives the measures that stand in its row of the table."""
    drawn_case = SeededDraws(SEED).case_of(case, row["draw"])
    values, *_ = measures_of_draw(drawn_case, REGIME, MEASURES, "highs")
    return all(
        abs(float(values[name] or 0.0) - row[name]) <= (1e3 if name.endswith("_eur") else 0.02)
        for name in MEASURES
    )


def write_draws(folder: Path, cache_dir: Path | None = None) -> None:
    """Write the draws with the sampling error of their quantiles, and the swings."""
    case = on.load_case(NAME)
    result = on.sweep(case, REGIME, DRAWS, SEED, measures=MEASURES, cache_dir=cache_dir)
    central = on.compare(case, REGIME).measures()
    assert result.tornado is not None
    draws = _as_written(result.draws)
    _write(folder, "about", about(result, draws))
    _write(folder, "each-draw", draws)
    _write(folder, "draws", with_errors(draws, central))
    _write(folder, "swings", result.tornado)


def about(result: Sweep, draws: pl.DataFrame) -> pl.DataFrame:
    """Return what was computed as `key` and `value`.

    Also in how many draws the walls free more than noise, with the exact binomial interval of that
    share.
    """
    free = draws.filter(pl.col("freed") > NOISE * pl.max_horizontal(pl.col("value_current"), 1.0))
    least, most = binomtest(free.height, draws.height).proportion_ci(CERTAINTY, method="exact")
    values = {
        "case": NAME,
        "fingerprint": result.case.fingerprint,
        "version": result.trace.version,
        "draws": draws.height,
        "seed": SEED,
        "noise": NOISE,
        "certainty": CERTAINTY,
        "precision_margins": PRECISION,
        "draws_that_free": free.height,
        "share_least": round(least, 4),
        "share_most": round(most, 4),
    }
    rows = [(key, str(value)) for key, value in values.items()]
    return pl.DataFrame(rows, schema={"key": pl.String, "value": pl.String}, orient="row")


def with_errors(draws: pl.DataFrame, central: Mapping[str, float | None]) -> pl.DataFrame:
    """Return the value of each measure on central data and its quantiles over the draws.

    Each quantile comes with `_least` and `_most`: the interval that holds the quantile of endlessly
    many such draws with a probability of at least `CERTAINTY`.
    """
    rows = []
    for row in ranges(draws).iter_rows(named=True):
        ordered = draws[row["measure"]].drop_nulls().sort().to_list()
        values = {"measure": row["measure"], "central": central[row["measure"]]}
        for name, share in QUANTILES.items():
            first, last = enclosing_ranks(len(ordered), share)
            values |= {
                name: row[name],
                f"{name}_least": ordered[first - 1],
                f"{name}_most": ordered[last - 1],
            }
        rows.append(values | {"mean": row["mean"], "draws": row["draws"]})
    return pl.DataFrame(rows)


def enclosing_ranks(draws: int, share: float) -> tuple[int, int]:
    """Return the ranks, counted from 1, of the two ordered draws that enclose a quantile.

    The number of draws below the quantile is binomial (draws, share), whatever the distribution. So
    the quantile lies below the draw of rank k with a probability of P(B < k), and above that of
    rank m with P(B ≥ m): k is the greatest and m the least rank at which that is at most half of
    what `CERTAINTY` leaves.
    """
    tail = (1 - CERTAINTY) / 2
    ranks = range(1, draws + 1)
    first = max((rank for rank in ranks if binom.cdf(rank - 1, draws, share) <= tail), default=0)
    last = min((rank for rank in ranks if binom.sf(rank - 1, draws, share) <= tail), default=0)
    if not first or not last:
        raise ValueError(
            f"ranges | {draws} draws are too few to enclose a quantile of {share}. Ask for more."
        )
    return first, last


def _as_written(draws: pl.DataFrame) -> pl.DataFrame:
    """Return the draws as their file has them, so that counts can be made again from that file."""
    return draws.with_columns(
        pl.col(name).round(0 if name.endswith("_eur") else 2)
        for name in draws.columns
        if name != "draw"
    )


def _write(folder: Path, name: str, frame: pl.DataFrame) -> None:
    """Write a table: money and homes in two decimals, moves and margins in six."""
    small = {"move", "margins", "searched_margins", "searched_move"}
    short = frame.with_columns(
        pl.col(column).round(6 if column in small else 2)
        for column, kind in frame.schema.items()
        if kind == pl.Float64
    )
    short.write_csv(folder / f"ranges-{NAME}-{name}.csv")
