"""Own money that the walls tie: by hand and by area; of the nation in `docs/test_headline.py`."""

from __future__ import annotations

from typing import Any

import pytest

import ontschotting as on
from tests.oracle.families import GOAL_FAMILIES
from tests.oracle.random_cases import scenarios, to_frames, to_regime


def some_with_own_money(count: int, seed: int) -> list[Any]:
    families = tuple(name for name in GOAL_FAMILIES if name == "goals_own")
    return list(scenarios(count, seed=seed, families=families))


@pytest.mark.parametrize("scenario", some_with_own_money(8, 3), ids=lambda each: each.name)
def test_the_parts_of_areas_hold_the_whole(scenario: Any) -> None:
    """Every region's least and most add up to bounds of the whole; it is never below zero without
    a cut, and no more than today's own money.
    """
    case, regime = on.Case(**to_frames(scenario.tables)), to_regime(scenario.regime)
    found = on.compare(case, regime)
    if found.own_tied_eur is None:
        return
    slack = 1e-5 * max(1.0, case.budgets["amount_eur"].sum())
    frame = found.by("region", own_tied=True)
    least, most = (float(frame[f"own_tied_eur_{end}"].sum()) for end in ("least", "most"))
    assert least - slack <= found.own_tied_eur <= most + slack
    if not any(lift.cut for lift in regime.lifts):
        assert found.own_tied_eur >= -slack
    assert "own_tied_eur_least" not in found.by("region").columns


def test_the_sentence_and_the_chart_name_it() -> None:
    """State money asks for half of each home; when that falls, 30 of own money is spared."""
    case = on.load_case("two-villages-own-money")
    found = on.compare(case, on.UNCONDITIONAL)
    tied = found.own_tied_eur or 0.0
    assert tied > 0
    assert "binden" in " ".join(found.sentences("nl"))
    assert "own money" in " ".join(found.sentences("en"))
    labels = [text.get_text() for text in found.plot(lang="en").get_yticklabels()]
    assert any("own money that the walls tie" in label.replace("\n", " ") for label in labels)
