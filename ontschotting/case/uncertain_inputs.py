"""Cases at the ends of their margins.

A table's values replaced by their `_low` or `_high`, by what favours the result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.schema import TABLES
from ontschotting.support.numerics import series_min

_GROUPED_BY = {
    "costs": "purpose",
    "budgets": "stream",
    "streams": "stream",
    "ceilings": "stream",
    "minimum_shares": "stream",
    "transfers": "stream",
}
"""Rows of one purpose or one stream move together unless `draw_group` says otherwise (model.md,
*Uncertainty*).
"""

_BESIDE = {("outcomes", "additional_share"), ("targets", "units")}
"""Columns that are reported beside the result and never inside the program: they move no best
value.
"""


_TOTALS = {("budgets", "amount_eur"), ("plans", "capacity_units"), ("ceilings", "max_eur")}
"""Columns whose rows add up; of the others a group is told by its mean."""


@dataclass(frozen=True)
class UncertainInput:
    """One group of values with a margin that moves together.

    A column of a table and the rows in it.
    """

    table: str
    column: str
    group: str
    effect_on_value: str | None

    @property
    def name(self) -> str:
        """A name for readers and for JSON."""
        return self.group if self.group == self.column else f"{self.group}: {self.column}"


def uncertain_inputs(case: Case) -> list[UncertainInput]:
    """Every group of values with a margin, in the order of the tables."""
    found = []
    for table, column, effect_on_value in _columns(case):
        frame = (
            case.tables[table]
            .with_columns(_group(case, table, column))
            .filter(_has_margin(case, table, column))
        )
        found += [
            UncertainInput(table, column, group, effect_on_value)
            for group in frame["_group"].unique().sort().to_list()
        ]
    return found


def moving_columns(case: Case) -> list[tuple[str, str]]:
    """Every table and column with a margin, those that are reported beside the result included."""
    return [(table, column) for table, column, _ in _columns(case, beside=True)]


def number_group(case: Case, table: str, column: str) -> pl.Expr:
    """What shares one number in a draw.

    All rows of a `draw_group`, else all rows of one stream, else of one purpose, else of one
    column.

    The kind stands before the name, so that a stream and a purpose that are both called `land` do
    not move together by accident.
    """
    by = _GROUPED_BY.get(table)
    default = (
        pl.format("{} {}", pl.lit(by), pl.col(by)) if by else pl.lit(f"column {table}.{column}")
    )
    if "draw_group" in case.tables[table].columns:
        default = pl.coalesce(pl.format("draw_group {}", pl.col("draw_group")), default)
    return default.alias("_group")


def at_bound(case: Case, end: str, only: UncertainInput | None = None) -> Case:
    """The case with its values at an end of their margins.

    Args:
        end: `low`, `high`, `favourable` or `unfavourable` (to the value of the program; a column
            without a direction stays as it is)
        only: Move one group and leave the rest at its value
    """
    tables: dict[str, pl.DataFrame] = {}
    for table, column, effect_on_value in _columns(case):
        if only is not None and (only.table, only.column) != (table, column):
            continue
        suffix = _suffix(end, effect_on_value)
        companion = f"{column}_{suffix}"
        frame = tables.get(table, case.tables[table])
        if suffix is None or companion not in frame.columns:
            continue
        moved = pl.coalesce(pl.col(companion), pl.col(column))
        if only is not None:
            moved = (
                pl.when(_group(case, table, column) == only.group)
                .then(moved)
                .otherwise(pl.col(column))
            )
        tables[table] = frame.with_columns(moved.alias(column))
    moved_case = case.with_values(tables)
    return _with_safe_thresholds(case, moved_case, end) if only is None else moved_case


def rows_of(case: Case, margin: UncertainInput, toward: str) -> pl.DataFrame:
    """The rows of a group.

    `value`, and `end`, their value at the `low` or `high` end (where a row has no such end: its
    value).
    """
    frame, companion = case.tables[margin.table], f"{margin.column}_{toward}"
    end = (
        pl.coalesce(pl.col(companion), pl.col(margin.column))
        if companion in frame.columns
        else pl.col(margin.column)
    )
    rows = frame.filter(_group(case, margin.table, margin.column) == margin.group).select(
        value=pl.col(margin.column).cast(pl.Float64), end=end.cast(pl.Float64)
    )
    return rows.filter(pl.col("value").is_not_null())


def max_move(case: Case, margin: UncertainInput, toward: str, reach: float) -> float:
    """How many margins a group can move towards an end, at most `reach`, before a row would leave
    what its column admits (no amount below zero, no share above one).

    0 where no row has a margin on that side.
    """
    column = TABLES[margin.table].by_name[margin.column]
    most = 0.0
    for value, end in rows_of(case, margin, toward).iter_rows():
        if end == value:
            continue
        most = most or reach
        stop = column.low if end < value else column.high
        if stop is not None:
            room = (stop - value) / (end - value)
            # A share that must stay below one stops just before it.
            most = min(most, room * (1 - 1e-6) if column.below_high and end > value else room)
    return most


def interpolate(case: Case, margin: UncertainInput, toward: str, margins_moved: float) -> Case:
    """The case with one group moved on the line from its value (0) through its `low` or `high` end
    (1), and beyond it; whole numbers are rounded to whole ones.
    """
    if margins_moved == 0:
        return case
    frame, companion = case.tables[margin.table], f"{margin.column}_{toward}"
    value = pl.col(margin.column)
    moved = value + margins_moved * (pl.coalesce(pl.col(companion), value) - value)
    if frame.schema[margin.column].is_integer():
        moved = moved.round()
    moved = (
        pl.when(_group(case, margin.table, margin.column) == margin.group)
        .then(moved)
        .otherwise(value)
        .cast(frame.schema[margin.column])
    )
    return case.with_values({margin.table: frame.with_columns(moved.alias(margin.column))})


def corners(case: Case) -> pl.DataFrame:
    """The end that every group takes in each corner of `ontschotting.bounds`.

    `group`, `table`, `column`; `value`, `low`, `high` (totals of amounts and capacities, otherwise
    the mean of the rows); `favourable` and `unfavourable`: the end that the group takes there
    (`low`, `high`, or `value` where it does not move); `least_today`, `least_lifted`, `most_today`,
    `most_lifted`: the end in each world of the two corners
    """
    rows = []
    for margin in uncertain_inputs(case):
        ends = {
            end: _suffix(end, margin.effect_on_value) or "value"
            for end in ("favourable", "unfavourable")
        }
        numbers = [
            size_of(case, margin),
            *(size_of(interpolate(case, margin, end, 1.0), margin) for end in ("low", "high")),
        ]
        good, bad = ends["favourable"], ends["unfavourable"]
        rows.append(
            (margin.name, margin.table, margin.column, *numbers, good, bad, good, bad, bad, good)
        )
    names = [
        "group",
        "table",
        "column",
        "value",
        "low",
        "high",
        "favourable",
        "unfavourable",
        "least_today",
        "least_lifted",
        "most_today",
        "most_lifted",
    ]
    return pl.DataFrame(
        rows,
        schema={
            name: pl.Float64 if name in ("value", "low", "high") else pl.String for name in names
        },
        orient="row",
    )


def size_of(case: Case, margin: UncertainInput) -> float:
    """What a group amounts to.

    The total of amounts and capacities, otherwise the mean of its rows.
    """
    values = rows_of(case, margin, "low")["value"]
    return float(values.sum() if (margin.table, margin.column) in _TOTALS else values.mean())  # type: ignore[arg-type]  # polars promises no more than some value


def _with_safe_thresholds(case: Case, moved: Case, end: str) -> Case:
    """Keep the ends true bounds where a threshold makes more capacity a disadvantage.

    `max_plan_units` closes a road when a plan's capacity grows past it. Where a plan's margin
    straddles a threshold, the favourable end takes the road as open (the threshold is dropped) and
    the unfavourable end takes it as closed for every plan at least as large.
    """
    plans = case.plans
    if end not in ("favourable", "unfavourable") or (
        "capacity_units_low" not in plans.columns and "capacity_units_high" not in plans.columns
    ):
        return moved
    low = pl.coalesce(
        pl.col("capacity_units_low") if "capacity_units_low" in plans.columns else None,
        pl.col("capacity_units"),
    )
    high = pl.coalesce(
        pl.col("capacity_units_high") if "capacity_units_high" in plans.columns else None,
        pl.col("capacity_units"),
    )
    spans = plans.select(low.alias("low"), high.alias("high"))
    limits = []
    for limit in moved.streams["max_plan_units"].to_list():
        straddling = (
            spans.filter((pl.col("low") <= limit) & (pl.col("high") > limit))
            if limit is not None
            else spans.clear()
        )
        if straddling.is_empty():
            limits.append(limit)
        else:
            limits.append(
                None
                if end == "favourable"
                else max(0.0, series_min(straddling["low"]) * (1 - 1e-12) - 1e-9)
            )
    streams = moved.streams.with_columns(pl.Series("max_plan_units", limits, dtype=pl.Float64))
    return moved.with_values({"streams": streams})


def _columns(case: Case, beside: bool = False) -> Iterable[tuple[str, str, str | None]]:
    """Every column with a margin: table, column, and the direction that favours the value.

    `beside`: also those that move no best value.
    """
    for name, table in TABLES.items():
        frame = case.tables[name]
        for column in table.columns:
            if (beside or (name, column.name) not in _BESIDE) and any(
                f"{column.name}_{suffix}" in frame.columns for suffix in ("low", "high")
            ):
                yield name, column.name, column.effect_on_value


def _suffix(end: str, effect_on_value: str | None) -> str | None:
    if end in ("low", "high"):
        return end
    if effect_on_value is None:
        return None
    return "high" if (end == "favourable") == (effect_on_value == "more") else "low"


def _has_margin(case: Case, table: str, column: str) -> pl.Expr:
    frame = case.tables[table]
    ends = [
        pl.col(f"{column}_{suffix}")
        for suffix in ("low", "high")
        if f"{column}_{suffix}" in frame.columns
    ]
    return pl.any_horizontal(
        *(end.is_not_null() & (end != pl.col(column)).fill_null(True) for end in ends)
    )


def _group(case: Case, table: str, column: str) -> pl.Expr:
    """The group in which a row's value moves."""
    by = _GROUPED_BY.get(table)
    default = pl.col(by) if by else pl.lit(f"{table}.{column}")
    if "draw_group" in case.tables[table].columns:
        return pl.coalesce(pl.col("draw_group"), default).alias("_group")
    return default.alias("_group")
