"""The gain of a regime under conditions: a guarantee, a free share or a cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.case.labels import outcome_label
from ontschotting.case.uncertain_inputs import uncertain_inputs
from ontschotting.charts.policy.conditions import conditions_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.measures.area_levels import beside_the_areas
from ontschotting.measures.policy.break_even import break_evens, walls_standing
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.guarantee import check_guarantee
from ontschotting.solving.optimal_face import best_face
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.arguments import checked_numbers
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, with_bar
from ontschotting.support.tolerances import difference, negligible
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentence, sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

SHARES = (0.05, 0.1, 0.2, 0.5, 1.0)
CUTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)


@dataclass(frozen=True, eq=False, repr=False)
class Conditions(Result):
    """A regime under several conditions, each without and with the guarantee.

    Attributes:
        current: V(c), in units
        sizes: `kind` (`free_share`, `cut`), `size`, `value`, `gain`, `value_guaranteed`,
            `gain_guaranteed`, `value_walls`, `gain_walls`: gains over V(c), in units; null where
            the guarantee cannot be met. With `_walls` the same cut while every wall stands; null
            for a free share
        price: V(i) − V(i with the guarantee): what the guarantee costs
        areas: `area`, `floor`, `least`, `most`, `effect`: what each area (or outcome) gets in the
            free optimum beside its floor. `effect` is `loses` when every free optimum gives it less
            than its floor, `gains` when every one gives it more, else `open`
        break_evens: `guarantee`, `data`, `cut`, `cut_walls`: the cut at which the total is as it is
            today, on central, favourable and unfavourable data, and with the guarantee; beside the
            cut that the walls allow already. Never to be shown without these rows
        additional: `outcome`, `additional_share`, `low`, `high`: the share of extra units that
            would not have come otherwise; outside the model

    Examples:
        >>> import ontschotting as on
        >>> conditions = on.conditions(on.load_case("two-villages"))
        >>> round(conditions.current), conditions.price
        (2000, 0.0)
    """

    case: Case
    regime: Regime
    guarantee: str
    current: float
    sizes: pl.DataFrame
    price: float | None
    areas: pl.DataFrame
    break_evens: pl.DataFrame
    additional: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return the conditions with their values.

        Examples:
            >>> conditions.frame.select("kind", "size", pl.col("gain").round(1)).row(-1)
            ('cut', 0.3, 800.0)
        """
        return self.sizes

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {
            "terms": self.sizes,
            "areas": self.areas,
            "break_evens": self.break_evens,
            "additional": self.additional,
        }

    def _sentences(self, lang: str) -> list[str]:
        is_whole = (pl.col("kind") == "cut") & (pl.col("size") == 0)
        even = pl.col("guarantee").is_null()
        cuts = {
            data: amount(cut, lang, "share")
            for data, cut in self.break_evens.filter(even).select("data", "cut").iter_rows()
        }
        guaranteed_cut = next(iter(self.break_evens.filter(~even)["cut"]), None)
        walled_cut = self.break_evens.filter(even & (pl.col("data") == "central"))["cut_walls"][0]
        has_margins = bool(uncertain_inputs(self.case))
        parts = sentences(
            "conditions",
            lang,
            gain=amount(self.sizes.filter(is_whole)["gain"][0], lang),
            units=outcome_label(self.case, lang),
            price=amount(self.price, lang),
            losing=self.areas.filter(pl.col("effect") == "loses").height,
            count=self.areas.height,
            even_central=cuts["central"],
            even_beside=sentence(
                "break_even_with_margins" if has_margins else "break_even_no_margins",
                lang,
                guaranteed=amount(guaranteed_cut, lang, "share"),
                **cuts,
            ),
            even_walls=amount(walled_cut, lang, "share"),
        )
        if self.guarantee == "outcomes":
            return parts
        beside = beside_the_areas(self.case, self.guarantee, lang)
        return [*parts[:-1], *beside, parts[-1]]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the value against the cut: free, guaranteed and with the walls, beside today.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> conditions.plot(lang="en").get_label()
            'With 30% less money: 2,800 homes without the walls, 1,400 with them; now 2,000. ...
        """
        return conditions_chart(
            self.sizes.filter(pl.col("kind") == "cut"),
            ax=ax,
            in_steps=is_mixed_integer(self.case),
            current=self.current,
            units=outcome_label(self.case, lang),
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return every frame, unrounded.

        Examples:
            >>> conditions.to_json()["case"]
            'Twee dorpen'
        """
        frames = {name: frame.to_dicts() for name, frame in self._sheets().items()}
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
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
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Conditions:
    """Value a regime with a free share and with a cut, each with and without a guarantee.

    Args:
        case: The case
        regime: Which walls are lifted; a regime without a free share or a cut of its own
        guarantee: A level, or `outcomes`: each area (outcome) gets at least the least it has in any
            optimal allocation of today (model.md, *Attribution and choice*)
        shares: Free shares to value, from 0 to 1; by default 5 % to 100 %
        cuts: Cuts to value, from 0 to 1; by default 0 % to 30 %
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each condition

    Raises:
        QuestionError: For conditions that do not fit.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.conditions(on.load_case("two-villages"), shares=[0.5], cuts=[0.1])
        >>> answer.sizes.select("kind", "size", pl.col("gain").round()).rows()
        [('free_share', 0.5, 2000.0), ('cut', 0.0, 2000.0), ('cut', 0.1, 1600.0)]
    """
    check_regime(regime, case)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    check_guarantee(case, guarantee)
    if regime.is_partial:
        raise QuestionError(problem("sizes_stand_apart"))
    shares = checked_numbers("shares", shares, "no_share", most=1.0)
    cuts = checked_numbers("cuts", cuts, "no_share", most=1.0)
    with recorded() as certificates:
        sizes = _sizes(case_solver, regime, guarantee, shares, cuts, report_progress)
        report_progress("who gains")
        areas = _areas(case_solver, regime, guarantee)
        report_progress("break-even")
        cuts_left = break_evens(case_solver, regime, [guarantee])
    return Conditions(
        case=case,
        regime=regime,
        guarantee=guarantee,
        current=case_solver.value(),
        sizes=sizes,
        price=_guarantee_price(sizes),
        areas=areas,
        break_evens=cuts_left,
        additional=_additional(case),
        trace=Trace.of(case, regime, case_solver.solver_name, certificates),
    )


