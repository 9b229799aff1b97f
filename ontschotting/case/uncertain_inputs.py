"""Uncertain inputs: groups of values with a margin, and cases at the ends of their margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.safe_ends import is_bent, with_safe_ends
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.unchecked import with_values
from ontschotting.support.tolerances import JUST_BELOW

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

_BESIDE_RESULT = {("targets", "units")}
"""Columns that are reported beside the result and move no value, though a measure solves with them.
"""

_ADDED_UP = {("budgets", "amount_eur"), ("plans", "capacity_units"), ("ceilings", "max_eur")}
"""Columns whose rows add up; of other columns a group is described by the mean of its rows."""

_ENDS = ("low", "high")


@dataclass(frozen=True)
class UncertainInput:
    """One group of values that has a margin and moves together.

    Attributes:
        table: Name of the table
        column: Name of the column
        group: What the rows have in common: a draw group, a stream, a purpose or the whole column
        effect_on_value: What more of it does to the best value: `more`, `less`, or None where that
            is not fixed
        is_monotone: Whether the best value never turns as the group moves. A whole plan that grows
            may cost more than there is, a cost that falls may fall below a least award or take
            away own money that a stream asks, and a yield that grows may fill a limit
    """

    table: str
    column: str
    group: str
    effect_on_value: str | None
    is_monotone: bool = False

    @property
    def name(self) -> str:
        """A name for readers and for JSON."""
        return self.group if self.group == self.column else f"{self.group}: {self.column}"


def uncertain_inputs(case: Case) -> list[UncertainInput]:
    """Return every group of values with a margin, in the order of the tables."""
    inputs = []
    for table, column, effect_on_value in _columns_with_margin(case):
        rows = (
            case.tables[table]
            .with_columns(_group(case, table, column))
            .filter(_has_margin(case, table, column))
        )
        is_monotone = effect_on_value is not None and not is_bent(case, table, column)
        inputs += [
            UncertainInput(table, column, group, effect_on_value, is_monotone)
            for group in rows["_group"].unique().sort().to_list()
        ]
    return inputs


def moving_columns(case: Case) -> list[tuple[str, str]]:
    """Return every table and column with a margin, also those outside the program."""
    return [
        (table, column) for table, column, _ in _columns_with_margin(case, outside_program=True)
    ]


def number_group(case: Case, table: str, column: str) -> pl.Expr:
    """Return the group of rows that share one random number in a draw, as `_group`.

    They are all rows of a `draw_group`, or else of one stream or purpose, or else of one column.
    The kind stands before the name, so that a stream and a purpose that are both called `land` do
    not move together by accident.

    Args:
        case: The case
        table: Name of the table
        column: Name of the column
    """
    key = _GROUPED_BY.get(table)
    group = (
        pl.format("{} {}", pl.lit(key), pl.col(key)) if key else pl.lit(f"column {table}.{column}")
    )
    if "draw_group" in case.tables[table].columns:
        group = pl.coalesce(pl.format("draw_group {}", pl.col("draw_group")), group)
    return group.alias("_group")


def at_bound(
    case: Case, end: str, only: UncertainInput | None = None, *, is_purpose_open: bool = False
) -> Case:
    """Return the case with its values at an end of their margins.

    Args:
        case: The case with its central values
        end: `low`, `high`, `favourable` or `unfavourable` (to the value of the program; a column
            whose effect is not fixed stays as it is)
        only: Move this group and leave the rest at its value
        is_purpose_open: Keep the end a bound where streams that ask for co-financing may pay for
            every purpose, too
    """
    tables: dict[str, pl.DataFrame] = {}
    for table, column, effect_on_value in _columns_with_margin(case):
        if only is not None and (only.table, only.column) != (table, column):
            continue
        suffix = _suffix(end, effect_on_value)
        companion = f"{column}_{suffix}"
        frame = tables.get(table, case.tables[table])
        if suffix is None or companion not in frame.columns:
            continue
        moved = pl.coalesce(pl.col(companion), pl.col(column))
        if only is not None:
            in_group = _group(case, table, column) == only.group
            moved = pl.when(in_group).then(moved).otherwise(pl.col(column))
        tables[table] = frame.with_columns(moved.alias(column))
    moved_case = with_values(case, tables)
    if only is not None or end not in ("favourable", "unfavourable"):
        return moved_case
    return with_safe_ends(case, moved_case, end, is_purpose_open)


def max_move(case: Case, uncertain_input: UncertainInput, toward: str, reach: float) -> float:
    """Return how many margins a group can move towards an end.

    It stops before a row would leave what its column admits (no amount below zero, no share above
    one), and is 0 where no row has a margin on that side.

    Args:
        case: The case with its central values
        uncertain_input: The group
        toward: `low` or `high`
        reach: The most margins
    """
    column = TABLES[uncertain_input.table].by_name[uncertain_input.column]
    most = 0.0
    for value, end in _values_and_ends(case, uncertain_input, toward).iter_rows():
        if end == value:
            continue
        most = most or reach
        bound = column.low if end < value else column.high
        if bound is not None:
            margins = (bound - value) / (end - value)
            # A share that must stay below one stops just before it.
            most = min(
                most, margins * (1 - JUST_BELOW) if column.below_high and end > value else margins
            )
    return most


def interpolate(
    case: Case, uncertain_input: UncertainInput, toward: str, margins_moved: float
) -> Case:
    """Return the case with one group moved along its margin.

        moved = value + margins_moved · (end − value)

    Whole numbers are rounded to whole ones.

    Args:
        case: The case with its central values
        uncertain_input: The group
        toward: `low` or `high`
        margins_moved: 0 is the value, 1 the end; more goes beyond the end
    """
    if margins_moved == 0:
        return case
    table, column = uncertain_input.table, uncertain_input.column
    frame, value = case.tables[table], pl.col(column)
    moved = value + margins_moved * (_end(frame, column, toward) - value)
    if frame.schema[column].is_integer():
        moved = moved.round()
    in_group = _group(case, table, column) == uncertain_input.group
    moved = pl.when(in_group).then(moved).otherwise(value).cast(frame.schema[column])
    return with_values(case, {table: frame.with_columns(moved.alias(column))})


def corners(case: Case) -> pl.DataFrame:
    """Return the end that every group takes in each corner of `ontschotting.bounds`.

    Returns:
        `group`, `table`, `column`; `value`, `low`, `high` (totals of amounts and capacities,
        otherwise the mean of the rows); `favourable` and `unfavourable`: the end that the group
        takes there (`low`, `high`, or `value` where it does not move); `least_today`,
        `least_lifted`, `most_today`, `most_lifted`: the end under each regime of the two corners
    """
    rows = []
    for uncertain_input in uncertain_inputs(case):
        good, bad = (
            _suffix(end, uncertain_input.effect_on_value) or "value"
            for end in ("favourable", "unfavourable")
        )
        at_low, at_high = (
            size_of(interpolate(case, uncertain_input, end, 1.0), uncertain_input) for end in _ENDS
        )
        rows.append(
            {
                "group": uncertain_input.name,
                "table": uncertain_input.table,
                "column": uncertain_input.column,
                "value": size_of(case, uncertain_input),
                "low": at_low,
                "high": at_high,
                "favourable": good,
                "unfavourable": bad,
                "least_today": good,
                "least_lifted": bad,
                "most_today": bad,
                "most_lifted": good,
            }
        )
    texts = dict.fromkeys(("group", "table", "column"), pl.String)
    numbers = dict.fromkeys(("value", *_ENDS), pl.Float64)
    ends = ("favourable", "unfavourable", "least_today", "least_lifted", "most_today")
    schema = {**texts, **numbers, **dict.fromkeys((*ends, "most_lifted"), pl.String)}
    return pl.DataFrame(rows, schema=schema)


def size_of(case: Case, uncertain_input: UncertainInput) -> float:
    """Return the total of a group of amounts or capacities, or else the mean of its rows.

    Args:
        case: The case
        uncertain_input: The group
    """
    values = _values_and_ends(case, uncertain_input, "low")["value"]
    if (uncertain_input.table, uncertain_input.column) in _ADDED_UP:
        return float(values.sum())
    return float(values.mean())  # type: ignore[arg-type]  # polars types a mean as any value


def _values_and_ends(case: Case, uncertain_input: UncertainInput, toward: str) -> pl.DataFrame:
    """Return `value` and `end` of the rows of a group; a row without that end has its value."""
    table, column = uncertain_input.table, uncertain_input.column
    frame, value = case.tables[table], pl.col(column)
    end = _end(frame, column, toward)
    return (
        frame.filter(_group(case, table, column) == uncertain_input.group)
        .select(value=value.cast(pl.Float64), end=end.cast(pl.Float64))
        .drop_nulls("value")
    )


def _end(frame: pl.DataFrame, column: str, toward: str) -> pl.Expr:
    """Return the low or high end of a column; where there is none, its value."""
    value, companion = pl.col(column), f"{column}_{toward}"
    return pl.coalesce(pl.col(companion), value) if companion in frame.columns else value


def _columns_with_margin(
    case: Case, outside_program: bool = False
) -> Iterator[tuple[str, str, str | None]]:
    """Give table, column and effect on the value of each column with a margin.

    `outside_program`: also those that are reported beside the result. *accounts* move in nothing:
    they are observed.
    """
    for name, schema in TABLES.items():
        if not schema.in_program:
            continue
        columns = case.tables[name].columns
        for column in schema.columns:
            has_margin = any(f"{column.name}_{suffix}" in columns for suffix in _ENDS)
            moves_value = column.in_program and (name, column.name) not in _BESIDE_RESULT
            if has_margin and (outside_program or moves_value):
                yield name, column.name, column.effect_on_value


def _suffix(end: str, effect_on_value: str | None) -> str | None:
    """Return the end that favours the value, or does not; None where that is not fixed."""
    if end in _ENDS:
        return end
    if effect_on_value is None:
        return None
    return "high" if (end == "favourable") == (effect_on_value == "more") else "low"


def _has_margin(case: Case, table: str, column: str) -> pl.Expr:
    """Return the condition that a row has an end that differs from its value."""
    columns = case.tables[table].columns
    ends = [pl.col(f"{column}_{suffix}") for suffix in _ENDS if f"{column}_{suffix}" in columns]
    return pl.any_horizontal(
        *(end.is_not_null() & (end != pl.col(column)).fill_null(True) for end in ends)
    )


def _group(case: Case, table: str, column: str) -> pl.Expr:
    """Return the group in which the value of a row moves, as `_group`."""
    key = _GROUPED_BY.get(table)
    group = pl.col(key) if key else pl.lit(f"{table}.{column}")
    if "draw_group" in case.tables[table].columns:
        return pl.coalesce(pl.col("draw_group"), group).alias("_group")
    return group.alias("_group")
