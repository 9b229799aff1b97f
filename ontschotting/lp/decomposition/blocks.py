"""Split a program into blocks that no row holds together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ontschotting.lp.program import Array, Program

_LARGEST = 0.7
"""Share of the columns above which the largest block makes splitting useless."""


@dataclass(frozen=True, eq=False)
class BlockGroup:
    """Blocks that are solved together.

    Attributes:
        rows, columns: Their rows and columns in the whole program
        matrix: Their part of its matrix
    """

    rows: np.ndarray
    columns: np.ndarray
    matrix: sparse.csc_array


@dataclass(frozen=True, eq=False)
class Blocks:
    """A program in groups of blocks.

    Attributes:
        groups: The groups
        loose: The free columns that are in no bounded row
        is_fixed: Per column of the program: whether it is fixed
    """

    groups: tuple[BlockGroup, ...]
    loose: np.ndarray
    is_fixed: np.ndarray


def split_into_blocks(
    matrix: sparse.csc_array, is_bounded: np.ndarray, is_free: np.ndarray, size: int
) -> Blocks | None:
    """Return the connected components of bounded rows and free columns, in groups.

    Args:
        matrix: Rows × columns
        is_bounded: Per row: whether it has a bound
        is_free: Per column: whether it is not fixed
        size: About how many columns a group has

    Returns:
        The groups, in the order of their first column, or None if nearly all hangs together.
    """
    rows, columns = matrix.shape
    entries = matrix.tocoo()
    counted = is_bounded[entries.row] & is_free[entries.col]
    row, column = entries.row[counted], entries.col[counted]
    graph = sparse.coo_array(
        (np.ones(len(row), dtype=np.int8), (row, column + rows)),
        shape=(rows + columns, rows + columns),
    )
    labels = csgraph.connected_components(graph, directed=False)[1]
    has_row, has_column = np.zeros(columns, dtype=bool), np.zeros(rows, dtype=bool)
    has_row[column], has_column[row] = True, True
    inside = np.flatnonzero(is_free & has_row)
    sizes = np.bincount(labels[rows + inside], minlength=labels.max() + 1)
    if len(inside) == 0 or np.count_nonzero(sizes) < 2 or sizes.max() > _LARGEST * len(inside):
        return None
    group_of = _group_of_components(sizes, labels[rows + inside], inside, size)
    group_of_column = np.where(is_free & has_row, group_of[labels[rows:]], -1)
    group_of_row = np.where(is_bounded & has_column, group_of[labels[:rows]], -1)
    groups = _groups(matrix, group_of_row, group_of_column, int(group_of.max()) + 1)
    return Blocks(groups, np.flatnonzero(is_free & ~has_row), ~is_free)


def _group_of_components(
    sizes: np.ndarray, labels: np.ndarray, columns: np.ndarray, size: int
) -> np.ndarray:
    """Return the group of every component, filled in the order of their first column.

    Args:
        sizes: The columns of every component; zero for those without
        labels: The component of each column
        columns: The columns
        size: About how many columns a group has
    """
    first_column = np.full(len(sizes), columns.max() + 1)
    np.minimum.at(first_column, labels, columns)
    present = np.argsort(first_column, kind="stable")[: np.count_nonzero(sizes)]
    group_of = np.full(len(sizes), -1)
    group_of[present] = np.maximum(0, np.cumsum(sizes[present]) - 1) // size
    _, group_of[present] = np.unique(group_of[present], return_inverse=True)
    return group_of


def _groups(
    matrix: sparse.csc_array, group_of_row: np.ndarray, group_of_column: np.ndarray, count: int
) -> tuple[BlockGroup, ...]:
    """Return the rows, the columns and the part of the matrix of every group."""
    columns_of = _members(group_of_column, count)
    rows_of = _members(group_of_row, count)
    groups = []
    for rows, columns in zip(rows_of, columns_of, strict=True):
        part = matrix[:, columns].tocsr()[rows].tocsc()
        part.sort_indices()
        part.indices, part.indptr = part.indices.astype(np.int32), part.indptr.astype(np.int32)
        groups.append(BlockGroup(rows, columns, part))
    return tuple(groups)


def _members(group_of: np.ndarray, count: int) -> list[np.ndarray]:
    """Return the positions in every group; −1 is no group."""
    order = np.argsort(group_of, kind="stable")
    ends = np.searchsorted(group_of[order], np.arange(count + 1))
    return [order[ends[number] : ends[number + 1]] for number in range(count)]


def values_outside(program: Program, blocks: Blocks) -> Array | None:
    """Return the best values of the columns in no block, or None if they have no best.

    Args:
        program: The whole program
        blocks: Its blocks; the values of their columns do not matter yet
    """
    at_upper = np.where(np.isfinite(program.upper), program.upper, 0.0)
    values = np.where(np.isfinite(program.lower), program.lower, at_upper)
    loose = blocks.loose
    values[loose] = np.where(program.cost[loose] < 0, program.upper[loose], values[loose])
    return values if np.all(np.isfinite(values[loose])) else None


def fixed_activity(program: Program, blocks: Blocks, values: Array) -> Array:
    """Return what the fixed columns put into each row.

    Args:
        program: The whole program
        blocks: Its blocks
        values: From `values_outside`
    """
    activity: Array = program.matrix @ np.where(blocks.is_fixed, values, 0.0)
    return activity


def group_program(program: Program, group: BlockGroup, activity: Array) -> Program:
    """Return the program of one group.

    Args:
        program: The whole program
        group: The group
        activity: What the fixed columns put into each row, which is taken from its bounds
    """
    return Program(
        group.matrix,
        program.cost[group.columns],
        program.row_lower[group.rows] - activity[group.rows],
        program.row_upper[group.rows] - activity[group.rows],
        program.lower[group.columns],
        program.upper[group.columns],
        program.valid_upper[group.columns],
        is_binary=None if program.is_binary is None else program.is_binary[group.columns],
        cuts=None if program.cuts is None else np.flatnonzero(np.isin(group.rows, program.cuts)),
    )
