"""Where plans are whole and awards have a least amount, the ends of margins are still bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.uncertain_inputs import at_bound, uncertain_inputs
from tests.oracle.random_cases import scenarios, to_frames
from tests.oracle.roads import library_value
from tests.oracle.samples import sample

MARGINS = {"plans": "capacity_units", "costs": "eur_per_unit"}
FAMILIES = ("projects_whole", "projects_award", "projects")


def with_margins(case: on.Case, rng: np.random.Generator) -> on.Case:
    """The case with margins around capacities and costs."""
    frames = {}
    for table, column in MARGINS.items():
        frame = case.tables[table]
        low, high = rng.uniform(0.4, 1.0, frame.height), rng.uniform(1.0, 1.6, frame.height)
        frames[table] = frame.with_columns(
            (pl.col(column) * pl.Series(low)).alias(f"{column}_low"),
            (pl.col(column) * pl.Series(high)).alias(f"{column}_high"),
        )
    return case.with_tables(**frames)


def drawn(case: on.Case, rng: np.random.Generator) -> on.Case:
    """The case with values somewhere between the ends."""
    frames = {}
    for table, column in MARGINS.items():
        frame = case.tables[table]
        part = pl.Series(rng.choice([0.0, 0.3, 0.7, 1.0], frame.height))
        low, high = pl.col(f"{column}_low"), pl.col(f"{column}_high")
        frames[table] = frame.with_columns((low + part * (high - low)).alias(column))
    return case.with_tables(**frames)


@pytest.mark.filterwarnings("ignore::ontschotting.CaseWarning")
@pytest.mark.parametrize(
    "scenario",
    list(scenarios(sample(6), seed=31, families=FAMILIES)),
    ids=lambda scenario: scenario.name,
)
def test_no_data_within_the_margins_leave_the_bounds(scenario: Any) -> None:
    rng = np.random.default_rng(len(scenario.name) + int(scenario.name.split("-")[-1]))
    tables = {**scenario.tables}
    for plan in tables["plans"]:
        plan.pop("max_units_per_year", None)  # a larger whole plan must fit in its years
    case = with_margins(on.Case(**to_frames(tables)), rng)
    least, most = (library_value(at_bound(case, end)) for end in ("unfavourable", "favourable"))
    for _ in range(4):
        value = library_value(drawn(case, rng))
        assert least - 1e-6 * max(1.0, value) <= value <= most + 1e-6 * max(1.0, value)


def test_such_an_input_moves_the_value_both_ways() -> None:
    """A whole plan that grows past the money is not built at all."""
    case = on.load_case("two-villages")
    amounts = {"capacity_units_low": [1000.0], "capacity_units_high": [9000.0]}
    plans = case.plans.with_columns(
        pl.Series("capacity_units", [2000.0]),
        pl.Series("whole", [True]),
        **{name: pl.Series(values) for name, values in amounts.items()},
    )
    whole = case.with_table("plans", plans)
    (capacity,) = uncertain_inputs(whole)
    assert capacity.column == "capacity_units" and not capacity.is_monotone
    values = [
        on.allocate(whole.set("plans", "A1", capacity_units=units)).value
        for units in (1000.0, 2000.0, 9000.0)
    ]
    assert values == pytest.approx([1000.0, 2000.0, 0.0])
    bounds = on.bounds(whole)
    assert bounds.gain("favourable") >= 0 and bounds.least <= bounds.central <= bounds.most
