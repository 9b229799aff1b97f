"""Split the budgets of a case into slices, each with the rules that a regime leaves standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.once import once_per_case
from ontschotting.model.supply.rule_groups import FundingSupply, RuleGroup, RuleGroupRegistry
from ontschotting.model.supply.transfers import (
    BudgetSlice,
    Transfer,
    transferable_slices,
    transfers_of,
)
from ontschotting.regime.lifts import Lift
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import lifted_streams
from ontschotting.support.arrays import Numbers, repeated, starts, whole_numbers


@once_per_case
def sorted_budgets(case: Case) -> pl.DataFrame:
    """Return the budgets in a fixed order, with a row number `budget`."""
    budgets = case.with_defaults["budgets"].sort("stream", "level", "area", "year", "awarded")
    number = pl.Series("budget", np.arange(budgets.height))
    return pl.DataFrame([number, *budgets.get_columns()])


class _BudgetKinds(NamedTuple):
    """The budgets by what decides their slices.

    Attributes:
        kinds: The pairs of a stream and *awarded* that have budgets, sorted
        of_budgets: The number of the pair of each of the sorted budgets
    """

    kinds: list[tuple[Any, ...]]
    of_budgets: Numbers


@once_per_case
def _budget_kinds(case: Case) -> _BudgetKinds:
    return _BudgetKinds(*distinct_budgets(case, "stream", "awarded"))


def distinct_budgets(case: Case, *columns: str) -> tuple[list[tuple[Any, ...]], Numbers]:
    """Return the distinct values in some columns of budgets, sorted, and those of each budget.

    Args:
        case: The case
        columns: The columns; where one can be blank, another tells when

    Returns:
        The values, and their number for each of the sorted budgets.
    """
    budgets = sorted_budgets(case)
    rank = budgets.select(pl.struct(columns).rank("dense").cast(pl.Int64) - 1).to_series()
    number, first = rank.to_numpy(), np.unique(rank, return_index=True)[1]
    return budgets[list(columns)][first].rows(), number


def split_budgets(
    case: Case, regime: Regime, open_share: bool = False, indicators: bool = False
) -> FundingSupply:
    """Split the money of a case under a regime.

    Args:
        case: The case
        regime: The regime, checked against the case
        open_share: Leave the free share open as θ: each lifted stream gets one copy with all its
            lifts, and θ moves the money there
        indicators: Give each lifted stream a θ of its own, which moves its money from the current
            rules to those under the regime
    """
    shares = budget_shares(case, regime, open_share, indicators)
    slices = _slices_of_budgets(case, shares.slices)
    transfer_slices = pl.DataFrame(shares.transfers, schema=_TRANSFER_SCHEMA, orient="row")
    # a transfer slice holds no money of its own
    moved = [number for number, _, to_stream, _ in shares.transfers if to_stream is not None]
    is_own = ~np.isin(whole_numbers(slices["slice"]), moved)
    return FundingSupply(
        rule_groups=shares.rule_groups,
        slices=slices,
        transfer_slices=transfer_slices,
        budget_eur=sum(float(slices[name].to_numpy()[is_own].sum()) for name in _MONEY),
        indicators=shares.indicators,
    )


_MONEY = ("fixed_eur", "moving_eur")


class BudgetShares(NamedTuple):
    """What a regime does to the budgets of each stream, whatever their amounts.

    Attributes:
        rule_groups: Every rule group, in a fixed order
        slices: Per slice the number of the kind of budget, the rule group, the θ, the shares of the
            amount (fixed, moving, of an addition), and its number where money may move
        transfers: See `FundingSupply.transfer_slices`
        indicators: See `FundingSupply.indicators`
    """

    rule_groups: tuple[RuleGroup, ...]
    slices: tuple[tuple[Any, ...], ...]
    transfers: tuple[tuple[Any, ...], ...]
    indicators: tuple[str, ...]


@once_per_case
def budget_shares(
    case: Case, regime: Regime, open_share: bool = False, indicators: bool = False
) -> BudgetShares:
    """Return the slices of the budgets of each stream, as shares of their amounts.

    Args:
        case: The case
        regime: The regime, checked against the case
        open_share: See `split_budgets`
        indicators: See `split_budgets`
    """
    splitter = _Splitter(case, regime, open_share, indicators)
    rows: list[tuple[Any, ...]] = []
    transfers: list[tuple[Any, ...]] = []
    for kind, (stream, awarded) in enumerate(_budget_kinds(case).kinds):
        first = len(transfers)
        for position, part in enumerate(splitter.slices(stream, awarded)):
            number = None if part.source is None else first + position
            rows.append((kind, *part.amounts, number))
            if part.source is not None:
                source = first + part.source
                transfers.append((first + position, source, part.to_stream, part.transfer_share))
    rule_groups = tuple(splitter.registry.rule_groups)
    return BudgetShares(rule_groups, tuple(rows), tuple(transfers), splitter.indicators)


_TRANSFER_SCHEMA = {
    "slice": pl.Int64,
    "source_slice": pl.Int64,
    "to_stream": pl.String,
    "share": pl.Float64,
}


def _slices_of_budgets(case: Case, shares: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Multiply every budget by the shares of its stream, sorted by budget and rule group."""
    kinds, amount_eur = _budget_kinds(case), sorted_budgets(case)["amount_eur"].to_numpy()
    # of one kind and rule group, those that may move are numbered in order already
    in_order = sorted(shares, key=lambda share: share[:2])
    columns = list(zip(*in_order, strict=True)) or [()] * 7
    kind, rule_group, indicator = (np.array(column, dtype=np.int64) for column in columns[:3])
    fixed, moving, addition_share = (np.array(column, dtype=float) for column in columns[3:6])
    slices_each = np.bincount(kind, minlength=len(kinds.kinds))
    budget, place = repeated(slices_each[kinds.of_budgets])
    share = starts(slices_each)[kinds.of_budgets[budget]] + place
    return pl.DataFrame(
        {
            "budget": budget,
            "rule_group": rule_group[share],
            "indicator": indicator[share],
            "fixed_eur": amount_eur[budget] * fixed[share],
            "moving_eur": amount_eur[budget] * moving[share],
            "addition_share": addition_share[share],
            "slice": pl.Series(columns[6], dtype=pl.Int64)[share],
        }
    )


