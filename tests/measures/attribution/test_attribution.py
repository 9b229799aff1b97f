"""Shapley parts against a computation of its own from independent solves, the ladder, and sampled
orders.
"""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import Any

import pytest

import ontschotting as on
from ontschotting.measures.attribution.attribution import _sampled_shapley
from ontschotting.solving.coalition_values import CoalitionValue
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.roads import library_value
from tests.oracle.samples import FUZZ, sample

SAMPLE = sample(12)


def part_of(regime: on.Regime, walls: frozenset[str]) -> on.Regime:
    """The regime with only some of its walls, written from model.md.

    A lift without walls is no lift.
    """
    total = None
    for one in regime.lifts:
        if kept := one.walls & walls:
            purposes = one.purposes if "purpose" in kept else None
            left = on.lift(
                *(wall for wall in kept if wall != "area"),
                area=one.level if "area" in kept else None,
                streams=one.streams,
                purposes=purposes,
                free_share=one.free_share,
                cut=one.cut,
                awarded=one.awarded,
            )
            total = left if total is None else total + left
    return total or on.CURRENT


def by_orders(names: list[str], value: Any) -> dict[str, float]:
    """The mean gain of a name over every order: the definition, not the formula over subsets."""
    parts, count, value = dict.fromkeys(names, 0.0), 0, cache(value)
    for order in permutations(names):
        count += 1
        before = value(frozenset())
        for place, name in enumerate(order, start=1):
            after = value(frozenset(order[:place]))
            parts[name] += after - before
            before = after
    return {name: total / count for name, total in parts.items()}


@pytest.mark.parametrize(
    "scenario", list(scenarios(SAMPLE, seed=1953)), ids=lambda scenario: scenario.name
)
def test_parts_equal_the_mean_over_every_order(scenario: Any) -> None:
    case, regime = on.Case(**to_frames(scenario.tables)), to_regime(scenario.regime)
    walls = sorted({wall for one in regime.lifts for wall in one.walls})[: 6 if FUZZ > 1 else 4]
    regime = part_of(regime, frozenset(walls))
    value = cache(lambda chosen: library_value(case, part_of(regime, chosen)))

    expected = by_orders(walls, value)
    found = on.attribute(case, regime)
    scale = max(1.0, value(frozenset(walls)))
    assert dict(found.frame.select("wall", "value").iter_rows()) == pytest.approx(
        expected, rel=1e-6, abs=3e-6 * scale
    )
    assert found.exact
    assert found.frame["value"].sum() == pytest.approx(found.freed, rel=1e-9, abs=1e-9 * scale)


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(11), seed=7)), ids=lambda scenario: scenario.name
)
def test_streams_are_parts_too(scenario: Any) -> None:
    case, regime = on.Case(**to_frames(scenario.tables)), on.INTEGRAL.with_awarded()
    streams = [
        name
        for name, own in case.streams.select("stream", "counts_as_cofinancing").iter_rows()
        if not own
    ]
    expected = by_orders(
        streams,
        lambda chosen: library_value(
            case, on.lift("purpose", "period", "stacking", streams=sorted(chosen), awarded=True)
        ),
    )
    found = on.attribute(case, regime, over="streams")
    assert dict(found.frame.select("stream", "value").iter_rows()) == pytest.approx(
        expected, rel=1e-6, abs=1e-5
    )


def test_the_land_wall_alone_blocks_the_two_villages() -> None:
    found = on.attribute(on.load_case("two-villages"))
    assert dict(found.frame.select("wall", "value").iter_rows()) == pytest.approx(
        {"purpose": 2000, "period": 0, "stacking": 0}, abs=1e-6
    )
    assert "2.000" in found.note
    # sets that leave the money the same rules, or lie between two sets of one value, are not solved
    # again
    assert len(found.game.certificates) < 8


def test_parts_of_a_gain_that_a_cut_takes_back_are_no_zeros() -> None:
    """Half of 60 + 20 million is 2,000 homes, as today: what one wall brings, the cut takes.

    V: nothing 2,000, purpose 2,000, period 1,000 (10 million for mobility), both 2,000. Purpose:
    (0 + 1,000) / 2; period: (−1,000 + 0) / 2.
    """
    answer = on.attribute(on.load_case("two-villages"), on.lift("purpose", "period", cut=0.5))
    assert answer.freed == pytest.approx(0, abs=1e-6)
    parts = dict(answer.parts.select("wall", "value").iter_rows())
    assert parts == pytest.approx({"purpose": 500, "period": -500})
    told = "0 homes in all, of which purpose 500, period −500; no forecast."
    assert answer.note_in("en") == f"These walls fall and money is cut: {told}"
    drawn = "Walls down and money cut: 0 homes in all, purpose 500, period −500"
    assert answer.plot(lang="en").get_label().startswith(drawn)


