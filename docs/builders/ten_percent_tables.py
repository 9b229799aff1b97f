"""Computes the tables of docs/ten-percent.md: each cut for the nation, and who gains and loses.

`limit` is the case as it is, with the homes that can be completed in a year; `no_limit` is the case
without that assumption, so that money alone decides.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

import ontschotting as on
from docs.builders.ten_percent_draws import (
    CUTS,
    SEED,
    TEN,
    draw_rows,
    own_money,
    values_of,
    walls_standing,
)
from ontschotting.errors import QuestionError
from ontschotting.measures.area_levels import area_names
from ontschotting.solving.case_solver import CaseSolver

NAME = "nederland"
DRAWS = {"limit": 34, "no_limit": 100}
"""As many as were worked out; with the building pace a draw takes six times as long."""
LEVELS = ("province", "region")
SAME = 0.5
"""Homes: what changes less than half a home is called the same."""


def readings() -> dict[str, on.Case]:
    """Return the case under each reading of the limit; what was observed is no part of it."""
    case = on.load_case(NAME)
    case = case.with_table("accounts", case.accounts.clear())
    return {"limit": case, "no_limit": case.with_table("limits", case.limits.clear())}


def compute(folder: Path, keep: Path | None = None) -> None:
    """Compute and write every table but the arithmetic, which is in `ten_percent_arithmetic`.

    Args:
        folder: Where the tables go
        keep: Keeps finished draws, so that an interrupted run can go on
    """
    cases = readings()
    write(folder, "about", about(cases))
    write(folder, "nation", pl.DataFrame(list(nation_rows(cases))))
    write(folder, "scopes", pl.DataFrame(list(scope_rows(cases["no_limit"]))))
    write(folder, "conditions", pl.concat(list(conditions_of(cases))))
    write(folder, "alone", pl.DataFrame(list(alone_rows(cases)), infer_schema_length=None))
    write(folder, "areas", pl.concat(list(areas_of(cases))))
    draws = [
        row
        for reading, case in cases.items()
        for row in draw_rows({reading: case}, DRAWS[reading], keep)
    ]
    write(folder, "each-draw", pl.DataFrame(draws, infer_schema_length=None))


def about(cases: dict[str, on.Case]) -> pl.DataFrame:
    """Return of which case and version the tables are."""
    return pl.DataFrame(
        {
            "reading": reading,
            "program_fingerprint": case.program_fingerprint,
            "version": on.__version__,
            "seed": SEED,
        }
        for reading, case in cases.items()
    )


def nation_rows(cases: dict[str, on.Case]) -> Iterator[dict[str, object]]:
    """Return for each reading and cut the best value and the own money, walls down or standing."""
    for reading, case in cases.items():
        solver = CaseSolver(case)
        value = solver.value()
        for cut in CUTS:
            for walls in ("down", "standing"):
                print(f"nation {reading} {cut} {walls}", file=sys.stderr, flush=True)
                regime = on.block_grant(cut) if walls == "down" else walls_standing(cut)
                yield {
                    "reading": reading,
                    "cut": cut,
                    "walls": walls,
                    "current": value,
                    "value": solver.value(regime),
                    "own_eur": own_money(solver, regime, value),
                }


def scope_rows(case: on.Case) -> Iterator[dict[str, object]]:
    """Return what ten percent does when only a part of the money is converted."""
    own = pl.col("counts_as_cofinancing").fill_null(False)
    state = case.streams.filter(~own)
    grants = state.filter(pl.col("instrument") == "spuk")["stream"].to_list()
    solver = CaseSolver(case)
    value = solver.value()
    for scope, streams, awarded in (
        ("all", None, True),
        ("grants", grants, True),
        ("not_awarded", None, False),
    ):
        print(f"scope {scope}", file=sys.stderr, flush=True)
        money = case.with_defaults["budgets"].filter(
            pl.col("stream").is_in(state["stream"].to_list() if streams is None else streams)
        )
        if not awarded:
            money = money.filter(~pl.col("awarded"))
        yield {
            "scope": scope,
            "money_eur": float(money["amount_eur"].sum()),
            "current": value,
            "free_0": solver.value(on.block_grant(0.0, streams, awarded)),
            "free_0.1": solver.value(on.block_grant(TEN, streams, awarded)),
            "walls_0.1": solver.value(on.lift(streams=streams, cut=TEN, awarded=awarded)),
        }


def conditions_of(cases: dict[str, on.Case]) -> Iterator[pl.DataFrame]:
    """Return the break-even cuts of each reading, on three sets of data and with the guarantee."""
    for reading, case in cases.items():
        print(f"conditions {reading}", file=sys.stderr, flush=True)
        found = on.conditions(case, on.block_grant(0.0), LEVELS[0], shares=(), cuts=CUTS)
        yield found.sizes.select(
            pl.lit(reading).alias("reading"),
            pl.lit(LEVELS[0]).alias("guarantee"),
            pl.lit("size").alias("row"),
            pl.lit(None, pl.String).alias("data"),
            pl.col("size"),
            "value",
            "value_guaranteed",
            "value_walls",
        )
        yield found.break_evens.select(
            pl.lit(reading).alias("reading"),
            pl.col("guarantee").fill_null("none"),
            pl.lit("break_even").alias("row"),
            "data",
            pl.lit(None, pl.Float64).alias("size"),
            pl.col("cut").alias("value"),
            pl.lit(None, pl.Float64).alias("value_guaranteed"),
            pl.col("cut_walls").alias("value_walls"),
        )


def alone_rows(cases: dict[str, on.Case]) -> Iterator[dict[str, object]]:
    """Return the numbers of each area on its own, with its own money and its share of the rest."""
    case = cases["no_limit"]
    for level in LEVELS:
        for area, name in sorted(area_names(case, level).items()):
            print(f"alone {area}", file=sys.stderr, flush=True)
            try:
                part = case.only(**{level: area})
            except QuestionError:  # it has no plans
                continue
            yield {"level": level, "area": area, "name": name, **values_of(CaseSolver(part))}


def areas_of(cases: dict[str, on.Case]) -> Iterator[pl.DataFrame]:
    """Return what each area gets in the optimum of the nation at ten percent, least … most."""
    for reading, case in cases.items():
        for level in LEVELS if reading == "no_limit" else LEVELS[:1]:
            print(f"areas {reading} {level}", file=sys.stderr, flush=True)
            groups = on.compare(case, on.block_grant(TEN)).by(level)
            yield groups.select(
                pl.lit(reading).alias("reading"),
                pl.lit(level).alias("level"),
                pl.lit(TEN).alias("cut"),
                pl.col("group").alias("area"),
                "units_current_least",
                "units_current_most",
                "units_lifted_least",
                "units_lifted_most",
            )


def write(folder: Path, name: str, frame: pl.DataFrame) -> None:
    """Write a table: shares and cuts to six digits, euros whole, homes to a hundredth."""
    euros = [name for name in frame.columns if name.startswith("own_") or name.endswith("_eur")]
    rounded = frame.with_columns(
        pl.col(column).round(0 if column in euros else 6)
        for column, kind in frame.schema.items()
        if kind == pl.Float64
    )
    rounded.write_csv(folder / f"ten-percent-{name}.csv")
