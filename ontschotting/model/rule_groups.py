"""How a regime divides the money of each stream into parts, each with the walls that still stand
for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.model.transfers import BudgetSlice, transfers_of, with_lifted_copies
from ontschotting.regime.lifts import Lift
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import lifted_streams


@dataclass(frozen=True)
class RuleGroup:
    """A part of one stream: the money on which the same lifts act, and the rules that stand for it.

    A stream has one part, or more when awarded money is left out of a lift, a free share splits its
    budgets, or money moves to it. Parts of one stream never exclude each other, and caps and
    minimum shares that stand on several of them count these together (model.md, *Regimes*).
    """

    stream: str
    own: bool
    cofinancing_share: float
    cap_eur_per_unit: float | None
    ceilings_stand: bool
    shares_stand: bool
    min_plan_units: float | None
    max_plan_units: float | None
    spend_within_years: int | None
    prefinance_years: int
    carry_over_share: float | None
    assured_years: int | None
    overhead_share: float
    stacking_stands: bool
    opens_all_purposes: bool
    opened_purposes: frozenset[str]
    levels: frozenset[str]


@dataclass(frozen=True, eq=False)
class FundingSupply:
    """The budgets under a regime.

    Attributes:
        rule_groups: Every part, in a fixed order
        slices: One row per budget row, part and lever: `budget` (row of the sorted budgets),
            `rule_group`, `indicator`, `fixed_eur`, `moving_eur`, `addition_share`, and `slice`, of
            money that
            may move to another stream. The amount is fixed_eur + θ · moving_eur, where θ is 1 in
            the world as asked. It is ρ, which scales every lifted budget; or, with `open_share`, φ,
            which moves money from the stream to its lifted twin; or, with `indicators`, one θ per
            stream, 1 where it is lifted
        transfer_slices: `slice`, `source_slice`, `to_stream`, `share`: pieces of one budget and
            source are the same
            money, one that stays and others for what may move (see `ontschotting.model.transfers`)
        budget_eur: B(r): all the money under the regime
        indicators: The streams that have a θ of their own; empty when one θ serves all
    """

    rule_groups: tuple[RuleGroup, ...]
    slices: pl.DataFrame
    transfer_slices: pl.DataFrame
    budget_eur: float
    indicators: tuple[str, ...] = ()

    @property
    def assured_years(self) -> frozenset[int]:
        """The distinct `assured_years` that stand."""
        return frozenset(
            rule_group.assured_years
            for rule_group in self.rule_groups
            if rule_group.assured_years is not None
        )


def split_budgets(
    case: Case,
    regime: Regime,
    budgets: pl.DataFrame,
    open_share: bool = False,
    indicators: bool = False,
) -> FundingSupply:
    """Divide the money of a case under a regime.

    Args:
        budgets: The budgets of the case, sorted, with a row number `budget`
        open_share: Leave the free share open as θ (each lifted stream gets one twin with all its
            lifts), instead of as asked
        indicators: Give each lifted stream a θ of its own, that moves its money from the stream as
            it is today to the stream under the regime
    """
    acting: dict[str, list[Lift]] = {}
    for lift in regime.lifts:
        for stream in lifted_streams(lift, case):
            acting.setdefault(stream, []).append(lift)
    rules = {row["stream"]: row for row in case.streams.iter_rows(named=True)}
    numbers: dict[tuple[str, tuple[Lift, ...]], int] = {}
    rule_groups: list[RuleGroup] = []

    def number(stream: str, lifts: tuple[Lift, ...]) -> int:
        if (stream, lifts) not in numbers:
            numbers[stream, lifts] = len(rule_groups)
            rule_groups.append(_rule_group(rules[stream], lifts))
        return numbers[stream, lifts]

    def twin(stream: str, lifts: tuple[Lift, ...]) -> int:
        return number(stream, tuple(sorted(lifts, key=regime.lifts.index)))

    pulled = tuple(name for name in rules if name in acting) if indicators else ()
    transfers = transfers_of(case, acting)
    shares: list[dict[str, Any]] = []
    transfer_slices: list[tuple[int, int, str | None, float | None]] = []
    for stream, awarded in (
        budgets.select("stream", pl.col("awarded").fill_null(False))
        .unique()
        .sort("stream", "awarded")
        .iter_rows()
    ):
        lifts = tuple(one for one in acting.get(stream, []) if one.awarded or not awarded)
        if stream in transfers:
            moves = [
                replace(one, lifts=tuple(lift for lift in one.lifts if lift.awarded or not awarded))
                for one in transfers[stream]
            ]
            found = with_lifted_copies(
                stream,
                lifts,
                moves,
                twin,
                open_share=open_share,
                indicators={name: place for place, name in enumerate(pulled)}
                if indicators
                else None,
            )
            numbered = range(len(transfer_slices), len(transfer_slices) + len(found))
            transfer_slices += [
                (slot, numbered[budget_slice.source], budget_slice.to_stream, budget_slice.share)
                for slot, budget_slice in zip(numbered, found, strict=True)
            ]
        else:
            split = _split(stream, lifts, open_share, number)
            if indicators and lifts:
                split = [
                    (number(stream, ()), 1.0, -1.0, 1.0),
                    *((rule_group, 0.0, moving, 0.0) for rule_group, _, moving, _ in split),
                ]
            indicator = pulled.index(stream) if stream in pulled else 0
            found, numbered = (
                [
                    BudgetSlice(rule_group, indicator, fixed, moving, addition)
                    for rule_group, fixed, moving, addition in split
                ],
                None,
            )
        for place, budget_slice in enumerate(found):
            of = {
                name: getattr(budget_slice, name)
                for name in ("rule_group", "indicator", "fixed", "moving", "addition_share")
            }
            shares.append(
                {
                    "stream": stream,
                    "was_awarded": awarded,
                    **of,
                    "slice": numbered[place] if numbered else None,
                }
            )
    schema = {
        "stream": pl.String,
        "was_awarded": pl.Boolean,
        "rule_group": pl.Int64,
        "indicator": pl.Int64,
        "fixed": pl.Float64,
        "moving": pl.Float64,
        "addition_share": pl.Float64,
        "slice": pl.Int64,
    }
    slices = (
        budgets.select(
            "budget",
            "stream",
            pl.col("awarded").fill_null(False).alias("was_awarded"),
            "amount_eur",
        )
        .join(pl.DataFrame(shares, schema=schema), on=["stream", "was_awarded"], how="inner")
        .select(
            "budget",
            "rule_group",
            "indicator",
            (pl.col("amount_eur") * pl.col("fixed")).alias("fixed_eur"),
            (pl.col("amount_eur") * pl.col("moving")).alias("moving_eur"),
            "addition_share",
            "slice",
        )
        .sort("budget", "rule_group", "slice")
    )
    named = pl.DataFrame(
        transfer_slices,
        schema={
            "slice": pl.Int64,
            "source_slice": pl.Int64,
            "to_stream": pl.String,
            "share": pl.Float64,
        },
        orient="row",
    )
    homes = slices.join(named.drop_nulls("to_stream"), on="slice", how="anti")
    total = float(homes["fixed_eur"].sum()) + float(homes["moving_eur"].sum())
    return FundingSupply(tuple(rule_groups), slices, named, total, pulled)


def _split(
    stream: str, lifts: tuple[Lift, ...], open_share: bool, number: Any
) -> list[tuple[int, float, float, float]]:
    """(part, fixed, moving, addition share) for the money of a stream on which these lifts act."""
    if not lifts:
        return [(number(stream, ()), 1.0, 0.0, 1.0)]
    special = next((one for one in lifts if one.is_partial), None)
    kept = 1.0 - special.cut if special else 1.0
    if open_share:
        return [(number(stream, ()), kept, -kept, 0.0), (number(stream, lifts), 0.0, kept, 1.0)]
    share = special.free_share if special else 1.0
    others = tuple(one for one in lifts if one is not special)
    slices = []
    if share < 1:
        slices.append((number(stream, others), 0.0, kept * (1 - share), 1 - share))
    if share > 0:
        slices.append((number(stream, lifts), 0.0, kept * share, share))
    return slices


def _rule_group(rule: dict[str, Any], lifts: tuple[Lift, ...]) -> RuleGroup:
    """The rules of a stream that stand when these lifts act."""
    down = frozenset().union(*(one.walls for one in lifts))
    opening = [one for one in lifts if "purpose" in one.walls]

    def stands(wall: str, column: str) -> Any:
        return None if wall in down else rule[column]

    return RuleGroup(
        stream=rule["stream"],
        own=bool(rule["counts_as_cofinancing"]),
        cofinancing_share=stands("cofinancing", "cofinancing_share") or 0.0,
        cap_eur_per_unit=stands("cap", "cap_eur_per_unit"),
        ceilings_stand="cap" not in down,
        shares_stand="threshold" not in down,
        min_plan_units=stands("threshold", "min_plan_units"),
        max_plan_units=stands("threshold", "max_plan_units"),
        spend_within_years=stands("period", "spend_within_years"),
        prefinance_years=rule["prefinance_years"] or 0,  # advancing money is never lifted
        carry_over_share=stands("period", "carry_over_share"),
        assured_years=stands("assurance", "assured_years"),
        overhead_share=stands("overhead", "overhead_share") or 0.0,
        stacking_stands="stacking" not in down,
        opens_all_purposes=any(one.purposes is None for one in opening),
        opened_purposes=frozenset(p for one in opening for p in one.purposes or ()),
        levels=frozenset(
            one.level for one in lifts if "area" in one.walls and one.level is not None
        ),
    )
