"""Solve programs with any solver that PuLP finds, as a second opinion.

PuLP 3.3 (Python 3.11) and 4 (newer) both work.
"""

from __future__ import annotations

import os
import tempfile

import numpy as np
import pulp

from ontschotting.errors import CertificateError, QuestionError
from ontschotting.lp.backends.quiet import quiet_output
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Limits, Proposal, Solution
from ontschotting.support.suggestions import did_you_mean
from ontschotting.support.tolerances import CLOSED_GAP, TEXT_DIGITS
from ontschotting.words.messages import problem


def as_pulp(program: Program) -> pulp.LpProblem:
    """Return the program as a `pulp.LpProblem`, with columns `x0`, `x1` and rows `r0`, `r1`.

    A row with two different bounds becomes two: `r0` and `r0_low`.
    """
    problem = pulp.LpProblem("ontschotting", pulp.LpMinimize)
    # PuLP 4 makes variables through the problem.
    new_variable = getattr(problem, "add_variable", None) or pulp.LpVariable
    undecided = set(program.undecided.tolist())
    variables = [
        new_variable(
            f"x{number}",
            float(low),
            None if np.isinf(high) else float(high),
            pulp.LpInteger if number in undecided else pulp.LpContinuous,
        )
        for number, (low, high) in enumerate(zip(program.lower, program.upper, strict=True))
    ]
    problem += pulp.lpSum(float(c) * variables[j] for j, c in enumerate(program.cost) if c)
    matrix = program.matrix.tocsr()
    for row in range(program.rows):
        entries = range(matrix.indptr[row], matrix.indptr[row + 1])
        low, high = float(program.row_lower[row]), float(program.row_upper[row])
        if np.isinf(low) and np.isinf(high):
            continue
        expression = pulp.lpSum(
            float(matrix.data[k]) * variables[matrix.indices[k]] for k in entries
        )
        if low == high:
            problem += expression == low, f"r{row}"
            continue
        if not np.isinf(high):
            problem += expression <= high, f"r{row}"
        if not np.isinf(low):
            problem += expression >= low, f"r{row}" if np.isinf(high) else f"r{row}_low"
    return problem


class PulpBackend:
    """Solve programs through PuLP; every program is built anew.

    Args:
        solver: The solver that PuLP calls; the first that it finds when left out
        limits: When the search for 0–1 values may stop
    """

    def __init__(self, solver: str | None = None, limits: Limits | None = None) -> None:
        self._solver = solver
        self._limits = limits or Limits()

    @property
    def name(self) -> str:
        """Name and version."""
        return f"{self._solver_name()} through PuLP {pulp.__version__}"

    def _solver_name(self) -> str:
        """Return PuLP's name of the solver."""
        available: list[str] = pulp.listSolvers(onlyAvailable=True)
        if self._solver is None:
            for name in ("HiGHS", "PULP_CBC_CMD", "COIN_CMD", "HiGHS_CMD", *available):
                if name in available:
                    return name
            raise QuestionError(problem("pulp_without_solver"))
        names = {"cbc": ("PULP_CBC_CMD", "COIN_CMD"), "highs": ("HiGHS", "HiGHS_CMD")}
        for name in names.get(self._solver.lower(), (self._solver,)):
            if name in available:
                return name
        raise QuestionError(
            problem(
                "unknown_pulp_solver",
                name=self._solver,
                available=", ".join(available) or problem("none"),
                hint=did_you_mean(self._solver, available),
            )
        )

    @property
    def limits(self) -> Limits:
        """When the search for 0–1 values may stop."""
        return self._limits

    def copy(self) -> PulpBackend:
        """Return itself: no program starts from another one."""
        return self

    def near(self) -> PulpBackend:
        """Return a backend of its own; PuLP's solvers start from nothing."""
        return self.copy()

    def solve(self, program: Program) -> Solution:
        """Propose a solution of a program."""
        problem = as_pulp(program)
        status = self._run(problem)
        return Solution(
            np.clip(_values(problem, program), program.lower, program.upper),
            _prices(problem, program),
            _claim(status),
            self.name,
            TEXT_DIGITS,
        )

    def search(self, program: Program, limits: Limits) -> Proposal:
        """Search the 0–1 values of a program. PuLP passes on no bound but that of an optimum."""
        problem = as_pulp(program)
        gap = limits.gap or CLOSED_GAP
        claim = _claim(self._run(problem, timeLimit=limits.seconds, gapRel=gap))
        values = _values(problem, program)
        # PuLP 3 says `optimal` of the best point at the end of the time too.
        is_proven = getattr(problem, "sol_status", None) == pulp.LpSolutionOptimal
        if claim != "optimal":
            return Proposal(np.full(program.columns, np.nan), -np.inf, claim)
        objective = float(program.cost @ values)
        slack = (limits.gap or 0.0) * max(1.0, abs(objective))
        return Proposal(values, objective - slack if is_proven else -np.inf, claim)

    def _run(self, problem: pulp.LpProblem, **options: float) -> object:
        """Solve a problem, and return PuLP's status."""
        solver = pulp.getSolver(self._solver_name(), msg=False, **options)
        if "CBC" in self._solver_name() or "COIN" in self._solver_name():
            solver.tmpDir = _folder_without_spaces()
        try:
            with quiet_output():
                return problem.solve(solver)
        except pulp.PulpSolverError as error:
            raise CertificateError(
                problem("solver_stopped", solver=self.name, error=error)
            ) from error


def _folder_without_spaces() -> str:
    """Return a folder for files that CBC exchanges: PuLP cuts its command line at every space.

    Raises:
        QuestionError: There is none.
    """
    folders = [tempfile.gettempdir(), "/tmp", "/var/tmp", "C:\\Windows\\Temp", os.getcwd()]
    for folder in folders:
        if " " not in folder and os.path.isdir(folder) and os.access(folder, os.W_OK):
            return folder
    raise QuestionError(problem("space_in_temporary_folder", folder=folders[0]))


def _claim(status: object) -> str:
    """Return the solver's word: PuLP 3 gives a number, PuLP 4 an object with an enumeration."""
    word = (
        pulp.LpStatus[status]
        if isinstance(status, int)
        else getattr(getattr(status, "status", status), "name", status)
    )
    return str(word).lower()


def _values(problem: pulp.LpProblem, program: Program) -> np.ndarray:
    """Return x; a column in no row and no objective is unknown to PuLP and gets its lower bound."""
    values = {variable.name: variable.varValue for variable in problem.variables()}
    by_column = (values.get(f"x{column}") for column in range(program.columns))
    return np.array(
        [
            float(low if value is None else value)
            for value, low in zip(by_column, program.lower, strict=True)
        ],
        dtype=float,
    )


def _prices(problem: pulp.LpProblem, program: Program) -> np.ndarray | None:
    """Return y, or None if the solver gives none."""
    constraints = problem.constraints
    # PuLP 3 has a dictionary, PuLP 4 a method that gives a list.
    rows = constraints() if callable(constraints) else constraints
    prices = {row.name: row.pi for row in (rows.values() if isinstance(rows, dict) else rows)}
    if any(price is None for price in prices.values()):
        return None
    names = [f"r{row}" for row in range(program.rows)]
    return np.array(
        [float(prices.get(name, 0.0)) + float(prices.get(f"{name}_low", 0.0)) for name in names]
    )