def test_the_ladder_adds_up_in_any_order_and_starts_with_the_order_asked() -> None:
    found = on.attribute(on.load_case("two-villages"), on.UNCONDITIONAL)
    ladder = found.ladder(["cap", "purpose"])
    assert ladder["lifted"].to_list()[:2] == ["cap", "purpose"]
    assert ladder["gain"].sum() == pytest.approx(found.freed)
    assert sorted(ladder["lifted"]) == sorted(found.frame["wall"])
    with pytest.raises(on.QuestionError, match="purpose"):
        found.ladder(["porpoise"])
    with pytest.raises(on.QuestionError, match="twice"):
        found.ladder(["cap", "cap"])


def many_streams() -> on.Case:
    """Twelve streams with a purpose each and one plan type that asks for two of them.

    More players than are valued exactly.
    """
    names = [f"s{number:02d}" for number in range(12)]
    tables = {
        "regions": [{"region": "r"}],
        "streams": [{"stream": name} for name in names],
        "budgets": [
            {
                "stream": name,
                "level": "region",
                "area": "r",
                "year": 2026,
                "amount_eur": 1e6 * (1 + number),
            }
            for number, name in enumerate(names)
        ],
        "earmarks": [
            {"stream": name, "purpose": "land" if number < 3 else "grid"}
            for number, name in enumerate(names)
        ],
        "plans": [
            {
                "plan": "p",
                "region": "r",
                "plan_type": "home",
                "outcome": "homes",
                "capacity_units": 1e9,
                "first_year": 2026,
                "last_year": 2026,
            }
        ],
        "costs": [
            {"plan_type": "home", "purpose": purpose, "eur_per_unit": 10_000}
            for purpose in ("land", "grid")
        ],
    }
    return on.Case(**to_frames(tables))


def test_sampled_orders_add_up_and_lie_near_the_truth() -> None:
    case = many_streams()
    once, again = (
        on.attribute(many_streams(), over="streams", seed=3, permutations=3) for _ in range(2)
    )
    assert once.frame.equals(again.frame)
    one = on.attribute(case, over="streams", seed=3, permutations=20)
    assert not one.exact
    assert one.frame["value"].sum() == pytest.approx(one.freed, rel=1e-9)
    # Only how much of the grid money is free counts, so the parts of equal money are equal in
    # truth: the land streams have none.
    parts = dict(one.frame.select("stream", "value").iter_rows())
    errors = dict(one.frame.select("stream", "standard_error").iter_rows())
    assert all(parts[name] == pytest.approx(0.0, abs=1e-6) for name in ("s00", "s01", "s02"))
    worth = CoalitionValue(case, on.INTEGRAL, "streams")
    exact = _exact_over_money(worth)
    assert all(abs(parts[name] - exact[name]) <= 5 * errors[name] + 1e-6 for name in parts)


def test_the_standard_error_is_that_of_the_mean_over_orders() -> None:
    """Two orders, and all goes to whoever comes first: 1 and 0 differ by half from their mean.

    So their variance is 1/2, that of the mean 1/4, and its root 1/2.
    """
    values, errors = _sampled_shapley(2, 2, ["a", "b"], lambda _: 1.0, lambda some: bool(some))
    assert values == pytest.approx([0.5, 0.5])
    assert errors == pytest.approx([0.5, 0.5])


def _exact_over_money(worth: CoalitionValue) -> dict[str, float]:
    """All subsets of the nine grid streams by hand: land 6, grid 72 million.

    min(6 + free, 39, all free) thousand homes of 20 thousand euros.
    """
    from itertools import combinations
    from math import comb

    money = {name: float(number + 1) for number, name in enumerate(worth.players)}
    grid = [name for name in worth.players if money[name] > 3]

    def value(chosen: tuple[str, ...]) -> float:
        free = sum(money[name] for name in chosen)
        return 100.0 * min((6.0 + 72.0) / 2, 6.0 + free)

    exact = dict.fromkeys(worth.players, 0.0)
    for name in grid:
        others = [other for other in grid if other != name]
        for size in range(len(grid)):
            for some in combinations(others, size):
                exact[name] += (value((*some, name)) - value(some)) / (
                    len(grid) * comb(len(grid) - 1, size)
                )
    return exact


def test_wrong_questions() -> None:
    case = on.load_case("two-villages")
    with pytest.raises(on.QuestionError, match="walls or streams"):
        on.attribute(case, over="wals")
    with pytest.raises(on.QuestionError, match="permutations"):
        on.attribute(case, permutations=1)
