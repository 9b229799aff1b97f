"""What the first euros through one purpose wall add, and up to how many euros that holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend
from ontschotting.model.regime_program import Objectives, RegimeProgram
from ontschotting.solving.prices.parametric import ParametricValue, Slope
from ontschotting.solving.questions import RegimeSolver

_MATCH = ["plan", "variant", "match"]
_OPEN_GROUP = [*_MATCH, "net", "cofinancing_share"]

_NEW_MATCH = pl.col("cofinancing_share") * pl.col("net") / (1 - pl.col("cofinancing_share"))
"""The own money that one gross euro asks for: κ · net / (1 − κ)."""


def slope_of(current: RegimeSolver, backend: Backend, pools: pl.Series, purpose: str) -> Slope:
    """Return the right-hand derivative of V(c) along the euros that pass the purpose wall, at zero.

    Args:
        current: The current regime, whose program has the closed arcs of the purpose wall
        backend: A solver that no other regime uses
        pools: The pools whose money may pass
        purpose: The purpose that it may pay for

    Returns:
        The slope; `until` is at most all the money that can pass
    """
    opened = _open_wall(current.regime_program, pools, purpose)
    passing = ParametricValue(RegimeSolver(opened.program, backend), opened.passing_column)
    slope = passing.slope()
    current.certificates.extend(passing.solver.certificates)
    if slope.per_eur > 0 and np.isinf(slope.until):
        return replace(slope, until=passing.most * passing.unit)
    return slope


@dataclass(frozen=True)
class _OpenedWall:
    """A program in which z euros may pass one wall, and the column of z."""

    program: RegimeProgram
    passing_column: int


@dataclass(frozen=True)
class _Arcs:
    """The columns that an opened wall touches.

    Attributes:
        closed: Spending on arcs that the wall closes
        matches: Own money on the purpose, which the wall closes too
        open_today: Spending on open arcs that can be matched by that own money
        open_groups: The groups of these that share a match and a need, with `h` and `h_row`
        match_groups: The matches that are asked for, with `m_row`
    """

    closed: pl.DataFrame
    matches: pl.DataFrame
    open_today: pl.DataFrame
    open_groups: pl.DataFrame
    match_groups: pl.DataFrame


def _open_wall(regime_program: RegimeProgram, pools: pl.Series, purpose: str) -> _OpenedWall:
    """Open the wall for z euros of some pools and one purpose.

    New columns: z, the euros that pass (shut until it is asked for), and h ≥ 0 for spending on arcs
    that are open today and now matched by own money on the purpose. New rows:

        Σ x + Σ h ≤ z over the closed arcs and the groups
        h ≤ Σ x over the open arcs of its group (plan, variant, match and net part)
        Σ m ≤ κ · net / (1 − κ) · (x + h) for each plan, variant and match
    """
    program = regime_program.program
    arcs = _arcs(regime_program, pools, purpose)
    groups, matches = arcs.open_groups.height, arcs.match_groups.height
    new_columns, new_rows = 1 + groups, 1 + groups + matches
    matrix = _with_terms(program.matrix, _terms(arcs, program), new_rows, new_columns)
    upper = program.upper.copy()
    opened = np.concatenate([arcs.closed["column"], _asked_matches(arcs)["column"]])
    upper[opened] = np.inf
    most = min(
        float(program.valid_upper[_columns(arcs.closed, arcs.open_today)].sum()),
        _all_money(regime_program, pools),
    )
    wider = replace(
        program,
        matrix=matrix,
        routes=None,
        upper=np.concatenate([upper, [0.0], np.full(groups, np.inf)]),
        cost=_extended(program.cost, new_columns),
        lower=_extended(program.lower, new_columns),
        row_lower=_extended(program.row_lower, new_rows, -np.inf),
        row_upper=_extended(program.row_upper, new_rows),
        valid_upper=_extended(program.valid_upper, new_columns, most),
    )
    counted = regime_program.objectives
    objectives = Objectives(
        value=_extended(counted.value, new_columns),
        paid=_extended(counted.paid, new_columns),
        spent=_extended(counted.spent, new_columns),
        own=_extended(counted.own, new_columns),
        crossing=_extended(counted.crossing, new_columns),
        added=_extended(counted.added, new_columns),
    )
    return _OpenedWall(
        replace(regime_program, program=wider, objectives=objectives), program.columns
    )


def _arcs(regime_program: RegimeProgram, pools: pl.Series, purpose: str) -> _Arcs:
    """Find the columns that opening the wall touches, and number the new columns and rows."""
    spending, program = regime_program.columns.spending, regime_program.program
    of_pools = pl.col("pool").is_in(pools.implode())
    of_purpose = pl.col("is_closed") & (pl.col("purpose") == purpose)
    matches = regime_program.columns.matches.filter(of_purpose)
    matched = spending.filter(
        of_pools & pl.col("match").is_not_null() & (pl.col("cofinancing_share") > 0)
    ).join(matches.select(_MATCH), on=_MATCH, how="semi")
    open_today = matched.filter(~pl.col("is_closed"))
    groups = open_today.select(_OPEN_GROUP).unique().sort(_OPEN_GROUP)
    numbers = np.arange(groups.height)
    groups = groups.with_columns(
        pl.Series("h", program.columns + 1 + numbers, dtype=pl.Int64),
        pl.Series("h_row", program.rows + 1 + numbers, dtype=pl.Int64),
    )
    match_groups = matched.select(_MATCH).unique().sort(_MATCH)
    first_row = program.rows + 1 + groups.height
    rows = pl.Series("m_row", first_row + np.arange(match_groups.height), dtype=pl.Int64)
    return _Arcs(
        closed=spending.filter(of_pools & of_purpose),
        matches=matches,
        open_today=open_today,
        open_groups=groups,
        match_groups=match_groups.with_columns(rows),
    )


def _asked_matches(arcs: _Arcs) -> pl.DataFrame:
    """Return the own money on the purpose that some money of the pools asks for."""
    return arcs.matches.join(arcs.match_groups, on=_MATCH)


def _terms(arcs: _Arcs, program: Program) -> list[tuple[ArrayLike, ArrayLike, ArrayLike]]:
    """Return the coefficients of the new rows as (rows, columns, values)."""
    passing_row, passing_column = program.rows, program.columns
    groups, asked = arcs.open_groups, _asked_matches(arcs)
    of_group = arcs.open_today.join(groups, on=_OPEN_GROUP).select("h_row", "column")
    of_closed = arcs.closed.join(arcs.match_groups, on=_MATCH).select(
        "m_row", "column", _NEW_MATCH.alias("own")
    )
    of_h = groups.join(arcs.match_groups, on=_MATCH).select("m_row", "h", _NEW_MATCH.alias("own"))
    return [
        (np.full(arcs.closed.height, passing_row), arcs.closed["column"], 1.0),
        (np.full(groups.height, passing_row), groups["h"], 1.0),
        (np.array([passing_row]), np.array([passing_column]), -1.0),
        (groups["h_row"], groups["h"], 1.0),
        (of_group["h_row"], of_group["column"], -1.0),
        (asked["m_row"], asked["column"], 1.0),
        (of_closed["m_row"], of_closed["column"], -of_closed["own"]),
        (of_h["m_row"], of_h["h"], -of_h["own"]),
    ]


def _with_terms(
    matrix: sparse.csc_array,
    terms: list[tuple[ArrayLike, ArrayLike, ArrayLike]],
    new_rows: int,
    new_columns: int,
) -> sparse.csc_array:
    """Return the matrix with new rows and columns."""
    rows, columns = (
        np.concatenate([np.asarray(term[part]) for term in terms]).astype(np.int64)
        for part in (0, 1)
    )
    values = np.concatenate(
        [np.broadcast_to(np.asarray(term[2], dtype=float), np.shape(term[0])) for term in terms]
    )
    entries = matrix.tocoo()
    wider = sparse.csc_array(
        (
            np.concatenate([entries.data, values]),
            (np.concatenate([entries.row, rows]), np.concatenate([entries.col, columns])),
        ),
        shape=(matrix.shape[0] + new_rows, matrix.shape[1] + new_columns),
    )
    wider.indices, wider.indptr = wider.indices.astype(np.int32), wider.indptr.astype(np.int32)
    return wider


def _extended(array: Array, count: int, value: float = 0.0) -> Array:
    return np.concatenate([array, np.full(count, value)])


def _columns(*frames: pl.DataFrame) -> NDArray[np.int64]:
    return np.concatenate([frame["column"].to_numpy() for frame in frames])


def _all_money(regime_program: RegimeProgram, pools: pl.Series) -> float:
    """Return all money of some pools, in the units of the program."""
    slices = regime_program.labels.slices.filter(pl.col("pool").is_in(pools.implode()))
    eur = float(slices.select((pl.col("fixed_eur") + pl.col("moving_eur")).sum()).item())
    return eur / regime_program.euro_unit
