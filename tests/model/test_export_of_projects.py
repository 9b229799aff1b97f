"""An exported program of projects says which columns are 0 or 1, and has the same optimum."""

from __future__ import annotations

from pathlib import Path

import highspy
import polars as pl
import pytest

import ontschotting as on
from ontschotting.model.export import export_program
from tests.oracle.families import PROJECT_FAMILIES
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.roads import library_value

SCENARIOS = list(scenarios(8, seed=77, families=tuple(PROJECT_FAMILIES)))


@pytest.mark.parametrize("ending", ["lp", "mps"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_another_reader_finds_the_same_optimum(
    scenario: object, ending: str, tmp_path: Path
) -> None:
    case = on.Case(**to_frames(scenario.tables))  # type: ignore[attr-defined]
    regime = to_regime(scenario.regime)  # type: ignore[attr-defined]
    path, names = export_program(case, tmp_path / f"program.{ending}", regime)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.run()
    value = library_value(case, regime)
    assert -solver.getInfo().objective_function_value == pytest.approx(value, rel=1e-6, abs=1e-6)
    explained = set(pl.read_csv(names)["name"])
    kinds = solver.getLp().integrality_
    whole = [
        name
        for name, kind in zip(solver.getLp().col_names_, kinds, strict=bool(kinds))
        if kind == highspy.HighsVarType.kInteger
    ]
    assert set(whole) <= explained


def test_the_columns_of_projects_have_the_letters_of_the_model(tmp_path: Path) -> None:
    letters = set()
    for scenario in SCENARIOS:
        case = on.Case(**to_frames(scenario.tables))
        path, _ = export_program(case, tmp_path / f"{scenario.name}.lp")
        binary = path.read_text().partition("Binary\n")[2].removesuffix("End\n")
        letters |= {line.strip().split("_")[0] for line in binary.splitlines()}
    assert letters == {"z", "y", "q"}
