"""The margins of the data.

Ends worked out by hand, and ends that stay bounds where a threshold makes more a disadvantage.
"""

from __future__ import annotations

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.labels import input_words
from ontschotting.case.uncertain_inputs import uncertain_inputs
from ontschotting.words.labels import unit_words


@pytest.fixture
def case() -> on.Case:
    """Land 60, mobility 20 (10 to 30) million; a home needs 10,000 of each."""
    case = on.load_case("two-villages")
    mobility = pl.col("stream") == "mobility"
    ends = [
        pl.when(mobility).then(pl.lit(euros)).alias(name)
        for name, euros in (("amount_eur_low", 10e6), ("amount_eur_high", 30e6))
    ]
    return case.with_table("budgets", case.budgets.with_columns(ends))


def test_ends_by_hand(case: on.Case) -> None:
    # Within: the scarce pot decides, 1,000 · 2,000 · 3,000 homes. Without: (60 + 10, 20, 30)
    # million / 20,000 = 3,500 · 4,000 · 4,500.
    found = on.bounds(case)
    values = {
        row["data"]: (row["current_value"], row["lifted_value"]) for row in found.frame.to_dicts()
    }
    assert values["central"] == pytest.approx((2000, 4000))
    assert values["favourable"] == pytest.approx((3000, 4500))
    assert values["unfavourable"] == pytest.approx((1000, 3500))
    assert (found.least, found.central, found.most) == pytest.approx((500, 2000, 3500))
    assert "500" in found.note
    assert "2.000" in found.note


def test_swings_move_one_group_at_a_time(case: on.Case) -> None:
    frame = on.tornado(case).frame
    assert frame["group"].to_list() == ["mobility: amount_eur"]
    assert frame.row(0, named=True) | {} == pytest.approx(
        {
            "group": "mobility: amount_eur",
            "table": "budgets",
            "column": "amount_eur",
            "low": 2500,
            "central": 2000,
            "high": 1500,
            "current_low": 1000,
            "current_high": 3000,
            "lifted_low": 3500,
            "lifted_high": 4500,
        }
    )


def test_costs_run_the_other_way_and_draw_groups_move_together(case: on.Case) -> None:
    costs = case.costs.with_columns(
        pl.lit(8000.0).alias("eur_per_unit_low"),
        pl.lit(20000.0).alias("eur_per_unit_high"),
        pl.lit("prices").alias("draw_group"),
    )
    dearer = on.load_case("two-villages").with_table("costs", costs)
    found = on.bounds(dearer)
    assert found.frame.filter(pl.col("data") == "favourable")[
        "current_value"
    ].item() == pytest.approx(2500)
    assert found.frame.filter(pl.col("data") == "unfavourable")[
        "current_value"
    ].item() == pytest.approx(1000)
    swings = on.tornado(dearer).frame
    assert swings["group"].to_list() == ["prices: eur_per_unit"]
    assert (swings["current_low"].item(), swings["current_high"].item()) == pytest.approx(
        (2500, 1000)
    )


@pytest.mark.parametrize("capacity", [1500.0, 1999.0, 2001.0, 2500.0])
def test_ends_hold_where_a_plan_straddles_a_threshold(capacity: float) -> None:
    """A stream for plans of at most 2,000 homes, and a plan of 1,500 to 2,500.

    Whatever it turns out to be lies between the ends.
    """
    base = on.load_case("two-villages").set("streams", "mobility", max_plan_units=2000)
    margin = base.with_table(
        "plans",
        base.plans.with_columns(
            pl.lit(2000.0).alias("capacity_units"),
            pl.lit(1500.0).alias("capacity_units_low"),
            pl.lit(2500.0).alias("capacity_units_high"),
        ),
    )
    ends = {row["data"]: row for row in on.bounds(margin).frame.to_dicts()}
    inside = base.with_table(
        "plans", base.plans.with_columns(pl.lit(capacity).alias("capacity_units"))
    )
    for regime, column in ((on.CURRENT, "current_value"), (on.INTEGRAL, "lifted_value")):
        value = on.allocate(inside, regime).value
        assert ends["unfavourable"][column] - 1e-6 <= value <= ends["favourable"][column] + 1e-6


