"""Shadow prices: what each budget and each purpose wall is worth at the margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.streams import state_streams, stream_names
from ontschotting.case.labels import (
    outcome_label,
    pair_label,
    player_label,
    purpose_name,
    purpose_names,
)
from ontschotting.charts.pricing.shadow_prices import shadow_prices_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.measures.pricing.budget_prices import budget_prices
from ontschotting.measures.pricing.price_words import prices_with_projects
from ontschotting.measures.pricing.wall_prices import wall_prices
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import lift
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.coalition_values import CoalitionValue, closed_pairs
from ontschotting.solving.prices.choices import with_choices
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.arguments import is_number
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import difference
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class ShadowPrices(Result):
    """The prices under the current regime, in units per euro.

    Attributes:
        budgets: `stream`, `own`, `level`, `area`, `year`, `awarded`, `value_per_eur`,
            `holds_until_eur`, `exact`: what the next euro adds and up to which extra amount each
            euro adds as much (null: without end). Where `exact` is false the price is an upper
            bound and no range is given
        walls: `stream`, `purpose`, `value_per_eur`, `holds_until_eur`, `exact`, `roads`,
            `gain_lifted`: what the first euro through the purpose wall would add, and up to how
            many each would add as much (null where it adds nothing); the same of `exact`; the
            number of arcs (ways to pay for something in the program) that only this wall closes;
            and, with `exact=True`, V with that one pair lifted − V(c)

    Examples:
        >>> import ontschotting as on
        >>> prices = on.shadow_prices(on.load_case("two-villages"))
        >>> prices.walls.select("stream", "purpose", "value_per_eur").rows()
        [('land', 'mobility', 0.0001), ('mobility', 'land', 0.0)]
    """

    case: Case
    awarded: bool
    value: float
    budgets: pl.DataFrame
    walls: pl.DataFrame
    trace: Trace

    adds_goals_up = True

    @property
    def frame(self) -> pl.DataFrame:
        """Return the prices of the walls, the dearest first.

        Examples:
            >>> prices.frame.columns
            ['stream', 'purpose', 'value_per_eur', 'holds_until_eur', 'exact', 'roads', ...
        """
        return self.walls

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"walls": self.walls, "budgets": self.budgets}

    def _sentences(self, lang: str) -> list[str]:
        chosen = prices_with_projects(self.case, lang)
        dear = self.walls.filter(pl.col("value_per_eur") > 0)
        if dear.is_empty():
            return [*sentences("prices_none", lang), *chosen]
        first = dear.row(0, named=True)
        said = sentences(
            "prices",
            lang,
            stream=player_label(self.case, first["stream"], lang),
            purpose=purpose_name(self.case, first["purpose"], lang),
            value=amount(1e6 * first["value_per_eur"], lang),
            units=outcome_label(self.case, lang),
            count=dear.height,
        )
        return [*said, *chosen]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw streams against purposes: what may be paid, and else what the wall costs.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> prices.plot(lang="en").get_label()
            'Dearest for a first euro: Land fund may not go to mobility. Land fund to ...
        """
        names = stream_names(self.case, lang, short=True)
        return shadow_prices_chart(
            self.table.with_columns(
                pl.col("stream").replace(names).alias("name"),
                pl.col("purpose").replace(purpose_names(self.case, lang)),
            ),
            ax=ax,
            units=outcome_label(self.case, lang),
            **chart_options(self.case, lang, self.trace),
        )

    @property
    def table(self) -> pl.DataFrame:
        """Return every stream that is not own money against every purpose.

        `stream`, `purpose`, `open` (it may pay for the purpose today), `value_per_eur`.

        Examples:
            >>> prices.table.row(1)
            ('land', 'mobility', False, 0.0001)
        """
        closed = self.walls.select("stream", "purpose", "value_per_eur")
        purposes = self.case.costs.filter(pl.col("eur_per_unit") > 0).select("purpose").unique()
        streams = pl.DataFrame({"stream": state_streams(self.case)}, schema={"stream": pl.String})
        return (
            streams.join(purposes, how="cross")
            .join(closed, on=["stream", "purpose"], how="left")
            .sort("stream", "purpose")
            .select(
                "stream",
                "purpose",
                pl.col("value_per_eur").is_null().alias("open"),
                "value_per_eur",
            )
        )

    def to_json(self) -> dict[str, object]:
        """Return both tables, unrounded.

        Examples:
            >>> prices.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "value": self.value,
            "budgets": self.budgets.to_dicts(),
            "walls": self.walls.to_dicts(),
        }


@with_bar
def shadow_prices(
    case: Case,
    *,
    exact: bool = False,
    awarded: bool = False,
    rays: int | None = None,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> ShadowPrices:
    """Return the shadow price of every budget and every purpose wall under the current regime.

    Budget: the right-hand derivative of V(c) in its amount. From the duals it is an upper bound
    (duals need not be unique); following the value along an addition proves it and gives the euros
    up to which it holds.

    Purpose wall of a stream and a purpose: the greatest value per gross euro over the arcs on which
    the stream would pay for the purpose, from their reduced costs. Where the stream asks for
    co-financing it includes what the first matched own euro adds, on open arcs too, since own money
    on the purpose may then be matched to them. The price is never below what the first euro adds,
    and equal to it where the duals are unique. Following the value along the euros that pass proves
    the price and gives its range. Minimum shares are an exception. When a stream may pay for a
    purpose, units can count for its share at once; no price of a euro shows that, but `exact` does.

    The dearest of both are followed; see `rays`. With whole plans, fixed costs or least awards the
    prices are those of the linear program with the projects as they were chosen; `exact` chooses
    them anew.

    Args:
        case: The case
        exact: Also lift each pair of stream and purpose by itself and solve: `gain_lifted`
        awarded: Price the purpose walls of money already awarded too
        rays: Kinds of budget, and walls, to follow (default 100; in a large case 6 budgets and no
            wall); the others keep the bound
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each step

    Raises:
        QuestionError: For a number of rays below zero.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> prices = on.shadow_prices(on.load_case("two-villages"))
        >>> [(row[0], row[1], round(1e6 * row[2])) for row in prices.walls.rows()]
        [('land', 'mobility', 100), ('mobility', 'land', 0)]
    """
    if rays is not None and not is_number(rays, 0):
        raise QuestionError(problem("rays_below_zero", rays=rays))
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    lifted = lift("purpose", awarded=awarded)
    with recorded() as certificates:
        report_progress("prices")
        regime_solver = RegimeSolver(
            build_regime_program(case, CURRENT, closed_arcs_of=lifted.lifts[0]),
            open_backend(case_solver.solver),
            case_solver.optima,
        )
        regime_solver = with_choices(regime_solver, open_backend(case_solver.solver))
        regime_program, duals = regime_solver.regime_program, regime_solver.best.prices
        reduced_costs = -regime_program.objectives.value - regime_program.program.matrix.T @ duals
        budgets = budget_prices(case, regime_solver, reduced_costs, rays, report_progress)
        walls = wall_prices(
            regime_solver,
            reduced_costs,
            closed_pairs(case, lifted.lifts[0]),
            open_backend(case_solver.solver),
            rays,
            report_progress,
        )
    if exact:
        game = CoalitionValue(case, lifted, "pairs", solver=case_solver, progress=report_progress)
        walls = _with_exact_gains(walls, game)
        certificates.add(game.certificates)
    trace = Trace.of(case, CURRENT, regime_solver.solver_name, certificates)
    return ShadowPrices(case, awarded, regime_solver.value, budgets, walls, trace)


def _with_exact_gains(walls: pl.DataFrame, game: CoalitionValue) -> pl.DataFrame:
    """Add what each pair of stream and purpose frees when it is lifted by itself."""
    gains = [
        difference(game([pair_label(stream, purpose)]), game.nothing)
        for stream, purpose in walls.select("stream", "purpose").iter_rows()
    ]
    return walls.with_columns(pl.Series("gain_lifted", gains, dtype=pl.Float64))
