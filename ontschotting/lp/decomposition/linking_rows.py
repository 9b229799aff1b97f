"""Find the few rows that hold the blocks of a program together."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

MOST_ROWS = 256
"""Linking rows at most: with more, finding their prices would take longer than it saves."""

LARGEST_BLOCK = 10_000
"""Columns of the largest block: a row that would join more than that is a linking row."""


def linking_rows(
    matrix: sparse.csc_array, is_bounded: np.ndarray, is_free: np.ndarray
) -> np.ndarray | None:
    """Return the rows without which the rest falls into blocks of at most LARGEST_BLOCK columns.

    The rows with the most columns are taken out until the rest falls apart. Then, the smallest
    first, each that joins no more than LARGEST_BLOCK columns is put back.

    Args:
        matrix: Rows × columns
        is_bounded: Per row: whether it has a bound; other rows hold nothing together
        is_free: Per column: whether it is not fixed; fixed columns join nothing

    Returns:
        The rows, sorted, or None if there are none or more than MOST_ROWS.
    """
    entries = matrix.tocoo()
    counted = is_bounded[entries.row] & is_free[entries.col]
    row, column = entries.row[counted], entries.col[counted]
    counts = np.bincount(row, minlength=matrix.shape[0])
    order = np.argsort(-counts, kind="stable")
    is_out, taken = np.zeros(matrix.shape[0], dtype=bool), 16
    while True:
        is_out[order[:taken]] = counts[order[:taken]] > 1
        labels = _blocks_without(matrix.shape, row, column, is_out)
        sizes = np.bincount(labels[np.flatnonzero(is_free)], minlength=labels.max() + 1)
        if sizes.max(initial=0) <= LARGEST_BLOCK:
            break
        if taken > 64 * MOST_ROWS:
            return None
        taken *= 4
    inside = is_out[row]
    joins = sparse.csr_array(
        (np.ones(int(inside.sum()), dtype=np.int8), (row[inside], labels[column[inside]])),
        shape=(matrix.shape[0], len(sizes)),
    )
    candidates = [int(number) for number in order[:taken][::-1] if is_out[number]]
    linking = _without_put_back(candidates, joins, sizes)
    return np.array(sorted(linking)) if 0 < len(linking) <= MOST_ROWS else None


def _blocks_without(
    shape: tuple[int, int], row: np.ndarray, column: np.ndarray, is_out: np.ndarray
) -> np.ndarray:
    """Return the number of the block of every column when some rows are out."""
    rows, columns = shape
    stays = ~is_out[row]
    graph = sparse.coo_array(
        (np.ones(int(stays.sum()), dtype=np.int8), (row[stays], column[stays] + rows)),
        shape=(rows + columns, rows + columns),
    )
    labels = csgraph.connected_components(graph, directed=False)[1]
    return np.asarray(labels[rows:])


def _without_put_back(
    candidates: list[int], joins: sparse.csr_array, sizes: np.ndarray
) -> list[int]:
    """Return the candidates that cannot be put back without a block growing too large.

    Args:
        candidates: The rows, in the order in which they are tried
        joins: Rows × blocks: which blocks a row joins
        sizes: The columns of each block; sums of joined blocks are written into it
    """
    parent = np.arange(len(sizes))

    def root(block: int) -> int:
        while parent[block] != block:
            block = parent[block]
        return block

    linking = []
    for row in candidates:
        blocks = joins.indices[joins.indptr[row] : joins.indptr[row + 1]]
        joined = sorted({root(int(block)) for block in blocks})
        if sizes[joined].sum() > LARGEST_BLOCK:
            linking.append(row)
            continue
        sizes[joined[0]] = sizes[joined].sum()
        parent[joined] = joined[0]
    return linking
