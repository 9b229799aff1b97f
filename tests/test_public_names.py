"""The public names: each can be had, an old one names the new one, and importing loads nothing."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import ontschotting as on


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import ontschotting, sys; print([m for m in"
        " ('pandas','matplotlib','highspy','pulp','scipy','polars','typer') if m in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )
    code = (
        "import ontschotting as on, sys; on.compare(on.load_case('two-villages')); print([m for m"
        " in ('pandas','matplotlib','pulp') if m in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_public_names() -> None:
    wanted = {
        "load_case",
        "read_case",
        "cases",
        "Case",
        "lift",
        "CURRENT",
        "INTEGRAL",
        "UNCONDITIONAL",
        "BORDERLESS",
        "regional",
        "block_grant",
        "allocate",
        "compare",
        "free_share",
        "goals",
        "bounds",
        "write_report",
    }
    assert wanted <= set(on.__all__)
    for name in on.__all__:
        assert getattr(on, name) is not None
    with pytest.raises(AttributeError, match="no name 'nonsense'"):
        _ = on.nonsense


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("flips", "switching_values"),
        ("swings", "tornado"),
        ("per_area", "by_area"),
        ("wall_prices", "shadow_prices"),
        ("terms", "conditions"),
        ("several_years", "year_rules"),
        ("change_of_course", "cancellation"),
        ("Flips", "SwitchingValues"),
        ("Swings", "Tornado"),
        ("PerArea", "ByArea"),
        ("WallPrices", "ShadowPrices"),
        ("Terms", "Conditions"),
        ("SeveralYears", "YearRules"),
        ("ChangeOfCourse", "Cancellation"),
    ],
)
def test_an_old_public_name_is_refused_with_the_new_one(old: str, new: str) -> None:
    message = f"ontschotting has no '{old}' since version 0.2; it is called '{new}'."
    with pytest.raises(AttributeError, match=f"^{message}$"):
        getattr(on, old)
    assert old not in dir(on)
    assert getattr(on, new) is not None


BESIDE_THE_CASE = {"stream": "land", "from_year": 2026, "out": "report", "path": "proof.xlsx"}
"""What a question asks that has no default."""


def arguments(question: str) -> list[inspect.Parameter]:
    return list(inspect.signature(getattr(on, question)).parameters.values())


@pytest.mark.parametrize(
    "question",
    [
        name
        for name in on.__all__
        if inspect.isfunction(getattr(on, name))
        and any(each.name == "case" and each.default is not None for each in arguments(name))
    ],
)
def test_what_is_no_case_is_refused(question: str) -> None:
    others = {
        each.name: BESIDE_THE_CASE[each.name]
        for each in arguments(question)
        if each.default is each.empty and each.name != "case"
    }
    with pytest.raises(on.QuestionError, match=r"^case \| 5 is no case\."):
        getattr(on, question)(case=5, **others)


CASE = on.load_case("two-villages")


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        (lambda: on.Solver(gap="x"), "gap"),
        (lambda: on.Solver(seconds=None), "seconds"),
        (lambda: on.lift("purpose", free_share="x"), "regime"),
        (lambda: on.lift("purpose", streams=5), "regime"),
        (lambda: on.free_share(CASE, shares="x"), "shares"),
        (lambda: on.free_share(CASE, shares=[0.5, 1.5]), "shares"),
        (lambda: on.conditions(CASE, cuts=5), "cuts"),
        (lambda: on.shadow_prices(CASE, rays="x"), "rays"),
        (lambda: on.switching_values(CASE, reach="x"), "switching_values"),
        (lambda: on.write_template("own.xlsx", 5), "case"),
        (lambda: on.what_if(CASE, 5), "regime"),
        (lambda: on.write_report(CASE, 5), "report"),
        (lambda: CASE.write(5), "write"),
        (lambda: on.write_template(5), "template"),
        (lambda: on.annotate(5, "out.xlsx"), "annotate"),
        (lambda: on.write_certificate(CASE, None), "certificate"),
        (lambda: on.read_iv3(None, year=2024), "read"),
        (lambda: on.read_case(None), "case"),
        (lambda: on.load_case(5), "cases"),
        (lambda: on.back_test(CASE, 5), "case"),
    ],
)
def test_what_is_no_number_path_or_frame_is_refused(ask: Callable[[], Any], place: str) -> None:
    with pytest.raises(on.QuestionError, match=rf"^{place} \| "):
        ask()
