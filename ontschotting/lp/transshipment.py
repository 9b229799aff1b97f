"""Route columns that run from a supply to a demand through transshipment nodes.

The smaller program has as many columns as there are ends, instead of as many as there are pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ontschotting.lp.program import Array, Program, Routes
from ontschotting.lp.solution import Backend, Limits, Proposal, Solution
from ontschotting.support.tolerances import SAME_NUMBER

SMALL = 3_000
"""Columns below which a program is solved as it is: a smaller one would cost more than it saves."""

_REMAINING_SHARE = 0.9
"""Reformulate only if at most this share of the columns remains."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Flows:
    """The columns that go through a node, as an inflow and an outflow each.

    Attributes:
        routed: The columns of the program that go through a node
        inflow, outflow: For each of them the number of its inflow and of its outflow
        inflow_columns, outflow_columns: For each inflow and outflow, a routed column that stands
            for it, as a position in `routed`
        inflow_nodes, outflow_nodes: Its node
        gain: The gain of each routed column
        nodes: The number of nodes
    """

    routed: Numbers
    inflow: Numbers
    outflow: Numbers
    inflow_columns: Numbers
    outflow_columns: Numbers
    inflow_nodes: Numbers
    outflow_nodes: Numbers
    gain: Array
    nodes: int


@dataclass(frozen=True, eq=False)
class _Reformulation:
    """How the columns of a program become those of a smaller one.

    Attributes:
        unchanged: The columns that stay as they are; they come first, then the inflows, then the
            outflows
        flows: The others
        rows: The rows of the program; they come first, then the balance of each node
        matrix: The matrix of the smaller program
    """

    unchanged: Numbers
    flows: _Flows
    rows: int
    matrix: sparse.csc_array


class TransshipmentBackend:
    """Solve programs through another backend, with routes as flows into and out of nodes.

    A column of a route is x(s, d) = supply part of s + gain(s) · demand part of d. Demands that are
    served by exactly the same supplies share a node n: an inflow y(s, n) takes the supply part, an
    outflow t(d) the demand part, and Σ gain · y = Σ t in every node. Exact both ways. From x:
    y(s, n) = Σ_d x(s, d) and t(d) = Σ_s gain · x(s, d) keep every row. From y and t:
    x(s, d) = y(s, n) · t(d) / Σ t, in proportion, keeps every row too, since rows see only the sums
    over d or over s. Prices of the rows carry over: the reduced cost of x(s, d) is that of y(s, n)
    plus gain times that of t(d), the price of the node cancelling. So the answer is one of the
    whole program, and the certificate is computed from the whole program.

    A program whose costs or bounds look at pairs is passed on as it is.

    Args:
        inner: The backend that solves the smaller program
    """

    def __init__(self, inner: Backend) -> None:
        self._inner = inner
        self._last: tuple[sparse.csc_array, _Reformulation | None] | None = None

    @property
    def name(self) -> str:
        """Name and version of the solver behind it."""
        return self._inner.name

    @property
    def limits(self) -> Limits:
        """When the search for 0–1 values may stop."""
        return self._inner.limits

    def search(self, program: Program, limits: Limits) -> Proposal:
        """Search the 0–1 values of a mixed-integer program, as it is."""
        return self._inner.search(program, limits)

    def copy(self) -> TransshipmentBackend:
        """Return a backend of its own that starts where this one stands."""
        copy = TransshipmentBackend(self._inner.copy())
        copy._last = self._last
        return copy

    def near(self) -> TransshipmentBackend:
        """Return a backend that first tries the basis of this one, whatever the matrix is."""
        return TransshipmentBackend(self._inner.near())

    def solve(self, program: Program) -> Solution:
        """Propose a solution of a program."""
        reformulation = self._reformulation(program)
        smaller = None if reformulation is None else _reduced_program(program, reformulation)
        if reformulation is None or smaller is None:
            return self._inner.solve(program)
        solution = self._inner.solve(smaller)
        if not np.all(np.isfinite(solution.values)):
            return self._inner.solve(program)
        values = _original_values(program, reformulation, solution.values)
        prices = None if solution.prices is None else solution.prices[: reformulation.rows]
        return replace(solution, values=values, prices=prices)

    def _reformulation(self, program: Program) -> _Reformulation | None:
        """Return the reformulation of a matrix; the last one is remembered."""
        if program.routes is None or program.columns < SMALL:
            return None
        if self._last is None or self._last[0] is not program.matrix:
            self._last = (program.matrix, _reformulate(program.matrix, program.routes))
        return self._last[1]


