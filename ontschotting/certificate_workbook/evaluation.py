"""Work out what the formulas of the workbook give, so that it reads right before Excel does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.certificate_workbook.program_tables import KINDS, CertificateTables
from ontschotting.lp.program import Array
from ontschotting.support.tolerances import FEASIBILITY, GAP

LIMITS = {
    "gap": GAP,
    "row_violation": FEASIBILITY,
    "column_violation": FEASIBILITY,
    "same_matrix": FEASIBILITY,
}
"""The checks of the proof, and the greatest error that each of them allows."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What the formulas of the workbook give for the program of one regime.

    Attributes:
        terms_by_row: The terms, sorted by row
        terms_by_column: The terms, sorted by column
        products: Coefficient times value, by term sorted by row
        charges: Coefficient times price, by term sorted by column
        used_price: The price of each row; zero where it has the sign of a bound that is not there
        activity: Σ coefficient · value, by row
        violation: How far the activity is outside the bounds, relative to its terms, by row
        row_contribution: What the row adds to the upper bound: price times the bound it has
        charged: Σ coefficient · price, by column
        reduced_value: Weight less what is charged, by column
        column_contribution: What the column adds to the upper bound: its reduced value, where that
            is above zero, times the most it can be
        below_zero: How far the value is below zero, relative to its size, by column
        value: Σ weight · value
        bound: The proven upper bound
    """

    terms_by_row: pl.DataFrame
    terms_by_column: pl.DataFrame
    products: Array
    charges: Array
    used_price: Array
    activity: Array
    violation: Array
    row_contribution: Array
    charged: Array
    reduced_value: Array
    column_contribution: Array
    below_zero: Array
    value: float
    bound: float


def evaluate(tables: CertificateTables) -> Evaluation:
    """Work out the formulas of every row, column and term."""
    rows, columns = tables.rows, tables.columns
    by_row = tables.terms.sort("row", "column")
    by_column = tables.terms.sort("column", "row")
    lower, upper, price = (rows[name].to_numpy() for name in ("lower", "upper", "price"))
    weight, value, most = (columns[name].to_numpy() for name in ("weight", "value", "most"))
    has_wrong_sign = ((price > 0) & np.isnan(upper)) | ((price < 0) & np.isnan(lower))
    used_price = np.where(has_wrong_sign, 0.0, price)
    products = by_row["coefficient"].to_numpy() * value[by_row["column"].to_numpy() - 1]
    charges = by_column["coefficient"].to_numpy() * used_price[by_column["row"].to_numpy() - 1]
    row_of_term = by_row["row"].to_numpy() - 1
    activity = _sums(row_of_term, products, rows.height)
    size = _sums(row_of_term, np.abs(products), rows.height)
    outside = np.fmax(0.0, np.fmax(lower - activity, activity - upper))
    priced_bound = np.where(used_price > 0, np.nan_to_num(upper), np.nan_to_num(lower))
    row_contribution = np.where(used_price != 0, used_price * priced_bound, 0.0)
    charged = _sums(by_column["column"].to_numpy() - 1, charges, columns.height)
    column_contribution = np.maximum(0.0, weight - charged) * most
    return Evaluation(
        terms_by_row=by_row,
        terms_by_column=by_column,
        products=products,
        charges=charges,
        used_price=used_price,
        activity=activity,
        violation=outside / np.fmax(1.0, size),
        row_contribution=row_contribution,
        charged=charged,
        reduced_value=weight - charged,
        column_contribution=column_contribution,
        # + 0.0 makes a negative zero a zero
        below_zero=np.maximum(0.0, -value) / np.maximum(1.0, np.abs(value)) + 0.0,
        value=float(weight @ value),
        bound=float(row_contribution.sum() + column_contribution.sum()),
    )


def _sums(index: NDArray[np.int64], amounts: Array, count: int) -> Array:
    """Return the sum of the amounts at each index."""
    return np.asarray(np.bincount(index, amounts, minlength=count), dtype=np.float64)


def checked_amounts(tables: CertificateTables, evaluation: Evaluation) -> dict[str, float]:
    """Return the lines of the proof by key: the bound by kind of row, and every check.

    Args:
        tables: The program of the regime
        evaluation: What its formulas give
    """
    kinds = np.array(tables.rows["kind"].to_list())
    by_rows = float(evaluation.used_price @ evaluation.activity)
    by_columns = float(tables.columns["value"].to_numpy() @ evaluation.charged)
    value, bound = evaluation.value, evaluation.bound
    return {
        "value": value,
        **{
            f"from_{kind}": float(evaluation.row_contribution[kinds == kind].sum())
            for kind in KINDS
        },
        "from_columns": float(evaluation.column_contribution.sum()),
        "bound": bound,
        "gap": (bound - value) / max(1.0, abs(value)),
        "row_violation": float(evaluation.violation.max(initial=0.0)),
        "column_violation": float(evaluation.below_zero.max(initial=0.0)),
        "same_matrix": abs(by_rows - by_columns) / max(1.0, abs(by_rows)),
    }