@pytest.mark.parametrize("yields", [0.5, 1.0, 2.0])
def test_ends_hold_where_a_yield_fills_a_limit(yields: float) -> None:
    """A home takes 1 (0.5 to 2) of the 1,000 that the grid has: 1,000 homes (500 to 2,000).

    More of a yield is less room.
    """
    base = on.load_case("two-villages").with_tables(
        outcomes=pl.DataFrame({"outcome": ["homes", "grid"], "weight": [1.0, 0.0]}),
        limits=pl.DataFrame({"level": ["national"], "outcome": ["grid"], "max_units": [1000.0]}),
        yields=pl.DataFrame(
            {
                "plan_type": ["homes"],
                "outcome": ["grid"],
                "per_unit": [1.0],
                "per_unit_low": [0.5],
                "per_unit_high": [2.0],
            }
        ),
    )
    bounds = on.bounds(base)
    ends = {row["data"]: row["current_value"] for row in bounds.ends.to_dicts()}
    assert ends == pytest.approx(
        {"central": 1000, "favourable": 2000, "unfavourable": 500, "least": 2000, "most": 500}
    )
    (moving,) = uncertain_inputs(base)
    assert not moving.is_monotone
    value = on.allocate(base.set("yields", "homes", "grid", per_unit=yields)).value
    assert ends["unfavourable"] - 1e-6 <= value <= ends["favourable"] + 1e-6


def test_a_limit_that_another_outcome_raises_is_not_trusted_beside_a_yield_with_a_margin() -> None:
    """A substation makes room for one; room that is made does not grow with the yield."""
    base = on.load_case("two-villages")
    tables = {
        "outcomes": pl.DataFrame(
            {"outcome": ["homes", "grid", "room"], "weight": [1.0, 0.0, 0.0]},
        ),
        "limits": pl.DataFrame(
            {
                "level": ["national"],
                "outcome": ["grid"],
                "max_units": [300.0],
                "raised_by": ["room"],
            }
        ),
        "yields": pl.DataFrame(
            {
                "plan_type": ["homes", "homes"],
                "outcome": ["grid", "room"],
                "per_unit": [1.0, 0.5],
                "per_unit_low": [0.8, 0.5],
                "per_unit_high": [1.2, 0.5],
            }
        ),
    }
    ends = {row["data"]: row for row in on.bounds(base.with_tables(**tables)).ends.to_dicts()}
    # u · yield <= 300 + u / 2: 1,000 homes at 0.8, 600 at 1, 429 at 1.2; and 300 / 1.5 / 0.8.
    assert ends["central"]["current_value"] == pytest.approx(600)
    assert ends["favourable"]["current_value"] == pytest.approx(2000)
    assert ends["unfavourable"]["current_value"] == pytest.approx(250)


def test_a_yield_that_may_be_zero_cannot_make_room_for_endless_units() -> None:
    """A home takes 0 to 2 of a grid that has nothing: 2,000 homes, or none."""
    base = on.load_case("two-villages").with_tables(
        outcomes=pl.DataFrame({"outcome": ["homes", "grid"], "weight": [1.0, 0.0]}),
        limits=pl.DataFrame({"level": ["national"], "outcome": ["grid"], "max_units": [0.0]}),
        yields=pl.DataFrame(
            {
                "plan_type": ["homes"],
                "outcome": ["grid"],
                "per_unit": [0.0],
                "per_unit_high": [2.0],
            }
        ),
    )
    ends = {row["data"]: row["current_value"] for row in on.bounds(base).ends.to_dicts()}
    assert (ends["unfavourable"], ends["favourable"]) == pytest.approx((0, 2000))


@pytest.fixture
def matched() -> on.Case:
    """A state stream pays land and mobility, half of it beside own money, for mobility only.

    A home needs 10,000 for land. Where mobility costs less than that, own money is less than what
    the state has to pay for land, and no home comes.
    """
    return on.load_case("two-villages").with_tables(
        streams=pl.DataFrame(
            {
                "stream": ["state", "own"],
                "counts_as_cofinancing": [False, True],
                "cofinancing_share": [0.5, None],
            }
        ),
        budgets=pl.DataFrame(
            {
                "stream": ["state", "own"],
                "level": ["region", "region"],
                "area": ["A", "A"],
                "year": [2026, 2026],
                "amount_eur": [60e6, 20e6],
            }
        ),
        earmarks=pl.DataFrame(
            {
                "stream": ["state", "state", "own"],
                "purpose": ["land", "mobility", "mobility"],
            }
        ),
    )


def with_mobility_margin(case: on.Case, low: float, value: float, high: float) -> on.Case:
    is_mobility = pl.col("purpose") == "mobility"
    ends = {"": value, "_low": low, "_high": high}
    return case.with_table(
        "costs",
        case.costs.with_columns(
            pl.when(is_mobility)
            .then(pl.lit(euros))
            .otherwise(pl.lit(10_000.0))
            .alias(f"eur_per_unit{suffix}")
            for suffix, euros in ends.items()
        ),
    )


