"""Every measure of model.md, from the optima of the current world and a lifted one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.lp.solution import Backend
from ontschotting.lp.solve import Optimum
from ontschotting.lp.solver_choice import SolverChoice, as_solver, open_backend
from ontschotting.measures.comparison.result import Comparison, Side
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.allocation import Allocation, allocation_of
from ontschotting.results.result import Trace
from ontschotting.solving.guarantee import check_guarantee, floors_of
from ontschotting.solving.questions import RegimeSolver, difference, is_same_value
from ontschotting.solving.values import has_cut
from ontschotting.support.parallel import cached_property_unlocked, run_parallel
from ontschotting.support.progress import ReportProgress, silent, with_bar

_ONE_EURO = 1.0


@dataclass(frozen=True)
class _SolvedRegime:
    """A world with the optima that every comparison shows of it.

    Without an allocation where a guarantee cannot be met.
    """

    optima: RegimeSolver
    allocation: Allocation | None
    most: Optimum | None
    target_top_up_eur: float | None

    def side(self) -> Side:
        """This world as one side of a comparison."""
        regime_program, found = self.optima.regime_program, self.allocation
        stranded = (
            None
            if self.most is None
            else _nonnegative(
                regime_program.budget_eur + self.most.minimum * regime_program.euro_unit,
                regime_program.budget_eur,
            )
        )
        outcomes, spent = (found.outcomes, found.spent_eur) if found else (None, None)
        return Side(
            regime_program.budget_eur,
            self.optima.value,
            outcomes,
            spent,
            stranded,
            self.target_top_up_eur,
        )


@dataclass(frozen=True)
class _ComparisonSolver:
    """What lies between two worlds.

    Attributes:
        has_cut: Whether money is given up in the lifted world
        lifted: Makes another world of the lifted regime: with crossings marked, or with the free
            share left open
    """

    today: _SolvedRegime
    then: _SolvedRegime
    has_cut: bool
    lifted: Callable[..., RegimeSolver]

    @property
    def current(self) -> Allocation:
        """The allocation of today.

        There always is one, since only a guarantee can be impossible.
        """
        assert self.today.allocation is not None
        return self.today.allocation

    @property
    def value_lifted(self) -> float | None:
        """V(i), or None where a guarantee cannot be met."""
        return self.then.optima.value

    @property
    def freed(self) -> float | None:
        """V(i) − V(c)."""
        return (
            None if self.value_lifted is None else difference(self.value_lifted, self.current.value)
        )

    @property
    def all_there(self) -> bool:
        """Whether today's best value is that of the lifted world.

        Without a cut the lifted world can do what the current one does, so then no euro has to
        cross a wall and no share has to be free.
        """
        return (
            self.value_lifted is not None
            and not self.has_cut
            and self.today.optima.reaches(self.value_lifted)
        )

    def needed_and_scale(self) -> tuple[float | None, float | None]:
        """S(i, V(c)) and the least ρ that reaches V(c)."""
        value, optima, allocation = self.current.value, self.then.optima, self.then.allocation
        if (
            allocation is not None
            and self.value_lifted is not None
            and is_same_value(self.value_lifted, value)
        ):
            return allocation.spent_eur, optima.least_theta(value)
        return _eur(
            optima.least_spending(value), optima.regime_program.euro_unit
        ), optima.least_theta(value)

    def top_up_eur(self) -> float | None:
        """The least additions with which today's world reaches V(i)."""
        return (
            None
            if self.value_lifted is None
            else self.today.optima.least_additions_eur(self.value_lifted)
        )

    def crossing_eur(self) -> float | None:
        """The least spending on roads that are closed today, at V(i)."""
        if self.value_lifted is None or self.all_there:
            return None if self.value_lifted is None else 0.0
        crossed = self.lifted(crossing=True, reached=self.value_lifted)
        return _eur(crossed.least_crossing(self.value_lifted), crossed.regime_program.euro_unit)

    def free_shares(self) -> dict[float, float | None]:
        """The least free share for the whole gain and for nine tenths of it."""
        freed = self.freed
        if freed is None or self.all_there:
            return dict.fromkeys((1.0, 0.9), None if freed is None else 0.0)
        shared = self.lifted(open_share=True, reached=self.value_lifted)
        return {part: shared.least_theta(self.current.value + part * freed) for part in (1.0, 0.9)}

    def money(self, needed: float | None) -> dict[str, float | None]:
        """Where the money of the lifted world is.

        Needed, blocked (and of that the detour) and surplus; and the utilisation.
        """
        budget, spent = (
            self.then.optima.regime_program.budget_eur,
            (self.then.allocation.spent_eur if self.then.allocation else None),
        )
        surplus = None if spent is None else _nonnegative(budget - spent, budget)
        if spent is None or needed is None:
            return {
                "needed_eur": needed,
                "blocked_eur": None,
                "detour_eur": None,
                "surplus_eur": surplus,
                "utilisation": None,
            }
        # S(i, V(c)) ≤ S(i, V(i)) whenever V(c) ≤ V(i); rounding may say otherwise by a hair
        needed = min(needed, spent)
        blocked = spent - needed
        # With a cut the cheap money may be gone, so today's result can cost more in the lifted
        # world: the detour is then negative.
        detour = difference(self.current.spent_eur, needed)
        utilisation = (
            1.0 if needed < _ONE_EURO and blocked < _ONE_EURO else needed / (needed + blocked)
        )
        return {
            "needed_eur": needed,
            "blocked_eur": blocked,
            "detour_eur": detour,
            "surplus_eur": surplus,
            "utilisation": utilisation,
        }


