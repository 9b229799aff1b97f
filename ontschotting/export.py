"""Writes the linear program of a world as LP or MPS, with short safe names and a table that says what each name is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.assembly.assemble import assemble
from ontschotting.assembly.world import World
from ontschotting.errors import QuestionError
from ontschotting.lp.backends.with_pulp import as_pulp
from ontschotting.tables.writing import whole
from ontschotting.walls import CURRENT, Regime

if TYPE_CHECKING:
    from ontschotting.case import Case


def export_program(case: Case, to: Path, regime: Regime | None = None) -> tuple[Path, Path]:
    """Write the program "greatest value" of a regime (minimise −value; spending in units of `euro_unit` euros), and `<name>.names.csv` beside it.

    Raises QuestionError when the path ends in neither .lp nor .mps. Both files appear whole or not at all.
    """
    kind = to.suffix.casefold()
    if kind not in (".lp", ".mps"):
        raise QuestionError(f"export | '{to}' must end in .lp or .mps.")
    world = assemble(case, regime or CURRENT)
    columns, rows, names = _names(world)
    problem = as_pulp(world.program.changed(cost=-world.value), columns, rows)
    table = to.with_suffix(".names.csv")
    with whole(to) as program, whole(table) as listed:
        (problem.writeLP if kind == ".lp" else problem.writeMPS)(str(program))
        names.write_csv(listed)
    return to, table


def _names(world: World) -> tuple[list[str], list[str], pl.DataFrame]:
    """Names for columns and rows, and what they stand for."""
    columns = [f"c{number}" for number in range(world.program.columns)]
    rows = [f"r{number}" for number in range(world.program.rows)]
    described: list[dict[str, object]] = []
    streams = (
        world.pieces.join(world.budgets.select("budget", "stream", "level", "area", "year"), on="budget")
        .group_by("pot")
        .agg(pl.col("stream").unique().sort().str.join("+"), pl.format("{}:{}", "level", pl.col("area").fill_null("")).unique().sort().str.join("+").alias("areas"))
    )
    for column, plan, variant, year in world.units.select("column", "plan", "variant", "delivery_year").iter_rows():
        columns[column] = f"u{column}"
        described.append({"name": columns[column], "kind": "units", "plan": plan, "variant": variant, "year": year})
    spending = world.spending.join(streams, on="pot", how="left")
    for column, pot, plan, variant, purpose, year, stream, areas in spending.select("column", "pot", "plan", "variant", "purpose", "year", "stream", "areas").iter_rows():
        columns[column] = f"x{column}"
        described.append({"name": columns[column], "kind": "spending", "plan": plan, "variant": variant, "year": year, "purpose": purpose, "pot": pot, "streams": stream, "areas": areas})
    for column, plan, variant, purpose in world.matches.select("column", "plan", "variant", "purpose").iter_rows():
        columns[column] = f"m{column}"
        described.append({"name": columns[column], "kind": "match", "plan": plan, "variant": variant, "purpose": purpose})
    for column in world.additions["column"].unique().sort().to_list():
        columns[column] = f"z{column}"
        described.append({"name": columns[column], "kind": "addition"})
    columns[world.theta] = "theta"
    described.append({"name": "theta", "kind": "share or scale of the lifted budgets"})
    for row, name in world.row_names.iter_rows():
        rows[row] = name
        described.append({"name": name, "kind": "row"})
    rows[world.value_row], rows[world.spent_row] = "value", "spent"
    schema = {
        "name": pl.String, "kind": pl.String, "plan": pl.String, "variant": pl.Int64, "year": pl.Int64, "purpose": pl.String, "pot": pl.Int64,
        "streams": pl.String, "areas": pl.String,
    }  # fmt: skip
    return columns, rows, pl.DataFrame(described, schema=schema)
