"""Check that an answer is optimal, from the matrix and not from the word of the solver."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ontschotting.errors import CertificateError
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Solution
from ontschotting.support.tolerances import FEASIBILITY, GAP
from ontschotting.words.messages import problem


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
        bound_by: What proves the bound: `prices` (weak duality), or of a mixed-integer program
            `tree` (branch and bound over certified linear programs) or `solver` (its word)
    """

    objective: float
    bound: float
    gap: float
    row_violation: float
    bound_violation: float
    rows: int
    columns: int
    solver: str
    bound_by: str = "prices"

    @property
    def is_open(self) -> bool:
        """Whether the optimum may still lie between the objective and the bound."""
        return self.gap > GAP

    def __str__(self) -> str:
        if self.bound_by != "prices":
            return (
                f"certified with its 0-1 values fixed: gap {self.gap:.1e} to the bound of the"
                f" {self.bound_by}, rows kept to {self.row_violation:.1e}"
                f" ({self.rows:,} rows × {self.columns:,} columns, {self.solver})"
            )
        return (
            f"certified: gap {self.gap:.1e}, rows kept to {self.row_violation:.1e} "
            f"({self.rows:,} rows × {self.columns:,} columns, {self.solver})"
        )


@dataclass(frozen=True, eq=False)
class Optimum:
    """A certified optimum.

    Attributes:
        minimum: cost · x
        values: x
        prices: y, one per row, which prove that it is the minimum; of a mixed-integer program they
            are those of the linear program that is left when its 0–1 columns keep their values
        certificate: What was checked
    """

    minimum: float
    values: Array
    prices: Array
    certificate: Certificate

    @property
    def proven_minimum(self) -> float:
        """What no point costs less than: the minimum, or its bound where a search left it open."""
        return self.certificate.bound if self.certificate.is_open else self.minimum


def certify(program: Program, solution: Solution) -> Certificate:
    """Prove that a solution is optimal.

    For any prices y, with reduced costs d = cost − Aᵀy, every feasible x costs at least

        Σ_i (y_i > 0 ? y_i · row_lower_i : y_i · row_upper_i)
        + Σ_j (d_j > 0 ? d_j · lower_j : d_j · upper_j).

    Where the bound of a row is infinite its price counts as zero. Where that of a column is,
    `valid_upper` stands in for it, so that the result is a strict bound and not one up to the
    solver's tolerance. Reduced costs below the rounding on the way from the solver count as zero.
    Source: weak duality; the strict use of it follows Neumaier and Shcherbina, Safe bounds in
    linear and mixed-integer linear programming (2004).

    Args:
        program: The program
        solution: The answer

    Raises:
        CertificateError: When it is not proven, with what failed.
    """
    x, prices = _finite(program, solution)
    objective = float(program.cost @ x)
    bound = lower_bound(program, prices, solution.rounding)
    certificate = Certificate(
        objective,
        bound,
        (objective - bound) / max(1.0, abs(objective)),
        _row_violation(program, x),
        _column_violation(program, x),
        program.rows,
        program.columns,
        solution.solver,
    )
    failures = _failures(certificate)
    if failures:
        raise CertificateError(
            problem(
                "not_certified",
                solver=solution.solver,
                claim=solution.claim,
                failures="; ".join(failures),
            )
        )
    return certificate


def _finite(program: Program, solution: Solution) -> tuple[Array, Array]:
    """Return the values and prices of a solution, or raise when they are not all there."""
    x = np.asarray(solution.values, dtype=float)
    if x.shape != (program.columns,) or not np.all(np.isfinite(x)):
        raise CertificateError(
            problem("no_finite_values", solver=solution.solver, claim=solution.claim)
        )
    if solution.prices is None or not np.all(np.isfinite(solution.prices)):
        raise CertificateError(problem("no_prices", solver=solution.solver))
    return x, solution.prices


def _failures(certificate: Certificate) -> list[str]:
    """Say which checks fail."""
    row, column, gap = certificate.row_violation, certificate.bound_violation, certificate.gap
    checks = (
        (row <= FEASIBILITY, f"a row is violated by {row:.1e} of its terms", FEASIBILITY),
        (column <= FEASIBILITY, f"a bound is violated by {column:.1e}", FEASIBILITY),
        (gap <= GAP, f"the gap between answer and proof is {gap:.1e}", GAP),
    )
    return [f"{failure} (allowed {most:.0e})" for passes, failure, most in checks if not passes]


def is_certified(program: Program, solution: Solution) -> bool:
    """Say whether a solution passes `certify`.

    Args:
        program: The program
        solution: The answer
    """
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
    """Return the least that any feasible point can cost, by weak duality (see `certify`).

    Args:
        program: The program
        prices: Any prices, one per row
        rounding: The relative size below which a reduced cost counts as zero
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
