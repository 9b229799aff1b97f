"""The range of every measure over the draws of a sweep, as a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, with_input_names
from ontschotting.case.uncertain_money import uncertain_money_sentences
from ontschotting.charts.uncertainty.fan import fan_chart
from ontschotting.charts.uncertainty.sweep import sweep_chart
from ontschotting.charts.uncertainty.tornado import tornado_chart
from ontschotting.errors import QuestionError
from ontschotting.measures.uncertainty.tornado import Tornado
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, chart_options, check_chart
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.words.catalogue import texts
from ontschotting.words.measures import MEASURES, measure_words
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

HEADLINES = ("value_current", "value_lifted", "freed", "blocked_eur")
"""The measures of a sweep when none are asked for."""
QUANTILES = {"p05": 0.05, "p50": 0.5, "p95": 0.95}


def ranges(draws: pl.DataFrame) -> pl.DataFrame:
    """Return the quantiles and mean of each measure, over the draws in which it exists.

    A quantile between two draws is their linear interpolation.

    Args:
        draws: `draw` and a column per measure

    Returns:
        `measure`, `p05`, `p50`, `p95`, `mean`, `draws` (in how many draws the measure exists).
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
        tornado: The frame of `ontschotting.tornado`, or None when it was not asked for
        seed: None when the draws were the analyst's own
        draws_from: Whose draws they are: `margins` (triangular, within the margins of the tables),
            `no_margins` (no input has one), `distributions` (others, within the margins),
            `beyond_margins` (an empirical one among them has factors outside its margin) or `frame`
            (draws of one's own)

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> case, amount = on.load_case("two-villages"), pl.col("amount_eur")
        >>> margin = {"amount_eur_low": amount * 0.8, "amount_eur_high": amount * 1.2}
        >>> unsure = case.with_table("budgets", case.budgets.with_columns(**margin))
        >>> sweep = on.sweep(unsure, draws=4, workers=1, measures=["freed"])
        >>> sweep.draws["freed"].round(1).to_list()
        [2017.3, 2041.3, 2278.8, 2138.9]
    """

    case: Case
    regime: Regime
    seed: int | None
    draws_from: str
    quantiles: pl.DataFrame
    draws: pl.DataFrame
    tornado: pl.DataFrame | None
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return the ranges.

        Examples:
            >>> sweep.frame.select("measure", pl.col("p05", "p95").round(1)).rows()
            [('freed', 2020.9, 2257.9)]
        """
        return self.quantiles

    @property
    def share_no_difference(self) -> float | None:
        """Return the part of the draws in which these walls make no difference to the value.

        None when `freed` was not asked for or exists in no draw.

        Examples:
            >>> sweep.share_no_difference
            0.0
        """
        if "freed" not in self.draws.columns:
            return None
        freed = self.draws["freed"].drop_nulls()
        return float((freed == 0).sum()) / freed.len() if freed.len() else None

    def _sentences(self, lang: str) -> list[str]:
        name = "freed" if "freed" in self.draws.columns else self.draws.columns[1]
        row = self.frame.row(by_predicate=pl.col("measure") == name, named=True)
        missing = self.draws.height - row["draws"]
        if not row["draws"]:
            return sentences(
                "sweep_nowhere",
                lang,
                draws=amount(float(missing), lang),
                measure=measure_words(name, lang),
                **self._whose(lang),
            )
        unit = MEASURES[name]["unit"]
        filled = self._whose(lang) | {
            key: amount(row[key], lang, unit if unit in ("eur", "share") else "")
            for key in (*QUANTILES, "mean")
        }
        if name == "freed":
            filled["none"] = amount(self.share_no_difference, lang, "share")
        else:
            filled["measure"] = measure_words(name, lang)
        *texts, reservation = sentences(
            "sweep" if name == "freed" else "sweep_measure",
            lang,
            draws=amount(float(row["draws"]), lang),
            units=outcome_label(self.case, lang) if unit == "value" else "",
            **filled,
        )
        if missing:
            texts += sentences("sweep_missing", lang, draws=amount(float(missing), lang))
        # a measure without a unit leaves two spaces in its sentence
        return [" ".join(text.split()) for text in (*texts, reservation)]

    def _whose(self, lang: str) -> dict[str, str]:
        """Return the words that say whose draws these are, and what the range tells."""
        words = texts("answers.draws", lang)
        return {"whose": words[self.draws_from], "what": words[f"what_{self.draws_from}"]}

    def _uncertain_money_sentences(self, lang: str) -> list[str]:
        is_drawn = self.seed is not None
        return uncertain_money_sentences(self.case, lang, drawn=is_drawn)

    def plot(self, ax: Axes | None = None, lang: str = "nl", chart: str = "draws") -> Axes:
        """Draw the ranges.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`
            chart: `draws`: how often each gain comes out of them. `fan`: the value under both
                regimes and the gain. `tornado`: one group of inputs at a time; only after
                `sweep(…, tornado=True)`

        Raises:
            QuestionError: For a chart that does not exist, or that shows what was not asked for.

        Examples:
            >>> sweep.plot(lang="en").get_label()
            'In each of 4 draws these walls make a difference; the range of 5–95% is 2,021 to ...
        """
        check_chart(chart, ("draws", "fan", "tornado"))
        options: dict[str, Any] = chart_options(self.case, lang, self.trace)
        options["units"] = outcome_label(self.case, lang)
        if chart == "tornado":
            if self.tornado is None:
                raise QuestionError(problem("tornado_not_asked_for"))
            return tornado_chart(with_input_names(self.case, self.tornado, lang), ax=ax, **options)
        if "freed" not in self.draws.columns:
            raise QuestionError(problem("freed_not_asked_for"))
        options["whose"] = self._whose(lang)["whose"].rstrip(",")
        if chart == "fan":
            return fan_chart(self.draws, ax=ax, **options)
        return sweep_chart(self.draws, ax=ax, **options)

    def _sheets(self) -> dict[str, pl.DataFrame]:
        swings = {} if self.tornado is None else {"swings": self.tornado}
        return {"result": self.frame, "draws": self.draws, **swings}

    def _sheet_charts(self) -> dict[str, tuple[WorkbookChart, ...]]:
        return {"swings": Tornado.frame_charts}

    def to_json(self) -> dict[str, object]:
        """Return the ranges and swings, unrounded.

        Examples:
            >>> sweep.to_json()["case"]
            'Twee dorpen'
        """
        measures = {
            row["measure"]: {key: row[key] for key in (*QUANTILES, "mean", "draws")}
            for row in self.frame.to_dicts()
        }
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "draws": self.draws.height,
            "seed": self.seed,
            "draws_from": self.draws_from,
            "share_no_difference": self.share_no_difference,
            "measures": measures,
            "swings": [] if self.tornado is None else self.tornado.to_dicts(),
        }
