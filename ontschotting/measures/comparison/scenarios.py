"""Several comparisons side by side: one table, one chart, one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.labels import measure_label, outcome_label, outcome_name
from ontschotting.charts.comparison.scenarios import scenarios_chart
from ontschotting.measures.comparison.goals_compared import change_words
from ontschotting.measures.comparison.measures import HEADLINE
from ontschotting.measures.comparison.result import Comparison
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import outcome_words
from ontschotting.words.measures import MEASURES
from ontschotting.words.numbers import amount, count_with_unit
from ontschotting.words.open_ends import open_words

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

COLUMNS = ("measure", "outcome", "name_nl", "name_en", "unit")
"""What stands before the scenarios in a row of the table."""

ENDS = ("freed_least", "freed_most")
"""The rows of each goal where there are several."""


@dataclass(frozen=True, eq=False, repr=False)
class Scenarios(Result):
    """Several comparisons side by side, each of a lifted regime with its own case of today.

    Where time left an answer of whole projects open, the table has the value that was found, and
    `scenarios[name].open_ends` what it may be at least and at most; terminal and sentence say both.

    Attributes:
        comparisons: The comparison of each scenario, by its name

    Examples:
        >>> import ontschotting as on
        >>> regimes = {"integral": on.INTEGRAL, "ten less": on.block_grant(0.1)}
        >>> scenarios = on.compare(on.load_case("two-villages"), regimes)
        >>> scenarios.frame.filter(measure="freed").select("integral", "ten less").row(0)
        (2000.0, 1600.0)
    """

    comparisons: Mapping[str, Comparison]

    def __getitem__(self, name: str) -> Comparison:
        """Return the comparison of a scenario, such as `scenarios["pooled"]`."""
        return self.comparisons[name]

    @property
    def case(self) -> Case:
        """The case of the first scenario.

        Examples:
            >>> scenarios.case.title
            'Twee dorpen'
        """
        return next(iter(self.comparisons.values())).case

    @property
    def trace(self) -> Trace:
        """Where the scenarios come from: their optima together, and the worst among them.

        Examples:
            >>> scenarios.trace.optima > 0
            True
        """
        first = next(iter(self.comparisons.values()))
        traces = [comparison.trace for comparison in self.comparisons.values()]
        return Trace.merged(first.case, first.regime, traces)

    @property
    def frame(self) -> pl.DataFrame:
        """One row per measure, one column per scenario.

        `measure`, `outcome`, `name_nl`, `name_en`, `unit`, and the value under each scenario. With
        several goals each has two rows of its own, `freed_least` and `freed_most`.

        Examples:
            >>> scenarios.frame.columns
            ['measure', 'outcome', 'name_nl', 'name_en', 'unit', 'integral', 'ten less']
        """
        shown = [comparison.shown(HEADLINE) for comparison in self.comparisons.values()]
        rows = [
            (
                name,
                None,
                measure_label(self.case, name, "nl"),
                measure_label(self.case, name, "en"),
                MEASURES[name]["unit"],
                *(each[name] for each in shown),
            )
            for name in HEADLINE
        ]
        schema = dict.fromkeys(COLUMNS, pl.String) | dict.fromkeys(self.comparisons, pl.Float64)
        return pl.DataFrame([*rows, *self._goal_rows()], schema=schema, orient="row")

    def _goal_rows(self) -> list[tuple[Any, ...]]:
        """Return what falls free of each goal, least and most, where there are several."""
        freed = [comparison.freed_outcomes for comparison in self.comparisons.values()]
        goals = list(dict.fromkeys(goal for each in freed for goal in each))
        if len(goals) < 2:
            return []
        return [
            (
                end,
                goal,
                *(
                    texts("answers.scenarios", lang)[end].format(
                        name=outcome_name(self.case, goal, lang)
                    )
                    for lang in ("nl", "en")
                ),
                "units",
                *(each.get(goal, {}).get(end.removeprefix("freed_")) for each in freed),
            )
            for goal in goals
            for end in ENDS
        ]

    @property
    def gains(self) -> pl.DataFrame:
        """What each scenario adds: `name`, and `free` or `awarded`, as `scenarios_chart` draws it.

        `awarded` where money that was already awarded is lifted too.

        Examples:
            >>> scenarios.gains.rows()
            [('integral', 2000.0, None), ('ten less', None, 1600.0)]
        """
        rows = []
        for name, comparison in self.comparisons.items():
            freed = comparison.freed
            is_awarded = any(lift.awarded for lift in comparison.regime.lifts)
            rows.append((name, None, freed) if is_awarded else (name, freed, None))
        schema = {"name": pl.String, "free": pl.Float64, "awarded": pl.Float64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def text_rows(self, lang: str) -> list[tuple[str, ...]]:
        """Return the table as people read it: a name, and the amount under each scenario.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> scenarios.text_rows("en")[3]
            ('freed', '2,000', '1,600')
        """
        return [
            (
                row[f"name_{lang}"],
                *(_amount(row, name, self[name], lang) for name in self.comparisons),
            )
            for row in self.frame.iter_rows(named=True)
        ]

    def _units(self, lang: str) -> str:
        """Name what the scenarios count; plain units where their cases count different things."""
        labels = {outcome_label(each.case, lang) for each in self.comparisons.values()}
        return labels.pop() if len(labels) == 1 else outcome_words([], lang)

    def _sentences(self, lang: str) -> list[str]:
        words, units = texts("answers.scenarios", lang), self._units(lang)
        listed = "; ".join(
            words["one"].format(name=name, gain=_gain(comparison, units, lang))
            for name, comparison in self.comparisons.items()
        )
        return [words["finding"].format(listed=listed), words["end"]]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw what each scenario adds.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> scenarios.plot(lang="en").get_label().split(".")[0]
            'Most, 2,000 homes, falls free with: integral'
        """
        return scenarios_chart(
            self.gains, ax=ax, units=self._units(lang), **chart_options(self.case, lang, self.trace)
        )

    def to_json(self) -> dict[str, Any]:
        """Return the headline and the goals of each scenario, unrounded.

        Examples:
            >>> list(scenarios.to_json()["scenarios"])
            ['integral', 'ten less']
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "scenarios": {
                name: {
                    "case": comparison.case.title,
                    "regime": repr(comparison.regime),
                    "guarantee": comparison.guarantee,
                    **comparison.measures(HEADLINE),
                    "freed_outcomes": comparison.freed_outcomes,
                }
                for name, comparison in self.comparisons.items()
            },
            "trace": str(self.trace),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"scenarios": self.frame, "gains": self.gains}


def _amount(row: Mapping[str, Any], name: str, comparison: Comparison, lang: str) -> str:
    """Write one amount of the table; at least … at most where it is still open."""
    if row["measure"] in comparison.open_ends:
        return open_words(*comparison.open_ends[row["measure"]], lang, row["unit"])
    return amount(row[name], lang, row["unit"] if row["unit"] in ("eur", "share") else "")


def _gain(comparison: Comparison, units: str, lang: str) -> str:
    """Write what a scenario adds, of each goal by itself where there are several."""
    gain = comparison.freed
    if gain is None:
        return texts("answers.scenarios", lang)["none"]
    if has_several_outcomes(comparison.case):
        return ", ".join(
            f"{outcome_name(comparison.case, goal, lang)}"
            f" {change_words(ends['least'], ends['most'], lang)}"
            for goal, ends in comparison.freed_outcomes.items()
        )
    if "freed" in comparison.open_ends:
        return open_words(*comparison.open_ends["freed"], lang)
    gain = 0.0 if abs(gain) <= negligible(comparison.current.value or 0.0) else gain
    return f"{'+' if gain > 0 else ''}{count_with_unit(gain, units, lang)}"
