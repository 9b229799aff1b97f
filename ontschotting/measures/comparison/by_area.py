"""Each area of a level on its own, as rates.

Blocked money per inhabitant and freed homes per thousand homes, ready for a map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.datasets.bundled import municipalities
from ontschotting.datasets.shapes import shapes
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.compare import compare_regimes
from ontschotting.measures.comparison.result import Comparison
from ontschotting.regime.labels import regime_words
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result
from ontschotting.results.trace import Trace
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.progress import ReportProgress, silent
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.labels import level_words
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


COLUMNS = {"blocked": "blocked_eur_per_inhabitant", "freed": "freed_per_thousand_homes"}
"""What a map can show, and its column."""

_WORDS = {
    "nl": {
        "blocked": "Geblokkeerd geld per inwoner",
        "freed": "Vrijgespeelde {units} per duizend woningen",
        "blocked_unit": "Euro per inwoner, per {level}",
        "freed_unit": "Per duizend bestaande woningen, per {level}",
        "apart": "elk gebied apart, met zijn deel van wijder geld en van wijdere grenzen",
        "regime": "zonder schotten: {regime}",
        "note": "Elk gebied apart ({level}): in {some} van de {all} is geld geblokkeerd{top}.",
        "end": "Dit vergelijkt optima; het is geen voorspelling.",
        "top": ", het meest per inwoner in {name} ({euros})",
    },
    "en": {
        "blocked": "Blocked money per inhabitant",
        "freed": "Freed {units} per thousand homes",
        "blocked_unit": "Euros per inhabitant, per {level}",
        "freed_unit": "Per thousand existing homes, per {level}",
        "apart": "each area on its own, with its share of wider money and wider limits",
        "regime": "without walls: {regime}",
        "note": "Each area on its own ({level}): in {some} of the {all} money is blocked{top}.",
        "end": "This compares optima; it is no forecast.",
        "top": ", the most per inhabitant in {name} ({euros})",
    },
}


@dataclass(frozen=True, eq=False, repr=False)
class ByArea(Result):
    """What the walls hold back in each area of a level on its own.

    The areas do not add up to the answer for the whole: there money at a wider level goes to
    whichever area brings most, and room under a wider limit that one area cannot use goes to
    another. So areas can have money blocked on their own while the whole has none.

    Attributes:
        frame: `area`, `name`, `inhabitants`, `homes`; `value_current`, `value_lifted`, `freed`,
            `budget_eur`, `blocked_eur` of the area cut out with `Case.only`; and
            `blocked_eur_per_inhabitant`, `freed_per_thousand_homes`. Blank where the area has no
            plans or no money, or where inhabitants or homes are not known
    """

    case: Case
    level: str
    regime: Regime
    areas: pl.DataFrame
    people_source: str
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """A row per area."""
        return self.areas

    def _sentences(self, lang: str) -> list[str]:
        words, blocked = _WORDS[lang], self.areas.filter(pl.col("blocked_eur") > 0)
        known = blocked.drop_nulls(COLUMNS["blocked"]).sort(COLUMNS["blocked"], descending=True)
        top = (
            words["top"].format(
                name=known["name"][0], euros=amount(known[COLUMNS["blocked"]][0], lang, "eur")
            )
            if known.height
            else ""
        )
        return [
            words["note"].format(
                level=level_words(self.level, lang),
                some=number(blocked.height, lang),
                all=number(self.areas.height, lang),
                top=top,
            ),
            words["end"],
        ]

    def plot(
        self,
        ax: Axes | None = None,
        lang: str = "nl",
        what: str = "blocked",
        shapes_of: pl.DataFrame | None = None,
        note: str = "",
    ) -> Axes:
        """A map: `what` is `blocked` (money per inhabitant) or `freed` (homes per thousand homes).

        Args:
            shapes_of: Shapes of your own (`area`, `ring`, `lon`, `lat`, `source`), where the
                regions are no Dutch municipalities
            note: Words that belong in front of the subtitle, such as which data were taken
        """
        from ontschotting.charts.comparison.map import map_chart

        if what not in COLUMNS:
            raise QuestionError(
                f"per_area | no map called '{what}'.{did_you_mean(what, COLUMNS)} Choose from"
                f" {', '.join(COLUMNS)}."
            )
        units = outcome_label(self.case, lang)
        words, level = _WORDS[lang], level_words(self.level, lang)
        names = {
            stream: player_label(self.case, stream, lang) for stream in self.case.streams["stream"]
        }
        subtitle = "; ".join(
            [
                words[f"{what}_unit"].format(level=level),
                words["apart"],
                words["regime"].format(regime=regime_words(self.regime, lang, names)),
            ]
        )
        return map_chart(
            self.areas.select("area", "name", pl.col(COLUMNS[what]).alias("value")),
            shapes(self.case, self.level) if shapes_of is None else shapes_of,
            ax=ax,
            lang=lang,
            what=words[what].format(units=units),
            unit=". ".join(filter(None, [note, subtitle])),
            source="; ".join(filter(None, [self.case.title, self.people_source])),
            assumptions=self.case.rests_on_assumptions,
            from_optima=True,
        )

    def to_json(self) -> dict[str, object]:
        """A row per area, unrounded."""
        return {
            "case": self.case.title,
            "level": self.level,
            "regime": repr(self.regime),
            "areas": self.areas.to_dicts(),
            "trace": str(self.trace),
        }


def by_area(
    case: Case,
    level: str = "housing_deal_region",
    regime: Regime = INTEGRAL,
    *,
    people: pl.DataFrame | None = None,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> ByArea:
    """A comparison of each area of a level on its own.

    `per_area(case, "province").plot()` draws the map of blocked money per inhabitant.

    Every area is cut out with `Case.only` and compared, so its numbers are unique. `Comparison.by`
    tells the part of an area in the answer for the whole instead; there blocked money is a range
    that mostly holds zero, since today's result may be reached in any area.

    Args:
        level: `region` or a grouping column of regions
        people: `region`, `inhabitants`, `homes` and `source`; default: the municipalities that ship
            with the library (`ontschotting.municipalities`)

    Raises:
        QuestionError: For a level that the case lacks.
    """
    check_regime(regime, case)
    report_progress = progress or silent
    known = [name for name in case.levels if name not in ("plan", "national")]
    if level not in known:
        raise QuestionError(
            f"per_area | no level '{level}'. Levels:"
            f" {', '.join(known)}.{did_you_mean(level, known)}"
        )
    there = municipalities() if people is None else people
    lacking = [name for name in ("region", "inhabitants", "homes") if name not in there.columns]
    if lacking:
        raise QuestionError(f"per_area | people lacks the column {', '.join(lacking)}.")
    rows: list[
        tuple[str, float | None, float | None, float | None, float | None, float | None]
    ] = []
    found: list[Comparison] = []
    for area in case.regions[level].drop_nulls().unique().sort():
        report_progress(str(area))
        try:
            part = case.only(**{level: area})
        except QuestionError:  # it has no plans
            part = None
        if part is None or part.budgets.is_empty():
            rows.append((area, None, None, None, None, None))
            continue
        answer = compare_regimes(CaseSolver(part, solver), regime)
        found.append(answer)
        told = answer.shown()
        rows.append(
            (
                area,
                told["value_current"],
                told["value_lifted"],
                _freed(answer),
                told["budget_eur"],
                told["blocked_eur"],
            )
        )
    numbers = ("value_current", "value_lifted", "freed", "budget_eur", "blocked_eur")
    frame = pl.DataFrame(
        rows, schema={"area": pl.String, **dict.fromkeys(numbers, pl.Float64)}, orient="row"
    ).join(_people(case, level, there), on="area", how="left")
    rates = (
        (1.0, "blocked_eur", "inhabitants", COLUMNS["blocked"]),
        (1000.0, "freed", "homes", COLUMNS["freed"]),
    )
    frame = frame.with_columns(
        (per * pl.col(value) / pl.when(pl.col(by) > 0).then(pl.col(by))).alias(name)
        for per, value, by, name in rates
    )
    source = (
        "; ".join(there["source"].drop_nulls().unique().sort().to_list())
        if "source" in there.columns
        else ""
    )
    return ByArea(
        case,
        level,
        regime,
        frame.select("area", "name", "inhabitants", "homes", *numbers, *COLUMNS.values()),
        source,
        Trace.merged(case, regime, [answer.trace for answer in found]),
    )


def _freed(answer: Comparison) -> float | None:
    """Units freed; what lies within the tolerance of *reach* is none."""
    return (
        0.0
        if answer.freed is not None
        and abs(answer.freed) <= 1e-6 * max(1.0, answer.current.value or 0.0)
        else answer.freed
    )


def _people(case: Case, level: str, there: pl.DataFrame) -> pl.DataFrame:
    """Names, inhabitants and homes per area.

    One region without a figure leaves its area without one: a sum over the rest would be too low,
    and the rate too high.
    """
    inside = (
        case.regions.select(pl.col(level).alias("area"), "region", "name")
        .drop_nulls("area")
        .join(there.select("region", "inhabitants", "homes"), on="region", how="left")
    )
    counted = inside.group_by("area").agg(
        *(
            pl.when(pl.col(one).null_count() == 0).then(pl.col(one).sum()).alias(one)
            for one in ("inhabitants", "homes")
        )
    )
    names = (
        inside.select("area", pl.coalesce("name", "area").alias("name"))
        if level == "region"
        else counted.select("area", pl.col("area").alias("name"))
    )
    return names.join(counted, on="area")
