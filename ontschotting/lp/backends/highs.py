"""Solve programs with HiGHS, in this process and through arrays."""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from ontschotting.lp.backends.quiet import quiet_output
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Limits, Proposal, Solution
from ontschotting.support.tolerances import CLOSED_GAP, SOLVER_FEASIBILITY

_LARGE = 30_000
"""Columns above which interior point with crossover is the steadier choice (measured on 384,000
columns: 16 s against 121 s cold and 258 s warm; on 73,000 columns: 1 to 5 s each, where simplex
took 1 to 12 s warm and up to 27 s cold).
"""

_MEDIUM = 10_000
"""Columns above which interior point is faster where only the value counts (measured on 23,000 to
28,000 columns: 1.0 to 2.0 s, where simplex took 2.3 to 3.9 s). Below `_LARGE` an allocation that is
shown comes from simplex.
"""

_NEARBY_ITERATIONS = 250
"""How long simplex tries from the basis of a program with other numbers. Measured on 44,000
columns, where nothing but one budget or price moved: 9 to 146 iterations and 0.1 to 0.3 s where the
basis is near, thousands and longer than a cold start (2 s) where it is not.
"""

_BOUNDS_ITERATIONS = 10_000
"""How long simplex tries on a large program of which bounds changed. Measured on 33,000 to 50,000
columns: 30 to 2,500 iterations and 0.8 to 2.7 s where one stream more or less was lifted (interior
point from nothing: 6 to 10 s); for a least share 1 to 6,500 iterations and 0.03 to 8 s where money
binds (4 to 20 s), and 7,700 to 9,200 and 7 to 9 s where it does not (7 to 11 s).
"""

_PRIMAL_SIMPLEX = 4
"""HiGHS's number for it. It starts from a feasible corner without a first phase."""


