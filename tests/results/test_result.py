"""What interface.md promises of every result.

A headline, a sentence, frames, a trace, how it shows itself, and axes.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import ontschotting as on


def _case() -> on.Case:
    case = on.load_case("two-villages")
    return case.with_table(
        "targets",
        pl.DataFrame(
            {"level": ["national"], "area": [None], "outcome": ["homes"], "units": [5000]},
            schema_overrides={"area": pl.String},
        ),
    )


ANSWERS: dict[str, Callable[[on.Case], Any]] = {
    "allocate": on.allocate,
    "compare": on.compare,
    "compare with a guarantee": lambda case: on.compare(case, guarantee="outcomes"),
    "attribute": on.attribute,
    "attribute over streams": lambda case: on.attribute(case, over="streams"),
    "wall_prices": on.shadow_prices,
    "choose_walls": lambda case: on.choose_walls(case, k=1),
    "explain": lambda case: on.explain(case, region="A"),
    "target_gap": on.target_gap,
    "free_share": on.free_share,
    "sweep": lambda case: on.sweep(case, draws=3, seed=1, workers=1),
    "bounds": on.bounds,
    "flips": on.switching_values,
    "fragmentation": on.fragmentation,
    "several_years": on.year_rules,
    "change_of_course": lambda case: on.cancellation(case, "land", 2026),
    "terms": lambda case: on.conditions(case, guarantee="region"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_result_keeps_the_promise(name: str) -> None:
    case = _case()
    result = ANSWERS[name](case)
    assert result.headline and result.note and "\n" not in result.note
    assert result.note_in("en") != result.note_in("nl")
    assert isinstance(result.frame, pl.DataFrame)
    assert isinstance(result.to_pandas(), pd.DataFrame)
    pandas = result.to_pandas()
    assert list(pandas.reset_index().columns if pandas.index.name else pandas.columns) == (
        result.frame.columns
    )
    assert repr(result).startswith(f"<{type(result).__name__}") and "\n" not in repr(result)
    assert "<table" in result._repr_html_()
    assert result.trace.fingerprint == case.fingerprint
    assert result.trace.program_fingerprint == case.program_fingerprint
    assert case.fingerprint[:12] in str(result.trace)
    if name != "fragmentation":  # counted, not optimised
        assert (
            result.trace.solver.startswith("HiGHS")
            and result.trace.optima > 0
            and result.trace.regime
        )
    if name != "allocate":
        axes = Figure().add_subplot()
        assert result.plot(ax=axes) is axes
        assert isinstance(result.plot(), Axes)


MORE_ANSWERS = ANSWERS | {
    "back_test": lambda case: on.back_test(
        case,
        completions=pl.DataFrame(
            {"level": ["region"], "area": ["A"], "year": [2026], "observed_units": [1500.0]}
        ),
    ),
    "by_area": lambda case: on.by_area(case, "region"),
    "goals": on.goals,
    "idle_money": lambda case: on.idle_money(
        case.add_rows(
            "accounts",
            pl.DataFrame(
                {"stream": ["*"], "level": "region", "area": "A", "year": 2024, "closing_eur": 5.0}
            ),
        )
    ),
    "next_euro": lambda case: on.next_euro(case, "region"),
    "tornado": on.tornado,
}


@pytest.mark.parametrize("name", MORE_ANSWERS)
def test_every_result_can_be_passed_on(name: str, tmp_path: Path) -> None:
    """As JSON, as a workbook, and as a pickle that says the same."""
    result = MORE_ANSWERS[name](_case())
    said = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert said["case"] == "Twee dorpen" and len(said) > 2
    assert result.to_excel(tmp_path / "answer.xlsx").exists()
    copy = pickle.loads(pickle.dumps(result))
    assert copy.frame.equals(result.frame) and copy.sentences("en") == result.sentences("en")
    assert json.loads(json.dumps(copy.to_json())) == said


def test_an_allocation_adds_up() -> None:
    allocation = on.allocate(_case(), on.INTEGRAL)
    assert allocation.value == pytest.approx(4000)
    assert (
        sum(allocation.outcomes.values())
        == pytest.approx(allocation.value)
        == pytest.approx(allocation.units["units"].sum())
    )
    assert (
        allocation.spend["gross_eur"].sum()
        == pytest.approx(allocation.spent_eur)
        == pytest.approx(allocation.unspent["spent_eur"].sum())
    )
    assert allocation.unspent["amount_eur"].sum() == pytest.approx(80e6)
    assert allocation.prices["value_per_eur"].to_list() == pytest.approx([1 / 20000] * 2)
    assert "certified" in str(allocation.certificate)


def test_a_sentence_with_one_of_something_still_reads() -> None:
    """`Tegen de 1 opgegeven doelen` and `1 schotten hebben een prijs` are no Dutch."""
    case = _case()
    assert "Gemeten aan de opgegeven doelen (1) ontbreken" in on.target_gap(case).note
    assert "Aantal schotten met een prijs: 1." in on.shadow_prices(case).sentences()[1]
    assert "Number of walls with a price: 1." in on.shadow_prices(case).sentences("en")[1]


def test_results_show_themselves(tmp_path: Path) -> None:
    comparison = on.compare(on.load_case("two-villages"))
    assert repr(comparison).startswith("<Comparison: Within the walls at most 2,000 homes")
    assert "<table>" in comparison._repr_html_()
    assert comparison.to_excel(tmp_path / "x.xlsx").exists()
    assert list(comparison.to_pandas().index)[:2] == ["budget_eur", "value_current"]
    assert comparison.to_pandas().loc["freed", "value"] == comparison.freed
    assert re.search(r"certified optima", str(comparison.trace))
    assert "van elke 100 euro er 50 tegen" in " ".join(
        " ".join(text.get_text().split()) for text in comparison.plot().figure.texts
    )


def test_the_top_up_is_told_per_pot() -> None:
    """4,000 homes need 40 million of each purpose: land has 60, mobility 20 and lacks 20."""
    comparison = on.compare(on.load_case("two-villages"))
    (row,) = comparison.current.top_up_budgets.iter_rows(named=True)
    assert (row["stream"], row["year"]) == ("mobility", 2026)
    assert row["addition_eur"] == pytest.approx(comparison.top_up_eur) == pytest.approx(20e6)
    assert comparison.lifted.top_up_budgets.is_empty()
    whole = on.compare(on.load_case("two-villages-years"), on.UNCONDITIONAL)
    added = whole.current.top_up_budgets["addition_eur"].sum()
    assert added == pytest.approx(whole.top_up_eur)
    assert pickle.loads(pickle.dumps(whole)).current.top_up_budgets["addition_eur"].sum() == added
