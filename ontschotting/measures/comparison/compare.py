"""Compares the current regime with a lifted one, by every measure of model.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import overload

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.measures import HEADLINE, LazyMeasures
from ontschotting.measures.comparison.result import Comparison
from ontschotting.measures.comparison.scenarios import COLUMNS, Scenarios
from ontschotting.measures.comparison.side import Side
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.allocation import Allocation, allocation_of, allocation_or_none
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.guarantee import check_guarantee
from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.parallel import run_parallel
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, silent, with_bar
from ontschotting.words.messages import problem


@overload
def compare(
    case: Case,
    regime: Regime = ...,
    guarantee: str | None = ...,
    *,
    solver: SolverChoice = ...,
    progress: Progress = ...,
) -> Comparison: ...


@overload
def compare(
    case: Case | Mapping[str, Case],
    regime: Mapping[str, Regime],
    guarantee: str | None = ...,
    *,
    solver: SolverChoice = ...,
    progress: Progress = ...,
) -> Scenarios: ...


@overload
def compare(
    case: Mapping[str, Case],
    regime: Regime = ...,
    guarantee: str | None = ...,
    *,
    solver: SolverChoice = ...,
    progress: Progress = ...,
) -> Scenarios: ...


@with_bar
def compare(
    case: Case | Mapping[str, Case],
    regime: Regime | Mapping[str, Regime] = INTEGRAL,
    guarantee: str | None = None,
    *,
    solver: SolverChoice = "highs",
    progress: Progress = None,
) -> Comparison | Scenarios:
    """Compare the current regime with a lifted one, or with several side by side.

    It works out the headline: the values, the outcomes, and where the money is (needed, blocked,
    surplus). Every other measure of the result is worked out when it is first read, and `frame`
    reads them all. Several regimes, several cases (or years of data), or both, are given by name.

    Args:
        case: The case; or several by name, such as `{"2026": …, "2029": …}`
        regime: Which walls fall; by default purpose, period and stacking (`INTEGRAL`). Or several
            by name, such as `{"pooled": on.regional("province"), "free": on.UNCONDITIONAL}`
        guarantee: A level (`province`, …) or `outcomes`: no area (or outcome) gets less than the
            least it gets in any optimal current allocation
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each optimum

    Returns:
        Every measure, in euros, units and shares, with the sentence that says it; for several
        regimes or cases one table of them (`Scenarios`)

    Raises:
        QuestionError: For a regime or guarantee that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> comparison = on.compare(on.load_case("two-villages"))
        >>> round(comparison.freed), round(comparison.blocked_eur)
        (2000, 40000000)
    """
    report_progress = reporter_of(progress)
    if isinstance(case, Mapping) or isinstance(regime, Mapping):
        cases = case if isinstance(case, Mapping) else {"": case}
        regimes = regime if isinstance(regime, Mapping) else {"": regime}
        return _compare_scenarios(cases, regimes, guarantee, solver, report_progress)
    check_regime(regime, case)
    check_guarantee(case, guarantee)
    return compare_regimes(CaseSolver(case, solver), regime, guarantee, report_progress)


def _compare_scenarios(
    cases: Mapping[str, Case],
    regimes: Mapping[str, Regime],
    guarantee: str | None,
    solver: SolverChoice,
    report_progress: ReportProgress,
) -> Scenarios:
    """Compare every regime in every case; each case is solved by one solver for all regimes."""
    names = [_name(case, regime) for case in cases for regime in regimes]
    _check_names([*cases, *regimes], names)
    for case in cases.values():
        for regime in regimes.values():
            check_regime(regime, case)
        check_guarantee(case, guarantee)
    comparisons = {}
    for case_name, case in cases.items():
        case_solver = CaseSolver(case, solver)
        for regime_name, regime in regimes.items():
            name = _name(case_name, regime_name)
            report_progress(name)
            comparisons[name] = compare_regimes(case_solver, regime, guarantee, report_progress)
    return Scenarios(comparisons)


def _name(case: str, regime: str) -> str:
    """Name a scenario by its case, its regime or both; the one that is not named is blank."""
    return ", ".join(filter(None, (case, regime)))


def _check_names(parts: list[str], names: list[str]) -> None:
    """Refuse names that cannot stand above a column of the table."""
    if not names:
        raise QuestionError(problem("no_scenario"))
    wrong = [name for name in (*parts, *names) if not isinstance(name, str) or name in COLUMNS]
    if wrong or "" in names or len(set(names)) < len(names):
        raise QuestionError(
            problem(
                "no_names_of_scenarios",
                names=", ".join(map(repr, wrong or names)),
                columns=", ".join(COLUMNS),
            )
        )


def compare_regimes(
    solver: CaseSolver,
    regime: Regime,
    guarantee: str | None = None,
    report_progress: ReportProgress = silent,
) -> Comparison:
    """Compare the current regime with a lifted one, by a solver that may know answers already.

    Args:
        solver: The solver of the case
        regime: Which walls fall; checked against the case
        guarantee: A level or `outcomes`, or None
        report_progress: Called with a word before each optimum
    """
    regimes = TwoRegimes(solver, regime, guarantee)
    if guarantee is not None:
        report_progress(f"floors per {guarantee}")
        solver.floors(guarantee)
    report_progress(f"current and {regime}")
    with recorded() as certificates:
        current, lifted = run_parallel(
            lambda: allocation_of(CURRENT, regimes.current),
            lambda: allocation_or_none(regime, regimes.lifted),
        )
    report_progress("needed")
    measures = LazyMeasures(regimes, certificates)
    measures.read(HEADLINE)
    if has_several_outcomes(solver.case):
        _ = measures.goals
    return Comparison(
        current=_side("current", regimes.current, current, measures),
        lifted=_side("lifted", regimes.lifted, lifted, measures),
        current_allocation=current,
        lifted_allocation=lifted,
        floors=None if guarantee is None else solver.floors(guarantee),
        lazy_measures=measures,
    )


def _side(
    name: str, questions: RegimeQuestions, allocation: Allocation | None, measures: LazyMeasures
) -> Side:
    """Return what a comparison shows of one regime."""
    budget_eur = questions.regime_program.budget_eur
    if allocation is None:
        return Side(name, budget_eur, None, None, None, measures)
    return Side(
        name, budget_eur, allocation.value, allocation.outcomes, allocation.spent_eur, measures
    )
