"""Arrays of whole numbers: ranks of rows, repeated rows, and hashes.

A table of polars takes some 0.1 ms for each step, however few rows it has; these take a twentieth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.int64]
Row = TypeVar("Row")


def _itself(row: Any) -> Any:
    return row


def distinct(rows: Iterable[Row], key: Callable[[Row], Any] = _itself) -> tuple[list[Row], Numbers]:
    """Return the distinct rows, sorted, and the number of each row among them.

    Args:
        rows: Values that can be hashed
        key: By what they are sorted; by default themselves

    Examples:
        >>> rows, number = distinct(["b", "a", "b"])
        >>> rows, number.tolist()
        (['a', 'b'], [1, 0, 1])
    """
    listed = list(rows)
    found = sorted(set(listed), key=key)
    number = {row: position for position, row in enumerate(found)}
    return found, np.array([number[row] for row in listed], dtype=np.int64)


def dense_rank(*columns: ArrayLike) -> Numbers:
    """Return the number of each row among the distinct rows, sorted by the first column, the next.

    Args:
        columns: Arrays of one length, at least one

    Examples:
        >>> dense_rank([2, 1, 2, 2], [0, 7, 0, 5]).tolist()
        [1, 0, 1, 2]
    """
    rank = np.zeros(len(np.asarray(columns[0])), dtype=np.int64)
    for column in columns:
        own = np.unique(column, return_inverse=True)[1].reshape(-1)
        pair = rank * (int(own.max(initial=0)) + 1) + own
        rank = np.unique(pair, return_inverse=True)[1].reshape(-1)
    return rank


def repeated(counts: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return rows that stand several times: the number of each row, and which of its repeats it is.

    Args:
        counts: How often each row stands

    Examples:
        >>> row, place = repeated([2, 0, 3])
        >>> row.tolist(), place.tolist()
        ([0, 0, 2, 2, 2], [0, 1, 0, 1, 2])
    """
    times = np.asarray(counts, dtype=np.int64)
    row = np.repeat(np.arange(len(times)), times)
    return row, np.arange(len(row)) - starts(times)[row]


def starts(counts: ArrayLike) -> Numbers:
    """Return where each row begins when rows stand several times, as `repeated` gives them.

    Examples:
        >>> starts([2, 0, 3]).tolist()
        [0, 2, 2]
    """
    times = np.asarray(counts, dtype=np.int64)
    return np.cumsum(times) - times


def hashed(numbers: ArrayLike, seed: int) -> NDArray[np.uint64]:
    """Return a hash of 64 bits of each number (the finaliser of SplitMix64).

    Args:
        numbers: Whole numbers
        seed: Another seed gives another hash, that knows nothing of the first
    """
    step = np.uint64((0x9E3779B97F4A7C15 * seed) % 2**64)
    bits = np.asarray(numbers).astype(np.uint64) + step
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