def _reformulate(matrix: sparse.csc_array, routes: Routes) -> _Reformulation | None:
    """Return the smaller form of a matrix, or None if it saves too little."""
    flows = _flows(routes)
    rows, columns = matrix.shape
    is_unchanged = np.ones(columns, dtype=bool)
    is_unchanged[flows.routed] = False
    unchanged = np.flatnonzero(is_unchanged)
    remaining = len(unchanged) + len(flows.inflow_columns) + len(flows.outflow_columns)
    if remaining > _REMAINING_SHARE * columns:
        return None
    return _Reformulation(
        unchanged, flows, rows, _node_matrix(matrix, unchanged, flows, routes.supply_rows)
    )


def _flows(routes: Routes) -> _Flows:
    """Return the inflows and outflows of the routes for which a node saves columns."""
    node_of_demand, supplies, demands = _transshipment_nodes(routes)
    is_used = _saves_columns(supplies, demands)
    through = is_used[node_of_demand[routes.demand]]
    supply, demand = routes.supply[through], routes.demand[through]
    node = np.cumsum(is_used)[node_of_demand[demand]] - 1
    nodes = int(node.max(initial=-1)) + 1
    pair = supply * max(1, nodes) + node
    _, inflow_columns, inflow = np.unique(pair, return_index=True, return_inverse=True)
    _, outflow_columns, outflow = np.unique(demand, return_index=True, return_inverse=True)
    return _Flows(
        routed=routes.columns[through],
        inflow=inflow,
        outflow=outflow,
        inflow_columns=inflow_columns,
        outflow_columns=outflow_columns,
        inflow_nodes=node[inflow_columns],
        outflow_nodes=node[outflow_columns],
        gain=routes.gain[through],
        nodes=nodes,
    )


def _saves_columns(supplies: Numbers, demands: Numbers) -> NDArray[np.bool_]:
    """Say whether a node with n supplies and m demands is smaller than what it replaces.

    It has n + m columns and a row, and replaces n · m columns.
    """
    return supplies * demands > supplies + demands + 1


