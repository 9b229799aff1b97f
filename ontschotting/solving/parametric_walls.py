"""What the first euros through one wall add, and up to where.

A world in which a stream may spend so many euros, and no more, on the roads that its purpose wall
shuts.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import ArrayLike
from scipy import sparse

from ontschotting.lp.program import Array
from ontschotting.lp.solution import Backend
from ontschotting.model.regime_program import Objectives, RegimeProgram
from ontschotting.solving.parametric import ParametricValue, Slope
from ontschotting.solving.questions import RegimeSolver

_GROUP = ["plan", "variant", "match", "net", "cofinancing_share"]


def slope_of(optima: RegimeSolver, backend: Backend, pots: pl.Series, purpose: str) -> Slope:
    """The right-hand derivative of V(c) along the euros that some pots may spend through the
    purpose wall, at zero. `until` is at most all that can pass.
    """
    regime_program, column = _opened(optima.regime_program, pots, purpose)
    ray = ParametricValue(RegimeSolver(regime_program, backend), column)
    slope = ray.slope()
    optima.certificates.extend(ray.optima.certificates)
    if slope.per_eur > 0 and np.isinf(slope.until):
        return replace(slope, until=ray.most * ray.unit)
    return slope


def _opened(
    regime_program: RegimeProgram, pots: pl.Series, purpose: str
) -> tuple[RegimeProgram, int]:
    """The world with one pair opened for z euros, and the column of z.

    x ≥ 0 on its shut roads, and m ≥ 0 for own money on the purpose, with a column z (shut until a
    ray opens it) and columns h ≥ 0.

    Σ x + Σ h ≤ z: what passes. A road that is open today passes where own money is newly matched to
    it: h ≤ Σ x of the open roads of one plan, variant, match and net part. What is newly matched is
    what those need: Σ m ≤ κ · net / (1 − κ) · (x + h), for each plan, variant and match.
    """
    here = pl.col("pool").is_in(pots.implode())
    shut = regime_program.columns.spending.filter(
        here & pl.col("is_closed") & (pl.col("purpose") == purpose)
    )
    matches = regime_program.columns.matches.filter(
        pl.col("is_closed") & (pl.col("purpose") == purpose)
    )
    asks = regime_program.columns.spending.filter(
        here & pl.col("match").is_not_null() & (pl.col("cofinancing_share") > 0)
    ).join(matches.select("plan", "variant", "match"), on=["plan", "variant", "match"], how="semi")
    today = asks.filter(~pl.col("is_closed"))
    helped = today.select(_GROUP).unique().sort(_GROUP)
    program = regime_program.program
    rows, columns = program.rows, program.columns
    z, h = columns, columns + 1 + np.arange(helped.height)
    helped = helped.with_columns(
        pl.Series("h", h, dtype=pl.Int64),
        pl.Series("h_row", rows + 1 + np.arange(helped.height), dtype=pl.Int64),
    )
    groups = asks.select("plan", "variant", "match").unique().sort("plan", "variant", "match")
    groups = groups.with_columns(
        pl.Series("m_row", rows + 1 + helped.height + np.arange(groups.height), dtype=pl.Int64)
    )
    needed = pl.col("cofinancing_share") * pl.col("net") / (1 - pl.col("cofinancing_share"))
    # Own money on this purpose is not said to be newly matched where nothing of these pots asks for
    # it.
    matched = matches.join(groups, on=["plan", "variant", "match"])
    open_x = today.join(helped, on=_GROUP).select("h_row", "column")
    shut_x = shut.join(groups, on=["plan", "variant", "match"]).select(
        "m_row", "column", needed.alias("needed")
    )
    of_h = helped.join(groups, on=["plan", "variant", "match"]).select(
        "m_row", "h", needed.alias("needed")
    )
    terms: list[tuple[ArrayLike, ArrayLike, ArrayLike]] = [
        (np.full(shut.height, rows), shut["column"], 1.0),
        (np.full(helped.height, rows), h, 1.0),
        (np.array([rows]), np.array([z]), -1.0),
        (helped["h_row"], h, 1.0),
        (open_x["h_row"], open_x["column"], -1.0),
        (matched["m_row"], matched["column"], 1.0),
        (shut_x["m_row"], shut_x["column"], -shut_x["needed"]),
        (of_h["m_row"], of_h["h"], -of_h["needed"]),
    ]
    row, column = (
        np.concatenate([np.asarray(term[place]) for term in terms]).astype(np.int64)
        for place in (0, 1)
    )
    value = np.concatenate(
        [np.broadcast_to(np.asarray(term[2], dtype=float), np.shape(term[0])) for term in terms]
    )
    more_rows, more_columns = 1 + helped.height + groups.height, 1 + helped.height
    entries = program.matrix.tocoo()
    matrix = sparse.csc_array(
        (
            np.concatenate([entries.data, value]),
            (np.concatenate([entries.row, row]), np.concatenate([entries.col, column])),
        ),
        shape=(rows + more_rows, columns + more_columns),
    )
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    upper = program.upper.copy()
    upper[shut["column"].to_numpy()] = upper[matched["column"].to_numpy()] = np.inf
    whole = program.valid_upper
    reached = min(
        float(whole[np.concatenate([shut["column"], today["column"]])].sum()),
        _money(regime_program, pots),
    )

    def longer(array: Array, *given: float | Array) -> Array:
        return np.concatenate(
            [array, *(np.atleast_1d(np.asarray(one, dtype=float)) for one in given)]
        )

    wider = replace(
        program,
        matrix=matrix,
        routes=None,
        upper=longer(upper, 0.0, np.full(len(h), np.inf)),
        cost=longer(program.cost, np.zeros(more_columns)),
        lower=longer(program.lower, np.zeros(more_columns)),
        row_lower=longer(program.row_lower, np.full(more_rows, -np.inf)),
        row_upper=longer(program.row_upper, np.zeros(more_rows)),
        valid_upper=longer(whole, np.full(more_columns, reached)),
    )
    more = np.zeros(more_columns)
    counted = regime_program.objectives
    objectives = Objectives(
        *(
            longer(one, more)
            for one in (counted.value, counted.spent, counted.crossing, counted.added)
        )
    )
    return replace(regime_program, program=wider, objectives=objectives), z


def _money(regime_program: RegimeProgram, pots: pl.Series) -> float:
    """All money of some pots, in the units of the program."""
    return (
        float(
            regime_program.labels.slices.filter(pl.col("pool").is_in(pots.implode()))
            .select((pl.col("fixed_eur") + pl.col("moving_eur")).sum())
            .item()
        )
        / regime_program.euro_unit
    )
