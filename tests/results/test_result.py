"""What interface.md promises of every result.

A headline, a sentence, frames, a trace, how it shows itself, and axes.
"""

from __future__ import annotations

import inspect
import json
import pickle
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import ontschotting as on
from ontschotting.results.result import Result


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
    "Allocation": on.allocate,
    "Attribution": on.attribute,
    "Attribution over streams": lambda case: on.attribute(case, over="streams"),
    "BackTest": lambda case: on.back_test(
        case,
        completions=pl.DataFrame(
            {"level": ["region"], "area": ["A"], "year": [2026], "observed_units": [1500.0]}
        ),
    ),
    "BindingLimits": on.binding_limits,
    "Bounds": on.bounds,
    "ByArea": lambda case: on.by_area(case, "region"),
    "Cancellation": lambda case: on.cancellation(case, "land", 2026),
    "Choice": lambda case: on.choose_walls(case, k=1),
    "Closing": lambda case: on.closing(on.load_case("two-villages-project")),
    "Comparison": on.compare,
    "Comparison with a guarantee": lambda case: on.compare(case, guarantee="outcomes"),
    "Conditions": lambda case: on.conditions(case, guarantee="region"),
    "Explanation": lambda case: on.explain(case, region="A"),
    "Fragmentation": on.fragmentation,
    "FreeShare": on.free_share,
    "Goals": on.goals,
    "IdleMoney": lambda case: on.idle_money(
        case.add_rows(
            "accounts",
            pl.DataFrame(
                {"stream": ["*"], "level": "region", "area": "A", "year": 2024, "closing_eur": 5.0}
            ),
        )
    ),
    "NextEuro": lambda case: on.next_euro(case, "region"),
    "Scenarios": lambda case: on.compare(case, {"all": on.INTEGRAL, "none": on.CURRENT}),
    "ShadowPrices": on.shadow_prices,
    "StreamRegister": lambda case: on.stream_register(on.load_case("nederland")),
    "Sweep": lambda case: on.sweep(case, draws=3, seed=1, workers=1),
    "SwitchingValues": on.switching_values,
    "TargetGap": on.target_gap,
    "Tornado": on.tornado,
    "YearRules": on.year_rules,
}
"""By the name of its class, and what is special about it."""


@cache
def answer(name: str) -> Any:
    """Each answer is asked for once, for all that is held of it."""
    return ANSWERS[name](_case())


COUNTED = ("Fragmentation", "IdleMoney", "StreamRegister")
"""Counted, not optimised."""


def test_every_public_result_is_tried() -> None:
    public = {name: getattr(on, name) for name in on.__all__}
    results = {
        name for name, each in public.items() if isinstance(each, type) and issubclass(each, Result)
    }
    assert {name.partition(" ")[0] for name in ANSWERS} == results


@pytest.mark.parametrize("name", ANSWERS)
def test_every_result_keeps_the_promise(name: str, tmp_path: Path) -> None:
    result = answer(name)
    assert type(result).__name__ == name.partition(" ")[0]
    assert result.headline and result.note and "\n" not in result.note
    assert result.note_in("en") != result.note_in("nl")
    assert isinstance(result.frame, pl.DataFrame)
    pandas = result.to_pandas()
    assert isinstance(pandas, pd.DataFrame)
    assert (pandas.index.name == "measure") == ("measure" in result.frame.columns)
    columns = pandas.reset_index().columns if pandas.index.name else pandas.columns
    assert list(columns) == result.frame.columns
    assert repr(result).startswith(f"<{type(result).__name__}") and "\n" not in repr(result)
    assert "<table" in result._repr_html_()
    axes = Figure().add_subplot()
    assert result.plot(ax=axes) is axes and axes.get_label()
    assert isinstance(result.plot(), Axes)
    # a pickle reads every measure, and the trace counts the optima behind what was read
    copy = pickle.loads(pickle.dumps(result))
    assert copy.frame.equals(result.frame) and copy.sentences("en") == result.sentences("en")
    said = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert said["case"] == result.case.title and len(said) > 2
    assert result.to_excel(tmp_path / "answer.xlsx").exists()
    assert json.loads(json.dumps(copy.to_json())) == said
    if type(result).__name__ not in COUNTED:
        trace = result.trace
        assert trace.fingerprint == result.case.fingerprint
        assert trace.program_fingerprint == result.case.program_fingerprint
        assert trace.fingerprint[:12] in str(trace)
        assert trace.solver.startswith("HiGHS") and trace.optima > 0 and trace.regime


