"""Published facts beside annual accounts: grants a year, gaps, grants read apart, reasons."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.files.companions import companion_of

_EUROS = ("opening_eur", "received_eur", "spent_eur", "repaid_eur", "closing_eur")

_COLUMNS: dict[str, dict[str, pl.DataType | type[pl.DataType]]] = {
    "specific_grants": {
        "year": pl.Int64,
        "grants": pl.Int64,
        "paid_eur": pl.Float64,
        "secondary": pl.String,
        "source": pl.String,
        "note": pl.String,
    },
    "account_gaps": {
        "region": pl.String,
        "name": pl.String,
        "year": pl.Int64,
        "finding": pl.String,
        "closing_eur": pl.Float64,
        "last_year": pl.Int64,
        "last_closing_eur": pl.Float64,
        "note": pl.String,
    },
    "advances_per_grant": {
        "government": pl.String,
        "year": pl.Int64,
        "grant_name": pl.String,
        "row_kind": pl.String,
        **dict.fromkeys(_EUROS, pl.Float64),
        "source": pl.String,
    },
    "unspent_reasons": {
        "government": pl.String,
        "year": pl.Int64,
        "grant": pl.String,
        "reason": pl.String,
        "read_in": pl.String,
        "note": pl.String,
        "source": pl.String,
    },
    "municipal_results_2023": {
        "id": pl.String,
        "what": pl.String,
        "value": pl.Float64,
        "unit": pl.String,
        "year": pl.Int64,
        "note": pl.String,
    },
}
"""The tables that may lie beside a case with accounts, and the columns that are read of each."""


def context_table(case: Case, name: str) -> pl.DataFrame:
    """Return a table of published facts beside a case; without rows where there is none.

    Args:
        case: The case, as it was read
        name: One of the tables that may lie beside it
    """
    schema = _COLUMNS[name]
    table = companion_of(case, name)
    if table is None:
        return pl.DataFrame(schema=schema)
    return table.select(pl.col(column).cast(kind) for column, kind in schema.items())


def grants_beside(case: Case, years: pl.DataFrame) -> pl.DataFrame:
    """Return the number of specific grants a year beside the money that stands still.

    Two numbers of the same years; neither is computed from the other.

    Args:
        case: The case
        years: Of one level: `year`, `closing_eur`, `areas`

    Returns:
        `year`, `grants`, `paid_eur` (what the state paid on them), `secondary`, `closing_eur`,
        `areas`; blank where it is not known. No rows where no number of grants is known
    """
    grants = context_table(case, "specific_grants").select(
        "year", "grants", "paid_eur", "secondary"
    )
    balances = years.select("year", "closing_eur", "areas")
    return grants.join(balances, on="year", how="inner").sort("year")


def counted_reasons(case: Case) -> pl.DataFrame:
    """Return how often each reason for not spending was read, the most frequent first.

    `reason`, `count`, `in_annual_accounts`; the reasons that are counted together come last.
    """
    in_accounts = pl.col("read_in") == "annual accounts"
    return (
        context_table(case, "unspent_reasons")
        .group_by("reason")
        .agg(
            pl.len().cast(pl.Int64).alias("count"),
            in_accounts.sum().cast(pl.Int64).alias("in_annual_accounts"),
        )
        .sort(pl.col("reason") == "other", -pl.col("count"), "reason")
    )


def result_beside_budget(case: Case) -> pl.DataFrame:
    """Return what speaks against much money that stands still: budget and accounts of one year.

    Returns:
        `what` (`result`; `land_development` and `land_development_income`, what it cost and
        earned), `budget_eur`, `accounts_eur`, `year`. No rows where they are not known
    """
    results = context_table(case, "municipal_results_2023")
    values = dict(results.select("id", "value").iter_rows())
    if not values:
        return pl.DataFrame(
            schema={
                "what": pl.String,
                "budget_eur": pl.Float64,
                "accounts_eur": pl.Float64,
                "year": pl.Int64,
            }
        )
    return pl.DataFrame(
        {
            "what": ["result", "land_development", "land_development_income"],
            "budget_eur": [
                values[name]
                for name in ("iv3_result_budget", "iv3_8_2_lasten_budget", "iv3_8_2_baten_budget")
            ],
            "accounts_eur": [
                values[name]
                for name in ("iv3_result", "iv3_8_2_lasten_accounts", "iv3_8_2_baten_accounts")
            ],
            "year": [int(results["year"][0])] * 3,
        }
    )
