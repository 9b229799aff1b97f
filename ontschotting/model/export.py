"""The linear program of a case under a regime as a file for another solver, with a table that says
what each short name is.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.export import write_lp, write_mps
from ontschotting.model.build import build_regime_program
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.support.atomic_files import atomic_path

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


def export_program(case: Case, path: str | Path, regime: Regime = CURRENT) -> tuple[Path, Path]:
    """Write the program V(r), *minimise −value*, to an `.lp` or `.mps` file and its names to
    `<file>.names.csv`; gives both paths.

    The best value is minus the minimum. Spending is counted in multiples of a power of two of
    euros, which the file and the names table state. Additions to budgets and shortfalls of targets
    are shut in this program, so they are left out. Both files appear whole or not at all.
    """
    place = Path(path)
    writers = {".lp": write_lp, ".mps": write_mps}
    if place.suffix.casefold() not in writers:
        raise QuestionError(f"export | '{place}' must end in .lp or .mps.")
    check_regime(regime, case)
    regime_program = build_regime_program(case, regime, by_year=True)
    columns, rows = column_names(regime_program), row_names(regime_program)
    listed = columns + [f"r{number}" if name is None else name for number, name in enumerate(rows)]
    assert len(set(listed)) == len(listed), "two rows or columns have one name"
    notes = [
        (
            f"ontschotting {__version__}: case {case.fingerprint[:12]}, regime"
            f" {_ascii(repr(regime)[8:-1])}"
        ),
        "minimise -value: the best value is minus the minimum",
        (
            f"x and m are in units of {regime_program.euro_unit:g} euros; u in units of the"
            " outcome; theta is fixed at 1"
        ),
        f"what each name stands for: {_ascii(place.stem)}.names.csv",
    ]
    program = regime_program.program.changed(cost=-regime_program.objectives.value)
    names = place.with_name(f"{place.stem}.names.csv")
    with atomic_path(place) as file, atomic_path(names) as table:
        writers[place.suffix.casefold()](program, columns, listed[len(columns) :], notes, file)
        names_table(regime_program, columns, rows).write_csv(table)
    return place, names


def _ascii(text: str) -> str:
    """Text that is safe in a comment of the file."""
    return " ".join(text.encode("ascii", "replace").decode().split())


def column_names(regime_program: RegimeProgram) -> list[str]:
    """`u_PLAN_VARIANT_YEAR`, `x_POT_PAYMENT_VARIANT`, `m…`, `theta` and `z…` with the numbers of
    plans, pots and payments in the names table.
    """
    names = [f"z{column}" for column in range(regime_program.program.columns)]
    plans = {
        plan: number for number, plan in enumerate(regime_program.labels.plans["plan"].to_list())
    }
    for column, plan, variant, year in regime_program.columns.units.select(
        "column", "plan", "variant", "delivery_year"
    ).iter_rows():
        names[column] = f"u_{plans[plan]}_{variant}_{year}"
    for column, pool, payment, variant in regime_program.columns.spending.select(
        "column", "pool", "payment", "variant"
    ).iter_rows():
        names[column] = f"x_{pool}_{payment}_{variant}"
    for column in regime_program.columns.matches["column"].to_list():
        names[column] = f"m{column}"
    names[regime_program.columns.theta] = "theta"
    return names


def row_names(regime_program: RegimeProgram) -> list[str | None]:
    """The names of rows that the world gives; None where it gives none."""
    names: list[str | None] = [None] * regime_program.program.rows
    for row, name in regime_program.rows.names.select("row", "name").iter_rows():
        names[row] = name
    return names


def streams_of_pools(regime_program: RegimeProgram) -> pl.DataFrame:
    """`pool`, `streams`.

    Whose money a pot is, and after an arrow by whose rules it is spent where that is another
    stream.
    """
    streams = (
        regime_program.labels.slices.join(
            regime_program.labels.budgets.select("budget", "stream"), on="budget"
        )
        .group_by("pool")
        .agg(pl.col("stream").unique().sort().str.join(" + ").alias("streams"))
    )
    named = streams.join(regime_program.labels.pools.select("pool", "to_stream"), on="pool")
    return named.select(
        "pool",
        pl.when(pl.col("to_stream").is_null())
        .then("streams")
        .otherwise(pl.format("{} → {}", "streams", "to_stream"))
        .alias("streams"),
    )


def names_table(
    regime_program: RegimeProgram, columns: list[str], rows: list[str | None]
) -> pl.DataFrame:
    """What each name stands for."""
    named = pl.Series("name", columns)
    euros = f"{regime_program.euro_unit:g} euro"
    streams = streams_of_pools(regime_program)
    units = regime_program.columns.units.select(
        pl.col("column")
        .replace_strict(range(len(columns)), named, return_dtype=pl.String)
        .alias("name"),
        pl.lit("units").alias("kind"),
        "plan",
        "variant",
        pl.col("delivery_year").alias("year"),
        "outcome",
        pl.lit("unit").alias("unit"),
    )
    spending = regime_program.columns.spending.join(
        streams, on="pool", how="left", maintain_order="left"
    ).select(
        pl.col("column")
        .replace_strict(range(len(columns)), named, return_dtype=pl.String)
        .alias("name"),
        pl.lit("spending").alias("kind"),
        "plan",
        "variant",
        "year",
        "streams",
        pl.col("pool").alias("pot"),
        "purpose",
        pl.lit(euros).alias("unit"),
    )
    matches = regime_program.columns.matches.select(
        pl.col("column")
        .replace_strict(range(len(columns)), named, return_dtype=pl.String)
        .alias("name"),
        pl.lit("co-financing match").alias("kind"),
        "plan",
        "variant",
        "purpose",
        pl.lit(euros).alias("unit"),
    )
    kind = (
        pl.when(pl.col("name").str.starts_with("budget_"))
        .then(pl.lit("row: budget"))
        .otherwise(pl.lit("row: money that may move to another stream"))
        .alias("kind")
    )
    budgets = (
        regime_program.rows.budgets.join(regime_program.rows.names, on="row")
        .join(streams, on="pool", how="left", maintain_order="left")
        .select("name", kind, "streams", pl.col("pool").alias("pot"), pl.lit(euros).alias("unit"))
    )
    others = [
        name for name in rows if name is not None and not name.startswith(("budget_", "transfer_"))
    ]
    rest = pl.DataFrame({"name": others}, schema={"name": pl.String}).with_columns(
        (
            pl.lit("row: ") + pl.col("name").str.replace(r"(_\d+)+$", "").str.replace_all("_", "-")
        ).alias("kind")
    )
    payments = regime_program.labels.payments.select(
        pl.format("{}", "payment").alias("key"), "plan", "purpose", "year"
    )
    rest = rest.with_columns(
        pl.col("name").str.extract(r"^recipe_(\d+)_").alias("key"),
        pl.col("name").str.extract(r"^recipe_\d+_(\d+)$").cast(pl.Int64).alias("variant"),
    )
    rest = rest.join(payments, on="key", how="left", maintain_order="left").drop("key")
    theta = pl.DataFrame({"name": ["theta"], "kind": ["factor on lifted budgets, fixed at 1"]})
    frames = [units, spending, matches, theta, budgets, rest]
    return pl.concat(frames, how="diagonal_relaxed").select(
        pl.col(name).cast(dtype) if name in _SCHEMA else name for name, dtype in _SCHEMA.items()
    )
