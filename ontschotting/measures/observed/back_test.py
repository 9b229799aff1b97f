"""The back-test: the current regime of a past case held against what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.charts.observed.back_test import back_test_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.observed.back_test_comparison import (
    VERDICTS,
    compare_money,
    compare_units,
    compared_years,
)
from ontschotting.measures.observed.observations import (
    bundled_observations,
    observed_money,
    observed_units,
    publishers_of,
)
from ontschotting.regime.presets import CURRENT
from ontschotting.results.result import Result, chart_source
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.optimal_face import best_face
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import REACH
from ontschotting.words.labels import outcome_words
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class BackTest(Result):
    """A past case against what happened.

    An optimum is an upper bound. Fewer units than the model says do not show that it is wrong. More
    than `possible_units` do refute the data of the case in that area.

    Attributes:
        units: `level`, `area`, `year` (blank: all compared years together), `outcome`,
            `observed_units`, `least_units` and `most_units` over all allocations of the greatest
            value, `possible_units` (the most that any allocation within the walls delivers there),
            `error_least`, `error_most` (model less observed), `relative_least`, `relative_most` (as
            a share of what was observed), `verdict`. Blank where nothing can be compared
        observed_by: Publishers of what was observed, from the sources of the case; blank where the
            frame names none
        money: `stream`, `offered_eur`, `observed_unspent_eur`, `unspent_least_eur`,
            `unspent_most_eur`, the errors and the verdict. For money `above_possible` does not
            occur
        years: The first and last year that count in the rows over all compared years; None when no
            year can be compared
        value: V(c), in units, in all delivery years of the case
        possible: The greatest value when money is no limit, in units

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> row = {"level": "national", "area": None, "year": 2026, "observed_units": 1500}
        >>> past = on.back_test(on.load_case("two-villages"), pl.DataFrame([row]))
        >>> past.units.select("observed_units", "verdict").rows()
        [(1500.0, 'below_best'), (1500.0, 'below_best')]
    """

    case: Case
    value: float
    possible: float
    years: tuple[int, int] | None
    units: pl.DataFrame
    money: pl.DataFrame
    observed_by: str
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return the comparison of units.

        Examples:
            >>> past.frame.height
            2
        """
        return self.units

    @property
    def total(self) -> dict[str, Any] | None:
        """Return the row of the nation over all compared years, or None if there is none.

        Examples:
            >>> past.total["verdict"]
            'below_best'
        """
        rows = self.units.filter((pl.col("level") == "national") & pl.col("year").is_null())
        return rows.row(0, named=True) if rows.height else None

    @property
    def areas(self) -> pl.DataFrame:
        """Return the rows of areas below the nation, over all compared years.

        Examples:
            >>> past.areas.height
            0
        """
        return self.units.filter((pl.col("level") != "national") & pl.col("year").is_null())

    def _sentences(self, lang: str) -> list[str]:
        texts: list[str] = []
        total, areas = self.total, self.areas
        if total is not None:
            numbers = {
                key: amount(total[f"{key}_units"], lang)
                for key in ("observed", "least", "most", "possible")
            }
            units = self._units_label(lang)
            texts += sentences("back_test_total", lang, units=units, **numbers)
        if areas.height:
            counts = {name: areas.filter(pl.col("verdict") == name).height for name in VERDICTS}
            texts += sentences(
                "back_test_areas",
                lang,
                count=areas.height,
                refuted=counts["above_possible"],
                above=counts["above_best"],
                within=counts["within"],
                below=counts["below_best"],
            )
        if self.possible - self.value <= 2 * REACH * max(1.0, self.possible):
            texts += sentences("back_test_limited", lang)
        return [*texts, *sentences("back_test", lang)]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the errors per area, over all compared years.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> past.plot(lang="en").get_label()
            'Less was built than in any best allocation. The Netherlands: built 1,500, model ...
        """
        return back_test_chart(
            self.units.filter(pl.col("year").is_null()),
            ax=ax,
            units=self._units_label(lang),
            years=self.years,
            lang=lang,
            source="; ".join(filter(None, (chart_source(self.case, lang), self.observed_by))),
            assumptions=self.case.rests_on_assumptions,
        )

    def _units_label(self, lang: str) -> str:
        """Name what was observed, which need not be all that the plans deliver."""
        return outcome_words(sorted(self.units["outcome"].unique().to_list()), lang)

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"units": self.units, "money": self.money}

    def to_json(self) -> dict[str, object]:
        """Return the rows, unrounded.

        Examples:
            >>> past.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "value": self.value,
            "possible": self.possible,
            "units": self.units.to_dicts(),
            "money": self.money.to_dicts(),
        }


@with_bar
def back_test(
    case: Case,
    completions: Any = None,
    unspent: Any = None,
    *,
    each_year: bool = True,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> BackTest:
    """Hold the current regime of a past case against what happened.

    Units: least and most Σ u in the area and year over { allocations of value V(c) }, and the most
    over all allocations within the walls. Money: budget − Σ x of the stream over the first set. A
    year in which the case delivers nothing has no comparison. Rows over all compared years sum over
    those years that every area has.

    Args:
        case: The case
        completions: `level`, `area` (blank for national), `year`, `observed_units`; `outcome` where
            the case has several. When neither frame is given: the tables `observed_completions` and
            `observed_unspent` beside the bundled case
        unspent: `stream`, `observed_unspent_eur` and, to show beside it, `offered_eur`; a blank
            amount is money that cannot be compared
        each_year: Whether to compare each year too, and not only all compared years together; it
            takes as many times longer
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each row

    Raises:
        QuestionError: For a missing column, an unknown level, area or stream.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> row = {"level": "national", "area": None, "year": 2026, "observed_units": 1500}
        >>> answer = on.back_test(on.load_case("two-villages"), pl.DataFrame([row]))
        >>> round(answer.total["least_units"]), answer.total["verdict"]
        (2000, 'below_best')
    """
    check_case(case)
    report_progress = reporter_of(progress)
    if completions is None:
        if unspent is not None:
            raise QuestionError(problem("no_completions"))
        completions, unspent = bundled_observations(case)
    happened = observed_units(case, completions)
    unspent_money = observed_money(case, unspent)
    case_solver = case_solver_of(case, solver)
    with recorded() as certificates:
        questions = case_solver.questions(separate_by=["stream"])
        value, face = questions.value, best_face(questions)
        years = compared_years(happened, questions.regime_program)
        units = compare_units(case, face, happened, years, each_year, report_progress)
        money = compare_money(case, face, unspent_money, report_progress)
        report_progress("possible")
        possible = max(-questions.unlimited.proven_minimum, value)
    return BackTest(
        case=case,
        value=value,
        possible=possible,
        years=(min(years), max(years)) if years else None,
        units=units,
        money=money,
        observed_by=publishers_of(case, completions),
        trace=Trace.of(case, CURRENT, case_solver.solver_name, certificates),
    )
