"""Questions about one whole plan: does it close, what is short, and from which year on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Array, Program
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.tolerances import REACH
from ontschotting.words.messages import problem


@dataclass(frozen=True, eq=False)
class CheapestClosing:
    """The cheapest way to close some whole plans, with additions to existing budgets.

    Attributes:
        short_eur: The least Σ of additions with which they close together
        short_least_eur: What is proven to be short at least; less than `short_eur` only where the
            search ran out of time
        program: The program of all ways to close them with these additions
        optimum: Of those ways the one of least total spending
    """

    short_eur: float
    short_least_eur: float
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

    def closes(self, plan: str) -> bool:
        """Tell whether some solution builds a whole plan.

        Both answers are proven: the most of Σ_v z of the plan is 1 or 0.

        Args:
            plan: A whole plan
        """
        return self._is_built(plan, self.questions.base)

    def first_year(self, plan: str) -> int | None:
        """Return the least y such that the plan closes with none of its units after y.

        Args:
            plan: A whole plan

        Returns:
            A year of delivery; None where the plan does not close
        """
        if not self.closes(plan):
            return None
        units = self.columns.units.filter(pl.col("plan") == plan)
        years = units["delivery_year"].unique().sort().to_list()
        # What closes by a year closes by any later one, so the first that does is found by halving.
        low, high = 0, len(years) - 1
        while low < high:
            middle = (low + high) // 2
            late = units.filter(pl.col("delivery_year") > years[middle])["column"].to_numpy()
            upper = self.questions.base.upper.copy()
            upper[late] = 0.0
            if self._is_built(plan, self.questions.base.changed(upper=upper)):
                high = middle
            else:
                low = middle + 1
        return int(years[low]) if years else None

    def close(self, plans: Iterable[str]) -> CheapestClosing | None:
        """Return the least additions with which plans close together.

        Args:
            plans: Whole plans

        Returns:
            None where no amount suffices, which is proven
        """
        chosen, questions = list(plans), self.questions
        program, objectives = questions.regime_program, questions.regime_program.objectives
        with_additions = questions.with_additions()
        if not self._are_built(chosen, with_additions):
            return None
        closing = with_additions.with_row(self._built(chosen))
        row_lower = closing.row_lower.copy()
        row_lower[-1] = len(chosen)
        closing = closing.changed(row_lower=row_lower)
        least = questions.optimum(closing, objectives.added)
        short = least.minimum if least.minimum > REACH else 0.0
        row_upper = closing.row_upper.copy()
        row_upper[program.rows.added] = short + REACH * max(1.0, short) if short else 0.0
        cheapest = closing.changed(row_upper=row_upper)
        is_open = least.certificate.is_open
        proven = min(short, max(0.0, least.certificate.bound)) if is_open else short
        return CheapestClosing(
            short * program.euro_unit,
            proven * program.euro_unit,
            cheapest,
            questions.optimum(cheapest, objectives.spent),
        )

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

    def payment_range(self, closing: CheapestClosing, spending: Array) -> tuple[float, float]:
        """Return the least and the most of some spending over all ways to close, in euros.

        Args:
            closing: The cheapest way to close
            spending: What to count, per column
        """
        least = self.questions.least(closing.program, spending)
        most = -self.questions.least(closing.program, -spending)
        unit = self.questions.regime_program.euro_unit
        return max(0.0, least) * unit, max(0.0, least, most) * unit

    def _is_built(self, plan: str, program: Program) -> bool:
        return self._are_built([plan], program)

    def _are_built(self, plans: list[str], program: Program) -> bool:
        """Tell whether some solution of a program builds all of some plans."""
        most = self.questions.optimum(program, -self._built(plans))
        if round(-most.minimum) == len(plans):
            return True
        if most.certificate.is_open and -most.certificate.bound >= len(plans):
            raise CertificateError(problem("closing_not_proven", plans=", ".join(plans)))
        return False

    def _built(self, plans: list[str]) -> Array:
        """Return Σ z over some plans and their variants, as one number per column."""
        wholes = self.columns.wholes.filter(pl.col("plan").is_in(plans))
        return self.questions.regime_program.total(wholes)