def _sizes(
    case_solver: CaseSolver,
    regime: Regime,
    guarantee: str,
    shares: Sequence[float],
    cuts: Sequence[float],
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Value each free share and each cut: free, with the guarantee, and with the walls standing."""
    current = case_solver.value()

    def size_row(condition: tuple[str, float]) -> tuple[str, float, *tuple[float | None, ...]]:
        kind, size = condition
        report_progress(f"{kind} {size:.0%}")
        limited = Regime(
            tuple(
                replace(each, free_share=size) if kind == "free_share" else replace(each, cut=size)
                for each in regime.lifts
            )
        )
        values = (
            case_solver.value(limited),
            case_solver.questions(limited, guarantee).value,
            case_solver.value(walls_standing(regime, size)) if kind == "cut" else None,
        )
        gains = (None if value is None else difference(value, current) for value in values)
        return kind, size, *chain.from_iterable(zip(values, gains, strict=True))

    sizes = {"free_share": shares, "cut": sorted({0.0, *cuts})}
    numbers = (
        "value",
        "gain",
        "value_guaranteed",
        "gain_guaranteed",
        "value_walls",
        "gain_walls",
    )
    return pl.DataFrame(
        parallel_map(size_row, [(kind, float(size)) for kind in sizes for size in sizes[kind]]),
        schema={"kind": pl.String, "size": pl.Float64, **dict.fromkeys(numbers, pl.Float64)},
        orient="row",
    )


def _guarantee_price(sizes: pl.DataFrame) -> float | None:
    """Return V(i) − V(i with the guarantee), or None where the guarantee cannot be met."""
    free, guaranteed = (
        sizes.filter((pl.col("kind") == "cut") & (pl.col("size") == 0))
        .select("value", "value_guaranteed")
        .row(0)
    )
    return None if guaranteed is None else difference(free, guaranteed)


def _areas(case_solver: CaseSolver, regime: Regime, guarantee: str) -> pl.DataFrame:
    """Return what each area gets over every free optimum, beside its floor."""
    guaranteed = case_solver.questions(regime, guarantee)
    regime_program = guaranteed.regime_program
    free = RegimeSolver(regime_program, open_backend(case_solver.solver), case_solver.optima)
    face, matrix = best_face(free), regime_program.program.matrix.tocsr()
    rows = []
    for area, row, shortfall, floor in guaranteed.floors.select(
        "area", "row", "shortfall", "floor"
    ).iter_rows():
        cost = np.asarray(matrix[[row], :].todense()).ravel()
        cost[shortfall] = 0.0
        least, most = face.range(cost, 1.0)
        noise = negligible(floor)
        effect = "loses" if most < floor - noise else "gains" if least > floor + noise else "open"
        rows.append((area, floor, least, most, effect))
    if guarantee != "outcomes":
        order = {
            area or "": number
            for number, area in enumerate(areas_of(case_solver.case).of_level(guarantee))
        }
        rows.sort(key=lambda row: order.get(row[0], 0))
    schema = {
        "area": pl.String,
        "floor": pl.Float64,
        "least": pl.Float64,
        "most": pl.Float64,
        "effect": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _additional(case: Case) -> pl.DataFrame:
    """Return the share of extra units of each outcome that would not have come otherwise."""
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
