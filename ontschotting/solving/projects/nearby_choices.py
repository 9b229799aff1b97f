"""The projects of one allocation, as a place to look for those of another program."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.lp.program import Array
from ontschotting.model.regime_program import RegimeProgram


def columns_that_may_be_one(
    program: RegimeProgram, other: RegimeProgram, values: Array
) -> NDArray[np.bool_]:
    """Return the 0–1 columns of a program that stand for projects in an allocation of another.

    A whole plan that is delivered there may be delivered here, in any variant. A stream that
    applies or pays there may do so here.

    Args:
        program: The program that is searched
        other: Another program of the case, perhaps under another regime
        values: Of the columns of the other
    """
    may_be_one = np.zeros(program.program.columns, dtype=bool)
    mine, theirs = program.columns, other.columns
    for columns, chosen, key in (
        (mine.wholes, theirs.wholes, ["plan"]),
        (mine.applications, theirs.applications, ["stream", "plan"]),
        (mine.awards, theirs.awards, ["stream", "plan"]),
    ):
        is_one = pl.Series(values[chosen["column"].to_numpy()] > 0.5, dtype=pl.Boolean)
        matching = columns.join(chosen.filter(is_one), on=key, how="semi")
        may_be_one[matching["column"].to_numpy()] = True
    return may_be_one