@pytest.mark.parametrize("name", ANSWERS)
def test_a_change_of_what_a_result_hands_out_changes_no_answer(name: str) -> None:
    """Names of columns are often changed in place in a notebook, before the chart is drawn."""
    result = answer(name)
    names = [each for each in dir(result) if not each.startswith("_")]
    handed_out = {each: getattr(result, each) for each in names}
    changed = {
        each: value for each, value in handed_out.items() if isinstance(value, pl.DataFrame | dict)
    }
    assert "frame" in changed
    before = deepcopy(changed)
    for value in changed.values():
        if isinstance(value, pl.DataFrame):
            value.columns = [f"{column} (renamed)" for column in value.columns]
        else:
            value.clear()
    for each, value in before.items():
        now = getattr(result, each)
        assert now.equals(value) if isinstance(value, pl.DataFrame) else now.keys() == value.keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_every_column_of_a_result_is_explained(name: str) -> None:
    result = answer(name)
    words = f"{type(result).__doc__} {type(result).frame.__doc__}"
    columns = set(result.frame.columns)
    if isinstance(result, on.Scenarios):
        columns -= set(result.comparisons)  # a column per scenario, by its name
    explained = set(re.findall(r"[`'](\w+)[`']", words))
    prefixes = {name for name in explained if name.endswith("_")}  # `current_` stands before each
    assert {
        name for name in columns - explained if not named_in_two(name, prefixes, explained)
    } == (set())


def named_in_two(column: str, prefixes: set[str], explained: set[str]) -> bool:
    return any(column.removeprefix(prefix) in explained for prefix in prefixes)


def test_the_same_thing_is_asked_by_the_same_name() -> None:
    """Progress is True, False or a function wherever work is long; a chart is chosen by `chart`."""
    parameters: dict[str, set[str]] = {}
    for name in on.__all__:
        each = getattr(on, name)
        if callable(each) and not isinstance(each, type):
            for parameter in inspect.signature(each).parameters.values():
                parameters.setdefault(parameter.name, set()).add(str(parameter.annotation))
        elif isinstance(each, type) and issubclass(each, Result):
            names = list(inspect.signature(each.plot).parameters)
            assert names[1:3] == ["ax", "lang"], name
            assert set(names[3:]) <= PLOT_OPTIONS, name
            if hasattr(each, "by"):
                assert list(inspect.signature(each.by).parameters)[1] == "dimension"
    assert parameters["progress"] == {"Progress"}
    assert parameters["lang"] == {"str"} and parameters["seed"] == {"int"}
    assert parameters["solver"] <= {"SolverChoice", "SolverChoice | CaseSolver"}
    assert not {"bar", "verbose", "quiet", "language", "what", "kind"} & set(parameters)


PLOT_OPTIONS = {"by", "chart", "level", "note", "order", "shapes_of"}


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


@pytest.mark.parametrize("ask", [on.free_share, on.attribute, on.shadow_prices, on.bounds])
def test_a_value_of_several_goals_names_them_with_their_weights(ask: Callable[..., Any]) -> None:
    case = on.load_case("two-villages-affordable").set("outcomes", "other_homes", weight=0.5)
    answer = ask(case)
    assert "(affordable homes 1, other homes 0.5)" in answer.note_in("en")
    assert "(betaalbare woningen 1, andere woningen 0,5)" in answer.note
    assert "weights" not in ask(_case()).note_in("en")
