"""Hold everything that a report says, as data without words."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.measures.comparison.binding_limits import BindingLimits
from ontschotting.measures.observed.back_test import BackTest
from ontschotting.measures.observed.fragmentation import Fragmentation
from ontschotting.measures.observed.idle_money import IdleMoney
from ontschotting.measures.policy.free_share import FreeShare
from ontschotting.report.collect.attribution import AttributionData
from ontschotting.report.collect.policy import PolicyData
from ontschotting.report.collect.pricing import PricingData
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.ranges import RangeData
from ontschotting.report.collect.uncertainty import UncertaintyData
from ontschotting.report.collect.values import ValueData


@dataclass(frozen=True)
class ReportData:
    """What a report is made of.

    Attributes:
        case: The case that the report is about
        free_money: What the walls cost when only money that has not been awarded is lifted
        with_awarded: The same with awarded money too; None when nothing has been awarded
        values: Best values under other regimes and on other readings of the data
        limit_curve: `factor`, `current_value`, `lifted_value`, `gain`; None for a case without
            limits
        binding_limits: What runs out first, and the result without other limits; None where several
            goals are added up by weight
        ranges: Where the numbers of the first page lie in 90% of the draws
        free_share: How much of the money has to be free; None when nothing is gained
        uncertainty: What each uncertain input does to the answer
        money_by_group: Frames of `Comparison.by` by dimension; only own money where the walls block
            nothing
        attribution: Which walls and streams the gain comes from
        pricing: What one more euro is worth, and why the result is what it is
        policy: Targets, rules about years, and conditions
        fragmentation: How the money is divided over streams
        idle_money: What annual accounts say of money not yet spent; None without accounts
        companion_tables: Tables that lie beside the case (`COMPANION_TABLES`), as texts
        back_test: The case beside what was observed; None where nothing was
        optima: How many certified optima all of this rests on
        is_proven: Whether all of them are; else a search for projects stopped before
    """

    case: Case
    free_money: QuestionResult
    with_awarded: QuestionResult | None
    values: ValueData
    limit_curve: pl.DataFrame | None
    binding_limits: BindingLimits | None
    ranges: RangeData
    free_share: FreeShare | None
    uncertainty: UncertaintyData
    money_by_group: dict[str, pl.DataFrame]
    attribution: AttributionData
    pricing: PricingData
    policy: PolicyData
    fragmentation: Fragmentation
    idle_money: IdleMoney | None
    companion_tables: dict[str, pl.DataFrame]
    back_test: BackTest | None
    optima: int
    is_proven: bool

    @property
    def main(self) -> QuestionResult:
        """Return the question of the headline: with awarded money, where there is any."""
        return self.with_awarded or self.free_money
