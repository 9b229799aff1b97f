"""Ranks, repeated rows and hashes, each held against another way to the same."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.support.arrays import (
    dense_rank,
    distinct,
    hashed,
    inner_join,
    rank_of_sequences,
    repeated,
    starts,
    summed_hashes,
)

RNG = np.random.default_rng(20261130)


def test_the_rank_of_rows_is_that_of_polars() -> None:
    columns = {name: RNG.integers(0, most, 200) for name, most in (("a", 4), ("b", 3), ("c", 9))}
    by_polars = pl.DataFrame(columns).select(pl.struct("a", "b", "c").rank("dense")).to_series()
    assert dense_rank(*columns.values()).tolist() == (by_polars - 1).to_list()
    assert dense_rank(np.array([], dtype=np.int64)).tolist() == []


def test_numbers_close_together_floats_and_marks_have_a_rank_too() -> None:
    """Whole numbers are counted where they lie close together, and sorted elsewhere."""
    close = RNG.integers(-3, 5, 100)
    for column in (close, close * 10**9, close / 3, close > 0, np.full(100, 2.5)):
        values = sorted(set(column.tolist()))
        assert dense_rank(column).tolist() == [values.index(each) for each in column.tolist()]


def test_an_inner_join_is_that_of_polars() -> None:
    left, right = RNG.integers(0, 20, 60), RNG.integers(5, 25, 40)
    row, other = inner_join(left, right)
    tables = (pl.DataFrame({"number": each}).with_row_index("row") for each in (left, right))
    joined = next(tables).join(next(tables), on="number", maintain_order="left_right")
    assert (
        list(zip(row.tolist(), other.tolist(), strict=True))
        == joined.select("row", "row_right").rows()
    )
    assert [each.tolist() for each in inner_join(left, right[:0])] == [[], []]


def test_sequences_have_the_order_of_lists() -> None:
    of = np.sort(RNG.integers(0, 30, 60))
    columns = RNG.integers(-1, 2, 60), RNG.integers(0, 2, 60) / 3
    sequences = [
        [row for owner, *row in zip(of, *columns, strict=True) if owner == each]
        for each in range(int(of[-1]) + 1)
    ]
    in_order = sorted({tuple(map(tuple, rows)) for rows in sequences if rows})
    expected = [in_order.index(tuple(map(tuple, rows))) if rows else -1 for rows in sequences]
    assert -1 in expected and rank_of_sequences(of, *columns).tolist() == expected


def test_summed_hashes_do_not_see_the_order_within_a_group() -> None:
    numbers, counts = RNG.integers(0, 99, 12), np.array([3, 0, 5, 4])
    turned = np.concatenate([numbers[2::-1], numbers[7:2:-1], numbers[8:]])
    sums = summed_hashes(numbers, counts, 1)
    assert sums.tolist() == summed_hashes(turned, counts, 1).tolist() and sums[1] == 0
    other = np.where(np.arange(12) == 4, numbers + 1, numbers)
    assert (summed_hashes(other, counts, 1) == sums).tolist() == [True, True, False, True]


def test_repeated_rows_stand_where_starts_says() -> None:
    counts = RNG.integers(0, 4, 50)
    row, place = repeated(counts)
    assert row.tolist() == [number for number, count in enumerate(counts) for _ in range(count)]
    assert (starts(counts)[row] + place).tolist() == list(range(int(counts.sum())))


def test_distinct_rows_give_every_row_back() -> None:
    rows = [("b", None), ("a", 2), ("b", 1), ("a", 2)]
    found, number = distinct(rows, key=lambda row: (row[0], row[1] is not None, row[1]))
    assert found == [("a", 2), ("b", None), ("b", 1)]
    assert [found[each] for each in number] == rows


def test_hashes_of_two_seeds_are_spread_and_know_nothing_of_each_other() -> None:
    numbers = np.arange(100_000)
    bits = [hashed(numbers, seed) for seed in (1, 2)]
    assert all(len(np.unique(each)) == len(numbers) for each in bits)
    ones = np.unpackbits(np.bitwise_xor(*bits).view(np.uint8)).mean()
    assert abs(ones - 0.5) < 0.001
