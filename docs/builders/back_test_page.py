"""Computes the tables and charts of docs/back-test.md: `nederland-2020-2024` beside what happened.

Run `python -m docs.builders.back_test_page [folder]`; it takes some ten minutes. Writes
back-test-units.csv (per province and year), back-test-money.csv (per stream),
back-test-readings.csv (the nation, and the provinces in which the case is refuted, over the
compared years, in the case, in every variant and with all inputs at one end), and the charts in
img/.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

from docs.builders.readings import readings
from ontschotting.case.case import Case
from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.charts.save import save
from ontschotting.datasets.bundled import case_folder
from ontschotting.measures.observed.back_test import BackTest, back_test

NAME = "nederland-2020-2024"
READINGS = "back-test-readings.csv"


def build(folder: Path) -> None:
    """Compute and write everything; the case itself first, since it takes longest."""
    observed = case_folder(NAME)
    completions, unspent = (
        pl.read_csv(observed / f"observed_{table}.csv") for table in ("completions", "unspent")
    )
    cases = readings(NAME, "case")
    case = cases.pop("case")
    cases |= {end: at_bound(case, end) for end in ("unfavourable", "favourable")}
    result = back_test(case, completions, unspent, progress=_reporter("case"))
    _write(result.units, folder / "back-test-units.csv")
    _write(result.money, folder / "back-test-money.csv")
    for lang in ("nl", "en"):
        save(result.plot(lang=lang).figure, folder / "img" / f"back-test-{lang}")  # type: ignore[arg-type]
    refuted = result.areas.filter(pl.col("verdict") == "above_possible")["area"].to_list()
    of_readings = _back_test_readings(cases, completions, refuted)
    _write(pl.concat([_totals("case", result, refuted), *of_readings]), folder / READINGS)


def _back_test_readings(
    cases: dict[str, Case], completions: pl.DataFrame, areas: list[str]
) -> list[pl.DataFrame]:
    """Return the rows of every other reading, for the nation and these areas."""
    wanted = completions.filter((pl.col("level") == "national") | pl.col("area").is_in(areas))
    return [
        _totals(name, back_test(case, wanted, each_year=False, progress=_reporter(name)), areas)
        for name, case in cases.items()
    ]


def _totals(name: str, result: BackTest, areas: list[str]) -> pl.DataFrame:
    """Return the rows of the nation and of these areas over all compared years."""
    rows = result.units.filter(
        pl.col("year").is_null() & ((pl.col("level") == "national") | pl.col("area").is_in(areas))
    ).drop("year")
    return rows.select(
        pl.lit(name).alias("reading"),
        pl.lit(result.value).alias("value"),
        pl.lit(result.possible).alias("possible_without_money_limit"),
        pl.all(),
    )


def _reporter(name: str) -> Callable[[str], None]:
    """Return a function that prints the steps of a reading."""
    return lambda word: print(name, word, file=sys.stderr)


def _write(frame: pl.DataFrame, path: Path) -> None:
    """Write a table without decimals; relative differences have four."""
    columns = [
        pl.col(column).round(4 if column.startswith("relative") else 0)
        for column, kind in frame.schema.items()
        if kind == pl.Float64
    ]
    frame.with_columns(columns).write_csv(path)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
