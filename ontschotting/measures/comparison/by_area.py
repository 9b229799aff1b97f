"""Each area of a level on its own: what the walls hold back there, as rates for a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.charts.comparison.blocked_by_group import blocked_by_group_chart
from ontschotting.charts.comparison.map import map_chart
from ontschotting.datasets.shapes import shapes_or_none
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.area_levels import (
    area_names,
    beside_the_areas,
    check_area_level,
    usual_level,
)
from ontschotting.measures.comparison.compare import compare_regimes
from ontschotting.measures.comparison.result import Comparison
from ontschotting.measures.inhabitants import (
    checked_people,
    people_per_area,
    source_of_people,
)
from ontschotting.regime.labels import regime_words
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options, chart_source, check_chart
from ontschotting.results.trace import Trace
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import check_lang, texts
from ontschotting.words.labels import level_words
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


COLUMNS = {"blocked": "blocked_eur_per_inhabitant", "freed": "freed_per_thousand_homes"}
"""What a map can show, and its column."""


@dataclass(frozen=True, eq=False, repr=False)
class ByArea(Result):
    """What the walls hold back in each area of a level on its own.

    The areas do not add up to the answer for the whole case. In the whole case money at a wider
    level goes to the area where it brings most, and so does room under a wider limit. So areas can
    have blocked money on their own while the whole case has none.

    Attributes:
        level: `region` or a grouping column of regions; by default the housing-deal regions where
            the case has them, else its first grouping of regions, else `region`
        areas: `area`, `name`, `inhabitants`, `homes`; `value_current`, `value_lifted`, `freed`,
            `budget_eur`, `blocked_eur` of the area cut out with `Case.only`; and
            `blocked_eur_per_inhabitant`, `freed_per_thousand_homes`. Blank where the area has no
            plans or no money, or where inhabitants or homes are not known

    Examples:
        >>> import ontschotting as on
        >>> areas = on.by_area(on.load_case("two-villages"), "region")
        >>> areas.areas.select("area", pl.col("freed").round(1)).rows()
        [('A', 2000.0)]
    """

    case: Case
    level: str
    regime: Regime
    areas: pl.DataFrame
    people_source: str
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return a row per area.

        Examples:
            >>> areas.frame.columns
            ['area', 'name', 'inhabitants', 'homes', 'value_current', 'value_lifted', ...
        """
        return self.areas

    def _sentences(self, lang: str) -> list[str]:
        words, column = texts("answers.by_area", lang), COLUMNS["blocked"]
        blocked = self.areas.filter(pl.col("blocked_eur") > 0)
        highest = blocked.drop_nulls(column).sort(column, descending=True).head(1)
        top = "".join(
            words["top"].format(name=name, euros=amount(euros, lang, "eur"))
            for name, euros in highest.select("name", column).iter_rows()
        )
        note = words["note"].format(
            level=level_words(self.level, lang),
            some=number(blocked.height, lang),
            all=number(self.areas.height, lang),
            top=top,
        )
        return [note, *beside_the_areas(self.case, self.level, lang), words["end"]]

    def plot(
        self,
        ax: Axes | None = None,
        lang: str = "nl",
        chart: str | None = None,
        shapes_of: pl.DataFrame | None = None,
        note: str = "",
    ) -> Axes:
        """Draw a map, or bars where there are no shapes for one.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`
            chart: `blocked` (a map of money per inhabitant), `freed` (a map of homes per thousand
                homes) or `bars` (blocked money per area). By default `blocked` where the regions
                have shapes, and else `bars`
            shapes_of: Shapes of your own (`area`, `ring`, `lon`, `lat`, `source`), where the
                regions are no Dutch municipalities
            note: Words that belong in front of the subtitle, such as which data were taken

        Raises:
            QuestionError: For a chart that does not exist, or a map without shapes.

        Examples:
            >>> areas.plot(lang="en").get_label()
            'Village A: 40 million euros blocked. ...
            >>> square = {"area": ["A"] * 4, "ring": [0] * 4, "source": ["drawn by hand"] * 4}
            >>> square |= {"lon": [5.0, 5.1, 5.1, 5.0], "lat": [52.0, 52.0, 52.1, 52.1]}
            >>> areas.plot(lang="en", chart="freed", shapes_of=pl.DataFrame(square)).get_label()
            'Freed homes per thousand homes: no data. Per thousand existing homes, per ...
        """
        check_lang(lang)
        if chart is not None:
            check_chart(chart, (*COLUMNS, "bars"))
        if shapes_of is None and chart != "bars":
            shapes_of = shapes_or_none(self.case, self.level, needed=chart is not None)
        if shapes_of is None:
            return self._plot_bars(ax, lang)
        what = chart or "blocked"
        return map_chart(
            self.areas.select("area", "name", pl.col(COLUMNS[what]).alias("value")),
            shapes_of,
            ax=ax,
            lang=lang,
            what=texts("answers.by_area", lang)[what].format(units=outcome_label(self.case, lang)),
            unit=". ".join(filter(None, [note, self._subtitle(what, lang)])),
            source="; ".join(filter(None, [chart_source(self.case, lang), self.people_source])),
            assumptions=self.case.rests_on_assumptions,
            from_optima=True,
        )

    def _plot_bars(self, ax: Axes | None, lang: str) -> Axes:
        """Draw blocked money per area: one number each, as every area is compared on its own."""
        blocked = pl.col("blocked_eur")
        frame = self.areas.select(
            pl.col("area").alias("group"),
            "name",
            blocked.alias("blocked_eur_least"),
            blocked.alias("blocked_eur_most"),
        )
        what = level_words(self.level, lang)
        return blocked_by_group_chart(
            frame, ax=ax, what=what, **chart_options(self.case, lang, self.trace)
        )

    def _subtitle(self, what: str, lang: str) -> str:
        words, streams = texts("answers.by_area", lang), self.case.streams["stream"]
        names = {stream: player_label(self.case, stream, lang) for stream in streams}
        return "; ".join(
            [
                words[f"{what}_unit"].format(level=level_words(self.level, lang)),
                words["apart"],
                words["regime"].format(regime=regime_words(self.regime, lang, names)),
            ]
        )

    def to_json(self) -> dict[str, object]:
        """Return a row per area, unrounded.

        Examples:
            >>> areas.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "level": self.level,
            "regime": repr(self.regime),
            "areas": self.areas.to_dicts(),
            "trace": str(self.trace),
        }


_NUMBERS = ("value_current", "value_lifted", "freed", "budget_eur", "blocked_eur")
"""What is known of an area that has plans and money."""


@with_bar
def by_area(
    case: Case,
    level: str | None = None,
    regime: Regime = INTEGRAL,
    *,
    people: pl.DataFrame | None = None,
    solver: SolverChoice = "highs",
    progress: Progress = None,
) -> ByArea:
    """Compare the regimes in each area of a level on its own.

    `by_area(case, "province").plot()` draws the map of blocked money per inhabitant.

    Every area is cut out with `Case.only` and compared, so its numbers are unique. `Comparison.by`
    gives the part of an area in the answer for the whole instead; there blocked money is a range
    that mostly holds zero, since today's result may be reached in any area.

    Args:
        case: The case
        level: `region` or a grouping column of regions; by default the housing-deal regions where
            the case has them, else its first grouping of regions, else `region`
        regime: The lifted regime
        people: `region`, `inhabitants`, `homes` and `source`; default: the municipalities that ship
            with the library (`ontschotting.municipalities`)
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with the name of each
            area

    Raises:
        QuestionError: For a level that the case lacks.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> areas = on.by_area(on.load_case("two-villages"), "region").areas
        >>> dict(zip(areas["area"], areas["freed"].round(), strict=True))
        {'A': 2000.0}
    """
    check_regime(regime, case)
    level = usual_level(case) if level is None else level
    check_area_level(case, level, "by_area")
    report_progress = reporter_of(progress)
    people = checked_people(people, ("inhabitants", "homes"), "by_area")
    rows: list[dict[str, Any]] = []
    traces: list[Trace] = []
    for area, name in sorted(area_names(case, level).items()):
        report_progress(area)
        comparison = _compare_area(case, level, area, regime, solver)
        rows.append({"area": area, "name": name, **_numbers(comparison)})
        if comparison is not None:
            traces.append(comparison.trace)
    schema = {"area": pl.String, "name": pl.String, **dict.fromkeys(_NUMBERS, pl.Float64)}
    frame = pl.DataFrame(rows, schema=schema, orient="row").join(
        people_per_area(case, level, people), on="area", how="left"
    )
    areas = frame.select(
        "area",
        "name",
        "inhabitants",
        "homes",
        *_NUMBERS,
        _rate("blocked_eur", "inhabitants").alias(COLUMNS["blocked"]),
        (1000.0 * _rate("freed", "homes")).alias(COLUMNS["freed"]),
    )
    trace = Trace.merged(case, regime, traces)
    return ByArea(case, level, regime, areas, source_of_people(people), trace)


def _compare_area(
    case: Case, level: str, area: str, regime: Regime, solver: SolverChoice
) -> Comparison | None:
    """Compare one area on its own; None where it has no plans or no money."""
    if not areas_of(case).plans_in(level, area):
        return None
    part = case.only(**{level: area})
    if part.budgets.is_empty():
        return None
    return compare_regimes(CaseSolver(part, solver), regime)


def _numbers(comparison: Comparison | None) -> dict[str, float | None]:
    """Return the numbers of an area; units freed within the tolerance of *reach* are none."""
    if comparison is None:
        return dict.fromkeys(_NUMBERS)
    shown, freed = comparison.shown(_NUMBERS), comparison.freed
    noise = negligible(comparison.current.value or 0.0)
    return {
        **{name: shown[name] for name in _NUMBERS},
        "freed": 0.0 if freed is not None and abs(freed) <= noise else freed,
    }


def _rate(numerator: str, people: str) -> pl.Expr:
    """Divide a number by a number of people or homes; blank where that is zero or not known."""
    return pl.col(numerator) / pl.when(pl.col(people) > 0).then(pl.col(people))
