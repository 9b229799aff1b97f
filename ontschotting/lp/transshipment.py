"""Columns that run from a supply to a demand are routed through hubs.

As many columns as ends, instead of as many as pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ontschotting.lp.program import Array, Program, Routes
from ontschotting.lp.solution import Backend, Solution

SMALL = 3_000
"""Columns below which a program is solved as it is: hubs would take longer than they save."""

_WORTH = 0.9
"""Hubs are used where they leave at most this part of the columns."""

_ROUNDING = 1e-13
"""Relative difference of two costs that are one number, after a multiplication and a division by
the gain.
"""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Reformulation:
    """How the columns of a program become those of a smaller one.

    First the kept ones, then a `pour` per supply and hub, then a `draw` per demand.

    hub_of_pour, hub_of_draw

    Attributes:
        kept: The columns that stay as they are
        routed: The columns that go through a hub, and for each of them the number of its pour and
            of its draw
        of_pour, of_draw: A routed column that stands for each pour and draw
        rows: Of the program as it was; the balance of each hub comes after them
    """

    kept: Numbers
    routed: Numbers
    pour: Numbers
    draw: Numbers
    of_pour: Numbers
    of_draw: Numbers
    hub_of_draw: Numbers
    gain: Array
    rows: int
    matrix: sparse.csc_array


class TransshipmentBackend:
    """Solves programs through another backend, with the columns of `Program.routes` replaced by
    flows into and out of hubs.

    A column of a route is x(s, d) = supply part of s + gain(s) · demand part of d. Demands that are
    served by exactly the same supplies share a hub h: a pour y(s, h) takes the supply part, a draw
    t(d) the demand part, and Σ gain · y = Σ t in every hub. Exact both ways. From x: y(s, h) = Σ_d
    x(s, d) and t(d) = Σ_s gain · x(s, d) keep every row. From y and t: x(s, d) = y(s, h) · t(d) / Σ
    t, in proportion, keeps every row too, since rows see only the sums over d or over s. Prices of
    the rows carry over: the reduced cost of x(s, d) is that of y(s, h) plus gain times that of
    t(d), the price of the hub cancelling. So the answer is one of the whole program, and the
    certificate is computed from the whole program.

    A question whose costs or bounds look at pairs is passed on as it is.
    """

    def __init__(self, inner: Backend) -> None:
        self._inner = inner
        self._made: tuple[sparse.csc_array, _Reformulation | None] | None = None

    @property
    def name(self) -> str:
        """Name and version of the solver behind it."""
        return self._inner.name

    def solve(self, program: Program) -> Solution:
        """The proposal for a program."""
        plan = self._plan(program)
        smaller = None if plan is None else _reduced_program(program, plan)
        if plan is None or smaller is None:
            return self._inner.solve(program)
        found = self._inner.solve(smaller)
        if not np.all(np.isfinite(found.values)):
            return self._inner.solve(program)
        prices = None if found.prices is None else found.prices[: plan.rows]
        return replace(found, values=_spread(program, plan, found.values), prices=prices)

    def _plan(self, program: Program) -> _Reformulation | None:
        if program.routes is None or program.columns < SMALL:
            return None
        if self._made is None or self._made[0] is not program.matrix:
            self._made = (program.matrix, _make(program.matrix, program.routes))
        return self._made[1]


def _make(matrix: sparse.csc_array, routes: Routes) -> _Reformulation | None:
    """The hubs of a matrix; None where they save too little."""
    hub_of_demand, supplies, demands = _transshipment_nodes(routes)
    worth = _is_worth(supplies, demands)
    through = worth[hub_of_demand[routes.demand]]
    columns, rows = matrix.shape[1], matrix.shape[0]
    routed, supply, demand = routes.columns[through], routes.supply[through], routes.demand[through]
    hub = np.cumsum(worth)[hub_of_demand[demand]] - 1
    pair = supply * (int(hub.max(initial=0)) + 1) + hub
    _, first_pour, pour = np.unique(pair, return_index=True, return_inverse=True)
    _, first_draw, draw = np.unique(demand, return_index=True, return_inverse=True)
    if columns - len(routed) + len(first_pour) + len(first_draw) > _WORTH * columns:
        return None
    kept_mark = np.ones(columns, dtype=bool)
    kept_mark[routed] = False
    kept = np.flatnonzero(kept_mark)
    gain = routes.gain[through]
    blocks = [matrix[:, kept].tocoo()]
    poured, drawn = matrix[:, routed[first_pour]].tocoo(), matrix[:, routed[first_draw]].tocoo()
    on_supply = routes.supply_rows[poured.row]
    off_supply = ~routes.supply_rows[drawn.row]
    pours, draws, hubs = len(first_pour), len(first_draw), int(hub.max(initial=-1)) + 1
    row: list[NDArray[Any]] = [
        blocks[0].row,
        poured.row[on_supply],
        drawn.row[off_supply],
        rows + hub[first_pour],
        rows + hub[first_draw],
    ]
    col: list[NDArray[Any]] = [
        blocks[0].col,
        len(kept) + poured.col[on_supply],
        len(kept) + pours + drawn.col[off_supply],
        len(kept) + np.arange(pours),
        len(kept) + pours + np.arange(draws),
    ]
    data: list[NDArray[Any]] = [
        blocks[0].data,
        poured.data[on_supply],
        drawn.data[off_supply] / gain[first_draw][drawn.col[off_supply]],
        gain[first_pour],
        np.full(draws, -1.0),
    ]
    smaller = sparse.coo_array(
        (np.concatenate(data), (np.concatenate(row), np.concatenate(col))),
        shape=(rows + hubs, len(kept) + pours + draws),
    ).tocsc()
    smaller.sort_indices()
    smaller.indices, smaller.indptr = (
        smaller.indices.astype(np.int32),
        smaller.indptr.astype(np.int32),
    )
    return _Reformulation(
        kept, routed, pour, draw, first_pour, first_draw, hub[first_draw], gain, rows, smaller
    )


def _is_worth(supplies: Numbers, demands: Numbers) -> NDArray[np.bool_]:
    """Whether a hub with n supplies and m demands, n + m columns and a row, is smaller than the n ·
    m columns that it replaces.
    """
    return supplies * demands > supplies + demands + 1


def _transshipment_nodes(routes: Routes) -> tuple[Numbers, Numbers, Numbers]:
    """The hub of every demand, and per hub the number of its supplies and of its demands.

    Demands with the same supplies are found by two independent random numbers per supply, summed:
    that the order of the columns does not matter. Should two different sets ever get the same sums,
    the answer would fail its certificate.
    """
    chance = np.random.default_rng(20261124)
    order = np.argsort(routes.demand, kind="stable")
    starts = np.flatnonzero(np.diff(routes.demand[order], prepend=-1))
    signs = chance.integers(
        0, 2**63, size=(2, int(routes.supply.max(initial=0)) + 1), dtype=np.uint64
    )
    sums = [np.add.reduceat(one[routes.supply[order]], starts) for one in signs]
    counts = np.diff(np.append(starts, len(order)))
    served = routes.demand[order][starts]
    _, first, hub, members = np.unique(
        np.stack([*sums, counts.astype(np.uint64)], axis=1),
        axis=0,
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    hub_of_demand = np.zeros(int(routes.demand.max(initial=0)) + 1, dtype=np.int64)
    hub_of_demand[served] = hub.ravel()
    return hub_of_demand, counts[first], members


def _reduced_program(program: Program, plan: _Reformulation) -> Program | None:
    """The smaller program.

    None where the question tells pairs apart, so that sums do not suffice.
    """
    of_pour, of_draw = plan.routed[plan.of_pour], plan.routed[plan.of_draw]
    cost, upper = program.cost[plan.routed], program.upper[plan.routed]
    at_pour, at_draw = program.cost[of_pour], np.zeros(len(of_draw))
    if np.any(cost != at_pour[plan.pour]):
        per_net = cost / plan.gain
        at_draw, at_pour = per_net[plan.of_draw], np.zeros(len(of_pour))
        if not np.allclose(per_net, at_draw[plan.draw], rtol=_ROUNDING, atol=0.0):
            return None
    shut = upper[plan.of_pour] == 0
    if np.any(program.lower[plan.routed] != 0) or np.any(
        np.where(shut[plan.pour], upper != 0, np.isfinite(upper))
    ):
        return None
    hubs = plan.matrix.shape[0] - plan.rows
    draws, balanced = len(of_draw), np.zeros(hubs)
    return Program(
        plan.matrix,
        np.concatenate([program.cost[plan.kept], at_pour, at_draw]),
        np.concatenate([program.row_lower, balanced]),
        np.concatenate([program.row_upper, balanced]),
        np.concatenate([program.lower[plan.kept], np.zeros(len(of_pour) + draws)]),
        np.concatenate(
            [program.upper[plan.kept], np.where(shut, 0.0, np.inf), np.full(draws, np.inf)]
        ),
        np.full(plan.matrix.shape[1], np.inf),
        solve_undecomposed=program.solve_undecomposed,
    )


def _spread(program: Program, plan: _Reformulation, values: Array) -> Array:
    """The columns of the whole program.

    What a supply pours into a hub is divided over the demands there in proportion to what they
    draw.
    """
    whole = np.empty(program.columns)
    whole[plan.kept] = values[: len(plan.kept)]
    pours = np.maximum(values[len(plan.kept) : len(plan.kept) + len(plan.of_pour)], 0.0)
    draws = np.maximum(values[len(plan.kept) + len(plan.of_pour) :], 0.0)
    total = np.bincount(plan.hub_of_draw, weights=draws)
    share = np.divide(
        draws, total[plan.hub_of_draw], out=np.zeros_like(draws), where=total[plan.hub_of_draw] > 0
    )
    whole[plan.routed] = pours[plan.pour] * share[plan.draw]
    return whole
