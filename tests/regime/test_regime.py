"""Regimes as interface.md and model.md promise them.

Presets, sums, and questions that cannot be asked.
"""

from __future__ import annotations

import warnings

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.facts.streams import own_streams
from ontschotting.regime.labels import regime_name
from ontschotting.regime.presets import preset

EVERY_WALL = {
    "purpose",
    "area",
    "period",
    "cofinancing",
    "cap",
    "threshold",
    "stacking",
    "assurance",
    "overhead",
}


@pytest.mark.parametrize(
    ("regime", "walls", "level"),
    [
        (on.INTEGRAL, {"purpose", "period", "stacking"}, None),
        (on.regional("province"), {"purpose", "period", "stacking", "area"}, "province"),
        (on.UNCONDITIONAL, EVERY_WALL - {"area"}, None),
        (on.BORDERLESS, EVERY_WALL, "national"),
    ],
)
def test_presets(regime: on.Regime, walls: set[str], level: str | None) -> None:
    (lift,) = regime.lifts
    assert set(lift.walls) == walls
    assert (lift.level, lift.streams, lift.purposes, lift.free_share, lift.cut, lift.awarded) == (
        level,
        None,
        None,
        1.0,
        0.0,
        False,
    )
    assert on.CURRENT.is_current and not on.CURRENT.lifts


def test_a_block_grant_is_the_unconditional_regime_with_a_cut() -> None:
    (lift,) = on.block_grant(cut=0.1).lifts
    assert set(lift.walls) == EVERY_WALL - {"area"}
    assert (lift.level, lift.streams, lift.cut, lift.awarded) == (None, None, 0.1, True)
    (some,) = on.block_grant(0.2, streams=["land"], awarded=False).lifts
    assert (some.streams, some.cut, some.awarded) == (("land",), 0.2, False)
    assert preset("block-grant=10%") == on.block_grant(0.1)
    with pytest.raises(on.QuestionError, match=r"cut is 1\.1; it must be a number from 0 to 1"):
        on.block_grant(1.1)


@pytest.mark.parametrize(
    ("regime", "dutch", "english"),
    [
        (
            on.block_grant(0.1),
            "ontschotte uitkering met 10% korting (ook toegekend geld)",
            "block grant with 10% less money (awarded money too)",
        ),
        (
            on.block_grant(0, streams=["land", "road"], awarded=False),
            "ontschotte uitkering, alleen land, road (alleen geld dat niet is toegekend)",
            "block grant, only land, road (only money not awarded)",
        ),
        (
            on.block_grant(0.1, awarded=False).with_awarded(),
            "ontschotte uitkering met 10% korting (ook toegekend geld)",
            "block grant with 10% less money (awarded money too)",
        ),
    ],
)
def test_a_block_grant_has_a_name_for_readers(regime: on.Regime, dutch: str, english: str) -> None:
    assert (regime_name(regime, "nl"), regime_name(regime, "en")) == (dutch, english)


def test_a_block_grant_multiplies_the_lifted_budgets() -> None:
    """Two roads: the regime with a cut, and the same walls down on budgets that were cut before."""
    case = on.load_case("two-villages-years")
    for cut in (0.0, 0.1, 0.5, 1.0):
        own = pl.col("stream").is_in(own_streams(case))
        left = pl.when(own).then(1.0).otherwise(1 - cut)
        poorer = case.with_table("budgets", case.budgets.with_columns(pl.col("amount_eur") * left))
        assert on.allocate(case, on.block_grant(cut)).value == pytest.approx(
            on.allocate(poorer, on.UNCONDITIONAL.with_awarded()).value, rel=1e-7
        )


def test_the_current_regime_adds_nothing_to_a_sum() -> None:
    assert (on.CURRENT + on.INTEGRAL).lifts == on.INTEGRAL.lifts


@pytest.mark.parametrize("share", [0.25, np.float32(0.25), np.float64(0.25)])
def test_a_share_may_come_out_of_any_array(share: float) -> None:
    assert on.lift("purpose", free_share=share, cut=share).lifts[0].free_share == 0.25
    assert on.lift("purpose", free_share=np.int64(1)).lifts[0].free_share == 1.0


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), True, "0.2", None])
def test_what_is_no_share_is_refused(share: object) -> None:
    with pytest.raises(on.QuestionError, match="from 0 to 1"):
        on.lift("purpose", cut=share)  # type: ignore[arg-type]


def test_what_is_no_regime_is_refused_in_words() -> None:
    with pytest.raises(on.QuestionError, match=r"'integral' is no regime\. Give a preset"):
        on.compare(on.load_case("two-villages"), "integral")  # type: ignore[arg-type]


def test_everything_the_case_does_not_know_is_told_at_once() -> None:
    regime = on.lift("purpose", area="provinse", streams=["lnad"], free_share=0.5) + on.lift(
        "cap", streams=["land", "mobilty"]
    )
    with pytest.raises(on.QuestionError) as refused:
        on.allocate(on.load_case("two-villages"), regime)
    assert [
        word in str(refused.value)
        for word in ("'provinse'", "Did you mean 'land'", "Did you mean 'mobility'")
    ] == [True] * 3


def test_one_partial_lift_a_stream() -> None:
    case = on.load_case("two-villages")
    with pytest.raises(
        on.QuestionError, match="stream 'land' is in 2 lifts with a free share below 1 or a cut"
    ):
        on.allocate(
            case, on.lift("purpose", streams=["land"], free_share=0.5) + on.lift("period", cut=0.1)
        )
    assert on.allocate(
        case, on.lift("purpose", streams=["land"], free_share=0.2) + on.lift("period")
    ).value == pytest.approx(3200)


def test_a_name_where_a_case_belongs_is_told_what_to_do() -> None:
    for ask in (on.compare, on.allocate):
        with pytest.raises(on.QuestionError, match=r"'two-villages' is no case.*load_case"):
            ask("two-villages")


UNKNOWN_PURPOSE = on.lift("purpose", purposes=["lnd"])
"""Opens a purpose that nothing names: a warning, since it changes nothing."""


def ask(name: str, case: on.Case) -> object:
    """Ask a question with that regime, all in this file."""
    if name == "attribute":
        return on.attribute(case, UNKNOWN_PURPOSE, over="streams")
    if name == "choose_walls":
        return on.choose_walls(case, UNKNOWN_PURPOSE, k=1)
    if name == "by_area":
        return on.by_area(case, "region", regime=UNKNOWN_PURPOSE)
    if name == "sweep":
        return on.sweep(case, UNKNOWN_PURPOSE, draws=2, workers=1, measures=["freed"])
    return getattr(on, name)(case, UNKNOWN_PURPOSE)


@pytest.mark.parametrize(
    "name",
    [
        "allocate",
        "attribute",
        "bounds",
        "by_area",
        "choose_walls",
        "compare",
        "conditions",
        "free_share",
        "sweep",
        "switching_values",
        "target_gap",
        "tornado",
    ],
)
def test_a_regime_is_checked_once_and_its_warning_points_at_the_users_line(name: str) -> None:
    case = on.load_case("two-villages")
    if name == "target_gap":
        target = {"level": ["national"], "outcome": ["homes"], "units": [100.0]}
        case = case.with_table("targets", pl.DataFrame(target))
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        ask(name, case)
    assert [(warning.category, warning.filename) for warning in given] == [
        (on.QuestionWarning, __file__)
    ]
