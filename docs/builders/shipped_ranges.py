"""Writes datasets/ranges.csv: the ranges that ship with the bundled cases.

Run `python -m docs.builders.shipped_ranges` after the tables of `docs/ranges-nederland.md` were
made again; they are what it reads. Own money has a table of its own, since it was drawn later and
over the first draws only. `--own DRAWS` draws it (some six seconds of processor a draw).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import polars as pl

import ontschotting as on
from docs.builders.ranges import NAME, REGIME, SEED
from ontschotting.measures.uncertainty.sweep_result import ranges

DOCS = Path(__file__).parents[1]
FILE = DOCS.parent / "datasets" / "ranges.csv"
SHOWN = ("freed", "blocked_eur")
"""The measures of the first page of a report that the draws of the page of ranges hold."""
OWN = DOCS / f"ranges-{NAME}-own-money.csv"


def draw_own_money(draws: int) -> pl.DataFrame:
    """Return how much own money the walls tie in each of the first draws."""
    result = on.sweep(
        on.load_case(NAME), REGIME, draws, SEED, measures=["own_tied_eur"], tornado=False
    )
    return result.draws.with_columns(pl.col("own_tied_eur").round(0))


def shipped() -> pl.DataFrame:
    """Return the table that ships: quantiles of the draws in the tables of the page of ranges."""
    drawn = pl.read_csv(DOCS / f"ranges-{NAME}-each-draw.csv").select("draw", *SHOWN)
    quantiles = pl.concat([ranges(drawn), ranges(pl.read_csv(OWN))])
    return quantiles.select(
        pl.lit(on.load_case(NAME).program_fingerprint).alias("program_fingerprint"),
        pl.lit((REGIME.options or "").strip()).alias("regime"),
        "measure",
        *(pl.col(name).round(2) for name in ("p05", "p50", "p95")),
        "draws",
        pl.lit(SEED).alias("seed"),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The ranges that ship with the bundled cases.")
    parser.add_argument("--own", type=int, help="draw the own money so many times first")
    options = parser.parse_args()
    if options.own:
        draw_own_money(options.own).write_csv(OWN)
    shipped().write_csv(FILE)
