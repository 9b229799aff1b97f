"""Regimes as interface.md and model.md promise them.

Presets, sums, and questions that cannot be asked.
"""

from __future__ import annotations

import numpy as np
import pytest

import ontschotting as on

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
