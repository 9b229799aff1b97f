"""What is asked of a solver, and what it gives back before anyone believes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ontschotting.lp.program import Array, Program


@dataclass(frozen=True, eq=False)
class Solution:
    """A claimed optimum.

    Attributes:
        values: x, one per column
        prices: y, one per row: the change of the minimum per unit of the row's bound; None when the
            solver gives none
        claim: `optimal`, `infeasible` or another word of the solver's: never trusted by itself
        solver: Name and version
        rounding: The relative rounding on the way from the solver (0 when arrays come back as they
            are)
        by_blocks: Whether it was put together from solutions of parts of the program
    """

    values: Array
    prices: Array | None
    claim: str
    solver: str
    rounding: float = 0.0
    by_blocks: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether the solver claims an optimum and gives finite values and prices for it."""
        return (
            self.claim == "optimal"
            and self.prices is not None
            and bool(np.all(np.isfinite(self.values)))
        )


@dataclass(frozen=True)
class Limits:
    """When the search for 0–1 values may stop before it has proven an optimum.

    Attributes:
        gap: (value − bound) / max(1, `|value|`) at which it stops, and above which there is no
            answer; None asks for an optimum, and leaves open what time did not close
        seconds: What each optimum may take
    """

    gap: float | None = None
    seconds: float = 60.0


@dataclass(frozen=True, eq=False)
class Proposal:
    """What a solver found of a mixed-integer program.

    Attributes:
        values: x, one per column; NaN where it found no feasible point
        bound: The least that it says any feasible point can cost; −inf where it says nothing
        claim: `optimal`, `infeasible` or another word of the solver's
    """

    values: Array
    bound: float
    claim: str

    @property
    def is_usable(self) -> bool:
        """Whether there is a point."""
        return bool(np.all(np.isfinite(self.values)))


class Backend(Protocol):
    """What proposes solutions."""

    @property
    def name(self) -> str:
        """Name and version of the solver."""
        ...

    def solve(self, program: Program) -> Solution:
        """Propose a solution of a program."""
        ...

    @property
    def limits(self) -> Limits:
        """When the search for 0–1 values may stop."""
        ...

    def search(self, program: Program, limits: Limits) -> Proposal:
        """Search the 0–1 values of a mixed-integer program."""
        ...

    def copy(self) -> Backend:
        """Return a backend of its own that starts where this one stands."""
        ...

    def near(self) -> Backend:
        """Return a backend that first tries the basis of this one, whatever the matrix is."""
        ...
