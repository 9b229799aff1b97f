"""Computes once everything that the report says; data only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ontschotting.case.case import Case
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.compare import compare_regimes
from ontschotting.measures.comparison.result import Comparison
from ontschotting.measures.observed.back_test import BackTest, back_test
from ontschotting.measures.policy.break_even import break_evens
from ontschotting.measures.policy.free_share import FreeShare, free_share
from ontschotting.measures.uncertainty.bounds import Bounds, bounds
from ontschotting.measures.uncertainty.limit_curve import limit_curve
from ontschotting.measures.uncertainty.switching_values import (
    NOISE,
    SwitchingValues,
    switching_values,
)
from ontschotting.measures.uncertainty.tornado import Tornado, tornado
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.report.collect_answers import STEPS, AnswerData, collect_answers
from ontschotting.report.scenarios import Scenario, guarantees_of, scenarios_of
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.questions import difference
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress, silent

_STEPS = 12 + STEPS
COMPANION_TABLES = ("assumptions", "register")

FLIP_PRECISION = 1e-3
"""In margins: how precisely the report tells where an input flips the conclusion."""


@dataclass(frozen=True)
class ReportData:
    """What the report is made of.

    Attributes:
        free, price: The two questions: with free money alone, and with awarded money too (None when
            nothing has been awarded)
        free_bounds, price_bounds: The same over the margins of the data
        possible: What plans and limits allow when money is no limit
        swings: One group of inputs at a time, for the main question
        flips: Where, on its way to the end of its margin, each input flips the conclusion that
            flips it there; None where none does
        free_share: The curve for the main question; None when there is no gain
        scenarios: `scenario`, `level`, `free`, `awarded`: the gain per scenario
        break_evens: `guarantee`, `data`, `cut`, `cut_walls`
        limits_curve: `factor`, `current_value`, `lifted_value`, `gain`; None when the case has no
            limits
        readings: `reading`, `current_value`, `lifted_value`, `gain`: the main question on each
            folder of tables in `variants/` beside the case, apart
        groups: Per dimension a frame of `Comparison.by`; own money alone when the walls block
            nothing
        companions: Tables that lie beside the case (assumptions, register), as texts
        answers: Who blocks, which first, prices, why, targets, years, terms and the pots
        back_test: The case beside what was observed; None where nothing lies beside it
        extra_optima: How many more optima were certified for scenarios, break-evens and curves
    """

    case: Case
    free: Comparison
    price: Comparison | None
    free_bounds: Bounds
    price_bounds: Bounds | None
    possible: float | None
    swings: Tornado
    flips: SwitchingValues | None
    free_share: FreeShare | None
    scenarios: pl.DataFrame
    break_evens: pl.DataFrame
    limits_curve: pl.DataFrame | None
    readings: pl.DataFrame
    groups: dict[str, pl.DataFrame]
    companions: dict[str, pl.DataFrame]
    answers: AnswerData
    back_test: BackTest | None
    extra_optima: int

    @property
    def main(self) -> Comparison:
        """The question of the letter: the price of the partition.

        Where nothing was awarded the two questions are one.
        """
        return self.price or self.free

    @property
    def main_bounds(self) -> Bounds:
        """The bounds of the main question."""
        return self.price_bounds or self.free_bounds

    @property
    def blocks_money(self) -> bool:
        """Whether the walls block a euro or more, on central data."""
        return (self.main.blocked_eur or 0.0) > max(1.0, 1e-7 * self.main.lifted.budget_eur)

    @property
    def gain(self) -> float:
        """The gain of the main question, with rounding noise at zero."""
        return self.main.freed or 0.0


def collect(
    case: Case,
    progress: ReportProgress | None = None,
    folder: Path | None = None,
    solver: SolverChoice = "highs",
) -> ReportData:
    """Everything the report says about a case.

    `folder` is where the case lies, for the tables beside it; `by` the solver that proposes every
    answer.
    """
    say = progress or silent
    steps = iter(range(1, 100))

    def step(words: str) -> ReportProgress:
        number = next(steps)
        say(f"{number}/{_STEPS} {words}")
        return lambda word: say(f"{number}/{_STEPS} {words}: {word}")

    has_awarded = bool(case.budgets["awarded"].fill_null(False).any())
    case_solver, heard = CaseSolver(case, solver), step("two worlds compared")
    free = compare_regimes(case_solver, INTEGRAL, report_progress=heard)
    price = None
    if has_awarded:
        price = compare_regimes(case_solver, INTEGRAL.with_awarded(), report_progress=heard)
    regime = (price or free).regime
    heard = step("least and most favourable data")
    free_bounds = bounds(case, INTEGRAL, progress=heard, solver=solver)
    price_bounds = bounds(case, regime, progress=heard, solver=solver) if has_awarded else None
    compared = len(case_solver.certificates)
    heard = step("scenarios")
    today = free.current.value or 0.0
    asked = scenarios_of(case)

    def gains_of(one: Scenario) -> tuple[str, str | None, float | None, float | None]:
        heard(f"{one.key} {one.level or ''}".strip())
        values = [
            case_solver.questions(one.regime, one.guarantee).value,
            case_solver.questions(one.regime.with_awarded(), one.guarantee).value
            if has_awarded
            else None,
        ]
        gains = [None if value is None else difference(value, today) for value in values]
        return (
            one.key + ("_outcomes" if one.guarantee == "outcomes" else ""),
            one.level,
            gains[0],
            gains[1],
        )

    scenarios = pl.DataFrame(
        parallel_map(gains_of, asked),
        schema={
            "scenario": pl.String,
            "level": pl.String,
            "free": pl.Float64,
            "awarded": pl.Float64,
        },
        orient="row",
    )
    heard = step("other readings of the data")
    readings = _readings(case_solver, regime, folder, heard)
    step("what plans and limits allow")
    possible = case_solver.possible()
    step("break-even cuts")
    cuts = break_evens(case_solver, regime, guarantees_of(case))
    heard = step("limits other than money")
    limits_curve = (
        None if case.limits.is_empty() else limit_curve(case, regime, progress=heard, solver=solver)
    )
    step("free share")
    main = price or free
    curve = (
        free_share(case, regime, solver=solver) if (main.freed or 0.0) > noise_of(main) else None
    )
    swung = tornado(case, regime, progress=step("one input at a time"), solver=solver)
    flipped = _flips(
        case,
        regime,
        swung,
        (main.freed or 0.0) > noise_of(main),
        step("how near to another conclusion"),
        solver,
    )
    heard = step("provinces, streams, purposes")
    groups: dict[str, pl.DataFrame] = {}
    blocks = (main.blocked_eur or 0.0) > max(1.0, 1e-7 * main.lifted.budget_eur)
    for dimension in (
        "own_money",
        *(
            (["province"] if "province" in case.levels else []) + ["stream", "purpose"]
            if blocks
            else []
        ),
    ):
        heard(dimension)
        groups[dimension] = main.by(dimension)
    noise = noise_of(main)
    answers = collect_answers(
        case,
        regime,
        guarantees_of(case)[0],
        frees=(main.freed or 0.0) > noise,
        frees_unfavourable=(price_bounds or free_bounds).gain("unfavourable") > noise,
        step=step,
        solver=solver,
    )
    step("tables beside the case")
    return ReportData(
        case,
        free,
        price,
        free_bounds,
        price_bounds,
        possible,
        swung,
        flipped,
        curve,
        scenarios,
        cuts,
        limits_curve,
        readings,
        groups,
        _companions(folder),
        answers,
        _back_test(case, folder, progress, solver),
        len(case_solver.certificates)
        - compared
        + answers.optima
        + (0 if flipped is None else flipped.trace.optima),
    )


def _back_test(
    case: Case,
    folder: Path | None,
    progress: ReportProgress | None,
    solver: SolverChoice,
) -> BackTest | None:
    """The back-test of a case beside which `observed_completions.csv` lies; None for any other."""
    seen = None if folder is None else folder / "observed_completions.csv"
    if seen is None or not seen.is_file():
        return None
    unspent = seen.with_name("observed_unspent.csv")
    return back_test(
        case,
        pl.read_csv(seen),
        pl.read_csv(unspent) if unspent.is_file() else None,
        progress=progress,
        solver=solver,
    )


def noise_of(main: Comparison) -> float:
    """A gain below this share of the result is no gain that a reader should act on.

    One in ten thousand.
    """
    return NOISE * max(1.0, main.current.value or 0.0)


def _flips(
    case: Case,
    regime: Regime,
    swung: Tornado,
    frees: bool,
    say: ReportProgress,
    solver: SolverChoice,
) -> SwitchingValues | None:
    """The flips of the inputs that have another conclusion at an end of their margin than central
    data have; the others are not searched, which would cost much and find little.
    """

    def frees_at(end: str) -> pl.Expr:
        return pl.col(end) > NOISE * pl.max_horizontal(f"current_{end}", 1.0)

    groups = swung.frame.filter((frees_at("low") != frees) | (frees_at("high") != frees))[
        "group"
    ].to_list()
    found = (
        switching_values(
            case,
            regime,
            groups,
            reach=1.0,
            positions=1,
            precision=FLIP_PRECISION,
            progress=say,
            solver=solver,
        )
        if groups
        else None
    )
    return None if found is None or found.frame["margins"].is_null().all() else found


def _readings(
    case_solver: CaseSolver, regime: Regime, folder: Path | None, say: ReportProgress
) -> pl.DataFrame:
    """The main question on other readings of the same data.

    Each folder in `variants/` holds tables that take the place of those of the case.
    """

    def read(place: Path) -> tuple[str, float, float, float]:
        say(place.name)
        other = case_solver.case
        for path in sorted(place.glob("*.csv")):
            other = other.with_table(path.stem, pl.read_csv(path, infer_schema=False))
        current, lifted = case_solver.of(other).values(regime)
        return place.name, current, lifted, difference(lifted, current)

    rows = parallel_map(read, sorted(folder.glob("variants/*/")) if folder is not None else [])
    schema = {
        "reading": pl.String,
        "current_value": pl.Float64,
        "lifted_value": pl.Float64,
        "gain": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _companions(folder: Path | None) -> dict[str, pl.DataFrame]:
    """The tables that lie beside a case in a folder, as texts."""
    found = {}
    for name in COMPANION_TABLES:
        path = None if folder is None else folder / f"{name}.csv"
        if path is not None and path.is_file():
            found[name] = pl.read_csv(
                path, infer_schema=False, encoding="utf8-lossy", truncate_ragged_lines=True
            )
    return found
