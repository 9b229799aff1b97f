"""Computes the answers of the report.

Who blocks, what first, the margin, why, the promise, years, terms and the pots; data only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.attribution.attribution import Attribution, attribute
from ontschotting.measures.attribution.choice import Choice, choose_walls
from ontschotting.measures.observed.fragmentation import Fragmentation, fragmentation
from ontschotting.measures.policy.conditions import Conditions, conditions
from ontschotting.measures.policy.targets import TargetGap, target_gap
from ontschotting.measures.policy.year_rules import YearRules, year_rules
from ontschotting.measures.pricing.explanation import Explanation, explain
from ontschotting.measures.pricing.shadow_prices import ShadowPrices, shadow_prices
from ontschotting.regime.regime import Regime
from ontschotting.support.progress import ReportProgress

Step = Callable[[str], ReportProgress]

K = 5
"""How many streams the report chooses at most."""

SHARES = (0.1, 0.5)
CUTS = (0.1, 0.2, 0.3)
EXTRA = tuple(1e8 * number for number in range(6))

STEPS = 7
"""Steps that `gather_answers` announces."""


@dataclass(frozen=True)
class AnswerData:
    """What the questions are answered with.

    Attributes:
        data: The data of attribution and choice: `central`; or `unfavourable`, where nothing is
            freed on central data and something is on these
        attribution, ladder, choice: None where nothing is freed on either data
        targets: None for a case without targets
    """

    data: str
    attribution: Attribution | None
    ladder: pl.DataFrame | None
    choice: Choice | None
    prices: ShadowPrices
    explanation: Explanation
    targets: TargetGap | None
    years: YearRules
    terms: Conditions | None
    pots: Fragmentation

    @property
    def optima(self) -> int:
        """How many optima were certified for these answers."""
        found = [
            self.attribution,
            self.choice,
            self.prices,
            self.explanation,
            self.targets,
            self.years,
            self.terms,
        ]
        return sum(one.trace.optima for one in found if one is not None)


def collect_answers(
    case: Case,
    regime: Regime,
    guarantee: str,
    *,
    frees: bool,
    frees_unfavourable: bool,
    step: Step,
    solver: SolverChoice,
) -> AnswerData:
    """Every answer on a case.

    Args:
        regime: Of the main question
        frees: Whether it frees anything on central data; frees_unfavourable the same on
            unfavourable data
    """
    heard = step("who blocks, and which first")
    data = "central" if frees or not frees_unfavourable else "unfavourable"
    moved = case if data == "central" else at_bound(case, "unfavourable")
    attribution = choice = ladder = None
    if frees or frees_unfavourable:
        attribution = attribute(moved, regime, progress=heard, solver=solver)
        ladder = attribution.ladder()
        choice = choose_walls(moved, regime, K, progress=heard, solver=solver)
    prices = shadow_prices(
        case,
        awarded=any(one.awarded for one in regime.lifts),
        progress=step("prices"),
        solver=solver,
    )
    explanation = explain(case, progress=step("why here"), solver=solver)
    heard = step("targets")
    targets = (
        None
        if case.targets.is_empty()
        else target_gap(case, regime, EXTRA, progress=heard, solver=solver)
    )
    years = year_rules(case, progress=step("years"), solver=solver)
    heard = step("terms")
    agreed = (
        conditions(case, regime, guarantee, SHARES, CUTS, progress=heard, solver=solver)
        if frees
        else None
    )
    step("the pots")
    return AnswerData(
        data,
        attribution,
        ladder,
        choice,
        prices,
        explanation,
        targets,
        years,
        agreed,
        fragmentation(case),
    )
