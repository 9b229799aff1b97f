"""Questions about one whole plan: does it close, what is short, and from which year on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from ontschotting.errors import SearchStoppedError
from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Array, Program
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.tolerances import GAP, REACH


@dataclass(frozen=True, eq=False)
class CheapestClosing:
    """The cheapest way to close some whole plans, with additions to existing budgets.

    Attributes:
        short_eur: The least Σ of additions with which they close together; None where the search
            stopped before it found any way
        short_least_eur: What is proven to be short at least; less than `short_eur` only where the
            search stopped before the least was proven
        way: A cheapest way; None where none was found
    """

    short_eur: float | None
    short_least_eur: float
    way: WayToClose | None


@dataclass(frozen=True, eq=False)
class WayToClose:
    """How some whole plans close.

    Attributes:
        program: The program of all ways to close them with the least additions
        optimum: Of those ways the one of least total spending
    """

    program: Program
    optimum: Optimum


class WholePlanQuestions:
    """The questions of model.md, *Projects and goals*, about the whole plans under one regime.

    Every other plan is free to be built or not.

    Attributes:
        questions: The optima of the regime
        columns: The columns of its program
        plans: The whole plans, sorted
    """

    def __init__(self, questions: RegimeSolver) -> None:
        """Prepare the questions; nothing is solved yet.

        Args:
            questions: The optima of the regime
        """
        self.questions = questions
        self.columns = questions.regime_program.columns
        self.plans = self.columns.wholes["plan"].unique().sort().to_list()

    def closes(self, plan: str) -> bool | None:
        """Tell whether some solution builds a whole plan.

        Both answers are proven: the most of Σ_v z of the plan is 1 or 0.

        Args:
            plan: A whole plan

        Returns:
            None where the search stopped before either was proven
        """
        return self._are_built([plan], self.questions.base)

    def first_year(self, plan: str) -> tuple[int, int] | None:
        """Return the first year by which a plan closes, and the first that is not ruled out.

        It is the least y such that the plan closes with none of its units after y. The two are one
        year unless a search stopped.

        Args:
            plan: A whole plan that closes

        Returns:
            Two years of delivery; None for a plan without units
        """
        units = self.columns.units.filter(pl.col("plan") == plan)
        years = units["delivery_year"].unique().sort().to_list()

        def closes_by(year: int) -> bool | None:
            late = units.filter(pl.col("delivery_year") > year)["column"].to_numpy()
            upper = self.questions.base.upper.copy()
            upper[late] = 0.0
            return self._are_built([plan], self.questions.base.changed(upper=upper))

        if not years:
            return None
        shown = _first(years, lambda year: closes_by(year) is True)
        return shown, min(shown, _first(years, lambda year: closes_by(year) is not False))

    def close(self, plans: Iterable[str]) -> CheapestClosing | None:
        """Return the least additions with which plans close together.

        Args:
            plans: Whole plans

        Returns:
            None where no amount suffices, which is proven
        """
        chosen, with_additions = list(plans), self.questions.with_additions()
        are_built = self._are_built(chosen, with_additions)
        if are_built is False:
            return None
        if are_built is None:
            return CheapestClosing(None, 0.0, None)
        try:
            return self._cheapest(chosen, with_additions)
        except SearchStoppedError:
            return CheapestClosing(None, 0.0, None)

    def _cheapest(self, plans: list[str], with_additions: Program) -> CheapestClosing:
        """Return the least additions, and of the ways that take these the one that spends least."""
        questions, objectives = self.questions, self.questions.regime_program.objectives
        closing = with_additions.with_row(self._built(plans))
        row_lower = closing.row_lower.copy()
        row_lower[-1] = len(plans)
        closing = closing.changed(row_lower=row_lower)
        least = questions.optimum(closing, objectives.added)
        short = least.minimum if least.minimum > REACH else 0.0
        row_upper = closing.row_upper.copy()
        added = questions.regime_program.rows.added
        row_upper[added] = short + REACH * max(1.0, short) if short else 0.0
        cheapest = closing.changed(row_upper=row_upper)
        proven = min(short, max(0.0, least.proven_minimum)) if short else 0.0
        try:
            spent = questions.optimum(cheapest, objectives.spent)
        except SearchStoppedError:
            spent = least  # a way with the least additions, if not the cheapest of them
        unit = questions.regime_program.euro_unit
        return CheapestClosing(short * unit, proven * unit, WayToClose(cheapest, spent))

    def spending_on(self, plan: str) -> pl.DataFrame:
        """Return the columns of spending on a plan, with what applying costs.

        Args:
            plan: A whole plan

        Returns:
            `column`, `stream`, `purpose` (null where it is the cost of applying)
        """
        program = self.questions.regime_program
        streams = program.labels.budgets_of_pools("stream").unique(["pool", "stream"])
        columns = ["column", "stream", "purpose"]
        paid = self.columns.spending.filter(pl.col("plan") == plan).join(
            streams, on="pool", maintain_order="left"
        )
        applying = (
            self.columns.fixed_costs.filter(pl.col("plan") == plan)
            .drop("stream")
            .join(streams, on="pool", maintain_order="left")
            .with_columns(pl.lit(None, pl.String).alias("purpose"))
        )
        return pl.concat([paid.select(columns), applying.select(columns)])

    def payment_range(self, way: WayToClose, spending: Array) -> tuple[float, float]:
        """Return the least and the most of some spending over all ways to close, in euros.

        Where a search stopped, the range is wider and still holds the truth.

        Args:
            way: The cheapest way to close
            spending: What to count, per column
        """
        least = self.questions.optimum(way.program, spending).proven_minimum
        most = -self.questions.optimum(way.program, -spending).proven_minimum
        unit = self.questions.regime_program.euro_unit
        return max(0.0, least) * unit, max(0.0, least, most) * unit

    def _are_built(self, plans: list[str], program: Program) -> bool | None:
        """Tell whether some solution of a program builds all of some plans; None where open."""
        try:
            most = self.questions.optimum(program, -self._built(plans))
        except SearchStoppedError:
            return None
        if round(-most.minimum) == len(plans):
            return True
        can_be_more = -most.certificate.bound >= len(plans) - GAP
        return None if most.certificate.is_open and can_be_more else False

    def _built(self, plans: list[str]) -> Array:
        """Return Σ z over some plans and their variants, as one number per column."""
        wholes = self.columns.wholes.filter(pl.col("plan").is_in(plans))
        return self.questions.regime_program.total(wholes)


def _first(years: Sequence[int], holds: Callable[[int], bool]) -> int:
    """Return the first year for which something holds, by halving: what holds goes on holding.

    Args:
        years: In order; for the last of them it holds
        holds: Tells of a year
    """
    low, high = 0, len(years) - 1
    while low < high:
        middle = (low + high) // 2
        if holds(years[middle]):
            high = middle
        else:
            low = middle + 1
    return int(years[low])
