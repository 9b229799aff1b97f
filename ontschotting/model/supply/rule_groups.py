"""Rule groups: the money of a stream on which the same lifts act, with the rules that stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ontschotting.regime.lifts import Lift


@dataclass(frozen=True)
class RuleGroup:
    """The money of one stream on which the same lifts act, and the rules that stand for it.

    A stream has one rule group, or more when awarded money is left out of a lift, a free share
    splits its budgets, or money moves to it. Rule groups of one stream never exclude each other,
    and caps, minimum shares, fixed costs and least awards that stand on several of them count these
    together (model.md, *Regimes*). A rule that does not stand is None, zero or false.
    """

    stream: str
    own: bool
    cofinancing_share: float
    cap_eur_per_unit: float | None
    ceilings_stand: bool
    minimum_shares_stand: bool
    min_plan_units: float | None
    max_plan_units: float | None
    spend_within_years: int | None
    prefinance_years: int
    carry_over_share: float | None
    assured_years: int | None
    overhead_share: float
    fixed_eur_per_plan: float
    min_award_eur: float
    stacking_stands: bool
    opens_all_purposes: bool
    opened_purposes: frozenset[str]
    widened_to: frozenset[str]


@dataclass(frozen=True, eq=False)
class FundingSupply:
    """The budgets under a regime, split into rule groups.

    Attributes:
        rule_groups: Every rule group, in a fixed order
        slices: One row per budget, rule group and θ: `budget` (row of the sorted budgets),
            `rule_group`, `indicator` (which θ), `fixed_eur`, `moving_eur`, `addition_share` (of an
            addition to the budget), and `slice` where money may move to another stream. The amount
            is fixed_eur + θ · moving_eur, and θ = 1 gives the regime itself. θ is ρ, which scales
            every lifted budget; or with `open_share` φ, which moves money from the stream to its
            lifted copy; or with `indicators` one θ per stream, 1 where it is lifted and 0 where it
            keeps its current rules
        transfer_slices: `slice`, `source_slice`, `to_stream`, `share`: of slices with the same
            source one holds the money (`to_stream` is null), and the others say which share of it
            may move to which stream (see `ontschotting.model.supply.transfers`)
        budget_eur: B(r): all the money under the regime
        indicators: The streams that have a θ of their own; empty when one θ serves all
    """

    rule_groups: tuple[RuleGroup, ...]
    slices: pl.DataFrame
    transfer_slices: pl.DataFrame
    budget_eur: float
    indicators: tuple[str, ...] = ()

    @property
    def assured_years(self) -> tuple[int, ...]:
        """The distinct `assured_years` that stand, sorted."""
        years = {group.assured_years for group in self.rule_groups}
        return tuple(sorted(year for year in years if year is not None))


class RuleGroupRegistry:
    """The rule groups of a regime, numbered in the order in which they are first asked for.

    Args:
        streams: The table of streams, with defaults for blanks
        lifts: The lifts of the regime, in their order
    """

    def __init__(self, streams: pl.DataFrame, lifts: Sequence[Lift]) -> None:
        self._rules = {row["stream"]: row for row in streams.iter_rows(named=True)}
        self._order = list(lifts)
        self._numbers: dict[tuple[str, tuple[Lift, ...]], int] = {}
        self.rule_groups: list[RuleGroup] = []

    def number(self, stream: str, lifts: Sequence[Lift]) -> int:
        """Return the number of a rule group, which is made when it is new.

        Args:
            stream: The stream by whose rules the money is spent
            lifts: The lifts that act on it, in any order
        """
        key = stream, tuple(sorted(lifts, key=self._order.index))
        if key not in self._numbers:
            self._numbers[key] = len(self.rule_groups)
            self.rule_groups.append(_rule_group(self._rules[stream], key[1]))
        return self._numbers[key]


def _rule_group(rule: dict[str, Any], lifts: tuple[Lift, ...]) -> RuleGroup:
    """Return the rules of a stream that stand when these lifts act."""
    down = frozenset().union(*(lift.walls for lift in lifts))
    opening = [lift for lift in lifts if "purpose" in lift.walls]

    def stands(wall: str, column: str) -> Any:
        return None if wall in down else rule[column]

    return RuleGroup(
        stream=rule["stream"],
        own=rule["counts_as_cofinancing"],
        cofinancing_share=stands("cofinancing", "cofinancing_share") or 0.0,
        cap_eur_per_unit=stands("cap", "cap_eur_per_unit"),
        ceilings_stand="cap" not in down,
        minimum_shares_stand="threshold" not in down,
        min_plan_units=stands("threshold", "min_plan_units"),
        max_plan_units=stands("threshold", "max_plan_units"),
        spend_within_years=stands("period", "spend_within_years"),
        prefinance_years=rule["prefinance_years"],  # no wall: advancing money stays as it is
        carry_over_share=stands("period", "carry_over_share"),
        assured_years=stands("assurance", "assured_years"),
        overhead_share=stands("overhead", "overhead_share") or 0.0,
        fixed_eur_per_plan=stands("overhead", "fixed_eur_per_plan") or 0.0,
        min_award_eur=stands("threshold", "min_award_eur") or 0.0,
        stacking_stands="stacking" not in down,
        opens_all_purposes=any(lift.purposes is None for lift in opening),
        opened_purposes=frozenset(p for lift in opening for p in lift.purposes or ()),
        widened_to=frozenset(
            lift.level for lift in lifts if "area" in lift.walls and lift.level is not None
        ),
    )
