"""Seeded draws: a case with its values moved at random within their margins."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.uncertain_inputs import moving_columns, number_group
from ontschotting.case.unchecked import with_values
from ontschotting.errors import QuestionError
from ontschotting.measures.uncertainty.draws.correlation import Correlation
from ontschotting.measures.uncertainty.draws.distributions import (
    Distributions,
    quantiles,
    triangular,
)
from ontschotting.words.messages import problem


def uniform(seed: int, draw: int, group: str) -> float:
    """Return the random number in [0, 1) of one group in one draw.

    It depends on nothing else, so draws may be made anywhere and in any order. The group and the
    seed are the key of a Philox generator and the draw is its counter: raw bits, which no version
    of numpy may change.

    Args:
        seed: The seed of the sweep
        draw: The number of the draw
        group: The name of the group of inputs
    """
    key = int.from_bytes(hashlib.sha256(f"{seed}|{group}".encode()).digest()[:16], "little")
    raw = np.random.Philox(counter=draw, key=key).random_raw()
    return (int(raw) >> 11) * 2.0**-53


@dataclass(frozen=True)
class SeededDraws:
    """Draws within margins: triangular, with the value as the mode, or another distribution.

    Whole numbers and years are rounded to the nearest one. A budget with a `chance` comes in about
    that share of the draws, and is zero in the others.

    Attributes:
        seed: The seed
        distributions: Of the inputs that are not triangular
        correlation: Between groups of inputs
    """

    seed: int
    distributions: Distributions = field(default_factory=Distributions)
    correlation: Correlation = field(default_factory=Correlation)

    def case_of(self, case: Case, draw: int) -> Case:
        """Return the case of one draw.

        Args:
            case: The case with its central values
            draw: The number of the draw
        """
        tables: dict[str, pl.DataFrame] = {}
        correlated = self.correlation.numbers(lambda group: uniform(self.seed, draw, group))
        for table, column in moving_columns(case):
            frame = tables.get(table, case.tables[table])
            groups = frame.with_columns(number_group(case, table, column))["_group"].to_list()
            numbers = {
                group: correlated.get(group, uniform(self.seed, draw, group))
                for group in set(groups)
            }
            share = np.array([numbers[group] for group in groups])
            mode = frame[column].cast(pl.Float64).to_numpy()
            low, high = (
                frame[f"{column}_{end}"].cast(pl.Float64).fill_null(frame[column]).to_numpy()
                if f"{column}_{end}" in frame.columns
                else mode
                for end in ("low", "high")
            )
            moved = self._moved(table, column, np.array(groups), (share, low, mode, high))
            moved = np.where(low < high, moved, mode)
            values = pl.Series(column, moved).fill_nan(None)
            dtype = frame.schema[column]
            values = values.round().cast(dtype) if dtype.is_integer() else values
            tables[table] = frame.with_columns(values)
        uncertain = tables.get("budgets", case.budgets)
        tables["budgets"] = self._with_chances(case, uncertain, draw)
        return with_values(case, tables)

    def _moved(
        self, table: str, column: str, groups: np.ndarray, numbers: tuple[np.ndarray, ...]
    ) -> np.ndarray:
        """Return the values of a column, each group by its distribution, most of them triangular.

        Args:
            table: Name of the table
            column: Name of the column
            groups: Of each row
            numbers: Of each row the number in [0, 1), the low end, the value and the high end
        """
        moved = triangular(*numbers)
        for (of_table, of_column, group), distribution in self.distributions.by_input.items():
            if (of_table, of_column) == (table, column):
                is_member = groups == group
                moved[is_member] = quantiles(distribution, *(each[is_member] for each in numbers))
        return moved

    def _with_chances(self, case: Case, budgets: pl.DataFrame, draw: int) -> pl.DataFrame:
        """Return the budgets of one draw: an uncertain one keeps its amount, or has none.

        A budget comes when the number of its group lies below its chance, so rows of one stream or
        `draw_group` come together. A budget that does not come stays as a row of zero
        euros, so that the case keeps its first year and a top-up can still go there.
        """
        groups = budgets.with_columns(number_group(case, "budgets", "chance"))["_group"].to_list()
        comes = [
            chance is None or chance >= 1 or uniform(self.seed, draw, f"chance {group}") < chance
            for chance, group in zip(budgets["chance"], groups, strict=True)
        ]
        amount = pl.when(pl.Series(comes, dtype=pl.Boolean)).then(pl.col("amount_eur"))
        return budgets.with_columns(amount.otherwise(0.0).alias("amount_eur"))

    def words(self, draw: int) -> str:
        """Say what, beside the case, decides a draw: part of the key of its cache."""
        chosen = (self.distributions.words(), self.correlation.words())
        return ", ".join(filter(None, [f"seed {self.seed}, draw {draw}", *chosen]))


def check_margins(case: Case) -> None:
    """Raise QuestionError for a margin without a value, which is the mode of its distribution."""
    for table, column in moving_columns(case):
        frame = case.tables[table]
        ends = [
            pl.col(f"{column}_{end}").is_not_null()
            for end in ("low", "high")
            if f"{column}_{end}" in frame.columns
        ]
        lacking = frame.filter(pl.col(column).is_null() & pl.any_horizontal(ends))
        if lacking.height:
            first = lacking.select(TABLES[table].key).row(0)
            key = ", ".join(str(value) for value in first if value is not None)
            raise QuestionError(
                problem(
                    "margin_without_value",
                    table=table,
                    column=column,
                    count=lacking.height,
                    key=key,
                )
            )
