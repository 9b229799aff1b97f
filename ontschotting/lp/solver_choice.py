"""The choice of a solver: one value, taken by every question as `solver`."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.errors import QuestionError
from ontschotting.lp.solution import Backend, Limits
from ontschotting.support.arguments import is_number
from ontschotting.words.messages import problem

SOLVERS = ("highs", "pulp")
"""`highs` runs in this process; `pulp` reaches any solver that PuLP knows."""


@dataclass(frozen=True)
class Solver:
    """A solver by name.

    Attributes:
        name: `highs`, or `pulp`
        pulp_solver: With `pulp`: the solver that PuLP calls (CBC, HiGHS, …); blank is the first
            that is there
        gap: Of cases with whole plans, fixed costs or least awards: the gap between an optimum and
            its bound at which the search stops, as a share of the value. Not reached in time, there
            is no answer. None asks for the optimum, and shows what time did not close as *at least
            … at most*
        seconds: What each optimum of such a case may take

    Examples:
        >>> Solver("pulp", "CBC")
        Solver(name='pulp', pulp_solver='CBC', gap=None, seconds=60.0)
    """

    name: str = "highs"
    pulp_solver: str | None = None
    gap: float | None = None
    seconds: float = 60.0

    @property
    def options(self) -> str:
        """The options of the terminal that ask for it; empty for the default.

        Examples:
            >>> import ontschotting as on
            >>> on.Solver("pulp", "CBC").options
            ' --solver pulp --pulp-solver CBC'
        """
        through_pulp = f" --pulp-solver {self.pulp_solver}" if self.pulp_solver else ""
        solver = "" if self.name == "highs" else f" --solver {self.name}{through_pulp}"
        gap = "" if self.gap is None else f" --gap {self.gap:g}"
        seconds = "" if self.seconds == Limits().seconds else f" --seconds {self.seconds:g}"
        return f"{solver}{gap}{seconds}"

    @property
    def limits(self) -> Limits:
        """When the search for 0–1 values may stop.

        Examples:
            >>> import ontschotting as on
            >>> on.Solver(gap=0.01).limits
            Limits(gap=0.01, seconds=60.0)
        """
        return Limits(self.gap, self.seconds)

    def __post_init__(self) -> None:
        if self.name not in SOLVERS:
            raise QuestionError(problem("unknown_solver", name=self.name))
        if self.pulp_solver and self.name != "pulp":
            # Left out in silence, who asks for a second opinion would take the first for it.
            raise QuestionError(problem("not_through_pulp", solver=self.pulp_solver))
        if self.gap is not None and not (is_number(self.gap, 0) and self.gap < 1):
            raise QuestionError(problem("no_gap", gap=self.gap))
        if not (is_number(self.seconds) and self.seconds > 0):
            raise QuestionError(problem("no_seconds", seconds=self.seconds))


SolverChoice = str | Solver
"""What a question takes as `solver`: a name, or a `Solver`."""


def as_solver(solver: SolverChoice) -> Solver:
    """Return the choice as a `Solver`."""
    return solver if isinstance(solver, Solver) else Solver(solver)


def open_backend(solver: SolverChoice = "highs") -> Backend:
    """Open a solver, with what makes it fast on large programs.

    Raises:
        QuestionError: When there is none of that name.
    """
    choice = as_solver(solver)
    # Solvers are heavy: only the one that was chosen is loaded.
    if choice.name == "pulp":
        from ontschotting.lp.backends.pulp import PulpBackend

        return PulpBackend(choice.pulp_solver, choice.limits)
    from ontschotting.lp.backends.highs import HighsBackend
    from ontschotting.lp.decomposition.block_decomposition import BlockDecompositionBackend
    from ontschotting.lp.transshipment import TransshipmentBackend

    return TransshipmentBackend(
        BlockDecompositionBackend(
            lambda: HighsBackend(choice.limits), lambda: HighsBackend(interior_first=True)
        )
    )
