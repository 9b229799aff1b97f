"""Computes the tables of docs/next-money.md: every division of the billion and every reading.

Run `python -m docs.builders.next_money_page [folder]`; it takes some minutes. Only the billion is
lifted: money that already runs is marked `awarded` and keeps its walls. Writes
next-money-readings.csv (both worlds, with the range of the margins), next-money-own-money.csv (the
own money that the walls tie), next-money-free-share.csv (the curve), next-money-choice.csv
(which streams first) and next-money-each-draw.csv (homes and own money in each draw). `--keep
FOLDER` keeps finished draws; `--draws` writes the draws alone.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import polars as pl

import ontschotting as on
from docs.builders.readings import readings
from ontschotting.case.case import Case
from ontschotting.measures.comparison.result import Comparison
from ontschotting.support.tolerances import NOISE

NAME = "nederland-2029-2035"
DRAWS = 20
SEED = 1
SHARES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)


def draw(folder: Path, keep: Path | None = None) -> None:
    """Write what the walls hold back and tie in each draw of every division and reading.

    Args:
        folder: Where the table goes
        keep: Keeps finished draws, so that an interrupted run can go on
    """
    frames = []
    for name, case in readings(NAME, "named").items():
        print(f"draws {name}", file=sys.stderr)
        found = on.sweep(
            case,
            on.INTEGRAL,
            DRAWS,
            SEED,
            measures=["freed", "own_tied_eur"],
            tornado=False,
            cache_dir=keep and keep / name,
        )
        frames.append(
            found.draws.select(
                pl.lit(name).alias("reading"),
                "draw",
                pl.col("freed").round(2),
                pl.col("own_tied_eur").round(0),
            )
        )
    pl.concat(frames).write_csv(folder / "next-money-each-draw.csv")


def build(folder: Path) -> None:
    """Compute and write everything but the draws."""
    rows, tied, curves, choices = [], [], [], []
    for name, case in readings(NAME, "named").items():
        print(name, file=sys.stderr)
        comparison = on.compare(case, on.INTEGRAL)
        row = _comparison_row(name, case, comparison)
        if (comparison.freed or 0.0) > NOISE * comparison.current.value:  # type: ignore[operator]
            share = on.free_share(case, on.INTEGRAL, SHARES)
            row |= {"least_share_90": share.least_90, "least_share_100": share.least_100}
            curves.append(share.frame.select(pl.lit(name).alias("reading"), pl.all()))
            choices += _choices(name, case, comparison)
        rows.append(row)
        tied.append({"reading": name, "own_tied_eur": comparison.own_tied_eur})
        print(row, file=sys.stderr)
    tables = {
        "readings": pl.DataFrame(rows, infer_schema_length=None),
        "own-money": pl.DataFrame(tied),
        "free-share": pl.concat(curves),
        "choice": pl.concat(choices),
    }
    for name, frame in tables.items():
        rounded = frame.with_columns(
            pl.col(column).round(4 if "share" in column else 0)
            for column, kind in frame.schema.items()
            if kind == pl.Float64
        )
        rounded.write_csv(folder / f"next-money-{name}.csv")


def _comparison_row(name: str, case: Case, comparison: Comparison) -> dict[str, object]:
    """Return what a reading gives under both regimes, with the range of the margins."""
    bounds = on.bounds(case, on.INTEGRAL)
    own_streams = case.streams.filter(pl.col("counts_as_cofinancing").fill_null(False))
    own_money = case.budgets.join(own_streams, on="stream", how="semi")["amount_eur"].sum()
    billion = case.budgets.filter(pl.col("stream").str.starts_with("next_"))["amount_eur"].sum()
    values = {row["data"]: row for row in bounds.frame.iter_rows(named=True)}
    ends = ("unfavourable", "favourable")
    return {
        "reading": name,
        "billion_eur": float(billion),
        "own_eur": float(own_money),
        "budget_eur": comparison.current.budget_eur,
        "current_value": comparison.current.value,
        "lifted_value": comparison.lifted.value,
        "freed": comparison.freed,
        "freed_least": bounds.least,
        "freed_most": bounds.most,
        **{f"freed_{end}": bounds.gain(end) for end in ends},
        **{f"current_{end}": values[end]["current_value"] for end in ends},
        "blocked_eur": comparison.blocked_eur,
        "detour_eur": comparison.detour_eur,
        "surplus_eur": comparison.surplus_eur,
        "top_up_eur": comparison.top_up_eur,
    }


def _choices(name: str, case: Case, comparison: Comparison) -> list[pl.DataFrame]:
    """Return which streams and which walls to lift first."""
    frames = []
    for over in ("streams", "walls"):
        choice = on.choose_walls(case, on.INTEGRAL, k=2, over=over)
        steps = choice.curve.filter(pl.col("k") > 0)
        chosen = [
            ", ".join(names[:needed])
            for names, needed in steps.select("chosen", "needed").iter_rows()
        ]
        labels = [pl.lit(name).alias("reading"), pl.lit(over).alias("over")]
        frames.append(
            steps.select(*labels, "k", "value", "bound").with_columns(
                pl.Series("chosen", chosen, dtype=pl.String),
                (pl.col("value") - comparison.current.value).alias("gain"),
            )
        )
    return frames


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The tables of the page on the next money.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--draws", action="store_true", help="only the draws")
    parser.add_argument("--keep", type=Path, help="a folder for finished draws")
    options = parser.parse_args()
    if not options.draws:
        build(options.folder)
    draw(options.folder, options.keep)
