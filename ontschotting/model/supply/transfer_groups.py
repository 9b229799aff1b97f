"""Keep money apart in pools where transfers treat it differently."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from ontschotting.support.arrays import blanks, whole_numbers


def with_transfer_group(
    slices: pl.DataFrame, transfer_slices: pl.DataFrame, key: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Assign one number to slices that transfers treat alike, so that other money stays apart.

    Two source slices are of one kind when they and their transfer slices agree in all of the key,
    move to the same streams in the same shares, and are blended by the same θ. Then whatever the
    slices of one kind spend together can be divided over them in proportion to the amounts of the
    sources, and the budget rows and transfer rows hold for each.

    Args:
        slices: The slices of all budgets; `slice` is null where nothing may move
        transfer_slices: `slice`, `source_slice`, `to_stream`, `share`
        key: What two slices must have in common to share a pool

    Returns:
        The slices with `transfer_group` (null where nothing may move), and what each number is:
        `transfer_group`, `to_stream`, `source_group`.
    """
    if transfer_slices.is_empty():  # a case has hundreds of thousands of slices: join nothing
        schema = {"transfer_group": pl.Int64, "to_stream": pl.String, "source_group": pl.Int64}
        return slices.hstack([blanks("transfer_group", pl.Int64, slices.height)]), pl.DataFrame(
            schema=schema
        )
    family = ["budget", "source_slice"]
    numbered = _described(slices, transfer_slices, key).with_columns(
        pl.struct(pl.col("text").str.join("\n").over(family), "position")
        .rank("dense")
        .cast(pl.Int64)
        .alias("transfer_group")
    )
    source_group = pl.col("transfer_group").filter(pl.col("position") == 0).first().over(family)
    numbered = numbered.with_columns(source_group.alias("source_group"))
    with_group = slices.join(
        numbered.select("budget", "slice", "transfer_group"),
        on=["budget", "slice"],
        how="left",
        maintain_order="left",
    )
    groups = numbered.select("transfer_group", "to_stream", "source_group").unique()
    return with_group, groups.sort("transfer_group")


def _described(
    slices: pl.DataFrame, transfer_slices: pl.DataFrame, key: Sequence[str]
) -> pl.DataFrame:
    """Return a text per slice that says all that must agree, and its position in its family.

    The slices of one budget with one source are a family; the source comes first.
    """
    columns = (*key, "to_stream", "share", "indicator")
    text = pl.concat_str(
        [pl.col(name).cast(pl.String).fill_null("~") for name in columns], separator="|"
    )
    return (
        slices.filter(pl.col("slice").is_not_null())
        .join(transfer_slices, on="slice")
        .sort("budget", "slice")
        .select(
            "budget",
            "slice",
            "source_slice",
            "to_stream",
            text.alias("text"),
            pl.int_range(pl.len()).over("budget", "source_slice").alias("position"),
        )
    )


def with_source_pool(pools: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Add whose money each pool is.

    Args:
        pools: The pools, with `transfer_group`
        groups: `transfer_group`, `to_stream`, `source_group`

    Returns:
        The pools with `to_stream`, and `source_pool`: the pool whose money it is, which of other
        money is the pool itself.
    """
    if groups.is_empty():
        return pools.hstack(
            [blanks("to_stream", pl.String, pools.height), pools["pool"].alias("source_pool")]
        )
    group_of_pool, pool = whole_numbers(pools["transfer_group"]), pools["pool"].to_numpy()
    in_group = np.flatnonzero(group_of_pool >= 0)
    number, source = (groups[name].to_numpy() for name in ("transfer_group", "source_group"))
    pool_of_group = np.full(int(number.max()) + 1, -1)
    pool_of_group[group_of_pool[in_group]] = pool[in_group]
    row = np.searchsorted(number, group_of_pool[in_group])
    source_pool = pool.copy()
    source_pool[in_group] = pool_of_group[source[row]]
    names: list[str | None] = [None] * pools.height
    for each, name in zip(in_group.tolist(), groups["to_stream"][row].to_list(), strict=True):
        names[each] = name
    return pools.hstack(
        [pl.Series("to_stream", names, pl.String), pl.Series("source_pool", source_pool)]
    )


def separate_transfers(slices: pl.DataFrame, transfer_slices: pl.DataFrame) -> pl.DataFrame:
    """Give transferred money its own separation keys.

    An arc by the rules of another stream is another arc, also where the money is the same.

    Args:
        slices: The slices of all budgets, with `separation_key`
        transfer_slices: `slice`, `source_slice`, `to_stream`, `share`
    """
    if transfer_slices.is_empty():
        return slices
    key, number = slices["separation_key"].to_numpy(), whole_numbers(slices["slice"])
    step = int(key.max(initial=0)) + 1
    moved = [row for row in transfer_slices[["slice", "to_stream"]].rows() if row[1] is not None]
    names = sorted({name for _, name in moved})
    steps = np.zeros(transfer_slices.height + 1, dtype=np.int64)  # the last is that of number -1
    for each, name in moved:
        steps[each] = step * (names.index(name) + 1)
    column = slices.get_column_index("separation_key")
    return slices.clone().replace_column(column, pl.Series("separation_key", key + steps[number]))
