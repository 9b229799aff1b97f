"""Collect best values under other regimes and on other readings of the data."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ontschotting.errors import CaseWarning
from ontschotting.measures.policy.break_even import break_evens
from ontschotting.regime.regime import Regime
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.scenarios import Scenario, guarantees_of, scenarios_of
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import difference


@dataclass(frozen=True)
class ValueData:
    """Best values under other regimes and on other readings of the data.

    Attributes:
        scenarios: `scenario`, `level`, `free`, `awarded`: the gain without and with awarded money
        readings: `reading`, `current_value`, `lifted_value`, `gain`: the main question on each
            folder of tables in `variants/` beside the case
        possible_units: What plans and limits allow when money is no limit
        break_evens: `guarantee`, `data`, `cut`, `cut_walls`
    """

    scenarios: pl.DataFrame
    readings: pl.DataFrame
    possible_units: float
    break_evens: pl.DataFrame


def collect_values(
    case_solver: CaseSolver,
    main: QuestionResult,
    has_awarded: bool,
    folder: Path | None,
    steps: StepReporter,
) -> ValueData:
    """Collect the best values of the case under every regime that the report shows.

    Args:
        case_solver: The solver of the case of the report
        main: The main question
        has_awarded: Whether any money of the case has been awarded
        folder: Where the case lies, for other readings of it
        steps: Reports each step
    """
    regime = main.comparison.regime
    with steps.step(Step.SCENARIOS) as report_progress:
        scenarios = _scenarios(
            case_solver, regime, main.current_value, has_awarded, report_progress
        )
    with steps.step(Step.READINGS) as report_progress:
        readings = _readings(case_solver, regime, folder, report_progress)
    with steps.step(Step.POSSIBLE):
        possible_units = case_solver.possible()
    with steps.step(Step.BREAK_EVEN):
        cuts = break_evens(case_solver, regime, guarantees_of(case_solver.case))
    return ValueData(scenarios, readings, possible_units, cuts)


def _scenarios(
    case_solver: CaseSolver,
    regime: Regime,
    current_value: float,
    has_awarded: bool,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return the gain of each scenario over the current value: `ValueData.scenarios`."""

    def gain(lifted: Regime, guarantee: str | None) -> float | None:
        value = case_solver.values(lifted, guarantee)[1]
        return None if value is None else difference(value, current_value)

    def row(scenario: Scenario) -> tuple[str, str | None, float | None, float | None]:
        report_progress(f"{scenario.key} {scenario.level or ''}".strip())
        return (
            scenario.key + ("_outcomes" if scenario.guarantee == "outcomes" else ""),
            scenario.level,
            gain(scenario.regime, scenario.guarantee),
            gain(scenario.regime.with_awarded(), scenario.guarantee) if has_awarded else None,
        )

    schema = {
        "scenario": pl.String,
        "level": pl.String,
        "free": pl.Float64,
        "awarded": pl.Float64,
    }
    return pl.DataFrame(
        parallel_map(row, scenarios_of(case_solver.case, regime)), schema=schema, orient="row"
    )


def _readings(
    case_solver: CaseSolver,
    regime: Regime,
    folder: Path | None,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return the main question on other readings of the same data: `ValueData.readings`.

    The tables of each folder in `variants/` replace those of the case.
    """

    def row(variant: Path) -> tuple[str, float, float, float]:
        report_progress(variant.name)
        # All at once: a budget may name a plan that only the other table of the variant has.
        tables = {
            path.stem: pl.read_csv(path, infer_schema=False) for path in variant.glob("*.csv")
        }
        with warnings.catch_warnings():  # a stream may have no money in this reading
            warnings.simplefilter("ignore", CaseWarning)
            case = case_solver.case.with_tables(**tables)
        reading = case_solver.of(case)
        current, lifted = reading.starting_from(case_solver).values(regime)
        return variant.name, current, lifted, difference(lifted, current)

    variants = [] if folder is None else sorted(folder.glob("variants/*/"))
    schema = {
        "reading": pl.String,
        "current_value": pl.Float64,
        "lifted_value": pl.Float64,
        "gain": pl.Float64,
    }
    return pl.DataFrame(parallel_map(row, variants), schema=schema, orient="row")
