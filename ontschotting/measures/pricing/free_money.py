"""Free money: streams without rules that hold nothing until an optimum adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.unchecked import with_rows
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.support.numerics import series_max

ANY = "*"
"""The purpose of money that may pay for anything."""


def requested_purposes(case: Case, plans: Iterable[str]) -> list[str]:
    """Return the purposes that plans ask money for, sorted.

    Args:
        case: The case
        plans: Which plans
    """
    kinds = case.plans.filter(pl.col("plan").is_in(sorted(plans)))["plan_type"].unique().to_list()
    costs = case.costs.filter((pl.col("eur_per_unit") > 0) & pl.col("plan_type").is_in(kinds))
    return costs["purpose"].unique().sort().to_list()


def with_free_money(
    case: Case, level: str, area: str | None, purposes: Iterable[str]
) -> tuple[Case, dict[str, str]]:
    """Return the case with a stream of free money per purpose, and their names by purpose.

    Each has one budget of zero in the area. The program of the case may add to it, as to any
    budget.

    Args:
        case: The case
        level: The level of the area
        area: Where the money may land; None for the nation
        purposes: What each stream may pay for; `*` for anything
    """
    # Columns are sorted by these names, and the rows of `NextEuro.prices` are in their order.
    names = {purpose: _unused_name(case, f"gift {purpose}") for purpose in purposes}
    streams, count = list(names.values()), len(names)
    # Long enough to pay for any year of the case.
    years = int(series_max(case.plans["last_year"], case.first_year)) - case.first_year + 100
    rows = {
        "streams": pl.DataFrame({"stream": streams, "prefinance_years": [years] * count}),
        "budgets": pl.DataFrame(
            {
                "stream": streams,
                "level": [level] * count,
                "area": [area] * count,
                "year": [case.first_year] * count,
                "amount_eur": [0.0] * count,
            }
        ),
        "earmarks": pl.DataFrame({"stream": streams, "purpose": list(names)}),
    }
    with_money = with_rows(
        case, {name: _with_blank_columns(frame, case.tables[name]) for name, frame in rows.items()}
    )
    return with_money, names


def free_money_columns(regime_program: RegimeProgram, names: Mapping[str, str]) -> dict[str, int]:
    """Return the column of the addition to each stream of free money, in the order of columns.

    Args:
        regime_program: A program of the case that `with_free_money` returned, in which money of
            different streams is kept separate
        names: The streams by purpose, as `with_free_money` returned them
    """
    labels = regime_program.labels
    additions = (
        regime_program.columns.additions.select("column", "addition")
        .unique()
        .join(labels.added_to, on="addition")
        .join(labels.budgets.select("budget", "stream"), on="budget")
        .sort("column")
    )
    purpose_of = {stream: purpose for purpose, stream in names.items()}
    return {
        purpose_of[stream]: column
        for stream, column in additions.select("stream", "column").iter_rows()
        if stream in purpose_of
    }


def _unused_name(case: Case, name: str) -> str:
    while name in case.streams["stream"]:
        name += "'"
    return name


def _with_blank_columns(rows: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Return rows with every column of a table, blank where they have none."""
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in table.schema.items()
    )
