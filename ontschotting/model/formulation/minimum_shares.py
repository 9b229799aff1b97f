"""Minimum shares: of the units paid from a stream in an area, at least so many have an outcome."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.case.areas import PlansOfRows, plans_of_rows
from ontschotting.lp.builder import ProgramBuilder
from ontschotting.lp.program import Array
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.regime_program import ProgramColumns
from ontschotting.support.arrays import Numbers, inner_join


def minimum_share_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Add (1 − share) · Σ u of the outcome − Σ (share − yield) · u of any other outcome ≥ 0.

    The sums run over the plans of an area and the variants with the stream. The rule groups of the
    stream on which the share stands count together. Other rule groups of the stream, on which the
    share was lifted, can only help: a unit of the outcome that they may pay counts, and any other
    unit that only they pay does not, except for what it yields of the outcome. So lifting more
    never lowers the value. Where only closed arcs lead from the stream to a plan, the stream may
    not pay there today. A unit of the outcome there does not help, while any other unit would count
    if the arc were open.

    Args:
        inputs: The tables of the case under the regime
        columns: The columns of the program
        builder: The program under construction

    Returns:
        The rows as in `ontschotting.model.regime_program.ProgramRows.minimum_shares`.
    """
    if inputs.pools.minimum_share_groups.is_empty():
        return pl.DataFrame(schema=_ROW_SCHEMA)
    shares = _shares_that_stand(inputs)
    places = plans_of_rows(inputs.areas, [(share.level, None) for share in shares])
    terms = _unit_terms(inputs, shares, places)
    binding = np.unique(terms.instance[terms.coefficient < 0])
    row_of_instance = np.full(len(places.row), -1)
    row_of_instance[binding] = builder.add_rows(len(binding), lower=0.0)
    row = row_of_instance[terms.instance]
    here = np.flatnonzero(row >= 0)
    column = columns.units["column"].to_numpy()[terms.unit[here]]
    builder.add_terms(row[here], column, terms.coefficient[here])
    rows: list[tuple[Any, ...]] = []
    for instance in binding.tolist():
        share, area = shares[places.row[instance]], places.areas[instance]
        number, name = int(row_of_instance[instance]), f"minimum_share_{instance}"
        rows.append((number, name, share.stream, share.level, area, share.outcome, share.min_share))
    return pl.DataFrame(rows, schema=_ROW_SCHEMA, orient="row")


_ROW_SCHEMA = {
    "row": pl.Int64,
    "name": pl.String,
    "stream": pl.String,
    "level": pl.String,
    "area": pl.String,
    "outcome": pl.String,
    "min_share": pl.Float64,
}


class _Share(NamedTuple):
    """A minimum share: a row of the table."""

    stream: str
    level: str
    outcome: str
    min_share: float


def _shares_that_stand(inputs: ModelInputs) -> list[_Share]:
    """Return the minimum shares of streams that have one, sorted."""
    standing = set(inputs.pools.minimum_share_groups["stream"].to_list())
    table = inputs.case.minimum_shares[["stream", "level", "outcome", "min_share"]].rows()
    shares = (_Share(*row) for row in table)
    return sorted(share for share in shares if share.min_share > 0 and share.stream in standing)


class _PayingStreams(NamedTuple):
    """Which streams with a minimum share are in which variants.

    Attributes:
        plan_variant: Where the variant stands among all variants
        stream: The number of the stream
        is_binding: Whether the share stands on one of its rule groups there
        is_open: Whether an open arc leads there
    """

    plan_variant: Numbers
    stream: Numbers
    is_binding: NDArray[np.bool_]
    is_open: NDArray[np.bool_]


def _paying_streams(inputs: ModelInputs, number_of_stream: dict[str, int]) -> _PayingStreams:
    groups = inputs.pools.minimum_share_groups.rows()
    stream_of_group = np.full(len(inputs.supply.rule_groups), -1)
    binds = np.zeros(len(inputs.supply.rule_groups), dtype=bool)
    for group, stream, is_binding in groups:
        stream_of_group[group], binds[group] = number_of_stream[stream], is_binding
    members = inputs.memberships
    here = np.flatnonzero(stream_of_group[members.stacking_group] >= 0)
    group = members.stacking_group[here]
    plan_variant = inputs.plan_variant(members.plan[here], members.variant[here])
    count = len(number_of_stream)
    key, member = np.unique(plan_variant * count + stream_of_group[group], return_inverse=True)
    return _PayingStreams(
        key // count,
        key % count,
        np.bincount(member, binds[group], minlength=len(key)) > 0,
        np.bincount(member, ~members.is_closed[here], minlength=len(key)) > 0,
    )


class _UnitTerms(NamedTuple):
    """What units count for in minimum shares.

    Attributes:
        instance: Of which share in which area
        unit: Where the unit stands among all units
        coefficient: What it counts for
    """

    instance: Numbers
    unit: Numbers
    coefficient: Array


def _unit_terms(inputs: ModelInputs, shares: list[_Share], places: PlansOfRows) -> _UnitTerms:
    """Return the coefficient of each unit in each share."""
    demand = inputs.demand
    names = sorted({share.stream for share in shares})
    number_of_stream = {name: number for number, name in enumerate(names)}
    number_of_outcome = {name: number for number, name in enumerate(demand.outcome_names)}
    payers = _paying_streams(inputs, number_of_stream)
    stream = np.array([number_of_stream[share.stream] for share in shares], dtype=np.int64)
    share_of = places.row[places.instance]
    payer, place = inner_join(
        inputs.variants.plan[payers.plan_variant] * len(names) + payers.stream,
        places.plan * len(names) + stream[share_of],
    )
    found, unit = inputs.units_of_variants(payers.plan_variant[payer])
    payer, place = payer[found], place[found]
    wanted = np.array([number_of_outcome.get(share.outcome, -1) for share in shares])
    outcome, plan = wanted[share_of[place]], inputs.units.plan[unit]
    own = np.array([number_of_outcome[name] for name in demand.plans["outcome"]], dtype=np.int64)
    has_outcome = own[plan] == outcome
    is_open = payers.is_open[payer]
    min_share = np.array([share.min_share for share in shares])[share_of[place]]
    brought = np.where(is_open, _brought(inputs, plan, outcome), 0.0)
    asked = np.where(payers.is_binding[payer], min_share, 0.0)
    of_outcome = np.where(is_open, 1.0 - min_share, 0.0)
    coefficient = np.where(has_outcome, of_outcome, brought - asked)
    return _UnitTerms(places.instance[place], unit, coefficient)


def _brought(inputs: ModelInputs, plan: Numbers, outcome: Numbers) -> Array:
    """Return what a unit of each plan brings of an outcome."""
    demand, count = inputs.demand, len(inputs.demand.outcome_names)
    of_rows = np.repeat(np.arange(demand.plans.height), demand.outcome_counts)
    asked, row = inner_join(
        np.where(outcome < 0, -1, plan * count + outcome), of_rows * count + demand.outcome_numbers
    )
    brought = np.zeros(len(plan))
    brought[asked] = demand.outcomes["per_unit"].to_numpy()[row]
    return brought
