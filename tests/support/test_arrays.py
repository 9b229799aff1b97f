"""Ranks, repeated rows and hashes, each held against another way to the same."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.support.arrays import dense_rank, distinct, hashed, repeated, starts

RNG = np.random.default_rng(20261130)


def test_the_rank_of_rows_is_that_of_polars() -> None:
    columns = {name: RNG.integers(0, most, 200) for name, most in (("a", 4), ("b", 3), ("c", 9))}
    by_polars = pl.DataFrame(columns).select(pl.struct("a", "b", "c").rank("dense")).to_series()
    assert dense_rank(*columns.values()).tolist() == (by_polars - 1).to_list()
    assert dense_rank(np.array([], dtype=np.int64)).tolist() == []


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