class _Splitter:
    """Split the money of one stream after another, and collect the rule groups it needs."""

    def __init__(self, case: Case, regime: Regime, open_share: bool, indicators: bool) -> None:
        self._lifts: dict[str, list[Lift]] = {}
        for lift in regime.lifts:
            for stream in lifted_streams(lift, case):
                self._lifts.setdefault(stream, []).append(lift)
        self.registry = RuleGroupRegistry(case.with_defaults["streams"], regime.lifts)
        self._transfers = transfers_of(case, self._lifts)
        self._open_share = open_share
        streams = case.streams["stream"].to_list()
        self.indicators = tuple(s for s in streams if s in self._lifts) if indicators else ()
        self._has_indicators = indicators

    def slices(self, stream: str, awarded: bool) -> list[BudgetSlice]:
        """Return the slices of every budget of a stream.

        Args:
            stream: The stream
            awarded: Whether the budgets are awarded already
        """
        lifts = _acting(self._lifts.get(stream, []), awarded)
        if stream not in self._transfers:
            return self._untransferable_slices(stream, lifts)
        transfers = [
            replace(transfer, lifts=_acting(transfer.lifts, awarded))
            for transfer in self._transfers[stream]
        ]
        return self._transferable_slices(stream, lifts, transfers)

    def _transferable_slices(
        self, stream: str, lifts: tuple[Lift, ...], transfers: Sequence[Transfer]
    ) -> list[BudgetSlice]:
        numbers = {name: number for number, name in enumerate(self.indicators)}
        return transferable_slices(
            stream,
            lifts,
            transfers,
            self.registry.number,
            open_share=self._open_share,
            indicators=numbers if self._has_indicators else None,
        )

    def _untransferable_slices(self, stream: str, lifts: tuple[Lift, ...]) -> list[BudgetSlice]:
        """Return the slices of money that cannot move to another stream."""
        indicator = self.indicators.index(stream) if stream in self.indicators else 0
        slices = self._lifted_slices(stream, lifts, indicator)
        if not (self._has_indicators and lifts):
            return slices
        current = BudgetSlice(self.registry.number(stream, ()), indicator, 1.0, -1.0, 1.0)
        return [current, *(replace(part, fixed=0.0, addition_share=0.0) for part in slices)]

    def _lifted_slices(
        self, stream: str, lifts: tuple[Lift, ...], indicator: int
    ) -> list[BudgetSlice]:
        """Split money into what keeps its rules and what these lifts act on.

        With a free share φ and a cut k: (1 − k) · (1 − φ) and (1 − k) · φ.
        """
        number = self.registry.number
        if not lifts:
            return [BudgetSlice(number(stream, ()), indicator, 1.0, 0.0, 1.0)]
        partial = next((lift for lift in lifts if lift.is_partial), None)
        left = 1.0 - partial.cut if partial else 1.0
        if self._open_share:
            return [
                BudgetSlice(number(stream, ()), indicator, left, -left, 0.0),
                BudgetSlice(number(stream, lifts), indicator, 0.0, left, 1.0),
            ]
        free_share = partial.free_share if partial else 1.0
        whole = tuple(lift for lift in lifts if lift is not partial)
        slices = []
        for share, acting in ((1 - free_share, whole), (free_share, lifts)):
            if share > 0:
                group = number(stream, acting)
                slices.append(BudgetSlice(group, indicator, 0.0, left * share, share))
        return slices


def _acting(lifts: Sequence[Lift], awarded: bool) -> tuple[Lift, ...]:
    """Return the lifts that act on money that is awarded or not."""
    return tuple(lift for lift in lifts if lift.awarded or not awarded)
