"""What no column needs to exceed: the bounds that a certificate rests on hold in every answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import ontschotting as on
from ontschotting.lp.solver_choice import open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.solving.questions import RegimeSolver
from tests.oracle.random_cases import to_frames
from tests.oracle.world_tables import LAND_10, M, budget, case, earmarks, plan, stream


@pytest.mark.parametrize(
    ("rules", "millions"),
    [({"fixed_eur_per_plan": M}, 26), ({"carry_over_share": 0.5}, 50)],
    ids=["fixed cost", "carry-over"],
)
def test_the_most_that_may_be_added_is_enough(rules: dict[str, Any], millions: float) -> None:
    """By hand: 1,000 homes ask 10 million, which is 25 with 60% overhead.

    Applying costs 1 more. Homes of next year ask twice as much where half may be carried over.
    """
    tables = case(
        [stream("l", overhead_share=0.6, **rules)],
        [budget("l", 1e-6)],
        earmarks(l="land"),
        [plan(capacity=1000, first=2027, last=2027)],
        LAND_10,
    )
    program = build_regime_program(on.Case(**to_frames(tables)), on.CURRENT)
    least = RegimeSolver(program, open_backend()).least_additions(1000.0)
    assert least is not None
    assert least.minimum * program.euro_unit == pytest.approx(millions * M)
    added = np.unique(program.columns.additions["column"].to_numpy())
    assert (least.values[added] <= program.program.valid_upper[added]).all()