@with_bar
def compare(
    case: Case,
    regime: Regime = INTEGRAL,
    guarantee: str | None = None,
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Comparison:
    """The current world against a lifted one.

    What the walls block, what falls free, and what it would take otherwise.

    Args:
        regime: Which walls fall; by default purpose, period and stacking (`INTEGRAL`)
        guarantee: A level (`province`, …) or `outcomes`: no area (or outcome) gets less than the
            least it gets in any optimal current allocation
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: Called with a word before each optimum

    Raises:
        QuestionError: For a regime or guarantee that does not fit the case.
        CertificateError: When there is no certified answer.
    """
    return Comparer(case, solver=solver, progress=progress).compare(regime, guarantee)


class Comparer:
    """Compares one case under several regimes; the current world is solved once."""

    def __init__(
        self,
        case: Case,
        *,
        solver: SolverChoice = "highs",
        progress: ReportProgress | None = None,
    ) -> None:
        self.case = case
        self._solver = as_solver(solver)
        self._report_progress = progress or silent

    @cached_property_unlocked
    def _current(self) -> _SolvedRegime:
        """Today's world with its allocation and the optima that every comparison needs."""
        return self._solved(
            CURRENT, RegimeSolver(build_regime_program(self.case, CURRENT), self._backend())
        )

    def _solved(self, regime: Regime, optima: RegimeSolver) -> _SolvedRegime:
        if optima.best is None:
            return _SolvedRegime(optima, None, None, None)
        allocation, most = allocation_of(self.case, regime, optima), optima.most_spending
        targets = (
            None
            if optima.regime_program.rows.targets.is_empty()
            else _eur(optima.least_additions_for_targets(), optima.regime_program.euro_unit)
        )
        return _SolvedRegime(optima, allocation, most, targets)

    def _backend(self) -> Backend:
        return open_backend(self._solver)

    def compare(self, regime: Regime = INTEGRAL, guarantee: str | None = None) -> Comparison:
        """Compare the current world with one regime; see `ontschotting.compare`."""
        check_regime(regime, self.case)
        check_guarantee(self.case, guarantee)
        floors = None
        if guarantee is not None:
            self._report_progress(f"floors per {guarantee}")
            floors = floors_of(self.case, guarantee, self._backend())
        self._report_progress(f"current and {regime}")
        today, then = run_parallel(
            lambda: self._current,
            lambda: self._solved(regime, self._lifted(regime, guarantee, floors)),
        )
        between = _ComparisonSolver(
            today,
            then,
            has_cut(regime),
            lambda **kind: self._lifted(regime, guarantee, floors, **kind),
        )
        self._report_progress("top-up, break-even, crossing, free share")
        (needed, least_scale), top_up, crossing, shares = run_parallel(
            between.needed_and_scale, between.top_up_eur, between.crossing_eur, between.free_shares
        )
        price = None
        if guarantee is not None and between.value_lifted is not None:
            free = RegimeSolver(build_regime_program(self.case, regime), self._backend()).value
            price = None if free is None else difference(free, between.value_lifted)
        return Comparison(
            case=self.case,
            regime=regime,
            guarantee=guarantee,
            current=today.side(),
            lifted=then.side(),
            freed=between.freed,
            crossing_eur=crossing,
            **between.money(needed),
            top_up_eur=top_up,
            break_even_cut=None if least_scale is None else 1.0 - least_scale,
            least_free_share=shares[1.0],
            least_free_share_90=shares[0.9],
            guarantee_price=price,
            floors=floors,
            current_allocation=between.current,
            lifted_allocation=then.allocation,
            trace=Trace.of(
                self.case,
                regime,
                today.optima.backend.name,
                [*today.optima.certificates, *then.optima.certificates],
            ),
            solver=self._solver,
        )

    def _lifted(
        self,
        regime: Regime,
        guarantee: str | None,
        floors: pl.DataFrame | None,
        *,
        crossing: bool = False,
        open_share: bool = False,
        reached: float | None = None,
    ) -> RegimeSolver:
        regime_program = build_regime_program(
            self.case, regime, crossing=crossing, open_share=open_share, guarantee=guarantee
        )
        if floors is not None:
            floors = regime_program.rows.floors.join(floors, on="area")
        return RegimeSolver(regime_program, self._backend(), floors, reached)


def _eur(optimum: Optimum | None, unit: float) -> float | None:
    return None if optimum is None else max(0.0, optimum.minimum) * unit


def _nonnegative(amount: float, scale: float) -> float:
    """An amount that is at least zero by its definition.

    Rounding below zero becomes zero, more than rounding is a fault.
    """
    if amount < -1e-6 * max(1.0, scale):
        raise AssertionError(f"an amount that cannot be negative is {amount}")
    return max(0.0, amount)
