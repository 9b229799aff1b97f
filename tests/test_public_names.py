"""The public names: each can be had, an old one names the new one, and importing loads nothing."""

from __future__ import annotations

import subprocess
import sys

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
