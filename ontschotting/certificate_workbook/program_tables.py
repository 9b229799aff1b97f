"""Turn the program of a regime into tables for an auditor: in euros and units, and maximised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array

from ontschotting.case.case import Case
from ontschotting.certificate_workbook.labels import column_labels, row_labels
from ontschotting.errors import QuestionError
from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Array
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.regime import Regime
from ontschotting.solving.questions import RegimeSolver
from ontschotting.words.messages import problem

MOST_TERMS = 50_000
"""Coefficients of one regime with which a workbook can still be worked with. The largest
housing-deal region of the Netherlands has some 13,000.
"""

KINDS = (
    "budget",
    "transfer",
    "carry_over",
    "recipe",
    "capacity",
    "limit",
    "cap",
    "ceiling",
    "cofinancing",
    "minimum_share",
)
"""Kinds of rows, by the rule of the model that they are."""


@dataclass(frozen=True, eq=False)
class CertificateTables:
    """The program of a regime, with its certified optimum and the prices that prove it.

    Maximise Σ weight · value over value ≥ 0, subject to lower ≤ Σ coefficient · value ≤ upper per
    row.

    Attributes:
        regime: The regime
        rows: `row` (from 1), `kind`, `what`, `lower`, `upper` (null: none), `price`: what one more
            euro (or unit) in the row adds to the greatest value
        columns: `column` (from 1), `kind`, `what`, `weight`, `value`, `most`: a value that no
            allowed allocation needs to exceed
        terms: `row`, `column`, `coefficient`
        value: V(r), certified
        solver: The name and version of the solver
    """

    regime: Regime
    rows: pl.DataFrame
    columns: pl.DataFrame
    terms: pl.DataFrame
    value: float
    solver: str


def certificate_tables(
    case: Case, regime: Regime, lang: str, solver: SolverChoice = "highs"
) -> CertificateTables:
    """Solve a case under a regime, and return its program with the prices that prove the optimum.

    Columns that are fixed (money that is lifted whole, additions that are closed) become part of
    the bounds; rows without a bound bind nothing and are left out.

    Args:
        case: The case
        regime: The regime; checked against the case
        lang: `nl` or `en`, for the words of rows and columns
        solver: `highs`, or a `Solver`

    Raises:
        QuestionError: When the program has more than MOST_TERMS coefficients.
        CertificateError: When there is no certified answer.
    """
    regime_program = build_regime_program(case, regime, by_year=True)
    part = _ListedPart.of(regime_program)
    solved = RegimeSolver(regime_program, open_backend(solver))
    best = solved.best
    terms = _terms(part)
    columns = _columns(regime_program, part, best, lang)
    rows = row_labels(_rows(regime_program, part, best), terms, columns, regime_program, lang)
    return CertificateTables(
        regime,
        rows.select("row", "kind", "what", "lower", "upper", "price"),
        columns.select("column", "kind", "what", "weight", "value", "most"),
        terms,
        solved.value,
        best.certificate.solver,
    )


@dataclass(frozen=True, eq=False)
class _ListedPart:
    """The part of a program that the tables list, and the unit of each row and column in euros.

    The program counts money in a unit near the typical cost; the tables count it in euros.

    Attributes:
        rows: Indices of the rows with a bound
        columns: Indices of the columns that are not fixed
        matrix: The coefficients in these rows and columns
        row_euros: Euros per unit of the row, by row; 1 where the row counts no money
        column_euros: Euros per unit of the column, by column; 1 where the column is no money
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    matrix: coo_array
    row_euros: Array
    column_euros: Array

    @classmethod
    def of(cls, regime_program: RegimeProgram) -> _ListedPart:
        """Choose the rows and columns; raise QuestionError for more than MOST_TERMS terms."""
        program, euro_unit = regime_program.program, regime_program.euro_unit
        columns = np.flatnonzero(program.upper > program.lower)
        rows = np.flatnonzero(np.isfinite(program.row_lower) | np.isfinite(program.row_upper))
        matrix = program.matrix.tocsr()[rows][:, columns].tocoo()
        if matrix.nnz > MOST_TERMS:
            raise QuestionError(
                problem("program_too_large_for_workbook", nnz=matrix.nnz, most=MOST_TERMS)
            )
        assert np.all(program.lower[columns] == 0)
        assert np.all(np.isinf(program.upper[columns]))
        assert np.all(np.isfinite(program.valid_upper[columns]))
        column_euros = np.ones(program.columns)
        for money in (regime_program.columns.spending, regime_program.columns.matches):
            column_euros[money["column"].to_numpy()] = euro_unit
        column_euros = column_euros[columns]
        counts_money = np.zeros(len(rows), dtype=bool)
        counts_money[matrix.row[column_euros[matrix.col] != 1.0]] = True
        row_euros = np.where(counts_money, euro_unit, 1.0)
        return cls(rows, columns, matrix, row_euros, column_euros)


def _terms(part: _ListedPart) -> pl.DataFrame:
    """Return the coefficients: `CertificateTables.terms`."""
    matrix = part.matrix
    coefficients = matrix.data * part.row_euros[matrix.row] / part.column_euros[matrix.col]
    return pl.DataFrame(
        {"row": matrix.row + 1, "column": matrix.col + 1, "coefficient": coefficients},
        schema={"row": pl.Int64, "column": pl.Int64, "coefficient": pl.Float64},
    ).sort("row", "column")


def _columns(
    regime_program: RegimeProgram, part: _ListedPart, best: Optimum, lang: str
) -> pl.DataFrame:
    """Return the columns with their labels: see `CertificateTables.columns`."""
    numbers = pl.DataFrame({"index": part.columns, "column": np.arange(1, len(part.columns) + 1)})
    most = regime_program.program.valid_upper[part.columns] * part.column_euros
    return numbers.join(
        column_labels(regime_program, lang), on="index", how="left", maintain_order="left"
    ).with_columns(
        pl.Series("weight", regime_program.objectives.value[part.columns]),
        pl.Series("value", best.values[part.columns] * part.column_euros),
        pl.Series("most", most),
    )


def _rows(regime_program: RegimeProgram, part: _ListedPart, best: Optimum) -> pl.DataFrame:
    """Return the rows: `row`, `kind`, `name`, `lower`, `upper`, `price`."""
    program = regime_program.program
    fixed_values = np.where(program.upper > program.lower, 0.0, program.lower)
    fixed = (program.matrix @ fixed_values)[part.rows]
    known = dict(regime_program.rows.names.select("row", "name").iter_rows())
    names = [str(known[int(row)]) for row in part.rows]
    return pl.DataFrame(
        {
            "row": np.arange(1, len(part.rows) + 1),
            "kind": [_kind(name) for name in names],
            "name": names,
            "lower": (program.row_lower[part.rows] - fixed) * part.row_euros,
            "upper": (program.row_upper[part.rows] - fixed) * part.row_euros,
            "price": -best.prices[part.rows] / part.row_euros + 0.0,
        }
    ).with_columns(
        pl.when(pl.col(side).is_finite()).then(side).alias(side) for side in ("lower", "upper")
    )


def _kind(name: str) -> str:
    """Return the kind of a row, with which its name begins."""
    return next(kind for kind in KINDS if name.startswith(f"{kind}_"))
