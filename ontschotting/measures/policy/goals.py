"""Several goals: the most of each while the others keep what they have, and the choice between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import outcomes_of, weights_of
from ontschotting.case.labels import outcome_name
from ontschotting.charts.policy.goals import goals_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.labels import regime_name
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import record_certificates, recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.goal_questions import best_by_weights
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, with_bar
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

Weights = Mapping[str, float]

_STEPS = {1: 1, 2: 10, 3: 6, 4: 4}
"""In how many parts the weight is divided over so many goals; over more, in one for each."""


@dataclass(frozen=True, eq=False, repr=False)
class Goals(Result):
    """The most of each goal while every other keeps its floor, and a frontier over weights.

    The floor of a goal is the least that it has in any optimal current allocation (model.md,
    *Guarantee*). The most of two goals need not be reached together.

    Attributes:
        most: `outcome`, `unit`, `weight`, `floor`, `current`, `lifted`: in units of the goal; null
            where no allocation keeps the floors of the others (a cut)
        frontier: `point`, `outcome`, `weight`, `current_units`, `lifted_units`: what is best by
            other weights. Every point is one allocation, so its goals are reached together

    Examples:
        >>> import ontschotting as on
        >>> goals = on.goals(on.load_case("two-villages-affordable"))
        >>> goals.most["outcome"].to_list()
        ['affordable_homes', 'other_homes']
    """

    case: Case
    regime: Regime
    most: pl.DataFrame
    frontier: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return the most of each goal.

        Examples:
            >>> goals.frame.columns
            ['outcome', 'unit', 'weight', 'floor', 'current', 'lifted']
        """
        return self.most

    def _sentences(self, lang: str) -> list[str]:
        words = texts("answers.goals", lang)
        goals = "; ".join(
            words["one"].format(
                name=outcome_name(self.case, row["outcome"], lang),
                unit="" if row["unit"] is None else f" ({row['unit']})",
                current=amount(row["current"], lang),
                lifted=amount(row["lifted"], lang),
                floor=amount(row["floor"], lang),
            )
            for row in self.most.iter_rows(named=True)
        )
        return sentences("goals_most", lang, goals=goals, regime=regime_name(self.regime, lang))

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the most of each goal within the walls and without, and what it has at least today.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> len(goals.plot(lang="en").get_yticklabels())
            2
        """
        names = [outcome_name(self.case, name, lang) for name in self.most["outcome"]]
        named = self.most.with_columns(pl.Series("name", names))
        return goals_chart(named, ax=ax, **chart_options(self.case, lang, self.trace))

    def to_json(self) -> dict[str, object]:
        """Return the floors, the most of each and the frontier, unrounded.

        Examples:
            >>> goals.to_json()["case"]
            'Twee dorpen en betaalbare woningen'
        """
        rows = self.most.iter_rows(named=True)
        most = {row["outcome"]: {side: row[side] for side in ("current", "lifted")} for row in rows}
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "floors": dict(self.most.select("outcome", "floor").iter_rows()),
            "most": most,
            "frontier": [
                {
                    "weights": dict(point.select("outcome", "weight").iter_rows()),
                    "current": dict(point.select("outcome", "current_units").iter_rows()),
                    "lifted": dict(point.select("outcome", "lifted_units").iter_rows()),
                }
                for point in self.frontier.partition_by("point", maintain_order=True)
            ],
            "note": {"nl": self.note_in("nl"), "en": self.note_in("en")},
            "trace": str(self.trace),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"most": self.most, "frontier": self.frontier}


@with_bar
def goals(
    case: Case,
    regime: Regime = INTEGRAL,
    weights: Sequence[Weights] | None = None,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Goals:
    """Return the most of each goal while every other keeps its floor, and a frontier over weights.

    Args:
        case: The case
        regime: Which walls fall; by default purpose, period and stacking (`INTEGRAL`)
        weights: The weights of each point of the frontier, by outcome; what is left out has weight
            0. By default the weights of the case, shifted step by step from one goal to another
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each optimum

    Raises:
        QuestionError: For a regime or weights that do not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.goals(on.load_case("two-villages-affordable"))
        >>> answer.frontier["point"].n_unique()
        11
    """
    check_regime(regime, case)
    grid = _default_grid(case) if weights is None else _checked_grid(case, weights)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    with recorded() as certificates:
        report_progress("floors")
        floors = dict(case_solver.floors("outcomes").iter_rows())
        most = _most_of_each(case_solver, regime, floors, report_progress)
        frontier = _frontier(case_solver, regime, grid, most, report_progress)
    trace = Trace.of(case, regime, case_solver.solver_name, certificates)
    return Goals(case, regime, most, frontier, trace)


def _most_of_each(
    case_solver: CaseSolver,
    regime: Regime,
    floors: Mapping[str, float],
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return the most of each outcome in both regimes: `Goals.most`."""
    case = case_solver.case
    sides = [case_solver.questions(each, "outcomes") for each in (CURRENT, regime)]
    units = dict(case.outcomes.select("outcome", "unit").iter_rows())
    case_weights = weights_of(case)
    rows = []
    for name in outcomes_of(case):
        report_progress(f"most {name}")
        most = [side.most_units(name) for side in sides]
        rows.append((name, units.get(name), case_weights[name], floors.get(name, 0.0), *most))
    numbers = ("weight", "floor", "current", "lifted")
    schema = {"outcome": pl.String, "unit": pl.String, **dict.fromkeys(numbers, pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _frontier(
    case_solver: CaseSolver,
    regime: Regime,
    grid: Sequence[Weights],
    most: pl.DataFrame,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return what is best by each set of weights, in both regimes: `Goals.frontier`."""
    scale = {name: lifted or 0.0 for name, lifted in most.select("outcome", "lifted").iter_rows()}
    sides = [case_solver.questions(each) for each in (CURRENT, regime)]

    def rows_of(
        numbered: tuple[int, Weights],
    ) -> tuple[list[tuple[int, str, float, float, float]], list[Certificate]]:
        point, weights = numbered
        report_progress(f"weights {point + 1} of {len(grid)}")
        with recorded() as certificates:
            here, there = (best_by_weights(side, weights, scale).units for side in sides)
        rows = [(point, name, weights[name], here[name], there[name]) for name in weights]
        return rows, list(certificates)

    rows = []
    for rows_of_point, certificates in parallel_map(rows_of, enumerate(grid)):
        rows += rows_of_point
        record_certificates(certificates)
    numbers = ("weight", "current_units", "lifted_units")
    schema = {"point": pl.Int64, "outcome": pl.String, **dict.fromkeys(numbers, pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _default_grid(case: Case) -> list[dict[str, float]]:
    """Divide one over the goals in equal steps, and multiply each weight of the case by its part.

    An outcome of weight 0 is no goal by itself: it keeps that weight.
    """
    case_weights = weights_of(case)
    chosen = [name for name, weight in case_weights.items() if weight > 0]
    if not chosen:
        return [dict(case_weights)]
    steps = _STEPS.get(len(chosen), 1)
    grid = []
    for places in combinations_with_replacement(range(len(chosen)), steps):
        parts = {name: places.count(number) / steps for number, name in enumerate(chosen)}
        grid.append({name: parts.get(name, 0.0) * own for name, own in case_weights.items()})
    return grid


def _checked_grid(case: Case, weights: Iterable[Weights]) -> list[dict[str, float]]:
    """Check weights that were given, and fill in 0 for outcomes that they leave out."""
    known, grid = outcomes_of(case), []
    for number, given in enumerate(weights, start=1):
        for name, weight in given.items():
            if name not in known:
                raise QuestionError(
                    problem(
                        "no_plan_brings_outcome",
                        number=number,
                        name=name,
                        hint=did_you_mean(name, known),
                        known=", ".join(known),
                    )
                )
            if not 0 <= weight < float("inf"):
                raise QuestionError(
                    problem("weight_below_zero", number=number, name=name, weight=weight)
                )
        if not any(given.values()):
            raise QuestionError(problem("all_weights_zero", number=number))
        grid.append({name: float(given.get(name, 0.0)) for name in known})
    if not grid:
        raise QuestionError(problem("no_weights"))
    return grid
