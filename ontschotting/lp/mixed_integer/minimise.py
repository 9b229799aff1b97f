"""Find the optimum of a mixed-integer program, and prove it as far as it can be proven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from ontschotting.errors import CertificateError, SearchStoppedError
from ontschotting.lp.certificate import Optimum, lower_bound
from ontschotting.lp.decomposition.blocks import (
    Blocks,
    fixed_activity,
    group_program,
    split_into_blocks,
    values_outside,
)
from ontschotting.lp.linear import minimise_linear
from ontschotting.lp.mixed_integer.tree import search_tree
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend, Limits
from ontschotting.support.tolerances import GAP
from ontschotting.words.messages import problem

Hint = Callable[[], NDArray[np.bool_]]
"""Says per column whether a 0–1 column may be 1 in a smaller search that comes second."""


@dataclass(frozen=True, eq=False)
class _Incumbent:
    """The best point that was found, and what any point must cost.

    Attributes:
        values: x, one per column
        bound: The proven bound
        bound_by: `tree`, or `solver` where a solver's word is part of it
    """

    values: Array
    bound: float
    bound_by: str

    def is_open(self, program: Program, limits: Limits) -> bool:
        """Tell whether a better point may exist, beyond the gap that is asked for."""
        value = float(program.cost @ self.values)
        gap = max(limits.gap or 0.0, GAP)
        return not value - self.bound <= gap * max(1.0, abs(value))  # also where it is NaN


def minimise_mixed_integer(program: Program, backend: Backend, hint: Hint | None = None) -> Optimum:
    """Return the best point of a mixed-integer program, with a bound on all others.

    The point is proven as the linear program that is left when its 0–1 columns keep their rounded
    values. The bound on everything else comes from a tree of certified linear programs, or from the
    solver where the tree does not close. A program that falls into blocks is searched block by
    block: the bound of the whole is the sum of theirs.

    Args:
        program: The program
        backend: Searches, and solves the linear programs
        hint: Asked only where time did not close the search: 0–1 columns of a point that another
            program has. The search goes on from what these give

    Returns:
        The optimum; where time did not close it, the gap in its certificate is open

    Raises:
        CertificateError: When no point is found, or the gap that was asked for is not reached.
    """
    limits = backend.limits
    found = _in_blocks(program, backend) or _searched(program, backend, limits)
    if hint is not None and found.is_open(program, limits):
        found = _with_hint(program, backend, hint(), found)
    if not np.all(np.isfinite(found.values)):
        raise SearchStoppedError(
            problem("no_allowed_values", solver=backend.name, seconds=limits.seconds)
        )
    linear = minimise_linear(program.decided(found.values), backend)
    bound = min(found.bound, linear.minimum)
    gap = (linear.minimum - bound) / max(1.0, abs(linear.minimum))
    if limits.gap is not None and gap > max(limits.gap, GAP):
        raise CertificateError(
            problem(
                "gap_not_reached",
                solver=backend.name,
                gap=gap,
                seconds=limits.seconds,
                wanted=limits.gap,
            )
        )
    certificate = replace(linear.certificate, bound=bound, gap=gap, bound_by=found.bound_by)
    return replace(linear, certificate=certificate)


def _in_blocks(program: Program, backend: Backend) -> _Incumbent | None:
    """Return the best points of the blocks together, or None where the program does not fall apart.

    A block in which nothing is whole takes part with the bound of its linear program.
    """
    is_bounded = np.isfinite(program.row_lower) | np.isfinite(program.row_upper)
    is_free = program.lower < program.upper
    blocks = split_into_blocks(program.matrix, is_bounded, is_free, 1)
    outside = None if blocks is None else values_outside(program, blocks)
    if blocks is None or outside is None:
        return None
    return _by_block(program, backend, blocks, outside)


def _by_block(
    program: Program, backend: Backend, blocks: Blocks, values: Array
) -> _Incumbent | None:
    """Search every block with its part of the time; `values` are those of all other columns."""
    activity = fixed_activity(program, blocks, values)
    inside = np.concatenate([group.columns for group in blocks.groups])
    bound = float(np.delete(program.cost, inside) @ np.delete(values, inside))
    bound_by, limits = "tree", backend.limits
    until, left = monotonic() + limits.seconds, len(blocks.groups)
    for group in blocks.groups:
        part = group_program(program, group, activity)
        if len(part.undecided):
            seconds = max(0.1, (until - monotonic()) / left)
            found = _searched(part, backend.copy(), replace(limits, seconds=seconds))
            values[group.columns], part_bound = found.values, found.bound
            bound_by = "solver" if found.bound_by == "solver" else bound_by
        else:
            solution = backend.copy().solve(part.changed(is_binary=None))
            if not solution.is_usable or solution.prices is None:
                return None  # the whole program may say why
            values[group.columns] = solution.values
            part_bound = lower_bound(part, solution.prices, solution.rounding)
        bound, left = bound + part_bound, left - 1
    return _Incumbent(values, bound, bound_by)


def _with_hint(
    program: Program, backend: Backend, may_be_one: NDArray[np.bool_], found: _Incumbent
) -> _Incumbent:
    """Search a smaller program, and go on from its point where that is a better one."""
    upper = program.upper.copy()
    columns = program.undecided
    upper[columns] = np.where(may_be_one[columns], upper[columns], program.lower[columns])
    start = backend.copy()
    smaller = _searched(program.changed(upper=upper), start, backend.limits)
    before, after = float(program.cost @ found.values), float(program.cost @ smaller.values)
    if not np.isfinite(after) or before <= after:
        return found
    further = _searched(program, start, backend.limits)
    best = further if float(program.cost @ further.values) <= after else smaller
    # Whichever bound is the greater holds for the whole program.
    bound, bound_by = max((found.bound, found.bound_by), (further.bound, further.bound_by))
    return _Incumbent(best.values, bound, bound_by)


def _searched(program: Program, backend: Backend, limits: Limits) -> _Incumbent:
    """Return the best point of a program, and the greatest bound that is proven."""
    until = monotonic() + limits.seconds
    proposal = backend.search(program, limits)
    values, objective = proposal.values, np.inf
    if proposal.is_usable:
        try:
            linear = minimise_linear(program.decided(values), backend.copy())
            values, objective = linear.values, linear.minimum
        except CertificateError:
            values = np.full(program.columns, np.nan)  # whole only within the solver's tolerance
    tree = search_tree(
        program, backend.copy(), objective, limits.gap, max(1.0, until - monotonic())
    )
    if tree.values is not None:
        values, objective = tree.values, tree.objective
    scale = max(1.0, abs(objective))
    if (
        objective - tree.bound <= max(limits.gap or 0.0, GAP) * scale
        or tree.bound >= proposal.bound
    ):
        return _Incumbent(values, tree.bound, "tree")
    return _Incumbent(values, min(proposal.bound, objective), "solver")
