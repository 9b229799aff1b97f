"""For which purpose the next euro would bring most in each area of a level, within the walls of
today.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.datasets.shapes import shapes
from ontschotting.errors import QuestionError
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solution import Backend
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.parametric import ParametricValue
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.numerics import series_max
from ontschotting.support.progress import ReportProgress, silent
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.labels import level_words, purpose_words
from ontschotting.words.languages import check_lang
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


ANY = "*"
TOGETHER, NOTHING, NO_PLANS, NO_MONEY = "together", "nothing", "no plans", "no money"
EQUAL = 1e-6
"""Two prices that differ by less than this part are equal."""

_WORDS = {
    "nl": {
        "title": "Waarvoor de volgende euro het meest brengt",
        TOGETHER: "alleen vrij geld brengt iets",
        NOTHING: "extra geld brengt niets",
        NO_PLANS: "geen plannen",
        NO_MONEY: "geen geld",
        "and": " en ",
        "unit": (
            "Het doel waarvoor een euro extra, voor plannen in het gebied, het meest toevoegt; per"
            " {level}, binnen de schotten van nu, elk gebied apart met zijn deel van wijder geld en"
            " van wijdere grenzen"
        ),
        "note": "Waarvoor de volgende euro het meest brengt, per {level}: {counts}.",
        "end": (
            "Dit zegt wat een euro binnen de schotten op zijn best toevoegt; het is geen"
            " voorspelling."
        ),
    },
    "en": {
        "title": "What the next euro brings most for",
        TOGETHER: "only free money brings anything",
        NOTHING: "extra money brings nothing",
        NO_PLANS: "no plans",
        NO_MONEY: "no money",
        "and": " and ",
        "unit": (
            "The purpose for which one euro more, for plans in the area, adds most; per {level},"
            " within the walls of today, each area on its own with its share of wider money and"
            " wider limits"
        ),
        "note": "What the next euro brings most for, per {level}: {counts}.",
        "end": "It tells what a euro within the walls adds at best; it is no forecast.",
    },
}


@dataclass(frozen=True, eq=False, repr=False)
class NextEuro(Result):
    """For which purpose the next euro brings most, per area, today.

    It is not the same as a shortage: money for one purpose can free own money for another, and then
    both bring the same.

    Attributes:
        frame: `area`, `name`, `best`: a purpose, several joined by `+` where they bring the same,
            `together` (a euro for one purpose alone adds nothing, a free euro does), `nothing` (no
            next euro adds anything there), `no plans` or `no money`
        prices: `area`, `purpose` (`*`: free money), `value_per_eur`: what the next euro for that
            purpose alone adds there
    """

    case: Case
    level: str
    areas: pl.DataFrame
    prices: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """A row per area."""
        return self.areas

    def shown(self, best: str, lang: str) -> str:
        """What a reader calls a value of `best`."""
        check_lang(lang)
        words = _WORDS[lang]
        return words.get(best) or words["and"].join(
            purpose_words(one, lang) for one in best.split("+")
        )

    def _sentences(self, lang: str) -> list[str]:
        counts = self.areas.group_by("best").len().sort("len", "best", descending=[True, False])
        told = ", ".join(
            f"{self.shown(best, lang)} ({number(many, lang)})" for best, many in counts.iter_rows()
        )
        return [
            _WORDS[lang]["note"].format(level=level_words(self.level, lang), counts=told),
            _WORDS[lang]["end"],
        ]

    def plot(
        self,
        ax: Axes | None = None,
        lang: str = "nl",
        shapes_of: pl.DataFrame | None = None,
        note: str = "",
    ) -> Axes:
        """A map of that purpose. `shapes_of` and `note` as in `PerArea.plot`."""
        from ontschotting.charts.comparison.map import map_chart

        check_lang(lang)
        outline = shapes_of if shapes_of is not None else shapes(self.case, self.level)
        shown = self.areas.select(
            "area",
            "name",
            pl.Series(
                "value", [self.shown(best, lang) for best in self.areas["best"]], dtype=pl.String
            ),
        )
        words = _WORDS[lang]
        unit = ". ".join(
            filter(None, [note, words["unit"].format(level=level_words(self.level, lang))])
        )
        return map_chart(
            shown,
            outline,
            ax=ax,
            what=words["title"],
            unit=unit,
            counted=False,
            **chart_options(self.case, lang),
        )

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"areas": self.areas, "prices": self.prices}

    def to_json(self) -> dict[str, object]:
        """Areas and prices, unrounded."""
        return {
            "case": self.case.title,
            "level": self.level,
            "areas": self.areas.to_dicts(),
            "prices": self.prices.to_dicts(),
            "trace": str(self.trace),
        }


def next_euro(
    case: Case,
    level: str = "housing_deal_region",
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> NextEuro:
    """For which purpose the next euro brings most, per area of a level.

    `next_euro(case, "province").plot()` draws the map.

    Every area is cut out with `Case.only`. The price of a purpose there is the right-hand
    derivative of V(c) along money without rules for that purpose, proven as in `explain`, which
    tells one area in full. Under limits and money that areas share, an area within the whole can
    have other prices than on its own.

    Raises:
        QuestionError: For a level that the case lacks.
        CertificateError: When there is no certified answer.
    """
    report_progress = progress or silent
    known = [name for name in case.levels if name not in ("plan", "national")]
    if level not in known:
        raise QuestionError(
            f"next_euro | no level '{level}'. Levels:"
            f" {', '.join(known)}.{did_you_mean(level, known)}"
        )
    areas = Areas(case)
    rows: list[tuple[str, str, float]] = []
    state: dict[str, str] = {}
    certificates: list[Certificate] = []
    backend = open_backend(solver)
    for one in areas.of_level(level):
        area = str(one)
        report_progress(area)
        if not areas.plans_in(level, area):
            state[area] = NO_PLANS
            continue
        part = case.only(**{level: area})
        if part.budgets.is_empty():  # plans, and nothing to pay them with
            state[area] = NO_MONEY
            continue
        optima, columns = _gifted(part, backend)
        here = {
            purpose: ParametricValue(optima, column).slope().per_eur
            for purpose, column in columns.items()
        }
        certificates += optima.certificates
        rows += [(area, purpose, price) for purpose, price in here.items()]
        state[area] = _first(here)
    prices = pl.DataFrame(
        rows,
        schema={"area": pl.String, "purpose": pl.String, "value_per_eur": pl.Float64},
        orient="row",
    )
    names = (
        dict(case.regions.select("region", pl.coalesce("name", "region")).iter_rows())
        if level == "region"
        else {}
    )
    told = [
        (str(area), names.get(str(area), str(area)), state[str(area)])
        for area in areas.of_level(level)
    ]
    frame = pl.DataFrame(
        told, schema={"area": pl.String, "name": pl.String, "best": pl.String}, orient="row"
    )
    return NextEuro(case, level, frame, prices, Trace.of(case, CURRENT, backend.name, certificates))


def _gifted(case: Case, backend: Backend) -> tuple[RegimeSolver, dict[str, int]]:
    """The world of today with a gift per purpose that plans ask for, and one of free money.

    The optima, and the column of each gift, shut until it is asked for.
    """
    kinds = case.plans["plan_type"].unique().to_list()
    asked = (
        case.costs.filter((pl.col("eur_per_unit") > 0) & pl.col("plan_type").is_in(kinds))[
            "purpose"
        ]
        .unique()
        .sort()
        .to_list()
    )
    taken, gifts = set(case.streams["stream"].to_list()), dict[str, str]()
    for purpose in [*asked, ANY]:
        name = f"gift {purpose}"
        while name in taken:
            name += "'"
        gifts[name] = purpose
    years = int(series_max(case.plans["last_year"], case.first_year)) - case.first_year + 100
    rows = {
        "streams": pl.DataFrame({"stream": list(gifts), "prefinance_years": years}),
        "budgets": pl.DataFrame(
            {"stream": list(gifts), "level": "national", "year": case.first_year, "amount_eur": 0.0}
        ),
        "earmarks": pl.DataFrame({"stream": list(gifts), "purpose": list(gifts.values())}),
    }
    full = {
        table: frame.select(
            [
                (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
                for name, dtype in case.tables[table].schema.items()
            ]
        )
        for table, frame in rows.items()
    }
    optima = RegimeSolver(
        build_regime_program(case.with_rows(full), CURRENT, separate_by=["stream"]), backend
    )
    regime_program = optima.regime_program
    named = (
        regime_program.columns.additions.select("column", "addition")
        .unique()
        .join(regime_program.labels.added_to, on="addition")
        .join(regime_program.labels.budgets.select("budget", "stream"), on="budget")
    )
    return optima, {
        gifts[stream]: column
        for column, stream in named.select("column", "stream").sort("column").iter_rows()
        if stream in gifts
    }


def _first(here: dict[str, float]) -> str:
    """The purposes with the highest price."""
    alone = {purpose: price for purpose, price in here.items() if purpose != ANY}
    most = max(alone.values(), default=0.0)
    if most > 0:
        return "+".join(
            sorted(purpose for purpose, price in alone.items() if price >= most * (1 - EQUAL))
        )
    return TOGETHER if here[ANY] > 0 else NOTHING
