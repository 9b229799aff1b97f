"""The range of every measure over the draws of a sweep, as a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, with_input_names
from ontschotting.errors import QuestionError
from ontschotting.measures.uncertainty.tornado import Tornado
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, chart_options, check_chart
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.words.measures import MEASURES
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

HEADLINES = ("value_current", "value_lifted", "freed", "blocked_eur")
QUANTILES = {"p05": 0.05, "p50": 0.5, "p95": 0.95}


def ranges(draws: pl.DataFrame) -> pl.DataFrame:
    """`measure`, `p05`, `p50`, `p95`, `mean`, `draws`: over the draws in which the measure exists.

    `draws` says how many those are.

    A quantile between two draws is their linear interpolation.
    """
    rows = []
    for name in draws.columns[1:]:
        values = draws[name].drop_nulls()
        rows.append(
            (
                name,
                *(values.quantile(share, "linear") for share in QUANTILES.values()),
                values.mean(),
                values.len(),
            )
        )
    numbers = dict.fromkeys([*QUANTILES, "mean"], pl.Float64)
    return pl.DataFrame(
        rows, schema={"measure": pl.String, **numbers, "draws": pl.Int64}, orient="row"
    )


@dataclass(frozen=True, eq=False, repr=False)
class Sweep(Result):
    """Measures over draws of the data.

    A quantile of one measure and the same quantile of another are not of the same draw: they do not
    add up.

    Attributes:
        frame: (`quantiles`) `measure`, `p05`, `p50`, `p95`, `mean`, `draws` (in how many draws the
            measure exists)
        draws: `draw` and a column per measure; None where no such amount exists, which is proven
        swings: The frame of `ontschotting.swings`, or None when it was not asked for
        seed: None when the draws were the analyst's own
    """

    case: Case
    regime: Regime
    seed: int | None
    quantiles: pl.DataFrame
    draws: pl.DataFrame
    swings: pl.DataFrame | None
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The ranges."""
        return self.quantiles

    @property
    def share_no_difference(self) -> float | None:
        """The part of the draws in which these walls make no difference to the value.

        None when `freed` was not asked for or exists in no draw.
        """
        if "freed" not in self.draws.columns:
            return None
        freed = self.draws["freed"].drop_nulls()
        return float((freed == 0).sum()) / freed.len() if freed.len() else None

    def _sentences(self, lang: str) -> list[str]:
        name = "freed" if "freed" in self.draws.columns else self.draws.columns[1]
        row = self.frame.row(by_predicate=pl.col("measure") == name, named=True)
        unit = MEASURES[name]["unit"]
        shown = {
            key: amount(row[key], lang, unit if unit in ("eur", "share") else "")
            for key in (*QUANTILES, "mean")
        }
        units = "" if unit != "value" else outcome_label(self.case, lang)
        exist, missing = row["draws"], self.draws.height - row["draws"]
        if not exist:
            return sentences(
                "sweep_nowhere",
                lang,
                draws=amount(float(missing), lang),
                measure=MEASURES[name][lang],
            )
        part = (
            {"none": amount(self.share_no_difference, lang, "share")}
            if name == "freed"
            else {"measure": MEASURES[name][lang]}
        )
        *said, reservation = sentences(
            "sweep" if name == "freed" else "sweep_measure",
            lang,
            draws=amount(float(exist), lang),
            units=units,
            **shown,
            **part,
        )
        left_out = (
            sentences("sweep_missing", lang, draws=amount(float(missing), lang)) if missing else []
        )
        return [" ".join(one.split()) for one in (*said, *left_out, reservation)]

    def plot(self, ax: Axes | None = None, lang: str = "nl", chart: str = "draws") -> Axes:
        """How often each gain comes out of the `draws`.

        The `fan` of both worlds and the gain; or the tornado of `swings`, when they were asked for.
        """
        check_chart(chart, ("draws", "fan", "swings"))
        look = {
            **chart_options(self.case, lang),
            "units": outcome_label(self.case, lang),
        }
        if chart == "swings":
            if self.swings is None:
                raise QuestionError(
                    "sweep | the swings were not asked for. Ask for them: sweep(…, swings=True), or"
                    " on.tornado(case)."
                )
            from ontschotting.charts.uncertainty.tornado import tornado_chart

            return tornado_chart(with_input_names(self.case, self.swings, lang), ax=ax, **look)
        if "freed" not in self.draws.columns:
            raise QuestionError(
                "sweep | the chart shows 'freed', and it is not among the measures. Ask for it:"
                " measures=['freed', …]."
            )
        if chart == "fan":
            from ontschotting.charts.uncertainty.fan import fan_chart

            return fan_chart(self.draws, ax=ax, **look)
        from ontschotting.charts.uncertainty.sweep import sweep_chart

        return sweep_chart(self.draws, ax=ax, **look)

    def _sheets(self) -> dict[str, pl.DataFrame]:
        swings = {} if self.swings is None else {"swings": self.swings}
        return {"result": self.frame, "draws": self.draws, **swings}

    def _sheet_charts(self) -> dict[str, tuple[WorkbookChart, ...]]:
        return {"swings": Tornado.frame_charts}

    def to_json(self) -> dict[str, object]:
        """The ranges and swings, unrounded."""
        measures = {
            row["measure"]: {key: row[key] for key in (*QUANTILES, "mean", "draws")}
            for row in self.frame.to_dicts()
        }
        return {
            "case": self.case.title,
            "regime": repr(self.regime),
            "draws": self.draws.height,
            "seed": self.seed,
            "share_no_difference": self.share_no_difference,
            "measures": measures,
            "swings": [] if self.swings is None else self.swings.to_dicts(),
        }
