"""The best k to lift.

Against every set valued by itself, with bounds that never lie below the truth.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import pytest

import ontschotting as on
from ontschotting.solving.coalition_values import CoalitionValue
from tests.oracle.random_cases import scenarios, to_frames
from tests.oracle.roads import library_value
from tests.oracle.samples import sample

SAMPLE = sample(12)


def lifted(streams: tuple[str, ...]) -> on.Regime:
    return (
        on.lift("purpose", "period", "stacking", streams=streams, awarded=True)
        if streams
        else on.CURRENT
    )


@pytest.mark.parametrize(
    "scenario", list(scenarios(SAMPLE, seed=1995)), ids=lambda scenario: scenario.name
)
def test_the_best_streams_equal_every_set_tried(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    streams = [
        name
        for name, own in case.streams.select("stream", "counts_as_cofinancing").iter_rows()
        if not own
    ][:8]
    regime = on.lift("purpose", "period", "stacking", streams=streams, awarded=True)
    if not streams:
        return
    k = min(3, len(streams))
    value_of = cache(lambda chosen: library_value(case, lifted(chosen)))
    best = {
        size: max(value_of(some) for some in combinations(streams, size)) for size in range(k + 1)
    }
    for method in ("enumerate", "search"):
        found = on.choose_walls(case, regime, k=k, method=method)
        for size, value, bound in found.curve.select("k", "value", "bound").iter_rows():
            scale = max(1.0, abs(best[size]))
            assert value == pytest.approx(best[size], abs=1e-6 * scale)
            assert bound >= best[size] - 1e-9 * scale
        assert found.optimal
        assert len(found.chosen) == k
        near = pytest.approx(found.value, abs=1e-6 * max(1.0, found.value))
        in_order = sorted(found.chosen[: found.needed], key=streams.index)
        assert value_of(tuple(in_order)) == near
        assert on.allocate(case, found.regime).value == near
        for tie in found.ties:
            assert value_of(tuple(sorted(tie, key=streams.index))) == near


def test_few_nodes_still_give_a_bound_above_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontschotting.solving.branch_and_bound.NODES", 1)
    for scenario in scenarios(sample(4), seed=31):
        case = on.Case(**to_frames(scenario.tables))
        searched = on.choose_walls(case, on.INTEGRAL.with_awarded(), k=2, method="search")
        truth = on.choose_walls(case, on.INTEGRAL.with_awarded(), k=2, method="enumerate")
        scale = max(1.0, truth.value)
        assert searched.bound >= truth.value - 1e-9 * scale
        assert searched.value <= truth.value + 1e-9 * scale
        assert not searched.optimal or searched.value == pytest.approx(
            truth.value, abs=1e-6 * scale
        )


@pytest.mark.parametrize("over", ["walls", "pairs"])
def test_walls_and_pairs(over: str) -> None:
    for scenario in scenarios(sample(4), seed=8):
        case = on.Case(**to_frames(scenario.tables))
        regime = on.INTEGRAL.with_awarded()
        found = on.choose_walls(case, regime, k=2, over=over)
        worth = CoalitionValue(case, regime, over)
        best = max(
            (worth(some) for some in combinations(worth.players, min(2, len(worth.players)))),
            default=worth.nothing,
        )
        assert found.value <= best + 1e-9 * max(1.0, best)
        assert found.bound >= best - 1e-9 * max(1.0, best)
        assert not found.optimal or found.value == pytest.approx(best, abs=1e-6 * max(1.0, best))


def test_one_stream_is_enough_for_the_two_villages() -> None:
    found = on.choose_walls(on.load_case("two-villages"), k=2)
    assert (found.chosen[0], found.needed, found.k) == ("land", 1, 2)
    assert found.value == pytest.approx(4000)
    assert found.curve["value"].to_list() == pytest.approx([2000, 4000, 4000])
    pair = on.choose_walls(on.load_case("two-villages"), k=1, over="pairs")
    assert pair.chosen == ["land → mobility"]
    assert set(pair.to_json()) >= {"k", "chosen", "value", "bound", "optimal", "ties", "curve"}


def test_greedy_bound_is_never_below_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontschotting.measures.attribution.choice.SETS", 0)
    for scenario in scenarios(sample(4), seed=77):
        case = on.Case(**to_frames(scenario.tables))
        worth = CoalitionValue(case, on.INTEGRAL.with_awarded(), "pairs")
        found = on.choose_walls(case, on.INTEGRAL.with_awarded(), k=2, over="pairs")
        best = max(
            (worth(some) for some in combinations(worth.players, found.k)), default=worth.nothing
        )
        assert found.value <= best + 1e-8 * max(1.0, best) <= found.bound + 2e-8 * max(1.0, best)


def test_wrong_questions() -> None:
    case = on.load_case("two-villages")
    for words, match in (
        ({"k": 0}, "whole number"),
        ({"over": "stream"}, "streams"),
        ({"method": "guess"}, "enumerate"),
        ({"over": "walls", "method": "search"}, "streams"),
    ):
        with pytest.raises(on.QuestionError, match=match):
            on.choose_walls(case, **words)  # type: ignore[arg-type]
    with pytest.raises(on.QuestionError, match="free share"):
        on.choose_walls(case, on.lift("purpose", free_share=0.5), over="pairs")