@pytest.mark.parametrize("cost", [5_000.0, 8_000.0, 10_000.0, 20_000.0])
def test_ends_hold_where_own_money_pays_for_what_gets_cheaper(
    matched: on.Case, cost: float
) -> None:
    """0 homes at 5,000 and 8,000, then 20 / 10,000 = 2,000 and 20 / 15,000 = 1,333."""
    found = on.bounds(with_mobility_margin(matched, 5_000.0, 8_000.0, 20_000.0))
    ends = {row["data"]: row for row in found.ends.to_dicts()}
    inside = with_mobility_margin(matched, cost, cost, cost)
    homes = {5_000.0: 0.0, 8_000.0: 0.0, 10_000.0: 2000.0, 20_000.0: 4000 / 3}[cost]
    for regime, least, most, column in (
        (on.CURRENT, "most", "least", "current_value"),
        (on.INTEGRAL, "least", "most", "lifted_value"),
    ):
        value = on.allocate(inside, regime).value
        assert value == pytest.approx(homes)
        assert ends[least][column] - 1e-6 <= value <= ends[most][column] + 1e-6


def test_the_lifted_end_holds_where_only_a_lift_opens_a_second_purpose(matched: on.Case) -> None:
    """The state pays land only, so today costs less is no worse; without the wall it can be.

    Today no home is paid at any cost: nothing may be matched on land. Without the wall at 20,000
    some are (`unfavourable`); at 5,000 none. So the least gain counts none of them.
    """
    land = matched.with_table(
        "earmarks",
        matched.earmarks.filter(
            ~((pl.col("stream") == "state") & (pl.col("purpose") == "mobility"))
        ),
    )
    case = with_mobility_margin(land, 5_000.0, 8_000.0, 20_000.0)
    (cost,) = uncertain_inputs(case)
    assert cost.is_monotone
    ends = {row["data"]: row for row in on.bounds(case).ends.to_dicts()}
    assert ends["unfavourable"]["lifted_value"] == pytest.approx(4000 / 3)
    assert ends["least"]["lifted_value"] == pytest.approx(0, abs=1e-6)
    assert ends["least"]["gain"] == pytest.approx(0, abs=1e-6)


def test_an_end_of_a_cost_is_solved_where_less_can_be_worse(matched: on.Case) -> None:
    """All 1,000 homes come at 10,000 and none at 5,000."""
    few = matched.set("plans", "A1", capacity_units=1000)
    case = with_mobility_margin(few, 5_000.0, 10_000.0, 10_000.0)
    (cost,) = uncertain_inputs(case)
    assert not cost.is_monotone
    row = on.tornado(case).inputs.row(0, named=True)
    assert (row["current_low"], row["current_high"]) == pytest.approx((0, 1000))


def test_a_case_without_margins_says_so() -> None:
    first, second = on.bounds(on.load_case("two-villages")).sentences("en")
    assert first == "No input of this case has a margin, so no range can be given."
    assert second == "On the data as they stand the gain is 2,000 homes."


def test_the_curve_against_the_limits() -> None:
    from ontschotting.measures.uncertainty.limit_curve import limit_curve

    case = on.load_case("two-villages")
    with pytest.raises(on.QuestionError, match="no limits"):
        limit_curve(case, on.INTEGRAL)
    limits = pl.DataFrame({"level": ["national"], "outcome": ["homes"], "max_units": [2500.0]})
    frame = limit_curve(case.with_table("limits", limits), on.INTEGRAL, (0.4, 1.0, 2.0))
    assert frame["gain"].to_list() == pytest.approx([0, 500, 2000], abs=1e-6)


def test_an_input_has_a_name_that_a_reader_understands(case: on.Case) -> None:
    """The cost of a purpose is told per what the plans deliver, and chart, report and sentence take
    the name from one place.
    """
    names = {
        "homes": ("woning", "home"),
        "affordable_homes": ("betaalbare woning", "affordable home"),
        "trees": ("eenheid", "unit"),
    }
    for outcome, words in names.items():
        other = case.with_table("plans", case.plans.with_columns(pl.lit(outcome).alias("outcome")))
        told = [
            input_words(other, "mobility: eur_per_unit", "costs", "eur_per_unit", lang)
            for lang in ("nl", "en")
        ]
        assert told == [f"kosten van mobiliteit per {words[0]}", f"cost of mobility per {words[1]}"]
    assert (
        unit_words(["affordable_homes", "other_homes"], "nl") == "woning"
        and unit_words(["homes", "trees"], "en") == "unit"
    )
