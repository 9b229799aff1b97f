"""Arrays of whole numbers: ranks of rows, repeated rows, and hashes.

A table of polars takes some 0.1 ms for each step, however few rows it has; these take a twentieth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import polars as pl
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
        own = _ranked(np.asarray(column))
        rank = _ranked(rank * (int(own.max(initial=0)) + 1) + own)
    return rank


def _ranked(column: NDArray[Any]) -> Numbers:
    """Return the number of each value among the distinct ones, sorted.

    Whole numbers that lie close together are counted, which takes a tenth of sorting them.
    """
    if not len(column):
        return np.zeros(0, dtype=np.int64)
    least, most = column.min(), column.max()
    if least == most:
        return np.zeros(len(column), dtype=np.int64)
    if column.dtype.kind == "i" and most - least <= 4 * len(column):
        is_there = np.zeros(int(most - least) + 1, dtype=bool)
        is_there[column - least] = True
        numbers: Numbers = (np.cumsum(is_there) - 1)[column - least]
        return numbers
    return np.unique(column, return_inverse=True)[1].reshape(-1)


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


def inner_join(left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs of positions at which two arrays hold the same number.

    Args:
        left: Numbers; the pairs are in their order
        right: Numbers; those that match one of the left are in their order

    Examples:
        >>> row, other = inner_join(np.array([7, 1, 5]), np.array([5, 7, 5]))
        >>> row.tolist(), other.tolist()
        ([0, 2, 2], [1, 0, 2])
    """
    order = np.argsort(right, kind="stable")
    in_order = right[order]
    first = np.searchsorted(in_order, left)
    row, place = repeated(np.searchsorted(in_order, left, side="right") - first)
    return row, order[first[row] + place]


def whole_numbers(column: pl.Series) -> Numbers:
    """Return a column of whole numbers as an array, with -1 where it is blank.

    Examples:
        >>> whole_numbers(pl.Series([3, None])).tolist()
        [3, -1]
    """
    numbers = column.to_numpy()
    return np.where(is_blank(numbers), -1, numbers).astype(np.int64)


def is_blank(column: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which numbers of a column of polars were blank: NaN, in an array that has any.

    Examples:
        >>> is_blank(pl.Series([3, None]).to_numpy()).tolist()
        [False, True]
    """
    is_nan: NDArray[np.bool_] = np.zeros(len(column), dtype=bool)
    return np.isnan(column, out=is_nan) if column.dtype.kind == "f" else is_nan


def with_blanks(name: str, numbers: Numbers) -> pl.Series:
    """Return a column of whole numbers that is blank where they are below zero.

    Examples:
        >>> with_blanks("x", np.array([3, -1])).to_list()
        [3, None]
    """
    if not len(numbers) or numbers.max() < 0:
        return blanks(name, pl.Int64, len(numbers))
    column = pl.Series(name, numbers)
    return column if numbers.min() >= 0 else column.set(pl.Series(numbers < 0), None)


def blanks(name: str, dtype: type[pl.DataType], count: int) -> pl.Series:
    """Return a column without a value.

    Examples:
        >>> blanks("x", pl.Int64, 2).to_list()
        [None, None]
    """
    return pl.Series(name, [None], dtype).new_from_index(0, count)


def rank_of_sequences(of: Numbers, *columns: NDArray[Any]) -> Numbers:
    """Return for each number the rank of its sequence of rows, equal where these are equal.

    Args:
        of: Whose row each is, sorted; a number from 0 on, and -1 is returned where it has none
        columns: The rows, none below -1

    Examples:
        >>> rank_of_sequences(np.array([0, 0, 2, 3]), np.array([5, 7, 5, 5])).tolist()
        [1, -1, 0, 0]
    """
    counts = np.bincount(of)
    owners = np.flatnonzero(counts)
    first, counts = starts(counts)[owners], counts[owners]
    rank = np.zeros(len(owners), dtype=np.int64)
    for place in range(int(counts.max(initial=0))):
        there = counts > place
        row = np.where(there, first + place, 0)
        # a sequence that has ended comes before those that go on
        rank = dense_rank(rank, there, *(np.where(there, each[row], 0) for each in columns))
    ranks: Numbers = np.full(int(of.max(initial=-1)) + 1, -1)
    ranks[owners] = rank
    return ranks


def summed_hashes(numbers: Numbers, counts: Numbers, seed: int) -> NDArray[np.uint64]:
    """Return the sum of the hashes of each group of numbers, whatever their order in it.

    Args:
        numbers: Whole numbers, sorted by group
        counts: How many each group has
        seed: See `hashed`
    """
    upto: NDArray[np.uint64] = np.append(np.uint64(0), np.cumsum(hashed(numbers, seed)))
    ends = np.cumsum(counts)
    total: NDArray[np.uint64] = upto[ends] - upto[ends - counts]
    return total


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
