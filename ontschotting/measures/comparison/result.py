"""The comparison of two regimes as a result: numbers, frame, sentence, breakdowns."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.labels import measure_label
from ontschotting.lp.solver_choice import Solver
from ontschotting.measures.comparison.answer_sentences import (
    comparison_sentences,
    headline_table,
    unproven_sentences,
)
from ontschotting.measures.comparison.breakdown import breakdown
from ontschotting.measures.comparison.goals_compared import (
    goal_table,
    outcomes_shown,
)
from ontschotting.measures.comparison.measures import HEADLINE, LazyMeasures, Measure
from ontschotting.measures.comparison.plots import check_plot, plot_money, plot_outcomes
from ontschotting.measures.comparison.side import Side
from ontschotting.regime.regime import Regime
from ontschotting.results.allocation import Allocation
from ontschotting.results.result import Result
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.support.progress import Progress
from ontschotting.support.tolerances import negligible
from ontschotting.words.html_tables import frame_as_html
from ontschotting.words.measures import MEASURES
from ontschotting.words.sentences import sentence

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result):
    """The current regime against a lifted side.

    Every figure is the optimum of a certified program, hence unique.

    The formulas are in `ontschotting.words.measures.MEASURES`; None means that
    no such amount exists, which is proven. It is no forecast, and not a bound by itself: data that
    are missing can move the answer either way (docs/why/limits.md).

    What is asked is what is solved. `compare` works out the headline: the values, the outcomes, and
    where the money is. Every other measure is worked out when it is first read, so reading one may
    take time, and raises CertificateError when it has no certified answer. `measures()`, `frame`,
    `to_excel`, `to_json` and a pickle read them all.

    Attributes:
        current, lifted: The two regimes
        current_allocation, lifted_allocation: Who pays what in each; the second is None where a
            guarantee is out of reach
        floors: `area`, `floor` of the guarantee; None without one
        lazy_measures: The measures that have been read, and what works out the others

    Examples:
        >>> import ontschotting as on
        >>> comparison = on.compare(on.load_case("two-villages"))
        >>> round(comparison.freed), round(comparison.blocked_eur, -2)
        (2000, 40000000.0)
    """

    current: Side
    lifted: Side
    current_allocation: Allocation
    lifted_allocation: Allocation | None
    floors: pl.DataFrame | None
    lazy_measures: LazyMeasures

    freed = Measure()
    crossing_eur = Measure()
    needed_eur = Measure()
    blocked_eur = Measure()
    detour_eur = Measure()
    surplus_eur = Measure()
    utilisation = Measure()
    own_tied_eur = Measure()
    top_up_eur = Measure()
    break_even_cut = Measure()
    least_free_share = Measure()
    least_free_share_90 = Measure()
    guarantee_price = Measure()

    frame_charts = (
        WorkbookChart(
            "values",
            "bar",
            values=("value",),
            label="name_{lang}",
            rows=("value_current", "value_lifted"),
        ),
        WorkbookChart(
            "money",
            "bar",
            values=("value",),
            label="name_{lang}",
            rows=("needed_eur", "blocked_eur", "surplus_eur"),
        ),
    )

    @property
    def case(self) -> Case:
        """The case.

        Examples:
            >>> comparison.case.title
            'Twee dorpen'
        """
        return self.lazy_measures.regimes.case

    @property
    def regime(self) -> Regime:
        """The lifted regime.

        Examples:
            >>> comparison.regime
            <Regime integral: purpose, period, stacking>
        """
        return self.lazy_measures.regimes.regime

    @property
    def guarantee(self) -> str | None:
        """The level (or `outcomes`) in which nobody gets less than today, if any.

        Examples:
            >>> print(comparison.guarantee)
            None
        """
        return self.lazy_measures.regimes.guarantee

    @property
    def solver(self) -> Solver:
        """Which solver answers.

        Examples:
            >>> comparison.solver
            Solver(name='highs', pulp_solver=None, gap=None, seconds=60.0)
        """
        return self.lazy_measures.regimes.solver.solver

    @property
    def trace(self) -> Trace:
        """Where the measures come from that have been read so far.

        It counts every optimum that they rest on, also one that another question had solved before.
        So read `frame` first where the trace of all measures is wanted, as `to_excel` and `to_json`
        do.

        Examples:
            >>> comparison.trace.optima > 0
            True
        """
        return self.lazy_measures.trace

    @property
    def gap(self) -> float | None:
        """The widest gap between an optimum and its bound, of the measures read so far.

        (bound − value) / max(1, `|value|`). None where optima are proven by their prices.

        Examples:
            >>> print(comparison.gap)
            None
        """
        return self.lazy_measures.gap

    @property
    def bound_by(self) -> str | None:
        """Whose bound the gap is: `tree` (proven here) or `solver` (its word); None without one.

        Examples:
            >>> print(comparison.bound_by)
            None
        """
        return self.lazy_measures.bound_by

    @property
    def open_ends(self) -> dict[str, tuple[float, float | None]]:
        """The least and the most (None: unknown) of each measure read so far that is still open.

        A search for whole projects left it open: it stopped before its optimum was proven.

        Examples:
            >>> comparison.open_ends
            {}
        """
        return self.lazy_measures.open_ends

    def measures(self, names: Iterable[str] | None = None) -> dict[str, float | None]:
        """Return measures by name, worked out now where they had not been read.

        Args:
            names: Which measures; all of them when left out

        Raises:
            CertificateError: When one has no certified answer.

        Examples:
            >>> sorted(comparison.measures(["freed", "needed_eur"]))
            ['freed', 'needed_eur']
        """
        return self.lazy_measures.read(names)

    @property
    def frame(self) -> pl.DataFrame:
        """One row per measure: `measure`, `value`, `unit`, `name_nl`, `name_en`, `formula`.

        Examples:
            >>> comparison.frame.columns
            ['measure', 'value', 'unit', 'name_nl', 'name_en', 'formula']
        """
        return self._frame_of(None)

    def _frame_of(self, names: Iterable[str] | None) -> pl.DataFrame:
        values = self.measures(names)
        return pl.DataFrame(
            {
                "measure": list(values),
                "value": list(values.values()),
                "unit": [MEASURES[name]["unit"] for name in values],
                "name_nl": [measure_label(self.case, name, "nl") for name in values],
                "name_en": [measure_label(self.case, name, "en") for name in values],
                "formula": [MEASURES[name]["formula"] for name in values],
            },
            schema_overrides={"value": pl.Float64},
        )

    def shown(self, names: Iterable[str] | None = None) -> dict[str, float | None]:
        """Return measures as people should read them.

        Euros that are only the tolerance of *reach* (a millionth of the budget) count as zero.

        Args:
            names: Which measures; all of them when left out

        Examples:
            >>> comparison.shown()["detour_eur"]
            0.0
        """
        small = negligible(self.current.budget_eur)
        return {
            name: (
                0.0
                if value is not None and MEASURES[name]["unit"] == "eur" and abs(value) < small
                else value
            )
            for name, value in self.measures(names).items()
        }

    @property
    def outcomes(self) -> pl.DataFrame:
        """Units per outcome under both regimes, and the additional ones where a share is given.

        `outcome`, `unit`, `current_units`, `lifted_units`, `freed_units`, `additional_share`,
        `additional_freed_units`. With several outcomes the split between them is that of the
        allocation shown. `current`, `lifted` and `freed` with `_least` and `_most` are its range
        over the optimal allocations of least spending.

        Examples:
            >>> outcomes = comparison.outcomes
            >>> outcomes.select("outcome", outcomes["freed_units"].round(1)).rows()
            [('homes', 2000.0)]
        """
        sides = self.current.outcomes or {}, self.lifted.outcomes or {}
        return outcomes_shown(self.case, *sides, self.lazy_measures.goals)

    @property
    def freed_outcomes(self) -> dict[str, dict[str, float | None]]:
        """What falls free of each outcome, `least` and `most`; below zero it loses.

        The ends of the ranges of both regimes are paired, each over the optimal allocations of
        least spending: one number where the case has one outcome.

        Examples:
            >>> round(comparison.freed_outcomes["homes"]["least"])
            2000
        """
        return {
            row["outcome"]: {"least": row["freed_least"], "most": row["freed_most"]}
            for row in self.lazy_measures.goals.iter_rows(named=True)
        }

    def by(
        self, dimension: str, *, own_tied: bool = False, progress: Progress = None
    ) -> pl.DataFrame:
        """Return the comparison per group, as *least … most* where the optimum leaves it open.

        See `ontschotting.measures.comparison.breakdown.breakdown` for the columns. Solves two
        programs for each group and side, so a fine level takes time.

        Args:
            dimension: `region`, a level, `stream`, `purpose`, `year`, `outcome` or `own_money`
            own_tied: Also the own money that the walls tie in each group, `own_tied_eur`; two more
                programs for each group and side
            progress: True for a bar, False for none, or a function that is called with a word
                before each group

        Raises:
            QuestionError: For a dimension that the case does not have.

        Examples:
            >>> comparison.by("stream").columns
            ['group', 'budget_eur', 'spent_current_eur_least', 'spent_current_eur_most', ...
        """
        regimes = self.lazy_measures.regimes
        return breakdown(regimes, dimension, own_tied=own_tied, progress=progress)

    def _sentences(self, lang: str) -> list[str]:
        return comparison_sentences(self.lazy_measures, self.shown(HEADLINE), lang)

    def _unproven_sentences(self, lang: str) -> list[str]:
        return unproven_sentences(self.lazy_measures, lang)

    def _repr_html_(self) -> str:
        # Only what `compare` has worked out: to look at a result solves nothing.
        table = headline_table(self.lazy_measures, self.shown(HEADLINE), "nl")
        goals = ""
        if has_several_outcomes(self.case):
            goals = frame_as_html(goal_table(self.case, self.lazy_measures.goals, "nl"))
        return (
            f"<p>{html.escape(' '.join(self.sentences()))}</p>{goals}{frame_as_html(table)}"
            f"<p>{html.escape(sentence('comparison_more', 'nl'))}</p>"
        )

    def plot(
        self, ax: Axes | None = None, lang: str = "nl", chart: str = "money", by: str | None = None
    ) -> Axes:
        """Draw the comparison and return the axes.

        Args:
            ax: The axes to draw on; by default new ones
            lang: `nl` or `en`
            chart: `money`: where every euro sits, needed, blocked and surplus. `homes`: the units a
                year under both regimes, against the target
            by: Divide it: money by `own_money`, `stream`, `purpose`, `region` or a level; homes by
                `region` or a level, each area in a panel of its own. Takes as long as `by` itself

        Raises:
            QuestionError: For a chart or dimension that does not exist, and where the lifted regime
                does not reach today's result, so that there is no division to draw.

        Examples:
            >>> comparison.plot(lang="en").get_label()
            "In this model these walls hold back 50 of every 100 euros. Of 80 million euros...
        """
        reaches_current = self.needed_eur is not None
        check_plot(self.case, self.regime, chart, by, lang, reaches_current=reaches_current)
        groups = None if by is None else self.by(by)
        if chart == "money":
            return plot_money(
                self.case,
                self.regime,
                self._frame_of(HEADLINE),
                groups,
                by=by,
                blocked_eur=self.shown(HEADLINE)["blocked_eur"],
                trace=self.trace,
                ax=ax,
                lang=lang,
            )
        return plot_outcomes(
            self.case,
            self.regime,
            (self.current.value, self.lifted.value),
            groups,
            goals=self.lazy_measures.goals if has_several_outcomes(self.case) else None,
            by=by,
            freed=self.freed,
            open_ends=self.open_ends,
            trace=self.trace,
            ax=ax,
            lang=lang,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the measures, unrounded; None where no amount exists.

        Examples:
            >>> comparison.to_json()["case"]
            'Twee dorpen'
        """
        measures = self.measures()

        def as_json(side: Side) -> dict[str, Any]:
            return {
                "budget_eur": side.budget_eur,
                "value": side.value,
                "outcomes": dict(side.outcomes) if side.outcomes is not None else None,
                "spent_eur": side.spent_eur,
                "stranded_eur": side.stranded_eur,
                "target_top_up_eur": side.target_top_up_eur,
            }

        own = (name for name in measures if name in Comparison.__dict__)  # the others are of a side
        return {
            "case": self.case.title,
            "fingerprint": self.case.fingerprint,
            "program_fingerprint": self.case.program_fingerprint,
            "regime": repr(self.regime),
            "guarantee": self.guarantee,
            "current": as_json(self.current),
            "lifted": as_json(self.lifted),
            **{name: measures[name] for name in own},
            "freed_outcomes": self.freed_outcomes,
            **self.lazy_measures.proof_as_json(),
            "note": {"nl": self.note_in("nl"), "en": self.note_in("en")},
            "trace": str(self.trace),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        sheets = {
            "measures": self.frame,
            "outcomes": self.outcomes,
            "current_units": self.current_allocation.units,
            "current_spend": self.current_allocation.spend,
        }
        if self.lifted_allocation is not None:
            sheets |= {
                "lifted_units": self.lifted_allocation.units,
                "lifted_spend": self.lifted_allocation.spend,
            }
        if self.open_ends:
            rows = [(name, least, most) for name, (least, most) in self.open_ends.items()]
            schema = {"measure": pl.String, "least": pl.Float64, "most": pl.Float64}
            sheets["open_ends"] = pl.DataFrame(rows, schema=schema, orient="row")
        return sheets
