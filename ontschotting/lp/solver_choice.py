"""The choice of a solver: one value, taken by every question as `solver`."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.errors import QuestionError
from ontschotting.lp.solution import Backend

SOLVERS = ("highs", "pulp")
"""`highs` runs in this process; `pulp` reaches any solver that PuLP knows."""


@dataclass(frozen=True)
class Solver:
    """A solver by name.

    Attributes:
        name: `highs`, or `pulp`
        pulp_solver: With `pulp`: the solver that PuLP calls (CBC, HiGHS, …); blank is the first
            that is there

    Examples:
        >>> Solver("pulp", "CBC")
        Solver(name='pulp', pulp_solver='CBC')
    """

    name: str = "highs"
    pulp_solver: str | None = None

    @property
    def options(self) -> str:
        """The options of the terminal that ask for it; empty for the default.

        Examples:
            >>> import ontschotting as on
            >>> on.Solver("pulp", "CBC").options
            ' --solver pulp --pulp-solver CBC'
        """
        through_pulp = f" --pulp-solver {self.pulp_solver}" if self.pulp_solver else ""
        return "" if self.name == "highs" else f" --solver {self.name}{through_pulp}"

    def __post_init__(self) -> None:
        if self.name not in SOLVERS:
            raise QuestionError(f"solver | no solver called {self.name!r}. Choose highs or pulp.")


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

        return PulpBackend(choice.pulp_solver)
    from ontschotting.lp.backends.highs import HighsBackend
    from ontschotting.lp.decomposition.block_decomposition import BlockDecompositionBackend
    from ontschotting.lp.transshipment import TransshipmentBackend

    return TransshipmentBackend(
        BlockDecompositionBackend(HighsBackend, lambda: HighsBackend(interior_first=True))
    )
