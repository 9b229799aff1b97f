"""Ends of margins that stay bounds where more of a column can both raise and lower the value."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.earmarks import earmarked_pairs
from ontschotting.case.facts.projects import has_least_awards, has_whole_plans
from ontschotting.case.unchecked import with_values
from ontschotting.support.numerics import series_max, series_min
from ontschotting.support.tolerances import JUST_BELOW, SAME_SUM, WHOLE_NUMBER


def is_bent(case: Case, table: str, column: str) -> bool:
    """Tell whether more of a column that favours the value can also lower it.

    Args:
        case: The case
        table: Name of the table
        column: Name of the column
    """
    if (table, column) == ("plans", "capacity_units"):
        return has_whole_plans(case)
    if (table, column) == ("yields", "per_unit"):
        return bool(set(case.limits["outcome"]) & set(case.yields["outcome"]))
    if (table, column) == ("costs", "eur_per_unit"):
        return has_least_awards(case) or is_bent_by_cofinancing(case, False)
    return False


def is_bent_by_cofinancing(case: Case, is_purpose_open: bool) -> bool:
    """Tell whether a cost that falls can leave a stream without the own money that it asks.

    Args:
        case: The case
        is_purpose_open: Whether streams may pay for every purpose, or for what their earmarks say
    """
    return bool(_ratios_beside_own_money(case, is_purpose_open))


def with_safe_ends(case: Case, moved: Case, end: str, is_purpose_open: bool) -> Case:
    """Keep the ends of all margins together true bounds on the best value.

    Args:
        case: The case with its central values
        moved: The same with its values at the end
        end: `favourable` or `unfavourable`
        is_purpose_open: Whether the bound is on a regime in which streams that ask for
            co-financing may pay for every purpose
    """
    is_favourable = end == "favourable"
    for keep in (_with_safe_thresholds, _with_safe_projects, _with_safe_limits):
        moved = keep(case, moved, is_favourable)
    return _with_safe_cofinancing(case, moved, is_favourable, is_purpose_open)


def _with_safe_thresholds(case: Case, moved: Case, is_favourable: bool) -> Case:
    """Keep the ends true bounds where a threshold makes more capacity a disadvantage.

    `max_plan_units` closes a stream to a plan when the plan's capacity grows past it. Where the
    margin of a plan contains a threshold, the favourable end takes the stream as open (the
    threshold is dropped), and the unfavourable end takes it as closed for every plan at least as
    large.
    """
    ends = _ends(case.plans, "capacity_units")
    if ends is None:
        return moved
    low, high = ends
    thresholds: list[float | None] = []
    for threshold in moved.streams["max_plan_units"].to_list():
        if threshold is None:
            thresholds.append(None)
            continue
        crossing = low.filter((low <= threshold) & (high > threshold))
        if crossing.is_empty():
            thresholds.append(threshold)
        elif is_favourable:
            thresholds.append(None)
        else:
            thresholds.append(max(0.0, series_min(crossing) * (1 - SAME_SUM) - WHOLE_NUMBER))
    column = pl.Series("max_plan_units", thresholds, dtype=pl.Float64)
    return with_values(moved, {"streams": moved.streams.with_columns(column)})


def _with_safe_projects(case: Case, moved: Case, is_favourable: bool) -> Case:
    """Keep the ends true bounds where plans are whole and streams have a least award.

    *A whole plan* whose capacity has a margin: no more than of a divisible plan with the greatest
    capacity, and no less than without the plan. *A least award* A beside costs with a margin: no
    more than without the award; and no less than with r · A on the highest costs, r being the
    greatest ratio of a cost to its low end. An allocation there keeps A when every payment shrinks
    to what it costs, since none shrinks by more than r.
    """
    tables = {}
    capacities = _ends(case.plans, "capacity_units")
    if capacities is not None and has_whole_plans(case):
        is_moving = pl.Series(capacities[0] != capacities[1]) & case.with_defaults["plans"]["whole"]
        change = (
            pl.when(is_moving).then(False).otherwise("whole").alias("whole")
            if is_favourable
            else pl.when(is_moving).then(0.0).otherwise("capacity_units").alias("capacity_units")
        )
        tables["plans"] = moved.plans.with_columns(change)
    costs = _ends(case.costs, "eur_per_unit")
    if costs is not None and has_least_awards(case) and (costs[0] != costs[1]).any():
        award, no_award = pl.col("min_award_eur"), pl.lit(None, pl.Float64).alias("min_award_eur")
        # More than all money is out of reach, whatever the ratio.
        most = 1.0 + float(case.budgets["amount_eur"].sum())
        raised = (award * _greatest_ratio(*costs)).clip(
            upper_bound=pl.max_horizontal(award, pl.lit(most))
        )
        tables["streams"] = moved.streams.with_columns(no_award if is_favourable else raised)
    return with_values(moved, tables) if tables else moved


def _with_safe_cofinancing(
    case: Case, moved: Case, is_favourable: bool, is_purpose_open: bool
) -> Case:
    """Keep the ends true bounds where own money pays for what gets cheaper.

    A cost that falls takes away own money that was matched, so a stream that asks for it may pay
    less. With r the greatest ratio of a cost to its low end, what is matched falls by no more than
    r beside what the stream pays. So no more is reached where r times as much of the stream may
    stand beside an own euro, and no less where 1/r of it may. A stream that may pay for one cost
    row of a plan type only is matched on that row alone: both fall alike, and r is 1.
    """
    ratios = _ratios_beside_own_money(case, is_purpose_open)
    shares: list[float | None] = []
    for stream, share in moved.streams.select("stream", "cofinancing_share").rows():
        ratio = ratios.get(stream, 1.0)
        if share and ratio == float("inf"):
            share = 0.0 if is_favourable else 1 - JUST_BELOW
        elif share and ratio > 1:
            own, other = (
                (share, ratio * (1 - share)) if is_favourable else (ratio * share, 1 - share)
            )
            share = own / (own + other)
        shares.append(share)
    column = pl.Series("cofinancing_share", shares, dtype=pl.Float64)
    return with_values(moved, {"streams": moved.streams.with_columns(column)}) if ratios else moved


def _ratios_beside_own_money(case: Case, is_purpose_open: bool) -> dict[str, float]:
    """Return r of each stream that asks for co-financing, where it is above 1."""
    costs, asked = _ends(case.costs, "eur_per_unit"), _ends(case.streams, "cofinancing_share")
    if costs is None:
        return {}
    share = case.streams["cofinancing_share"].fill_null(0.0) if asked is None else asked[1]
    rows = case.costs.select("plan_type", "purpose").with_columns(low=costs[0], high=costs[1])
    rows = rows.filter(pl.col("high") > 0)
    pairs = rows.select("plan_type", "purpose").rows()
    opened = earmarked_pairs(case, frozenset(pairs))
    ratios: dict[str, float] = {}
    for stream in case.streams["stream"].filter(share > 0):
        payable = [is_purpose_open or pair in opened[stream] for pair in pairs]
        for _, of_type in rows.filter(pl.Series(payable, dtype=pl.Boolean)).group_by("plan_type"):
            ratio = _greatest_ratio(of_type["low"], of_type["high"])
            if of_type.height > 1 and ratio > 1:
                ratios[stream] = max(ratio, ratios.get(stream, 1.0))
    return ratios


def _with_safe_limits(case: Case, moved: Case, is_favourable: bool) -> Case:
    """Keep the ends true bounds where a yield with a margin fills a limit.

    More of a yield adds to the value, and takes room under a limit on its outcome. With r the
    greatest ratio of such a yield to its low end, N(outcome) differs by no more than r. So no more
    is reached than with r times the room on the highest yields, and no less than with 1/r of it on
    the lowest. Room that another outcome makes does not grow with r: the favourable end then drops
    the limit, and the unfavourable end that room. A yield that may be zero has no ratio: the
    favourable end drops the limit, and the unfavourable end the plans that bring it.
    """
    yields = _ends(case.yields, "per_unit")
    if yields is None:
        return moved
    ends = case.yields.select("plan_type", "outcome").with_columns(low=yields[0], high=yields[1])
    ends = ends.filter(
        (pl.col("low") != pl.col("high"))
        & pl.col("outcome").is_in(moved.limits["outcome"].implode())
    )
    shut = ends.filter(pl.col("low") == 0)["plan_type"]
    if not is_favourable:
        ends = ends.filter(pl.col("low") > 0)
    ratios = {
        outcome: _greatest_ratio(rows["low"], rows["high"])
        for (outcome,), rows in ends.group_by("outcome")
    }
    room: list[float] = []
    makers: list[str | None] = []
    for outcome, units, maker in moved.limits.select("outcome", "max_units", "raised_by").rows():
        ratio = ratios.get(outcome, 1.0)
        if ratio > 1 and is_favourable:
            is_dropped = maker is not None or ratio == float("inf")
            units = _most_units(moved, outcome) if is_dropped else units * ratio
        elif ratio > 1:
            units, maker = units / ratio, None
        room.append(units)
        makers.append(maker)
    changed = moved.limits.with_columns(
        pl.Series("max_units", room, dtype=pl.Float64),
        pl.Series("raised_by", makers, dtype=pl.String),
    )
    tables = {"limits": changed}
    if not is_favourable:
        is_shut = pl.col("plan_type").is_in(shut.implode())
        capacity = pl.when(is_shut).then(0.0).otherwise("capacity_units")
        tables["plans"] = moved.plans.with_columns(capacity.alias("capacity_units"))
    return with_values(moved, tables)


def _most_units(case: Case, outcome: str) -> float:
    """Return how much of an outcome all plans together bring at most."""
    per_unit = case.yields.filter(pl.col("outcome") == outcome).select("plan_type", "per_unit")
    plans = case.plans.join(per_unit, on="plan_type", how="left")
    brings = (pl.col("outcome") == outcome).cast(pl.Float64) + pl.col("per_unit").fill_null(0.0)
    return float(plans.select((pl.col("capacity_units") * brings).sum()).item())


def _greatest_ratio(low: pl.Series, high: pl.Series) -> float:
    """Return the greatest ratio of a high end to its low end; endless where that is zero."""
    if ((low == 0) & (high > 0)).any():
        return float("inf")
    return series_max((high / low).filter(low > 0), 0.0) or 1.0


def _ends(frame: pl.DataFrame, column: str) -> tuple[pl.Series, pl.Series] | None:
    """Return the low and the high end of each row of a column; None where none has a margin."""
    companions = {suffix: f"{column}_{suffix}" for suffix in ("low", "high")}
    if not set(companions.values()) & set(frame.columns):
        return None
    low, high = (
        frame.select(pl.coalesce(*(name for name in (end, column) if name in frame.columns)))
        .to_series()
        .fill_null(0.0)
        for end in companions.values()
    )
    return low, high
