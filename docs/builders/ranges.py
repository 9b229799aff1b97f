"""The ranges of one case as the tables beside their page.

Draws with the sampling error of their quantiles, the bound with its corners, swings and flips.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from scipy.stats import binom, binomtest

import ontschotting as on
from docs.builders.ranges_search import Corners, at_starts, searched
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from ontschotting.measures.uncertainty.seeded_draws import SeededDraws
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


def compute(folder: Path, keep: Path | None = None) -> None:
    """Ask everything and write the tables.

    `keep` is where finished draws and corners are kept, so that an interrupted run goes on where it
    stopped.
    """
    one_at_a_time(folder)
    corner_by_corner(folder, keep)
    together(folder, keep)


def one_at_a_time(folder: Path) -> None:
    """The bound with its corners, and how far each input must move alone.

    And the same for money that is not granted yet.
    """
    case = on.load_case(NAME)
    for regime, kind in ((REGIME, ""), (NOT_GRANTED, "-not-granted")):
        ends, flipped = (
            on.bounds(case, regime),
            on.switching_values(case, regime, precision=PRECISION),
        )
        _write(folder, f"bounds{kind}", ends.frame)
        _write(folder, f"flips{kind}", flipped.frame)
    _write(folder, "corners", ends.corners)


def corner_by_corner(folder: Path, keep: Path | None = None) -> None:
    """Every measure at the ends of all margins together, and what a search over corners found when
    both worlds have the same data.
    """
    corners = Corners(
        on.load_case(NAME), REGIME, MEASURES, keep, lambda word: print(word, file=sys.stderr)
    )
    for name, frame in (("ends", at_starts(corners)), ("searched", searched(corners))):
        _write(folder, name, frame)


def stamp(folder: Path) -> None:
    """Give the tables the fingerprint of a case of which only words changed (names, notes,
    statuses).

    First the bound and two draws, the first and the one that frees most, must come out again as
    they stand in the tables; raises where one does not, and then everything is to be asked again.
    """
    case, drawn = on.load_case(NAME), pl.read_csv(folder / f"ranges-{NAME}-each-draw.csv")
    again = on.bounds(case, REGIME).frame.select(
        pl.col("current_value", "lifted_value", "gain").round(2)
    )
    same = again.equals(pl.read_csv(folder / f"ranges-{NAME}-bounds.csv").select(again.columns))
    for row in (drawn.row(0, named=True), drawn.sort("freed").row(-1, named=True)):
        found, _ = measures_of_draw(
            SeededDraws(SEED).case_of(case, row["draw"]), REGIME, MEASURES, "highs"
        )
        same &= all(
            abs(float(found[name] or 0.0) - row[name]) <= (1e3 if name.endswith("_eur") else 0.02)
            for name in MEASURES
        )
    if not same:
        raise ValueError(
            "ranges | more than words changed in the case: its bound or its draws are other ones."
            " Run docs/builders/ranges_of_nederland.py without --stamp."
        )
    told = pl.read_csv(folder / f"ranges-{NAME}-about.csv", infer_schema=False)
    told = told.with_columns(
        pl.when(pl.col("key") == "fingerprint")
        .then(pl.lit(case.fingerprint))
        .otherwise(pl.col("value"))
        .alias("value")
    )
    _write(folder, "about", told)


def together(folder: Path, keep: Path | None = None) -> None:
    """The draws with the sampling error of their quantiles, and the swings."""
    case = on.load_case(NAME)
    found, central = (
        on.sweep(case, REGIME, DRAWS, SEED, measures=MEASURES, cache_dir=keep),
        on.compare(case, REGIME).measures(),
    )
    assert found.swings is not None
    drawn = _whole_euros(found.draws)
    for name, frame in (
        ("about", about(found, drawn)),
        ("each-draw", drawn),
        ("draws", with_errors(drawn, central)),
        ("swings", found.swings),
    ):
        _write(folder, name, frame)


def about(found: Sweep, drawn: pl.DataFrame) -> pl.DataFrame:
    """`key`, `value`.

    What was asked, and in how many draws the walls free more than noise, with the exact binomial
    interval of that share.
    """
    free = drawn.filter(pl.col("freed") > NOISE * pl.max_horizontal(pl.col("value_current"), 1.0))
    least, most = binomtest(free.height, drawn.height).proportion_ci(CERTAINTY, method="exact")
    told = {
        "case": NAME,
        "fingerprint": found.case.fingerprint,
        "version": found.trace.version,
        "draws": drawn.height,
        "seed": SEED,
        "noise": NOISE,
        "certainty": CERTAINTY,
        "precision_margins": PRECISION,
        "draws_that_free": free.height,
        "share_least": round(least, 4),
        "share_most": round(most, 4),
    }
    return pl.DataFrame(
        [(key, str(value)) for key, value in told.items()],
        schema={"key": pl.String, "value": pl.String},
        orient="row",
    )


def with_errors(drawn: pl.DataFrame, central: Mapping[str, float | None]) -> pl.DataFrame:
    """The value of each measure on central data and its quantiles over the draws, each with
    `_least` and `_most`: the interval that holds the quantile of endlessly many such draws with at
    least `CERTAINTY`.
    """
    rows = []
    for row in ranges(drawn).iter_rows(named=True):
        ordered = drawn[row["measure"]].drop_nulls().sort().to_list()
        told = {"measure": row["measure"], "central": central[row["measure"]]}
        for name, share in QUANTILES.items():
            first, last = places(len(ordered), share)
            told |= {
                name: row[name],
                f"{name}_least": ordered[first - 1],
                f"{name}_most": ordered[last - 1],
            }
        rows.append(told | {"mean": row["mean"], "draws": row["draws"]})
    return pl.DataFrame(rows)


def places(draws: int, share: float) -> tuple[int, int]:
    """Which of the ordered draws, counted from 1, enclose a quantile.

    The number of draws below the quantile is binomial (draws, share), whatever the distribution. So
    the quantile lies below the draw at place k with a probability of P(B < k), and above the one at
    place m with P(B ≥ m): k is the greatest and m the least place at which that is at most half of
    what `CERTAINTY` leaves.
    """
    tail = (1 - CERTAINTY) / 2
    first = max(
        (place for place in range(1, draws + 1) if binom.cdf(place - 1, draws, share) <= tail),
        default=0,
    )
    last = min(
        (place for place in range(1, draws + 1) if binom.sf(place - 1, draws, share) <= tail),
        default=0,
    )
    if not first or not last:
        raise ValueError(
            f"ranges | {draws} draws are too few to enclose a quantile of {share}. Ask for more."
        )
    return first, last


def _whole_euros(drawn: pl.DataFrame) -> pl.DataFrame:
    """Draws as their file has them, so that whatever is counted from them can be counted again from
    that file.
    """
    return drawn.with_columns(
        pl.col(name).round(0 if name.endswith("_eur") else 2)
        for name in drawn.columns
        if name != "draw"
    )


def _write(folder: Path, name: str, frame: pl.DataFrame) -> None:
    """A table: money and homes to the cent, moves and margins to a millionth."""
    small = {"move", "margins", "searched_margins", "searched_move"}
    short = frame.with_columns(
        pl.col(column).round(6 if column in small else 2)
        for column, kind in frame.schema.items()
        if kind == pl.Float64
    )
    short.write_csv(folder / f"ranges-{NAME}-{name}.csv")
