"""How far an input must move before the conclusion flips.

By hand, and again by direct comparisons just below and just above every flip.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.uncertain_inputs import interpolate, max_move, uncertain_inputs
from tests.oracle.roads import library_value


def limited(
    most: float,
    low: float | None = None,
    high: float | None = None,
    **ends: tuple[str, float, float],
) -> on.Case:
    """Land 60, mobility 20 million.

    A home needs 10,000 of each; the nation completes at most so many homes.
    """
    case = on.load_case("two-villages")
    row: dict[str, list[Any]] = {"level": ["national"], "outcome": ["homes"], "max_units": [most]}
    row |= {
        f"max_units_{end}": [value]
        for end, value in (("low", low), ("high", high))
        if value is not None
    }
    case = case.with_table("limits", pl.DataFrame(row))
    for table, (key, least, greatest) in ends.items():
        column, names = {"budgets": ("amount_eur", "stream"), "costs": ("eur_per_unit", "purpose")}[
            table
        ]
        here = pl.col(names) == key
        case = case.with_table(
            table,
            case.tables[table].with_columns(
                pl.when(here).then(pl.lit(end)).alias(f"{column}_{side}")
                for side, end in (("low", least), ("high", greatest))
            ),
        )
    return case


def only_row(found: on.SwitchingValues, toward: str) -> dict[str, Any]:
    return found.frame.filter(pl.col("toward") == toward).row(0, named=True)


def test_a_limit_that_gives_way_by_hand() -> None:
    # At most 1,500 homes: both worlds reach them. Within the walls 2,000 is the most, so above a
    # limit of 2,000 + 1e-4 · 2,000 = 2,000.2 something is freed. The margin is 1,400 to 1,600: that
    # is 500.2 / 100 = 5.002 margins, and a third more.
    found = on.switching_values(limited(1500.0, 1400.0, 1600.0), reach=8, precision=1e-4)
    assert not found.frees
    up, down = only_row(found, "high"), only_row(found, "low")
    assert up["value_at_flip"] == pytest.approx(2000.2, abs=0.011) and up["value_at_flip"] > 2000.2
    assert up["margins"] == pytest.approx(5.002, abs=2e-4) and up["move"] == pytest.approx(
        500.2 / 1500, abs=1e-5
    )
    assert up["freed_at_flip"] > 0.2 and up["proven"]
    # Fewer than 1,500 homes: they still all fit. From 1,500 down to 700 homes.
    assert down["margins"] is None and down["move"] is None and down["proven"]
    assert down["searched_margins"] == 8 and down["searched_move"] == pytest.approx(-8 * 100 / 1500)
    assert found.frame["toward"].to_list() == ["high", "low"]


def test_less_money_by_hand() -> None:
    # At most 1,500 homes need 15 of the 20 million for mobility. Below m, within the walls: m /
    # 10,000 homes; without: (60 + m) / 20,000, still more than 1,500. Freed is more than noise when
    # 1,500 − m / 10,000 > 1e-4 · m / 10,000: m < 15 / 1.0001 = 14.9985 million, 25.0075 percent
    # less. More money can never flip it.
    found = on.switching_values(limited(1500.0, budgets=("mobility", 16e6, 24e6)), precision=1e-4)
    down, up = only_row(found, "low"), only_row(found, "high")
    assert down["value_at_flip"] == pytest.approx(15e6 / 1.0001, abs=401) and down[
        "move"
    ] == pytest.approx(-0.250075, abs=3e-5)
    assert down["proven"] and down["margins"] == pytest.approx(1.2504, abs=2e-4)
    assert up["margins"] is None and up["proven"]
    # Land at four times its price: 60 / 40,000 = 1,500 homes. Within the walls 60 million / c;
    # without 80 million / (c + 10,000) is 1,600 there. Freed is more than noise when 1,500 > 1.0001
    # · 6,000 · 10,000 / c: c > 40,004, thrice and a little dearer. Cheaper can never flip it.
    dearer = only_row(
        on.switching_values(limited(1500.0, costs=("land", 8e3, 2e4)), reach=4, precision=1e-4),
        "high",
    )
    assert (
        dearer["value_at_flip"] == pytest.approx(40004, abs=1.01)
        and dearer["margins"] == pytest.approx(3.0004, abs=2e-4)
        and dearer["proven"]
    )


def test_within_a_limited_reach_none_is_the_answer() -> None:
    found = on.switching_values(limited(1500.0, 1400.0, 1600.0), reach=4)
    assert found.frame["margins"].to_list() == [None, None] and found.frame["proven"].all()
    assert "geen" in found.note.lower() and "4 keer" in found.note


def test_what_is_freed_can_vanish() -> None:
    # At most 3,000 homes: 2,000 within, 3,000 without. At a limit of 2,000.2 the gain is noise: a
    # third less. Nothing is proven about what lies between the positions.
    found = on.switching_values(limited(3000.0, 2500.0, 3500.0), precision=1e-4)
    assert found.frees
    down = only_row(found, "low")
    assert (
        down["value_at_flip"] == pytest.approx(2000.2, abs=0.051)
        and down["value_at_flip"] <= 2000.2 + 1e-6
        and not down["proven"]
    )
    assert down["freed_at_flip"] <= 0.2 + 1e-6
    assert only_row(found, "high")["margins"] is None


def test_nothing_moves_past_what_a_column_admits() -> None:
    # Budgets of 20 (8 to 24) million: three margins down would be below zero, so the search ends at
    # 20 / 12 margins, at zero euros.
    case = limited(1500.0, budgets=("mobility", 8e6, 24e6))
    (margin,) = uncertain_inputs(case)
    assert (
        max_move(case, margin, "low", 3.0) == pytest.approx(20 / 12)
        and max_move(case, margin, "high", 3.0) == 3.0
    )
    assert interpolate(case, margin, "low", 20 / 12).budgets["amount_eur"].min() == pytest.approx(
        0, abs=1e-6
    )
    share = case.with_table(
        "streams",
        case.streams.with_columns(
            pl.lit(0.5).alias("overhead_share"), pl.lit(0.9).alias("overhead_share_high")
        ),
    )
    for one in uncertain_inputs(share):
        if one.column == "overhead_share":
            most = max_move(share, one, "high", 3.0)
            assert (
                most == pytest.approx(1.25, rel=1e-5)
                and interpolate(share, one, "high", most).streams["overhead_share"].max() < 1
            )
            assert max_move(share, one, "low", 3.0) == 0


def test_whole_numbers_stay_whole() -> None:
    case = limited(1500.0)
    years = case.with_table(
        "streams",
        case.streams.with_columns(
            pl.lit(1).alias("prefinance_years"),
            pl.lit(0).alias("prefinance_years_low"),
            pl.lit(2).alias("prefinance_years_high"),
        ),
    )
    margin, *_ = uncertain_inputs(years)
    assert (
        interpolate(years, margin, "high", 1.4).streams["prefinance_years"].to_list().count(2) == 1
    )
    assert interpolate(years, margin, "high", 2.0).streams.schema["prefinance_years"].is_integer()


MARGINS: tuple[dict[str, Any], ...] = (
    {"most": 1500.0, "low": 1400.0, "high": 1600.0},
    {"most": 1500.0, "budgets": ("mobility", 16e6, 24e6)},
    {"most": 3000.0, "low": 2500.0, "high": 3500.0},
    {"most": 1500.0, "costs": ("mobility", 9e3, 12e3)},
)


@cache
def found_for(number: int) -> on.SwitchingValues:
    """The answer for one of the margins, for every test that asks for it."""
    return on.switching_values(limited(**MARGINS[number]), reach=8, precision=1e-3)


@pytest.mark.parametrize("number", range(len(MARGINS)))
def test_a_second_road_just_below_and_just_above(number: int) -> None:
    """Whole comparisons by another solver at the flip, and a little nearer.

    The two answers differ.
    """
    case, found = limited(**MARGINS[number]), found_for(number)
    seen = 0
    for row in found.frame.drop_nulls("margins").iter_rows(named=True):
        (margin,) = (one for one in uncertain_inputs(case) if one.name == row["group"])
        answers = []
        for at in (row["margins"] - 1.1e-3, row["margins"]):
            moved = interpolate(case, margin, row["toward"], at)
            current, lifted = (
                on.allocate(moved, regime, solver=on.Solver("pulp", "CBC")).value
                for regime in (on.CURRENT, on.INTEGRAL)
            )
            answers.append(lifted - current > 1e-4 * max(1.0, current))
        assert answers == [found.frees, not found.frees]
        seen += 1
    assert seen


def test_proven_holds_at_many_positions() -> None:
    for number in (0, 1):
        case = limited(**MARGINS[number])
        for row in found_for(number).frame.filter(pl.col("proven")).iter_rows(named=True):
            (margin,) = (one for one in uncertain_inputs(case) if one.name == row["group"])
            end = row["searched_margins"] if row["margins"] is None else row["margins"] - 1.1e-3
            for step in range(0, 101, 25):
                moved = interpolate(case, margin, row["toward"], end * step / 100)
                current, lifted = (
                    library_value(moved, regime) for regime in (on.CURRENT, on.INTEGRAL)
                )
                assert lifted - current <= 1e-4 * max(1.0, current)


def test_questions_that_do_not_fit() -> None:
    case = limited(1500.0, 1400.0, 1600.0, budgets=("mobility", 16e6, 24e6))
    assert set(on.switching_values(case, groups=["mobility: amount_eur"]).frame["group"]) == {
        "mobility: amount_eur"
    }
    with pytest.raises(
        on.QuestionError,
        match=r"no group with a margin is called 'mobilty: amount_eur'\. Did you mean",
    ):
        on.switching_values(case, groups=["mobilty: amount_eur"])
    for wrong in ({"reach": 0.0}, {"positions": 0}, {"precision": 0.0}):
        with pytest.raises(on.QuestionError, match="positions"):
            on.switching_values(case, **wrong)  # type: ignore[arg-type]
    assert on.switching_values(on.load_case("two-villages")).frame.is_empty()


def test_the_corners_say_which_end_each_group_takes() -> None:
    case = limited(
        1500.0, 1400.0, 1600.0, budgets=("mobility", 16e6, 24e6), costs=("land", 8e3, 2e4)
    )
    found = {row["group"]: row for row in on.bounds(case).corners.to_dicts()}
    assert {name: (row["favourable"], row["unfavourable"]) for name, row in found.items()} == {
        "mobility: amount_eur": ("high", "low"),
        "land: eur_per_unit": ("low", "high"),
        "limits.max_units: max_units": ("high", "low"),
    }
    land = found["land: eur_per_unit"]
    assert (land["value"], land["low"], land["high"]) == (1e4, 8e3, 2e4)
    assert (land["least_today"], land["least_lifted"], land["most_today"], land["most_lifted"]) == (
        "low",
        "high",
        "high",
        "low",
    )
    # A corner put together from this frame is the corner that was solved.
    for end in ("favourable", "unfavourable"):
        moved = case
        for margin in uncertain_inputs(case):
            moved = interpolate(moved, margin, found[margin.name][end], 1.0)
        told = on.bounds(case).frame.row(by_predicate=pl.col("data") == end, named=True)
        assert (on.allocate(moved).value, on.allocate(moved, on.INTEGRAL).value) == pytest.approx(
            (told["current_value"], told["lifted_value"])
        )


def test_the_corners_of_a_margin_on_one_side() -> None:
    case = on.load_case("two-villages")
    case = case.with_table(
        "budgets", case.budgets.with_columns(amount_eur_low=pl.col("amount_eur") / 2)
    )
    corners = on.bounds(case).corners.select("group", "value", "low", "high")
    assert corners.rows() == [
        ("land: amount_eur", 60e6, 30e6, 60e6),
        ("mobility: amount_eur", 20e6, 10e6, 20e6),
    ]
