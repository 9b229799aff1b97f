"""For which purpose the next euro brings most, per area, under the current regime."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.case.labels import outcome_label, purpose_name
from ontschotting.charts.comparison.map import map_chart
from ontschotting.charts.pricing.next_euro import next_euro_chart
from ontschotting.datasets.shapes import shapes_or_none
from ontschotting.lp.solution import Backend
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.measures.area_levels import (
    area_names,
    beside_the_areas,
    check_area_level,
    usual_level,
)
from ontschotting.measures.pricing.free_money import (
    ANY,
    free_money_columns,
    requested_purposes,
    with_free_money,
)
from ontschotting.measures.pricing.price_words import prices_with_projects
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT
from ontschotting.results.result import Result, chart_options, check_chart
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import Record, recorded
from ontschotting.solving.prices.choices import with_choices
from ontschotting.solving.prices.parametric import ParametricValue
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import NEGLIGIBLE
from ontschotting.words.catalogue import check_lang, texts
from ontschotting.words.labels import level_words
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


TOGETHER, NOTHING, NO_PLANS, NO_MONEY = "together", "nothing", "no plans", "no money"


@dataclass(frozen=True, eq=False, repr=False)
class NextEuro(Result):
    """For which purpose the next euro brings most, per area, under the current regime.

    It is not the same as a shortage: money for one purpose can free own money for another, and then
    both bring the same.

    Attributes:
        frame: `area`, `name`, `best`: a purpose, several joined by `+` where they bring the same,
            `together` (a euro for one purpose alone adds nothing, a free euro does), `nothing` (no
            next euro adds anything there), `no plans` or `no money`
        prices: `area`, `purpose` (`*`: money for anything), `value_per_eur`: the units that the
            next euro for that purpose alone adds there

    Examples:
        >>> import ontschotting as on
        >>> euro = on.next_euro(on.load_case("two-villages"), "region")
        >>> euro.frame.rows()
        [('A', 'Village A', 'mobility')]
    """

    case: Case
    level: str
    areas: pl.DataFrame
    prices: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return a row per area.

        Examples:
            >>> euro.frame.columns
            ['area', 'name', 'best']
        """
        return self.areas

    def shown(self, best: str, lang: str) -> str:
        """Put a value of `best` in words.

        Args:
            best: A value of that column
            lang: `nl` or `en`

        Examples:
            >>> euro.shown("mobility", "en")
            'mobility'
        """
        check_lang(lang)
        words = texts("answers.next_euro", lang)
        if best == NOTHING and is_mixed_integer(self.case):  # enough for a project may bring much
            return words["best.nothing_next"]
        return words.get(f"best.{best.replace(' ', '_')}") or words["and"].join(
            purpose_name(self.case, purpose, lang) for purpose in best.split("+")
        )

    def _sentences(self, lang: str) -> list[str]:
        counts = self.areas.group_by("best").len().sort("len", "best", descending=[True, False])
        count_texts = ", ".join(
            f"{self.shown(best, lang)} ({number(count, lang)})"
            for best, count in counts.iter_rows()
        )
        words = texts("answers.next_euro", lang)
        note = words["note"].format(level=level_words(self.level, lang), counts=count_texts)
        beside = beside_the_areas(self.case, self.level, lang)
        return [note, *beside, words["end"], *prices_with_projects(self.case, lang)]

    def plot(
        self,
        ax: Axes | None = None,
        lang: str = "nl",
        chart: str | None = None,
        shapes_of: pl.DataFrame | None = None,
        note: str = "",
    ) -> Axes:
        """Draw a map of that purpose, or bars where there are no shapes for one.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`
            chart: `map` or `bars` (what the euro adds per area, with the purpose). By default `map`
                where the regions have shapes, and else `bars`
            shapes_of: Shapes of your own (`area`, `ring`, `lon`, `lat`, `source`), where the
                regions are no Dutch municipalities
            note: Words that belong in front of the subtitle of the map, such as which data were
                taken

        Raises:
            QuestionError: For a chart that does not exist, or a map without shapes.

        Examples:
            >>> euro.plot(lang="en").get_label()
            'Village A: the next euro brings most for mobility. Village A: 100, mobility.'
            >>> square = {"area": ["A"] * 4, "ring": [0] * 4, "source": ["drawn by hand"] * 4}
            >>> square |= {"lon": [5.0, 5.1, 5.1, 5.0], "lat": [52.0, 52.0, 52.1, 52.1]}
            >>> euro.plot(lang="en", shapes_of=pl.DataFrame(square)).get_label()
            'What the next euro brings most for: most often mobility, in 1 of 1 areas. The ...
        """
        check_lang(lang)
        if chart is not None:
            check_chart(chart, ("map", "bars"))
        if shapes_of is None and chart != "bars":
            shapes_of = shapes_or_none(self.case, self.level, needed=chart == "map")
        best = [self.shown(best, lang) for best in self.areas["best"]]
        level = level_words(self.level, lang)
        if shapes_of is None or chart == "bars":
            alone = self.prices.filter(pl.col("purpose") != ANY)
            frame = self.areas.with_columns(pl.Series("best", best, dtype=pl.String)).join(
                alone.group_by("area").agg(pl.col("value_per_eur").max()), on="area", how="left"
            )
            units = outcome_label(self.case, lang)
            options = chart_options(self.case, lang)
            return next_euro_chart(frame, ax=ax, what=level, units=units, **options)
        words = texts("answers.next_euro", lang)
        return map_chart(
            self.areas.select("area", "name", pl.Series("value", best, dtype=pl.String)),
            shapes_of,
            ax=ax,
            what=words["title"],
            unit=". ".join(filter(None, [note, words["unit"].format(level=level)])),
            from_optima=True,
            **chart_options(self.case, lang, self.trace),
        )

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"areas": self.areas, "prices": self.prices}

    def to_json(self) -> dict[str, object]:
        """Return areas and prices, unrounded.

        Examples:
            >>> euro.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "level": self.level,
            "areas": self.areas.to_dicts(),
            "prices": self.prices.to_dicts(),
            "trace": str(self.trace),
        }


@with_bar
def next_euro(
    case: Case,
    level: str | None = None,
    *,
    solver: SolverChoice = "highs",
    progress: Progress = None,
) -> NextEuro:
    """Return for which purpose the next euro brings most, per area of a level.

    `next_euro(case, "province").plot()` draws the map.

    Every area is cut out with `Case.only`. The price of a purpose there is the right-hand
    derivative of V(c) along money without rules for that purpose, proven as in `explain`, which
    explains one area in full. With whole plans, fixed costs or least awards it holds with the
    projects as they were chosen. Where areas share money or limits, the
    price of an area in the whole case can differ from its price on its own.

    Args:
        case: The case
        level: `region` or a grouping column of regions; by default the housing-deal regions where
            the case has them, else its first grouping of regions, else `region`
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with the name of each
            area

    Raises:
        QuestionError: For a level that the case lacks.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> on.next_euro(on.load_case("two-villages"), "region").areas.rows()
        [('A', 'Village A', 'mobility')]
    """
    check_case(case)
    report_progress, backend = reporter_of(progress), open_backend(solver)
    level = usual_level(case) if level is None else level
    check_area_level(case, level, "next_euro")
    areas = areas_of(case)
    best: list[tuple[str, str, str]] = []
    prices: list[tuple[str, str, float]] = []
    certificates = Record()
    for area, name in sorted(area_names(case, level).items()):
        report_progress(area)
        if not areas.plans_in(level, area):
            best.append((area, name, NO_PLANS))
            continue
        part = case.only(**{level: area})
        if part.budgets.is_empty():  # plans, and nothing to pay them with
            best.append((area, name, NO_MONEY))
            continue
        with recorded() as behind_prices:
            price_of = _prices(part, backend)
        certificates.add(behind_prices)
        best.append((area, name, _best(price_of)))
        prices += [(area, purpose, price) for purpose, price in price_of.items()]
    return NextEuro(
        case,
        level,
        pl.DataFrame(
            best,
            schema={"area": pl.String, "name": pl.String, "best": pl.String},
            orient="row",
        ),
        pl.DataFrame(
            prices,
            schema={"area": pl.String, "purpose": pl.String, "value_per_eur": pl.Float64},
            orient="row",
        ),
        Trace.of(case, CURRENT, backend.name, certificates),
    )


def _prices(case: Case, backend: Backend) -> dict[str, float]:
    """Return what the next euro adds for each purpose that plans ask for and for anything."""
    purposes = [*requested_purposes(case, case.plans["plan"]), ANY]
    case_with_money, streams = with_free_money(case, "national", None, purposes)
    regime_program = build_regime_program(case_with_money, CURRENT, separate_by=["stream"])
    regime_solver = with_choices(RegimeSolver(regime_program, backend), backend.copy())
    return {
        purpose: ParametricValue(regime_solver, column).slope().per_eur
        for purpose, column in free_money_columns(regime_program, streams).items()
    }


def _best(prices: dict[str, float]) -> str:
    """Name the purposes with the highest price, or why there are none."""
    by_purpose = {purpose: price for purpose, price in prices.items() if purpose != ANY}
    highest = max(by_purpose.values(), default=0.0)
    if highest > 0:
        return "+".join(
            sorted(
                purpose
                for purpose, price in by_purpose.items()
                if price >= highest * (1 - NEGLIGIBLE)
            )
        )
    return TOGETHER if prices[ANY] > 0 else NOTHING
