"""Any solver that PuLP finds, from the same arrays: the second opinion.

Supports PuLP 3.3 (Python 3.11) and 4 (newer).
"""

from __future__ import annotations

import numpy as np
import pulp

from ontschotting.errors import QuestionError
from ontschotting.lp.backends.quiet import quiet_output
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Solution
from ontschotting.support.suggestions import did_you_mean

_ROUNDING = 1e-6
"""CBC's answer passes through a text file with about eight digits; reduced costs below this share
of their terms are rounding.
"""


def as_pulp(
    program: Program, columns: list[str] | None = None, rows: list[str] | None = None
) -> pulp.LpProblem:
    """The program as a `pulp.LpProblem`, with short safe names unless names are given."""
    columns = columns or [f"x{number}" for number in range(program.columns)]
    rows = rows or [f"r{number}" for number in range(program.rows)]
    problem = pulp.LpProblem("ontschotting", pulp.LpMinimize)
    make = getattr(problem, "add_variable", None) or (lambda *given: pulp.LpVariable(*given))
    variables = [
        make(name, float(low), None if np.isinf(high) else float(high))
        for name, low, high in zip(columns, program.lower, program.upper, strict=True)
    ]
    problem += pulp.lpSum(float(c) * variables[j] for j, c in enumerate(program.cost) if c)
    matrix = program.matrix.tocsr()
    for i, name in enumerate(rows):
        inside = range(matrix.indptr[i], matrix.indptr[i + 1])
        low, high = float(program.row_lower[i]), float(program.row_upper[i])
        if np.isinf(low) and np.isinf(high):
            continue
        expression = pulp.lpSum(
            float(matrix.data[k]) * variables[matrix.indices[k]] for k in inside
        )
        if low == high:
            problem += expression == low, name
            continue
        if not np.isinf(high):
            problem += expression <= high, name
        if not np.isinf(low):
            problem += expression >= low, name if np.isinf(high) else f"{name}_low"
    return problem


class PulpBackend:
    """Solves programs through PuLP; every program is built anew."""

    def __init__(self, solver: str | None = None) -> None:
        self._solver = solver

    @property
    def name(self) -> str:
        """Name and version."""
        return f"{self._solver_name()} through PuLP {pulp.__version__}"

    def _solver_name(self) -> str:
        available: list[str] = pulp.listSolvers(onlyAvailable=True)
        if self._solver is None:
            for preferred in ("HiGHS", "PULP_CBC_CMD", "COIN_CMD", "HiGHS_CMD", *available):
                if preferred in available:
                    return preferred
            raise QuestionError(
                "solver | PuLP finds no solver. Install highspy, or a solver that PuLP knows."
            )
        wanted = {"cbc": ("PULP_CBC_CMD", "COIN_CMD"), "highs": ("HiGHS", "HiGHS_CMD")}.get(
            self._solver.lower(), (self._solver,)
        )
        for name in wanted:
            if name in available:
                return name
        found = ", ".join(available) or "none"
        raise QuestionError(
            f"solver | PuLP finds no solver {self._solver!r}. Found:"
            f" {found}.{did_you_mean(self._solver, available)}"
        )

    def solve(self, program: Program) -> Solution:
        """The solver's proposal for a program."""
        problem = as_pulp(program)
        with quiet_output():
            ended = problem.solve(pulp.getSolver(self._solver_name(), msg=False))
        by_name = {variable.name: variable.varValue for variable in problem.variables()}
        # A variable that stands in no row and no objective is unknown to PuLP; any value within its
        # bounds will do.
        values = np.array(
            [
                _number(by_name.get(f"x{number}"), program.lower[number])
                for number in range(program.columns)
            ],
            dtype=float,
        )
        return Solution(
            np.clip(values, program.lower, program.upper),
            _prices(problem, program),
            _claim(ended),
            self.name,
            _ROUNDING,
        )


def _claim(ended: object) -> str:
    """The solver's word: PuLP 3 gives a number, PuLP 4 an object whose status is an enumeration."""
    word = (
        pulp.LpStatus[ended]
        if isinstance(ended, int)
        else getattr(getattr(ended, "status", ended), "name", ended)
    )
    return str(word).lower()


def _number(value: float | None, otherwise: float) -> float:
    return float(otherwise) if value is None else float(value)


def _prices(problem: pulp.LpProblem, program: Program) -> np.ndarray | None:
    constraints = problem.constraints
    found = constraints() if callable(constraints) else constraints
    duals = {c.name: c.pi for c in (found.values() if isinstance(found, dict) else found)}
    if any(pi is None for pi in duals.values()):
        return None
    names = [f"r{number}" for number in range(program.rows)]
    return np.array(
        [float(duals.get(name, 0.0)) + float(duals.get(f"{name}_low", 0.0)) for name in names]
    )
