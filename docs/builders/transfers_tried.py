"""Writes docs/transfers-tried.csv: what falls free when money may move between streams.

Run `python -m docs.builders.transfers_tried [folder]`; it takes some minutes. The shares are sizes
that were tried, no estimates: no source lets any share move between these streams (decision 9,
which tells the table, held by a test).
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

import ontschotting as on
from ontschotting.case.case import Case
from ontschotting.datasets.bundled import case_folder

NAME = "nederland"
SHARES = (0.0, 0.05, 0.15, 0.2, 0.21, 0.3, 0.5, 1.0)
HALF_LAND = (
    "wbi_t1",
    "wbi_t2",
    "wbi_t3",
    "wbi_t4",
    "wbi_t5",
    "wbi_t6",
    "wbi_t7",
    "wbi_t8",
    "gebiedsbudget_475",
)
HALF_MOBILITY = ("wokt_2022", "mf_novex_6mld")
PAIRS = (
    *((stream, "mf_novex_6mld") for stream in HALF_LAND),
    *((stream, "wbi_t8") for stream in HALF_MOBILITY),
    ("gebiedsbudget_877", "mf_25mld_2025"),
    ("wmre", "mf_25mld_2025"),
    ("mf_25mld_2025", "gebiedsbudget_877"),
)
"""From a land stream to a mobility stream that asks the same co-financing, and back."""

SCARCE = (
    ("costs", "eur_per_unit", "high"),
    ("plans", "capacity_units", "high"),
    ("limits", "max_units", "high"),
    ("budgets", "amount_eur", "low"),
)


def scarce(case: Case) -> Case:
    """Return the case in which money is scarce: costs, plans and limits high, budgets low."""
    for table, column, end in SCARCE:
        frame = case.tables[table]
        moved = frame.with_columns(pl.coalesce(f"{column}_{end}", column).alias(column))
        case = case.with_table(table, moved.drop(f"{column}_low", f"{column}_high"))
    return case


def moving(case: Case, share: float) -> Case:
    """Return the case in which one share may move between every pair of streams."""
    rows = pl.DataFrame(PAIRS, schema=["stream", "to_stream"], orient="row").with_columns(
        pl.lit(share).alias("share")
    )
    return case.with_table("transfers", rows)


def build(folder: Path) -> None:
    """Compute and write the table."""
    case = on.load_case(NAME)
    mix = case.with_table(
        "plans",
        pl.read_csv(case_folder(NAME) / "variants" / "mix" / "plans.csv", infer_schema=False),
    )
    rows = []
    for name, reading in (("mix", mix), ("scarce", scarce(case))):
        for share in SHARES:
            case_with_transfers = moving(reading, share)
            current, lifted = (
                on.allocate(case_with_transfers, regime).value
                for regime in (on.CURRENT, on.INTEGRAL.with_awarded())
            )
            rows.append(
                {
                    "reading": name,
                    "share": share,
                    "value_current": round(current, 1),
                    "freed": round(lifted - current, 1) + 0.0,
                }
            )
            print(rows[-1], flush=True)
    pl.DataFrame(rows).write_csv(folder / "transfers-tried.csv")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
