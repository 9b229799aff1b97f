"""Where an answer comes from: the case, the regime, the solver and the certificates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import TypedDict

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.lp.certificate import Certificate
from ontschotting.regime.regime import Regime
from ontschotting.support.tolerances import GAP


class Proof(TypedDict):
    """What a trace says of the certificates; see `Trace`."""

    optima: int
    worst_gap: float
    worst_violation: float
    bounds_of_solver: int
    searched: int


def proof_of(certificates: Iterable[Certificate]) -> Proof:
    """Return how many optima an answer rests on, and the worst among their certificates.

    Args:
        certificates: One for each optimum that the answer uses; one that is used twice counts once
    """
    checked = list({id(each): each for each in certificates}.values())
    violations = (max(each.row_violation, each.bound_violation) for each in checked)
    return {
        "optima": len(checked),
        "worst_gap": max((abs(each.gap) for each in checked), default=0.0),
        "worst_violation": max(violations, default=0.0),
        "bounds_of_solver": sum(each.bound_by == "solver" for each in checked),
        "searched": sum(each.bound_by != "prices" for each in checked),
    }


@dataclass(frozen=True)
class Trace:
    """Where an answer comes from: enough to find the same number again.

    Attributes:
        case: Title of the case
        fingerprint: Of all its tables, independent of the order of rows
        program_fingerprint: Of what enters the program; see `Case.program_fingerprint`
        regime: Which walls were lifted
        solver: Name and version
        version: Of this library
        optima: How many optima were certified
        worst_gap, worst_violation: The largest relative gap, and the largest violation of a row or
            bound, among their certificates
        bounds_of_solver: How many of them rest on the solver's word for their bound
        searched: How many of them come from a search for 0–1 values
    """

    case: str
    fingerprint: str
    program_fingerprint: str
    regime: str
    solver: str
    version: str
    optima: int
    worst_gap: float
    worst_violation: float
    bounds_of_solver: int = 0
    searched: int = 0

    @classmethod
    def of(
        cls, case: Case, regime: Regime, solver: str, certificates: Iterable[Certificate]
    ) -> Trace:
        """Return the trace of an answer that rests on these certificates.

        Args:
            case: The case that the answer is about
            regime: The regime that the answer is about
            solver: Name and version
            certificates: One for each optimum that the answer uses
        """
        return cls(
            case.title,
            case.fingerprint,
            case.program_fingerprint,
            repr(regime),
            solver,
            __version__,
            **proof_of(certificates),
        )

    @classmethod
    def merged(cls, case: Case, regime: Regime, traces: Iterable[Trace]) -> Trace:
        """Return one trace for several answers: their optima together, the worst among them.

        Args:
            case: The case that the answers are about
            regime: The regime that the answers are about
            traces: The trace of each answer
        """
        parts = list(traces)
        return cls(
            case.title,
            case.fingerprint,
            case.program_fingerprint,
            repr(regime),
            ", ".join(sorted({part.solver for part in parts})),
            __version__,
            sum(part.optima for part in parts),
            max((part.worst_gap for part in parts), default=0.0),
            max((part.worst_violation for part in parts), default=0.0),
            sum(part.bounds_of_solver for part in parts),
            sum(part.searched for part in parts),
        )

    @property
    def gap(self) -> float | None:
        """The widest gap between an optimum and its bound; None where nothing is whole."""
        return self.worst_gap if self.searched else None

    @property
    def bound_by(self) -> str | None:
        """`tree`, or `solver` where a bound rests on its word; None where nothing is whole."""
        if not self.searched:
            return None
        return "solver" if self.bounds_of_solver else "tree"

    @property
    def open_gap(self) -> float | None:
        """The gap, where a search stopped before its optimum was proven; else None."""
        return self.gap if self.worst_gap > GAP else None

    def proof_as_json(self) -> dict[str, float | str | None]:
        """Return `gap` (null where no bound is known) and `bound_by`; nothing without a search."""
        gap = self.gap if isfinite(self.worst_gap) else None
        return {"gap": gap, "bound_by": self.bound_by} if self.searched else {}

    def __str__(self) -> str:
        return (
            f"{self.case} ({self.fingerprint[:12]}), {self.regime}; ontschotting {self.version},"
            f" {self.solver}; {self.optima} certified optima, worst gap {self.worst_gap:.0e}, rows"
            f" kept to {self.worst_violation:.0e}{self._word_of_solver}"
        )

    @property
    def _word_of_solver(self) -> str:
        count = self.bounds_of_solver
        return f"; the bound of {count} of them is the solver's word" if count else ""


@dataclass(frozen=True)
class DataTrace:
    """Where an answer comes from that was counted from the tables, without a linear program.

    Attributes:
        case: Title of the case
        fingerprint: Of all its tables, independent of the order of rows
        program_fingerprint: Of what enters the program; see `Case.program_fingerprint`
        version: Of this library
    """

    case: str
    fingerprint: str
    program_fingerprint: str
    version: str

    @classmethod
    def of(cls, case: Case) -> DataTrace:
        """Return the trace of what was counted in a case."""
        return cls(case.title, case.fingerprint, case.program_fingerprint, __version__)

    def __str__(self) -> str:
        return (
            f"{self.case} ({self.fingerprint[:12]}); ontschotting {self.version}; counted from the"
            " tables, nothing was optimised"
        )
