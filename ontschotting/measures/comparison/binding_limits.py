"""What runs out first: the plans, the money within and without the walls, or other limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.case.labels import outcome_label
from ontschotting.case.subset import SHARE_NOTE
from ontschotting.case.uncertain_inputs import at_bound, uncertain_inputs
from ontschotting.charts.comparison.binding_limits import binding_limits_chart
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.annual import annual_target, year_count
from ontschotting.measures.comparison.measures import LazyMeasures
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.support.numerics import series_max, series_min
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import NOISE
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import rounded_count
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

WITHOUT_LIMITS = ("value_current", "value_lifted", "freed", "blocked_eur", "own_tied_eur")
"""The measures of the comparison in which limits other than money are taken away."""


@dataclass(frozen=True, eq=False, repr=False)
class BindingLimits(Result):
    """What each of plans, money and other limits allows at most, and the result without the limits.

    Attributes:
        limits: `limit` (`plans`, `money_lifted`, `money_current`, `limits`), `units`, `low`,
            `high`: the most that each allows by itself, in units over all delivery years; money
            counts with the plans but without other limits, and other limits count with the plans.
            `low` and `high` are the ends of its own margin, blank where it has none
        without_limits: The measures of the comparison without other limits, by name

    Examples:
        >>> import ontschotting as on
        >>> answer = on.binding_limits(on.load_case("two-villages"))
        >>> answer.limits.select("limit", pl.col("units").round()).rows()
        [('plans', 10000.0), ('money_lifted', 4000.0), ('money_current', 2000.0)]
    """

    case: Case
    regime: Regime
    limits: pl.DataFrame
    without_limits: dict[str, float | None]
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return the most that each limit allows, in units over all delivery years.

        Examples:
            >>> answer.frame.columns
            ['limit', 'units', 'low', 'high']
        """
        return self.limits

    @property
    def first(self) -> str:
        """What runs out first today; the plans or other limits where they tie with the money.

        Examples:
            >>> answer.first
            'money_current'
        """
        most = dict(self.limits.select("limit", "units").iter_rows())
        least = min(most[name] for name in ("plans", "limits", "money_current") if name in most)
        noise = NOISE * max(1.0, least)
        return next(
            name
            for name in ("plans", "limits", "money_current")
            if name in most and most[name] <= least + noise
        )

    def _sentences(self, lang: str) -> list[str]:
        years = year_count(self.case)
        most = {
            name: rounded_count(units / years, lang)
            for name, units in self.limits.select("limit", "units").iter_rows()
        }
        values = {
            "units": outcome_label(self.case, lang),
            "a_year": texts("answers.binding_limits", lang)["a_year"] if years > 1 else "",
            **most,
        }
        finding = sentences(f"binding_limits.first_{self.first}", lang, **values)
        if "limits" in most:
            freed = rounded_count(self.without_limits["freed"], lang)
            finding += sentences("binding_limits.without_limits", lang, freed=freed, **values)
        return [*finding, texts("answers.binding_limits", lang)["reservation"]]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw what each limit allows a year as bars, with a line at the target.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> answer.plot(lang="en").get_label()
            'First to run out: the money within the walls. ...
        """
        years = year_count(self.case)
        per_year = self.limits.with_columns(pl.col("units", "low", "high") / years)
        return binding_limits_chart(
            per_year,
            ax=ax,
            first=self.first,
            names=limit_names(self.case, lang),
            target=annual_target(self.case),
            target_note=target_note(self.case, lang),
            per_year=years > 1,
            delivery_years=delivery_years(self.case),
            units=outcome_label(self.case, lang),
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return what each limit allows, unrounded.

        Examples:
            >>> answer.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "first": self.first,
            "limits": self.limits.to_dicts(),
            "without_limits": self.without_limits,
        }


@with_bar
def binding_limits(
    case: Case,
    regime: Regime = INTEGRAL,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> BindingLimits:
    """Return what runs out first: plans, money within and without the walls, or other limits.

    plans: the best value where nothing costs anything and the table *limits* is empty. Money:
    V(i) and V(c) where the table *limits* is empty. Limits: the best value where nothing costs
    anything. The smallest one holds the result back.

    Args:
        case: The case
        regime: The lifted regime
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each step

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.binding_limits(on.load_case("two-villages"))
        >>> answer.first
        'money_current'
    """
    check_regime(regime, case)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    without_limits = without_other_limits(case)
    with recorded() as certificates:
        report_progress("money without other limits")
        regimes = TwoRegimes(case_solver.of(without_limits), regime)
        measures = LazyMeasures(regimes).read(WITHOUT_LIMITS)
        report_progress("plans and other limits")
        rows = [
            ("plans", *_possible(case_solver, without_limits, "plans")),
            ("money_lifted", measures["value_lifted"], None, None),
            ("money_current", measures["value_current"], None, None),
        ]
        if case.limits.height:
            rows.append(("limits", *_possible(case_solver, case, "limits")))
    schema = {"limit": pl.String, **dict.fromkeys(("units", "low", "high"), pl.Float64)}
    limits = pl.DataFrame(rows, schema=schema, orient="row")
    trace = Trace.of(case, regime, case_solver.solver_name, certificates)
    return BindingLimits(case, regime, limits, measures, trace)


def without_other_limits(case: Case) -> Case:
    """Return the case with limits other than money taken away.

    Args:
        case: The case
    """
    return case if case.limits.is_empty() else case.with_table("limits", case.limits.clear())


def _possible(
    case_solver: CaseSolver, case: Case, table: str
) -> tuple[float, float | None, float | None]:
    """Return what is possible if nothing cost anything, and at both ends of the margins of a table.

    The ends are None where the table has no margin.
    """
    central = case_solver.of(case).possible()
    inputs = [each for each in uncertain_inputs(case) if each.table == table]
    if not inputs:
        return central, None, None
    ends = []
    for end in ("low", "high"):
        moved = case
        for each in inputs:
            moved = at_bound(moved, end, each)
        ends.append(case_solver.of(moved).possible())
    return central, min(ends), max(ends)


def limit_names(case: Case, lang: str, *, with_status: bool = True) -> dict[str, str]:
    """Return how readers call each limit; a limit on homes a year is the pace of building.

    Args:
        case: The case
        lang: `nl` or `en`
        with_status: Whether the words say that the other limits are an assumption, where they are
    """
    words = texts("answers.binding_limits", lang)
    assumed = with_status and case.limits["status"].is_in(["assumption"]).any()
    kind = "pace" if outcomes_of(case) == ("homes",) else "other"
    return {
        "plans": words["plans"],
        "money_lifted": words["money_lifted"],
        "money_current": words["money_current"],
        "limits": words[f"{kind}_assumed" if assumed else kind],
    }


def delivery_years(case: Case) -> tuple[int, int]:
    """Return the first and last year in which a plan can deliver.

    Args:
        case: The case
    """
    return int(series_min(case.plans["first_year"])), int(series_max(case.plans["last_year"]))


def money_years(case: Case) -> tuple[int, int]:
    """Return the first and last year with a budget.

    Args:
        case: The case
    """
    return int(series_min(case.budgets["year"])), int(series_max(case.budgets["year"]))


def target_note(case: Case, lang: str) -> str | None:
    """Return what the data say about how the national target counts, or None.

    Which share of a wider target was taken for a part of a case is no such thing.

    Args:
        case: The case
        lang: `nl`, or `en` for the English note where there is one
    """
    national = case.targets.filter(pl.col("level") == "national")
    note = pl.coalesce([*(["note_en"] if lang == "en" else []), "note"])
    notes = national.select(note)[:, 0].drop_nulls().unique().sort().to_list()
    own = (note.partition(SHARE_NOTE)[0].strip(" ;.") for note in notes)
    return next(filter(None, own), None)
