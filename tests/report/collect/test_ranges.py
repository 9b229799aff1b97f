"""The ranges of the first page: those that ship with a case, or draws of one's own case."""

from __future__ import annotations

import polars as pl
import pytest

import ontschotting as on
from docs.builders.shipped_ranges import FILE, OWN, shipped
from ontschotting.datasets.ranges import shipped_ranges
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.report.collect import ranges
from ontschotting.report.collect.ranges import collect_ranges
from ontschotting.report.collect.steps import StepReporter
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.progress import silent
from tests.measures.uncertainty.test_switching_values import limited


def test_ranges_of_the_netherlands_ship_and_are_those_of_the_page_of_ranges() -> None:
    """They are quantiles of the draws in docs/; the case is still the one they were made for."""
    case = on.load_case("nederland")
    frame = shipped_ranges(case.program_fingerprint, on.INTEGRAL.with_awarded().options or "")
    assert frame["measure"].to_list() == ["freed", "blocked_eur", "own_tied_eur"]
    draws = pl.read_csv(FILE.parents[1] / "docs" / "ranges-nederland-each-draw.csv")
    expected = draws["freed"].quantile(0.95, "linear")
    assert frame["p95"][0] == pytest.approx(expected, abs=0.01)
    assert frame["draws"].to_list() == [500, 500, pl.read_csv(OWN).height]
    assert pl.read_csv(FILE).equals(shipped(), null_equal=True)
    assert shipped_ranges(case.program_fingerprint, "").is_empty()
    assert shipped_ranges("another case", "--awarded").is_empty()


def test_draws_of_a_case_of_ones_own_are_those_of_a_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "SECONDS", 1000.0)
    monkeypatch.setattr(ranges, "DRAWS", 5)
    monkeypatch.setattr(ranges, "LEAST_DRAWS", 5)
    case = limited(1500.0, 1400.0, 2500.0)
    result = collect_ranges(CaseSolver(case), on.INTEGRAL, StepReporter(silent))
    sweep = on.sweep(case, draws=5, seed=ranges.SEED, measures=["freed"], tornado=False, workers=1)
    freed = result.of("freed")
    assert freed is not None and freed.draws == 5
    assert (freed.low, freed.high) == pytest.approx(sweep.frame.select("p05", "p95").row(0))
    assert result.of("crossing_eur") is None


def test_no_range_without_margins_nor_from_too_few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def counted(source: SeededDraws, case: on.Case, draw: int) -> on.Case:
        drawn.append(draw)
        return case

    monkeypatch.setattr(SeededDraws, "case_of", counted)
    for case in (on.load_case("two-villages"), limited(1500.0, 1400.0, 2500.0)):
        result = collect_ranges(CaseSolver(case), on.INTEGRAL, StepReporter(silent))
        assert result.of("freed") is None
    assert drawn == [1]  # where the first draw takes too long there is no second
