"""Holds `nederland-2020-2024` against what happened and writes the tables and charts of
docs/back-test.md.

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

import ontschotting as on
from ontschotting.case.case import Case
from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.datasets.bundled import case_folder
from ontschotting.measures.observed.back_test import BackTest, back_test

NAME = "nederland-2020-2024"


def readings() -> dict[str, Case]:
    """The case itself, every variant of it, and the case with every input at the end that is worse
    or better for the result.
    """
    case, folder = on.load_case(NAME), case_folder(NAME)
    found = {"case": case}
    for place in sorted(folder.glob("variants/*/")):
        other = case
        for path in sorted(place.glob("*.csv")):
            other = other.with_table(path.stem, pl.read_csv(path, infer_schema=False))
        found[place.name] = other
    return found | {end: at_bound(case, end) for end in ("unfavourable", "favourable")}


def build(folder: Path) -> None:
    """Compute and write everything; the case itself first, since it takes longest."""
    from ontschotting.charts.save import save

    beside = case_folder(NAME)
    completions, unspent = (
        pl.read_csv(beside / f"observed_{what}.csv") for what in ("completions", "unspent")
    )
    every = readings()
    case = every.pop("case")
    found = back_test(case, completions, unspent, progress=_heard("case"))
    _write(found.units, folder / "back-test-units.csv")
    _write(found.money, folder / "back-test-money.csv")
    for lang in ("nl", "en"):
        save(found.plot(lang=lang).figure, folder / "img" / f"back-test-{lang}")  # type: ignore[arg-type]
    refuted = found.areas.filter(pl.col("verdict") == "above_possible")["area"].to_list()
    _write(
        pl.concat([totals("case", found, refuted), *others(every, completions, refuted)]),
        folder / "back-test-readings.csv",
    )


def others(
    every: dict[str, Case], completions: pl.DataFrame, refuted: list[str]
) -> list[pl.DataFrame]:
    """The variants: the nation, and the areas in which the case itself is refuted."""
    asked = completions.filter((pl.col("level") == "national") | pl.col("area").is_in(refuted))
    return [
        totals(name, back_test(case, asked, each_year=False, progress=_heard(name)), refuted)
        for name, case in every.items()
    ]


def totals(name: str, found: BackTest, areas: list[str]) -> pl.DataFrame:
    """The rows of the nation and of some areas over all compared years."""
    rows = found.units.filter(
        pl.col("year").is_null() & ((pl.col("level") == "national") | pl.col("area").is_in(areas))
    ).drop("year")
    return rows.select(
        pl.lit(name).alias("reading"),
        pl.lit(found.value).alias("value"),
        pl.lit(found.possible).alias("possible_without_money_limit"),
        pl.all(),
    )


def _heard(name: str) -> Callable[[str], None]:
    return lambda word: print(name, word, file=sys.stderr)


def _write(frame: pl.DataFrame, path: Path) -> None:
    columns = [
        pl.col(column).round(4 if column.startswith("relative") else 0)
        for column, kind in frame.schema.items()
        if kind == pl.Float64
    ]
    frame.with_columns(columns).write_csv(path)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
