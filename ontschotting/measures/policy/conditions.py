"""On which terms.

A guarantee, a free share or a cut beside the free optimum, with who gains and who would have lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, Trace, chart_options
from ontschotting.solving.guarantee import check_guarantee
from ontschotting.solving.questions import RegimeSolver, difference
from ontschotting.solving.values import ValueSolver
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


SHARES = (0.05, 0.1, 0.2, 0.5, 1.0)
CUTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)


@dataclass(frozen=True, eq=False, repr=False)
class Conditions(Result):
    """A regime on several terms, each without and with the guarantee.

    Attributes:
        terms: `kind` (`free_share`, `cut`), `size`, `value`, `gain`, `value_guaranteed`,
            `gain_guaranteed`: gains over V(c); null where the guarantee cannot be met
        price: V(i) − V(i with the guarantee): what the guarantee costs
        areas: `area`, `floor`, `least`, `most`, `effect`: what each area (or outcome) gets in the
            free optimum beside its floor. `effect` is `loses` when every free optimum gives it less
            than its floor, `gains` when every one gives it more, else `open`
        break_evens: `guarantee`, `data`, `cut`, `cut_walls`: the cut at which the total is as it is
            today, on central, favourable and unfavourable data, and with the guarantee; beside the
            cut that the walls allow already. Never to be shown without these rows
        additional: `outcome`, `additional_share`, `low`, `high`: the share of extra units that
            would not have come otherwise; outside the model
    """

    case: Case
    regime: Regime
    guarantee: str
    current: float
    terms: pl.DataFrame
    price: float | None
    areas: pl.DataFrame
    break_evens: pl.DataFrame
    additional: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The terms."""
        return self.terms

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {
            "terms": self.terms,
            "areas": self.areas,
            "break_evens": self.break_evens,
            "additional": self.additional,
        }

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_label(self.case, lang)
        whole = self.terms.filter((pl.col("kind") == "cut") & (pl.col("size") == 0)).row(
            0, named=True
        )
        losing = self.areas.filter(pl.col("effect") == "loses").height
        evens = {
            data: amount(cut, lang, "share")
            for guarantee, data, cut in self.break_evens.select(
                "guarantee", "data", "cut"
            ).iter_rows()
            if guarantee is None
        }
        promised = self.break_evens.filter(pl.col("guarantee").is_not_null())["cut"].to_list()
        words = {
            "gain": amount(whole["gain"], lang),
            "units": units,
            "price": amount(self.price, lang),
            "losing": losing,
            "count": self.areas.height,
            "even_guaranteed": amount(promised[0] if promised else None, lang, "share"),
            **{f"even_{data}": cut for data, cut in evens.items()},
        }
        return sentences("terms", lang, **words)

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The value against the cut, without and with the guarantee, beside today."""
        from ontschotting.charts.policy.conditions import conditions_chart

        units = outcome_label(self.case, lang)
        return conditions_chart(
            self.terms.filter(pl.col("kind") == "cut"),
            ax=ax,
            current=self.current,
            units=units,
            **chart_options(self.case, lang),
        )

    def to_json(self) -> dict[str, object]:
        """Every frame, unrounded."""
        frames = {name: frame.to_dicts() for name, frame in self._sheets().items()}
        return {
            "case": self.case.title,
            "regime": repr(self.regime),
            "guarantee": self.guarantee,
            "current": self.current,
            "price": self.price,
            **frames,
        }


@with_bar
def conditions(
    case: Case,
    regime: Regime = INTEGRAL,
    guarantee: str = "region",
    shares: Sequence[float] = SHARES,
    cuts: Sequence[float] = CUTS,
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Conditions:
    """A regime with a free share of 5 to 100 % and with a cut of 0 to 30 %, each with and without a
    guarantee.

    Args:
        guarantee: A level, or `outcomes`: each area (outcome) gets at least the least it has in any
            optimal allocation of today (model.md, *Attribution and choice*)

    Raises:
        QuestionError: For terms that do not fit.
        CertificateError: When there is no certified answer.
    """
    report_progress, solves = progress or silent, ValueSolver(solver)
    check_guarantee(case, guarantee)
    if any(one.is_partial for one in regime.lifts):
        raise QuestionError(
            "terms | the regime already has a free share or a cut. Give a regime without them; the"
            " sizes are asked apart."
        )
    wrong = [size for size in (*shares, *cuts) if not 0 <= size <= 1]
    if wrong:
        raise QuestionError(f"terms | {wrong[0]!r} is no share. Give numbers from 0 to 1.")
    today = solves.value(case, CURRENT)
    assert today is not None
    solves.floors(case, guarantee)  # once, before several worlds ask for them side by side

    def at(
        asked: tuple[str, float],
    ) -> tuple[str, float, float | None, float | None, float | None, float | None]:
        kind, size = asked
        report_progress(f"{kind} {size:.0%}")
        part = Regime(
            tuple(
                replace(one, free_share=size) if kind == "free_share" else replace(one, cut=size)
                for one in regime.lifts
            )
        )
        free, held = solves.value(case, part), solves.value(case, part, guarantee)
        gains = [None if value is None else difference(value, today) for value in (free, held)]
        return kind, size, free, gains[0], held, gains[1]

    rows = parallel_map(
        at,
        [
            (kind, float(size))
            for kind, sizes in (("free_share", shares), ("cut", sorted({0.0, *cuts})))
            for size in sizes
        ],
    )
    names = ("value", "gain", "value_guaranteed", "gain_guaranteed")
    frame = pl.DataFrame(
        rows,
        schema={"kind": pl.String, "size": pl.Float64, **dict.fromkeys(names, pl.Float64)},
        orient="row",
    )
    whole = frame.filter((pl.col("kind") == "cut") & (pl.col("size") == 0)).row(0, named=True)
    price = (
        None
        if whole["value_guaranteed"] is None
        else difference(whole["value"], whole["value_guaranteed"])
    )
    report_progress("who gains")
    areas = _areas(case, regime, guarantee, solves)
    report_progress("break-even")
    evens = solves.break_evens(case, regime, [guarantee])
    return Conditions(
        case,
        regime,
        guarantee,
        today,
        frame,
        price,
        areas,
        evens,
        _additional(case),
        Trace.of(case, regime, solves.solver_name, solves.certificates),
    )


def _areas(case: Case, regime: Regime, guarantee: str, solves: ValueSolver) -> pl.DataFrame:
    """What each area gets over every free optimum, beside its floor."""
    held = solves.optima(case, regime, guarantee)
    floors = held.floors
    assert floors is not None
    free = RegimeSolver(held.regime_program, held.backend)
    value = free.value
    assert value is not None
    face, matrix = free.reaching(value), held.regime_program.program.matrix.tocsr()
    rows = []
    for area, row, shortfall, floor in floors.select(
        "area", "row", "shortfall", "floor"
    ).iter_rows():
        cost = np.asarray(matrix[[row], :].todense()).ravel()
        cost[shortfall] = 0.0
        least, most = (
            (max(0.0, free.least(face, cost)), max(0.0, -free.least(face, -cost)))
            if np.any(cost)
            else (0.0, 0.0)
        )
        noise = 1e-6 * max(1.0, floor)
        effect = "loses" if most < floor - noise else "gains" if least > floor + noise else "open"
        rows.append((area, floor, min(least, most), most, effect))
    solves.certificates += free.certificates
    schema = {
        "area": pl.String,
        "floor": pl.Float64,
        "least": pl.Float64,
        "most": pl.Float64,
        "effect": pl.String,
    }
    order = (
        {str(area or ""): number for number, area in enumerate(Areas(case).of_level(guarantee))}
        if guarantee != "outcomes"
        else {}
    )
    return pl.DataFrame(
        sorted(rows, key=lambda one: order.get(one[0], 0)), schema=schema, orient="row"
    )


def _additional(case: Case) -> pl.DataFrame:
    table = case.outcomes
    columns = {
        "additional_share": "additional_share",
        "low": "additional_share_low",
        "high": "additional_share_high",
    }
    return table.select(
        "outcome",
        *(
            (pl.col(column) if column in table.columns else pl.lit(None, pl.Float64)).alias(name)
            for name, column in columns.items()
        ),
    )