class HighsBackend:
    """Solve programs one after another; one with the same matrix starts from the last basis.

    Only the basis is kept from one program to the next. A solver that has solved holds its
    presolved program and its factors, which is more memory than a case with all its tables
    (measured on 30 blocks of a national case: 84 MB), and to hand over the arrays again takes no
    measurable time.

    Args:
        limits: When the search for 0–1 values may stop
        interior_first: Solve a program without a basis by interior point with crossover, however
            small it is
    """

    def __init__(self, limits: Limits | None = None, *, interior_first: bool = False) -> None:
        self._limits = limits or Limits()
        self._interior_above = -1 if interior_first else _LARGE
        self._last: tuple[sparse.csc_array, highspy.HighsBasis] | None = None
        self._incumbent: tuple[sparse.csc_array, Array] | None = None
        self._nearby: highspy.HighsBasis | None = None

    @property
    def name(self) -> str:
        """Name and version."""
        major, minor = highspy.HIGHS_VERSION_MAJOR, highspy.HIGHS_VERSION_MINOR
        return f"HiGHS {major}.{minor}.{highspy.HIGHS_VERSION_PATCH}"

    @property
    def limits(self) -> Limits:
        """When the search for 0–1 values may stop."""
        return self._limits

    def copy(self) -> HighsBackend:
        """Return a backend of its own that starts from the same basis."""
        copy = HighsBackend(self._limits)
        copy._interior_above = self._interior_above
        copy._last, copy._incumbent = self._last, self._incumbent  # neither is ever changed
        copy._nearby = self._nearby
        return copy

    def near(self) -> HighsBackend:
        """Return a backend that first tries the basis of this one, whatever the matrix is.

        It keeps no matrix, so that many of them take little memory. Only values are asked of it.
        """
        near = HighsBackend(self._limits)
        near._interior_above = min(self._interior_above, _MEDIUM)
        near._nearby = self._nearby if self._last is None else self._last[1]
        return near

    def solve(self, program: Program) -> Solution:
        """Propose a solution of a linear program; any 0–1 columns have been fixed."""
        highs = self._solved_nearby(program) or self._loaded(program)
        highs.run()
        status = highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            # A degenerate basis can stall where a fresh presolve does not: try once from a cold
            # start.
            highs.clearSolver()
            if program.columns > _LARGE:
                highs.setOptionValue("simplex_iteration_limit", highspy.kHighsIInf)
                highs.setOptionValue("solver", "ipm")
            highs.run()
            status = highs.getModelStatus()
        basis = highs.getBasis()
        self._last = (program.matrix, basis) if basis.valid else None
        solution = highs.getSolution()
        values = np.array(solution.col_value)
        prices = np.array(solution.row_dual)
        claim = highs.modelStatusToString(status)
        if not solution.value_valid or len(values) != program.columns:
            values = np.full(program.columns, np.nan)
        elif program.is_binary is not None:
            self._incumbent = (program.matrix, values)
        return Solution(
            np.clip(values, program.lower, program.upper),
            prices if solution.dual_valid and len(prices) == program.rows else None,
            claim.lower(),
            self.name,
        )

    def _solved_nearby(self, program: Program) -> highspy.Highs | None:
        """Return a solver that is done in a few steps from a nearby basis, or None."""
        basis, self._nearby = self._nearby, None
        if (
            basis is None
            or program.solve_undecomposed
            or (len(basis.col_status), len(basis.row_status)) != (program.columns, program.rows)
        ):
            return None
        highs = self._loaded(program)
        highs.setOptionValue("solver", "simplex")
        highs.setOptionValue("simplex_iteration_limit", _NEARBY_ITERATIONS)
        highs.setBasis(basis)
        highs.run()
        return highs if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal else None

    def search(self, program: Program, limits: Limits) -> Proposal:
        """Search the 0–1 values of a program; one with the same matrix starts from the last."""
        highs = self._loaded(program, is_search=True)
        highs.setOptionValue("time_limit", limits.seconds)
        highs.setOptionValue("mip_rel_gap", limits.gap or CLOSED_GAP)
        highs.setOptionValue("mip_abs_gap", CLOSED_GAP)
        highs.setOptionValue("mip_feasibility_tolerance", SOLVER_FEASIBILITY)
        if self._incumbent is not None and self._incumbent[0] is program.matrix:
            start = highspy.HighsSolution()
            start.col_value = self._incumbent[1]
            highs.setSolution(start)
        highs.run()
        info, solution = highs.getInfo(), highs.getSolution()
        values = np.array(solution.col_value)
        is_feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if not is_feasible or len(values) != program.columns:
            values = np.full(program.columns, np.nan)
        else:
            self._incumbent = (program.matrix, values)
        bound = float(info.mip_dual_bound)
        claim = highs.modelStatusToString(highs.getModelStatus())
        return Proposal(values, bound if np.isfinite(bound) else -np.inf, claim.lower())

    def _loaded(self, program: Program, *, is_search: bool = False) -> highspy.Highs:
        """Return a solver with its options, the program, and the last basis if it still fits."""
        with quiet_output():
            highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("primal_feasibility_tolerance", SOLVER_FEASIBILITY)
        highs.setOptionValue("dual_feasibility_tolerance", SOLVER_FEASIBILITY)
        is_near = program.only_cost_changed or program.only_bounds_changed
        has_basis = (
            not is_search
            and self._last is not None
            and self._last[0] is program.matrix
            and not program.solve_undecomposed
            and (program.columns <= _LARGE or is_near)
        )
        if has_basis and program.only_cost_changed:
            highs.setOptionValue("simplex_strategy", _PRIMAL_SIMPLEX)
        if has_basis and program.only_bounds_changed and program.columns > _LARGE:
            highs.setOptionValue("simplex_iteration_limit", _BOUNDS_ITERATIONS)
        if not is_search and not has_basis and program.columns > self._interior_above:
            highs.setOptionValue("solver", "ipm")
        # A model of arrays is read ten times as fast as one of lists. 1 marks a whole number.
        kinds = np.zeros(program.columns, dtype=np.int32)
        if is_search and program.is_binary is not None:
            kinds[program.is_binary] = 1
        highs.passModel(
            program.columns,
            program.rows,
            program.matrix.nnz,
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMinimize),
            0.0,  # what every solution costs
            program.cost,
            program.lower,
            program.upper,
            program.row_lower,
            program.row_upper,
            program.matrix.indptr,
            program.matrix.indices,
            program.matrix.data,
            kinds,
        )
        if self._last is not None and has_basis:
            highs.setBasis(self._last[1])
        return highs
