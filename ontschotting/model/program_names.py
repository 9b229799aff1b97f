"""Short safe names for the rows and columns of a program, and the table that explains them."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ontschotting.model.regime_program import RegimeProgram

_SCHEMA = {
    "name": pl.String,
    "kind": pl.String,
    "plan": pl.String,
    "variant": pl.Int64,
    "year": pl.Int64,
    "streams": pl.String,
    "pot": pl.Int64,
    "purpose": pl.String,
    "outcome": pl.String,
    "unit": pl.String,
}


def column_names(regime_program: RegimeProgram) -> list[str]:
    """Return a name for every column.

    They are `u_PLAN_VARIANT_YEAR`, `x_POOL_PAYMENT_VARIANT`, `m…`, `theta` and `z…`, with the
    numbers of plans, pools and payments in the names table; and of projects `z_PLAN_VARIANT`,
    `y_STREAM_PLAN`, `q_STREAM_PLAN` and `f_POOL_PLAN`.
    """
    columns = regime_program.columns
    names = [f"z{column}" for column in range(regime_program.program.columns)]
    plans = regime_program.labels.plans["plan"].to_list()
    number_of = {plan: number for number, plan in enumerate(plans)}
    units = columns.units.select("column", "plan", "variant", "delivery_year")
    for column, plan, variant, year in units.iter_rows():
        names[column] = f"u_{number_of[plan]}_{variant}_{year}"
    spending = columns.spending.select("column", "pool", "payment", "variant")
    for column, pool, payment, variant in spending.iter_rows():
        names[column] = f"x_{pool}_{payment}_{variant}"
    for column in columns.matches["column"].to_list():
        names[column] = f"m{column}"
    for column, plan, variant in columns.wholes.select("column", "plan", "variant").iter_rows():
        names[column] = f"z_{number_of[plan]}_{variant}"
    streams = regime_program.case.streams["stream"].to_list()
    for letter, table in (("y", columns.applications), ("q", columns.awards)):
        for column, stream, plan in table.select("column", "stream", "plan").iter_rows():
            names[column] = f"{letter}_{streams.index(stream)}_{number_of[plan]}"
    for column, pool, plan in columns.fixed_costs.select("column", "pool", "plan").iter_rows():
        names[column] = f"f_{pool}_{number_of[plan]}"
    names[columns.theta] = "theta"
    return names


def row_names(regime_program: RegimeProgram) -> list[str | None]:
    """Return the name of every row, or None where the row has none."""
    names: list[str | None] = [None] * regime_program.program.rows
    for row, name in regime_program.rows.names.select("row", "name").iter_rows():
        names[row] = name
    return names


def streams_of_pools(regime_program: RegimeProgram) -> pl.DataFrame:
    """Return whose money each pool is, as a text: `pool`, `streams`.

    After an arrow comes the stream by whose rules it is spent, where that is another one.
    """
    streams = (
        regime_program.labels.budgets_of_pools("stream")
        .group_by("pool")
        .agg(pl.col("stream").unique().sort().str.join(" + ").alias("streams"))
        .join(regime_program.labels.pools.select("pool", "to_stream"), on="pool")
    )
    moved = pl.format("{} → {}", "streams", "to_stream")
    return streams.select(
        "pool",
        pl.when(pl.col("to_stream").is_null()).then("streams").otherwise(moved).alias("streams"),
    )


def names_table(
    regime_program: RegimeProgram, columns: list[str], rows: list[str | None]
) -> pl.DataFrame:
    """Return what each name stands for.

    Args:
        regime_program: The program
        columns: From `column_names`
        rows: From `row_names`

    Returns:
        `name`, `kind`, `plan`, `variant`, `year`, `streams`, `pot`, `purpose`, `outcome`, `unit`.
    """
    streams = streams_of_pools(regime_program)
    theta = pl.DataFrame({"name": ["theta"], "kind": ["factor on lifted budgets, fixed at 1"]})
    tables = [
        *_column_rows(regime_program, pl.Series("name", columns), streams),
        theta,
        _budget_rows(regime_program, streams),
        _other_rows(regime_program, rows),
    ]
    return pl.concat(tables, how="diagonal_relaxed").select(
        pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items()
    )


def _euros(regime_program: RegimeProgram) -> pl.Expr:
    return pl.lit(f"{regime_program.euro_unit:g} euro").alias("unit")


def _column_rows(
    regime_program: RegimeProgram, names: pl.Series, streams: pl.DataFrame
) -> list[pl.DataFrame]:
    """Explain the columns of units, spending and matches."""
    columns = regime_program.columns
    euros = _euros(regime_program)

    def of_kind(table: pl.DataFrame, kind: str) -> pl.DataFrame:
        name = names.gather(table["column"])
        return table.with_columns(name, pl.lit(kind).alias("kind"))

    units = of_kind(columns.units, "units").select(
        "name",
        "kind",
        "plan",
        "variant",
        pl.col("delivery_year").alias("year"),
        "outcome",
        pl.lit("unit").alias("unit"),
    )
    spending = columns.spending.join(streams, on="pool", how="left", maintain_order="left")
    spending = of_kind(spending, "spending").select(
        "name",
        "kind",
        "plan",
        "variant",
        "year",
        "streams",
        pl.col("pool").alias("pot"),
        "purpose",
        euros,
    )
    matches = of_kind(columns.matches, "co-financing match").select(
        "name", "kind", "plan", "variant", "purpose", euros
    )
    return [units, spending, matches, *_project_rows(regime_program, of_kind)]


def _project_rows(
    regime_program: RegimeProgram, of_kind: Callable[[pl.DataFrame, str], pl.DataFrame]
) -> list[pl.DataFrame]:
    """Explain the columns of projects, each kind as `of_kind` names it."""
    columns, stream = regime_program.columns, pl.col("stream").alias("streams")
    wholes = of_kind(columns.wholes, "whole plan: 1 where it is delivered")
    applications = of_kind(columns.applications, "1 where the stream is applied for on the plan")
    awards = of_kind(columns.awards, "1 where the stream pays its least award or more on the plan")
    fixed = of_kind(columns.fixed_costs, "fixed cost of applying")
    return [
        wholes.select("name", "kind", "plan", "variant"),
        applications.select("name", "kind", "plan", stream),
        awards.select("name", "kind", "plan", stream),
        fixed.select(
            "name", "kind", "plan", stream, pl.col("pool").alias("pot"), _euros(regime_program)
        ),
    ]


def _budget_rows(regime_program: RegimeProgram, streams: pl.DataFrame) -> pl.DataFrame:
    """Explain the rows of budgets and of what may move to another stream."""
    kind = (
        pl.when(pl.col("name").str.starts_with("budget_"))
        .then(pl.lit("row: budget"))
        .otherwise(pl.lit("row: money that may move to another stream"))
        .alias("kind")
    )
    return (
        regime_program.rows.budgets.join(regime_program.rows.names, on="row")
        .join(streams, on="pool", how="left", maintain_order="left")
        .select("name", kind, "streams", pl.col("pool").alias("pot"), _euros(regime_program))
    )


def _other_rows(regime_program: RegimeProgram, rows: list[str | None]) -> pl.DataFrame:
    """Explain every other row that has a name; that of a recipe says its plan and payment."""
    names = [
        name for name in rows if name is not None and not name.startswith(("budget_", "transfer_"))
    ]
    rule = pl.col("name").str.replace(r"(_\d+)+$", "").str.replace_all("_", "-")
    payments = regime_program.labels.payments.select(
        pl.format("{}", "payment").alias("payment"), "plan", "purpose", "year"
    )
    return (
        pl.DataFrame({"name": names}, schema={"name": pl.String})
        .with_columns(
            (pl.lit("row: ") + rule).alias("kind"),
            pl.col("name").str.extract(r"^recipe_(\d+)_").alias("payment"),
            pl.col("name").str.extract(r"^recipe_\d+_(\d+)$").cast(pl.Int64).alias("variant"),
        )
        .join(payments, on="payment", how="left", maintain_order="left")
        .drop("payment")
    )
