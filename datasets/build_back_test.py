"""Holds `nederland-2020-2024` against what happened and writes the tables and charts of docs/back-test.md.

Run `python datasets/build_back_test.py [folder]`; it takes some ten minutes. Writes back-test-units.csv (per province and year), back-test-money.csv (per stream),
back-test-readings.csv (all provinces and the nation over the compared years, in the case and in every variant), and the charts in img/.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs without installing the library

import polars as pl

import ontschotting as on
from ontschotting.case import Case
from ontschotting.datasets import case_folder
from ontschotting.measures.back_test import BackTest, back_test

NAME = "nederland-2020-2024"


def readings() -> dict[str, Case]:
    """The case itself and every variant of it."""
    case, folder = on.load_case(NAME), case_folder(NAME)
    found = {"case": case}
    for place in sorted(folder.glob("variants/*/")):
        other = case
        for path in sorted(place.glob("*.csv")):
            other = other.with_table(path.stem, pl.read_csv(path, infer_schema=False))
        found[place.name] = other
    return found


def build(folder: Path) -> None:
    """Compute and write everything."""
    from ontschotting.charts.save import save

    beside = case_folder(NAME)
    completions = pl.read_csv(beside / "observed_completions.csv")
    unspent = pl.read_csv(beside / "observed_unspent.csv")
    tested: BackTest | None = None
    totals = []
    for name, case in readings().items():
        found = back_test(case, completions, unspent if name == "case" else None, each_year=name == "case", progress=lambda word, name=name: print(name, word, file=sys.stderr))  # type: ignore[misc]
        tested = tested or found
        rows = found.units.filter(pl.col("year").is_null()).drop("year")
        totals.append(rows.select(pl.lit(name).alias("reading"), pl.lit(found.value).alias("value"), pl.lit(found.possible).alias("possible_without_money_limit"), pl.all()))
        print(name, found.note_in("en"), file=sys.stderr)
    assert tested is not None
    for frame, name in ((tested.units, "units"), (tested.money, "money"), (pl.concat(totals), "readings")):
        rounded = frame.with_columns(pl.col(column).round(4 if column.startswith("relative") else 0) for column, kind in frame.schema.items() if kind == pl.Float64)
        rounded.write_csv(folder / f"back-test-{name}.csv")
    for lang in ("nl", "en"):
        save(tested.plot(lang=lang).figure, folder / "img" / f"back-test-{lang}")  # type: ignore[arg-type]


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs")
