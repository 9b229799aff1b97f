"""The library's answer in the words of the oracle, so that the two roads can be laid side by
side.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.solving.case_solver import CaseSolver
from tests.oracle.closing import closing, walls_that_close
from tests.oracle.naive import measures_of
from tests.oracle.random_cases import KNOWN, to_frames, to_regime
from tests.oracle.random_regimes import random_chain
from tests.oracle.samples import steps


def library_value(case: on.Case, regime: on.Regime = on.CURRENT) -> float:
    """V of a regime, without drawing up who pays what: half of the work of `on.allocate`."""
    return CaseSolver(case).questions(regime).value


SHARES = {"utilisation", "break_even_cut", "least_free_share", "least_free_share_90"}


def library_measures(
    tables: dict[str, Any],
    regime: list[dict[str, Any]],
    guarantee: str | None = None,
    names: Collection[str] | None = None,
    **solver: Any,
) -> dict[str, Any]:
    """The measures of `on.compare` under the names of the oracle; every one, or those of `names`
    beside the two values and what is spent and given.
    """
    comparison = on.compare(on.Case(**to_frames(tables)), to_regime(regime), guarantee, **solver)
    known = comparison.lazy_measures.names
    found: dict[str, Any] = comparison.measures(
        [
            name
            for name in known
            if names is None or name in {"value_current", "value_lifted", *names}
        ]
    )
    for side, name in ((comparison.current, "current"), (comparison.lifted, "lifted")):
        found |= {f"spent_eur_{name}": side.spent_eur, f"budget_eur_{name}": side.budget_eur}
        if names is None or f"stranded_eur_{name}" in names:
            found[f"stranded_eur_{name}"] = side.stranded_eur
        if names is None or f"target_top_up_eur_{name}" in names:
            # Without targets the library gives no amount; the oracle says that none is needed.
            found[f"target_top_up_eur_{name}"] = (
                side.target_top_up_eur if tables.get("targets") else 0.0
            )
    return found


def assert_both_roads_agree(scenario: Any) -> None:
    """Every measure of a random scenario, by the library and by the naive program.

    Other ways to solve are tried on the same scenarios, for which the naive program is asked once.
    """
    expected = dict(measures_of(scenario))
    expected.pop("floors")
    if scenario.guarantee:
        # The library keeps the floors in every program of the lifted world; the oracle leaves them
        # out of this one.
        expected.pop("target_top_up_eur_lifted")
    assert_agree(library_measures(scenario.tables, scenario.regime, scenario.guarantee), expected)


def assert_agree(found: dict[str, Any], expected: dict[str, Any], relative: float = 1e-6) -> None:
    """Both roads give the same number, or both none.

    Money is compared at the scale of the budget, values at the scale of the value.
    """
    value = max(1.0, abs(found["value_lifted"] or 0.0), abs(found["value_current"]))
    for name, there in expected.items():
        here = found[name]
        if there is None or here is None:
            assert here is there, f"{name}: {here} here, {there} there"
            continue
        scale = (
            1.0
            if name in SHARES
            else max(1.0, abs(there), found["budget_eur_current"])
            if "_eur" in name
            else value
        )
        assert here == pytest.approx(there, abs=relative * scale), name


def assert_lifting_never_lowers(scenario: Any) -> None:
    """A chain of regimes that lift more and more, drawn from the name of the scenario."""
    family, *numbers = scenario.name.rsplit("-", 2)
    rng = np.random.default_rng([7, *map(int, numbers)])
    chain = random_chain(rng, scenario.tables, KNOWN[family])
    case = on.Case(**to_frames(scenario.tables))
    values = [library_value(case, to_regime(regime)) for regime in steps(chain)]
    for less, more in pairwise(values):
        assert more >= less - 1e-6 * max(1.0, less), values


def assert_closing_agrees(scenario: Any, walls: bool = True) -> None:
    """What `on.closing` says of every whole plan, by the library and by the naive program.

    The walls that close it alone take most of the time, and can be left out.
    """
    found = on.closing(on.Case(**to_frames(scenario.tables)), to_regime(scenario.regime))
    for side, regime in (("current", []), ("lifted", scenario.regime)):
        naive = closing(scenario.tables, regime)
        for row in found.plans.iter_rows(named=True):
            expected = naive.plans[row["plan"]]
            assert row[f"{side}_closes"] == expected.closes
            assert row[f"{side}_first_year"] == expected.first_year
            _assert_same_euros(row[f"{side}_short_alone_eur"], expected.short_alone_eur)
        together = getattr(found, f"{side}_short_together_eur")
        _assert_same_euros(together, naive.short_together_eur)
    if not walls:
        return
    awarded = any(each.get("awarded") for each in scenario.regime)
    expected_walls = walls_that_close(scenario.tables, "national", awarded=awarded)
    assert {
        row["plan"]: row["walls"]
        for row in found.plans.filter(~pl.col("current_closes")).iter_rows(named=True)
    } == expected_walls


def _assert_same_euros(here: float | None, there: float | None) -> None:
    """Both none, or the same to a millionth or a euro."""
    if here is None or there is None:
        assert here is there
    else:
        assert here == pytest.approx(there, rel=1e-6, abs=1)
