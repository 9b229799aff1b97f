"""The check that an answer is truly optimal, computed from the matrix and not taken from the
solver's word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ontschotting.errors import CertificateError
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Solution

FEASIBILITY = 1e-6
"""Largest violation of a row, relative to the sizes of the terms in it (and of a bound, relative to
the bound).
"""

GAP = 1e-6
"""Largest gap between the answer and the proven bound, relative to the answer."""


@dataclass(frozen=True)
class Certificate:
    """What was checked of one answer, in the units of the program.

    Attributes:
        objective: cost · x of the answer
        bound: The least that any feasible point can cost, from the prices (weak duality)
        gap: objective − bound, relative to max(1, `|objective|`)
        row_violation: The largest violation of a row, relative to max(1, Σ|a x|)
        bound_violation: The largest violation of a column's bound, relative to max(1, `|x|`)
        rows, columns: The size of the program
        solver: Name and version of the solver that proposed the answer
    """

    objective: float
    bound: float
    gap: float
    row_violation: float
    bound_violation: float
    rows: int
    columns: int
    solver: str

    def __str__(self) -> str:
        return (
            f"certified: gap {self.gap:.1e}, rows kept to {self.row_violation:.1e} "
            f"({self.rows:,} rows × {self.columns:,} columns, {self.solver})"
        )


def certify(program: Program, solution: Solution) -> Certificate:
    """Prove that a solution is optimal, or raise CertificateError that says what failed.

    For any prices y, with reduced costs d = cost − Aᵀy, every feasible x costs at least Σ_i (y_i >
    0 ? y_i·row_lower_i : y_i·row_upper_i) + Σ_j (d_j > 0 ? d_j·lower_j : d_j·upper_j). Where a
    bound is infinite its price counts as zero for rows; for columns `valid_upper` stands in for an
    absent upper bound, so that the result is a strict bound and not one up to the solver's
    tolerance. Reduced costs below the rounding of the road to the solver count as zero. Source:
    weak duality; the strict use of it follows Neumaier and Shcherbina, Safe bounds in linear and
    mixed-integer linear programming (2004).
    """
    x = np.asarray(solution.values, dtype=float)
    if x.shape != (program.columns,) or not np.all(np.isfinite(x)):
        raise CertificateError(
            f"no certified answer: {solution.solver} ended with '{solution.claim}' and gave no"
            " finite values."
        )
    if solution.prices is None or not np.all(np.isfinite(solution.prices)):
        raise CertificateError(
            f"no certified answer: {solution.solver} gave no prices (duals), so optimality cannot"
            " be proven."
        )
    row_violation = _row_violation(program, x)
    column_violation = _column_violation(program, x)
    objective = float(program.cost @ x)
    bound = lower_bound(program, solution.prices, solution.rounding)
    gap = (objective - bound) / max(1.0, abs(objective))
    failed = []
    if row_violation > FEASIBILITY:
        failed.append(
            f"a row is violated by {row_violation:.1e} of its terms (allowed {FEASIBILITY:.0e})"
        )
    if column_violation > FEASIBILITY:
        failed.append(f"a bound is violated by {column_violation:.1e} (allowed {FEASIBILITY:.0e})")
    if not gap <= GAP:
        failed.append(f"the gap between answer and proof is {gap:.1e} (allowed {GAP:.0e})")
    if failed:
        raise CertificateError(
            f"no certified answer from {solution.solver}, which said '{solution.claim}': "
            + "; ".join(failed)
            + "."
        )
    return Certificate(
        objective,
        bound,
        gap,
        row_violation,
        column_violation,
        program.rows,
        program.columns,
        solution.solver,
    )


def is_certified(program: Program, solution: Solution) -> bool:
    """Whether a solution passes `certify`."""
    try:
        certify(program, solution)
    except CertificateError:
        return False
    return True


def _row_violation(program: Program, x: Array) -> float:
    if not program.rows:
        return 0.0
    activity = program.matrix @ x
    size = np.maximum(1.0, abs(program.matrix) @ np.abs(x))
    below = np.where(np.isfinite(program.row_lower), program.row_lower - activity, -np.inf)
    above = np.where(np.isfinite(program.row_upper), activity - program.row_upper, -np.inf)
    return max(0.0, float(np.max(np.maximum(below, above) / size)))


def _column_violation(program: Program, x: Array) -> float:
    if not program.columns:
        return 0.0
    outside = np.maximum(program.lower - x, x - program.upper)
    return max(0.0, float(np.max(outside / np.maximum(1.0, np.abs(x)))))


def lower_bound(program: Program, prices: Array, rounding: float = 0.0) -> float:
    """The least that any feasible point of the program can cost, by weak duality from any prices
    (see `certify`).
    """
    y = np.asarray(prices, dtype=float)
    # A price on the side where a row has no bound proves nothing: it counts as zero, and the
    # reduced costs take up the rest.
    y = np.where((y > 0) & ~np.isfinite(program.row_lower), 0.0, y)
    y = np.where((y < 0) & ~np.isfinite(program.row_upper), 0.0, y)
    with np.errstate(invalid="ignore"):
        from_rows = np.where(
            y > 0, y * program.row_lower, np.where(y < 0, y * program.row_upper, 0.0)
        )
    reduced = program.cost - program.matrix.T @ y
    if rounding:
        size = np.abs(program.cost) + abs(program.matrix).T @ np.abs(y)
        reduced = np.where(np.abs(reduced) <= rounding * size, 0.0, reduced)
    upper = np.minimum(program.upper, program.valid_upper)
    with np.errstate(invalid="ignore"):
        from_columns = np.where(
            reduced > 0, reduced * program.lower, np.where(reduced < 0, reduced * upper, 0.0)
        )
    return float(np.sum(from_rows) + np.sum(from_columns))
