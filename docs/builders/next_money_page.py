"""Asks `nederland-2029-2035` what docs/next-money.md tells, for every division of the billion and
every other reading, and writes the tables.

Run `python -m docs.builders.next_money_page [folder]`; it takes some minutes. Only the billion is
lifted: money that already runs is marked `awarded` and keeps its walls. Writes
next-money-readings.csv (both worlds, with the range of the margins), next-money-free-share.csv (the
curve) and next-money-choice.csv (which streams first).
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

import ontschotting as on
from ontschotting.case.case import Case
from ontschotting.datasets.bundled import case_folder
from ontschotting.support.tolerances import NOISE

NAME = "nederland-2029-2035"
SHARES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)


def readings() -> dict[str, Case]:
    """The case itself (division `named`) and every variant of it."""
    case, folder = on.load_case(NAME), case_folder(NAME)
    found = {"named": case}
    for place in sorted(folder.glob("variants/*/")):
        other = case
        for path in sorted(place.glob("*.csv")):
            other = other.with_table(path.stem, pl.read_csv(path, infer_schema=False))
        found[place.name] = other
    return found


def build(folder: Path) -> None:
    """Compute and write everything."""
    rows, curves, choices = [], [], []
    for name, case in readings().items():
        print(name, file=sys.stderr)
        compared, ends = on.compare(case, on.INTEGRAL), on.bounds(case, on.INTEGRAL)
        own = case.budgets.join(
            case.streams.filter(pl.col("counts_as_cofinancing").fill_null(False)),
            on="stream",
            how="semi",
        )["amount_eur"].sum()
        billion = float(
            case.budgets.filter(pl.col("stream").str.starts_with("next_"))["amount_eur"].sum()
        )
        data = {row["data"]: row for row in ends.frame.iter_rows(named=True)}
        row = {
            "reading": name,
            "billion_eur": billion,
            "own_eur": float(own),
            "budget_eur": compared.current.budget_eur,
            "current_value": compared.current.value,
            "lifted_value": compared.lifted.value,
            "freed": compared.freed,
        }
        row |= {"freed_least": ends.least, "freed_most": ends.most} | {
            f"freed_{end}": ends.gain(end) for end in ("unfavourable", "favourable")
        }
        row |= {
            f"current_{end}": data[end]["current_value"] for end in ("unfavourable", "favourable")
        }
        row |= {
            "blocked_eur": compared.blocked_eur,
            "detour_eur": compared.detour_eur,
            "surplus_eur": compared.surplus_eur,
            "top_up_eur": compared.top_up_eur,
        }
        if (compared.freed or 0.0) > NOISE * compared.current.value:  # type: ignore[operator]
            share = on.free_share(case, on.INTEGRAL, SHARES)
            row |= {"least_share_90": share.least_90, "least_share_100": share.least_100}
            curves.append(share.frame.select(pl.lit(name).alias("reading"), pl.all()))
            for over in ("streams", "walls"):
                chosen = on.choose_walls(case, on.INTEGRAL, k=2, over=over)
                steps = chosen.curve.filter(pl.col("k") > 0)
                names = [
                    ", ".join(names[:needed])
                    for names, needed in steps.select("chosen", "needed").iter_rows()
                ]
                label = [pl.lit(name).alias("reading"), pl.lit(over).alias("over")]
                choices.append(
                    steps.select(*label, "k", "value", "bound").with_columns(
                        pl.Series("chosen", names, dtype=pl.String),
                        (pl.col("value") - compared.current.value).alias("gain"),
                    )
                )
        rows.append(row)
        print(row, file=sys.stderr)
    frame = pl.DataFrame(rows, infer_schema_length=None)
    for found, name in (
        (frame, "readings"),
        (pl.concat(curves), "free-share"),
        (pl.concat(choices), "choice"),
    ):
        rounded = found.with_columns(
            pl.col(column).round(4 if "share" in column else 0)
            for column, kind in found.schema.items()
            if kind == pl.Float64
        )
        rounded.write_csv(folder / f"next-money-{name}.csv")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