def _transshipment_nodes(routes: Routes) -> tuple[Numbers, Numbers, Numbers]:
    """Return the node of every demand, and per node the number of its supplies and demands.

    Demands with the same supplies are found by two independent random numbers per supply, summed,
    so that the order of the columns does not matter. Should two different sets ever get the same
    sums, the answer would fail its certificate.
    """
    rng = np.random.default_rng(20261124)
    order = np.argsort(routes.demand, kind="stable")
    starts = np.flatnonzero(np.diff(routes.demand[order], prepend=-1))
    numbers = rng.integers(
        0, 2**63, size=(2, int(routes.supply.max(initial=0)) + 1), dtype=np.uint64
    )
    sums = [np.add.reduceat(row[routes.supply[order]], starts) for row in numbers]
    counts = np.diff(np.append(starts, len(order)))
    _, first, node, demands = np.unique(
        np.stack([*sums, counts.astype(np.uint64)], axis=1),
        axis=0,
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    node_of_demand = np.zeros(int(routes.demand.max(initial=0)) + 1, dtype=np.int64)
    node_of_demand[routes.demand[order][starts]] = node.ravel()
    return node_of_demand, counts[first], demands


def _node_matrix(
    matrix: sparse.csc_array, unchanged: Numbers, flows: _Flows, supply_rows: NDArray[np.bool_]
) -> sparse.csc_array:
    """Return the matrix of the smaller program.

    An inflow has the coefficients of its column in the supply rows, an outflow those in the other
    rows, divided by the gain; a node's row is Σ gain · inflow − Σ outflow = 0.
    """
    rows = matrix.shape[0]
    inflows, outflows = len(flows.inflow_columns), len(flows.outflow_columns)
    first_inflow, first_outflow = len(unchanged), len(unchanged) + inflows
    stay = matrix[:, unchanged].tocoo()
    supply = matrix[:, flows.routed[flows.inflow_columns]].tocoo()
    demand = matrix[:, flows.routed[flows.outflow_columns]].tocoo()
    on_supply, on_demand = supply_rows[supply.row], ~supply_rows[demand.row]
    demand_gain = flows.gain[flows.outflow_columns][demand.col[on_demand]]
    row: list[NDArray[Any]] = [
        stay.row,
        supply.row[on_supply],
        demand.row[on_demand],
        rows + flows.inflow_nodes,
        rows + flows.outflow_nodes,
    ]
    column: list[NDArray[Any]] = [
        stay.col,
        first_inflow + supply.col[on_supply],
        first_outflow + demand.col[on_demand],
        first_inflow + np.arange(inflows),
        first_outflow + np.arange(outflows),
    ]
    coefficient: list[NDArray[Any]] = [
        stay.data,
        supply.data[on_supply],
        demand.data[on_demand] / demand_gain,
        flows.gain[flows.inflow_columns],
        np.full(outflows, -1.0),
    ]
    smaller = sparse.coo_array(
        (np.concatenate(coefficient), (np.concatenate(row), np.concatenate(column))),
        shape=(rows + flows.nodes, first_outflow + outflows),
    ).tocsc()
    smaller.sort_indices()
    smaller.indices = smaller.indices.astype(np.int32)
    smaller.indptr = smaller.indptr.astype(np.int32)
    return smaller


def _reduced_program(program: Program, reformulation: _Reformulation) -> Program | None:
    """Return the smaller program, or None if the question looks at pairs and not only at sums."""
    flows, unchanged = reformulation.flows, reformulation.unchanged
    costs = _flow_costs(program.cost[flows.routed], flows)
    upper = program.upper[flows.routed]
    is_closed = upper[flows.inflow_columns] == 0
    if costs is None or np.any(program.lower[flows.routed] != 0):
        return None
    if np.any(np.where(is_closed[flows.inflow], upper != 0, np.isfinite(upper))):
        return None
    inflows, outflows = len(flows.inflow_columns), len(flows.outflow_columns)
    balance = np.zeros(flows.nodes)
    inflow_upper = np.where(is_closed, 0.0, np.inf)
    return Program(
        reformulation.matrix,
        np.concatenate([program.cost[unchanged], *costs]),
        np.concatenate([program.row_lower, balance]),
        np.concatenate([program.row_upper, balance]),
        np.concatenate([program.lower[unchanged], np.zeros(inflows + outflows)]),
        np.concatenate([program.upper[unchanged], inflow_upper, np.full(outflows, np.inf)]),
        np.full(reformulation.matrix.shape[1], np.inf),
        solve_undecomposed=program.solve_undecomposed,
        only_cost_changed=program.only_cost_changed,
        only_bounds_changed=program.only_bounds_changed,
    )


def _flow_costs(cost: Array, flows: _Flows) -> tuple[Array, Array] | None:
    """Return the cost of each inflow and outflow, or None if the costs differ per pair.

    Either the cost depends on the inflow alone, or the cost per unit that arrives depends on the
    demand alone.
    """
    inflow_cost = cost[flows.inflow_columns]
    if np.all(cost == inflow_cost[flows.inflow]):
        return inflow_cost, np.zeros(len(flows.outflow_columns))
    arriving = cost / flows.gain
    outflow_cost = arriving[flows.outflow_columns]
    if not np.allclose(arriving, outflow_cost[flows.outflow], rtol=SAME_NUMBER, atol=0.0):
        return None
    return np.zeros(len(flows.inflow_columns)), outflow_cost


def _original_values(program: Program, reformulation: _Reformulation, values: Array) -> Array:
    """Return the columns of the whole program.

    Each inflow is divided over the demands of its node in proportion to their outflows.
    """
    flows, unchanged = reformulation.flows, reformulation.unchanged
    first_outflow = len(unchanged) + len(flows.inflow_columns)
    inflow = np.maximum(values[len(unchanged) : first_outflow], 0.0)
    outflow = np.maximum(values[first_outflow:], 0.0)
    total = np.bincount(flows.outflow_nodes, weights=outflow)[flows.outflow_nodes]
    share = np.divide(outflow, total, out=np.zeros_like(outflow), where=total > 0)
    original = np.empty(program.columns)
    original[unchanged] = values[: len(unchanged)]
    original[flows.routed] = inflow[flows.inflow] * share[flows.outflow]
    return original
