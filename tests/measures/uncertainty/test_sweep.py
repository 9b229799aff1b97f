"""Sweeps: draws that depend on nothing but seed, number and group, ranges against a closed form,
and work that survives what happens to it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
import polars as pl
import pytest
from joblib.externals.loky import get_reusable_executor
from joblib.parallel import ThreadingBackend

import ontschotting as on
import ontschotting.measures.uncertainty.sweep as sweep_module
import ontschotting.measures.uncertainty.sweep_tasks as sweep_tasks
from ontschotting.cli.run import main
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.uncertainty.draw_values import FROM_FEW_OPTIMA, measures_of_draw
from ontschotting.measures.uncertainty.draws.distributions import triangular
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws, uniform
from ontschotting.measures.uncertainty.sweep_result import ranges
from ontschotting.measures.uncertainty.sweep_workers import run_tasks
from tests.oracle.samples import FUZZ

FREED = ("freed",)


@pytest.fixture
def case() -> on.Case:
    """Land 60, mobility 20 (10 to 35) million.

    A home needs 10,000 of each: within the walls mobility / 10,000 homes, without (60 + mobility) /
    20,000.
    """
    case = on.load_case("two-villages")
    mobility = pl.col("stream") == "mobility"
    ends = [
        pl.when(mobility).then(pl.lit(euros)).alias(name)
        for name, euros in (("amount_eur_low", 10e6), ("amount_eur_high", 35e6))
    ]
    return case.with_table("budgets", case.budgets.with_columns(ends))


def drawn(case: on.Case, count: int = 200, seed: int = 1) -> list[on.Case]:
    return [SeededDraws(seed).case_of(case, draw) for draw in range(1, count + 1)]


def test_quantiles_against_the_closed_form(case: on.Case) -> None:
    found = on.sweep(case, draws=12, seed=3, workers=1, tornado=False)
    # The same numbers by another road: numpy's own inverse of the distribution function, on a fine
    # grid.
    grid = np.linspace(10e6, 35e6, 2_000_001)
    below = np.where(
        grid < 20e6, (grid - 10e6) ** 2 / (25e6 * 10e6), 1 - (35e6 - grid) ** 2 / (25e6 * 15e6)
    )
    mobility = np.interp(
        [uniform(3, draw, "stream mobility") for draw in range(1, 13)], below, grid
    )
    within, without = mobility / 10_000, (60e6 + mobility) / 20_000
    frame = {row["measure"]: row for row in found.frame.to_dicts()}
    for name, values in (
        ("value_current", within),
        ("value_lifted", without),
        ("freed", without - within),
        ("blocked_eur", (without - within) * 20_000),
    ):
        assert found.draws[name].to_numpy() == pytest.approx(values, rel=1e-5)
        for quantile, share in (("p05", 5), ("p50", 50), ("p95", 95)):
            assert frame[name][quantile] == pytest.approx(np.percentile(values, share), rel=1e-5)
        assert frame[name]["mean"] == pytest.approx(values.mean(), rel=1e-5)


def with_chances(case: on.Case, **chance: float) -> on.Case:
    chances = pl.col("stream").replace_strict(chance, default=None, return_dtype=pl.Float64)
    return case.with_table("budgets", case.budgets.with_columns(chances.alias("chance")))


def test_uncertain_money_comes_or_does_not() -> None:
    """Land 60, mobility 20 million, a home needs 10,000 of each: without mobility nothing is built
    within the walls, and 3,000 homes without them; without land 1,000.
    """
    case = with_chances(on.load_case("two-villages"), mobility=0.3, land=0.7)
    found = on.sweep(case, draws=12, seed=5, workers=1, tornado=False)
    mobility, land = (
        np.array([uniform(5, draw, f"chance stream {stream}") < chance for draw in range(1, 13)])
        for stream, chance in (("mobility", 0.3), ("land", 0.7))
    )
    assert 0 < mobility.mean() < 1 and 0 < land.mean() < 1
    assert found.draws["value_current"].to_numpy() == pytest.approx(2000 * mobility * land)
    assert found.draws["value_lifted"].to_numpy() == pytest.approx(3000 * land + 1000 * mobility)
    # the frequency comes near the chance: within four standard deviations of 5,000 draws
    often = np.array([uniform(1, draw, "chance stream mobility") < 0.3 for draw in range(5000)])
    assert abs(often.mean() - 0.3) < 4 * np.sqrt(0.3 * 0.7 / 5000)


def test_rows_of_one_stream_or_draw_group_come_together() -> None:
    case = with_chances(on.load_case("two-villages"), mobility=0.5, land=0.5)
    second = case.budgets.with_columns(pl.col("year") + 1, pl.lit(0.6).alias("chance"))
    case = case.with_table("budgets", pl.concat([case.budgets, second]))
    for each in drawn(case):
        coming = (each.budgets["amount_eur"] > 0).to_list()
        by_stream = each.budgets.with_columns(pl.Series("comes", coming))
        for _, rows in by_stream.group_by("stream"):
            likely, unlikely = rows.filter(chance=0.6), rows.filter(chance=0.5)
            assert not (unlikely["comes"].item() and not likely["comes"].item())
        assert each.first_year == case.first_year and each.budgets.height == 4
    one_round = case.with_table(
        "budgets", case.budgets.with_columns(pl.lit("round").alias("draw_group"), chance=0.5)
    )
    counts = {(each.budgets["amount_eur"] > 0).sum() for each in drawn(one_round)}
    assert counts == {0, 4}


def test_a_chance_of_one_or_none_changes_no_draw(case: on.Case) -> None:
    certain = with_chances(case, mobility=1.0)
    for first, second in zip(drawn(case, 20), drawn(certain, 20), strict=True):
        assert first.budgets["amount_eur"].equals(second.budgets["amount_eur"])
    never = with_chances(case, mobility=0.0)
    assert {
        each.budgets.filter(stream="mobility")["amount_eur"].item() for each in drawn(never)
    } == {0.0}


def test_results_say_how_much_of_the_money_is_not_certain(case: on.Case) -> None:
    certain = on.allocate(case)
    uncertain = with_chances(case, mobility=0.25)
    share = (
        "Of the budget of 80 million euros, 20 million euros is not certain; 5 million euros of it"
        " is expected to come."
    )
    for found in (on.allocate(uncertain), on.compare(uncertain)):
        texts = found.sentences("en")
        assert texts[-3:-1] == [share, "The result counts all of it."]
        assert "niet zeker" in " ".join(found.sentences("nl"))
    assert on.allocate(uncertain).value == certain.value
    assert not [text for text in certain.sentences("en") if "certain" in text]
    swept = on.sweep(uncertain, draws=3, workers=1, tornado=False).sentences("en")
    assert "In each draw such an amount comes wholly or not at all." in swept


def test_draws_are_triangular(case: on.Case) -> None:
    low, mode, high = (np.full(1500, euros) for euros in (10e6, 20e6, 35e6))
    numbers = np.array([uniform(1, draw, "stream mobility") for draw in range(1, 1501)])
    amounts = triangular(numbers, low, mode, high)
    assert amounts[:40] == pytest.approx(
        [
            one.budgets.filter(pl.col("stream") == "mobility")["amount_eur"].item()
            for one in drawn(case, 40)
        ]
    )
    other = np.random.default_rng(7).triangular(10e6, 20e6, 35e6, 400_000)
    error = other.std() / np.sqrt(len(amounts))
    assert abs(amounts.mean() - (10e6 + 20e6 + 35e6) / 3) < 4 * error
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        assert np.mean(amounts <= np.quantile(other, share)) == pytest.approx(
            share, abs=4 * np.sqrt(share * (1 - share) / len(amounts))
        )
    assert 10e6 <= amounts.min() < amounts.max() <= 35e6


def test_the_ends_of_a_triangle() -> None:
    low, mode, high = (
        np.array([0.0, 0.0, 5.0]),
        np.array([0.0, 10.0, 7.0]),
        np.array([10.0, 10.0, 9.0]),
    )
    assert triangular(np.zeros(3), low, mode, high) == pytest.approx(low)
    assert triangular(np.ones(3), low, mode, high) == pytest.approx(high)
    assert triangular(np.full(3, 0.5), low, mode, high)[2] == pytest.approx(7.0)


def test_a_number_depends_on_seed_draw_and_group_only() -> None:
    numbers = np.array(
        [
            [uniform(seed, draw, group) for draw in range(1, 500)]
            for seed in (1, 2)
            for group in ("stream a", "stream b")
        ]
    )
    assert len(np.unique(numbers)) == numbers.size
    assert np.abs(np.corrcoef(numbers) - np.eye(4)).max() < 4 / np.sqrt(499)
    assert uniform(1, 7, "stream a") == numbers[0, 6]


def test_one_number_for_a_stream_and_another_for_a_purpose_of_the_same_name(case: on.Case) -> None:
    budgets = case.budgets.with_columns(
        (pl.col("amount_eur") * 0.5).alias("amount_eur_low"),
        (pl.col("amount_eur") * 1.5).alias("amount_eur_high"),
    )
    costs = case.costs.with_columns(
        pl.lit(5e3).alias("eur_per_unit_low"), pl.lit(15e3).alias("eur_per_unit_high")
    )
    split = pl.concat([budgets, budgets.with_columns(pl.lit(2027, dtype=pl.Int64).alias("year"))])
    both = case.with_table("budgets", split).with_table("costs", costs)

    def shares(case: on.Case, draw: int) -> tuple[dict[str, set[float]], dict[str, float]]:
        one = SeededDraws(1).case_of(case, draw)
        of_streams: dict[str, set[float]] = {}
        for before, after in zip(case.budgets.to_dicts(), one.budgets.to_dicts(), strict=True):
            of_streams.setdefault(before["stream"], set()).add(
                round(after["amount_eur"] / before["amount_eur"], 9)
            )
        return of_streams, {
            row["purpose"]: round(row["eur_per_unit"] / 10e3, 9) for row in one.costs.to_dicts()
        }

    streams, purposes = shares(both, 1)
    # the rows of both years move together
    assert [len(values) for values in streams.values()] == [1, 1]
    assert len({*streams["land"], *streams["mobility"], *purposes.values()}) == 4
    grouped = both.with_table(
        "budgets", split.with_columns(pl.lit("prices").alias("draw_group"))
    ).with_table("costs", costs.with_columns(pl.lit("prices").alias("draw_group")))
    streams, purposes = shares(grouped, 1)
    assert len({*streams["land"], *streams["mobility"], *purposes.values()}) == 1


def test_whole_numbers_stay_whole_and_what_has_no_margin_stays(case: on.Case) -> None:
    years = case.with_table(
        "streams",
        case.streams.with_columns(
            pl.lit(2).alias("spend_within_years"),
            pl.lit(0).alias("spend_within_years_low"),
            pl.lit(4).alias("spend_within_years_high"),
        ),
    )
    cases = drawn(years)
    assert {value for one in cases for value in one.streams["spend_within_years"]} == {
        0,
        1,
        2,
        3,
        4,
    }
    assert all(
        one.budgets.filter(pl.col("stream") == "land")["amount_eur"].item() == 60e6 for one in cases
    )
    assert all(one.plans.equals(case.plans) and one.costs.equals(case.costs) for one in cases)


def test_a_margin_with_one_end_has_the_value_as_the_other(case: on.Case) -> None:
    half = case.with_table("budgets", case.budgets.drop("amount_eur_high"))
    amounts = [
        one.budgets.filter(pl.col("stream") == "mobility")["amount_eur"].item()
        for one in drawn(half)
    ]
    assert 10e6 <= min(amounts) < 11.5e6
    assert 19e6 < max(amounts) <= 20e6


def test_a_margin_without_a_value_is_refused(case: on.Case) -> None:
    capped = case.with_table(
        "streams", case.streams.with_columns(pl.lit(1000.0).alias("cap_eur_per_unit_low"))
    )
    with pytest.raises(
        on.QuestionError,
        match=r"streams, column cap_eur_per_unit: 2 rows have a margin but no value, .* land",
    ):
        on.sweep(capped, draws=1)


class AtTheEnd(ThreadingBackend):
    """A backend that gives its answers only when all are there, as Ray's does."""

    supports_return_generator = False


def test_a_backend_that_would_hang_is_refused(case: on.Case) -> None:
    with (
        joblib.parallel_config(backend="multiprocessing", n_jobs=2),
        pytest.raises(on.QuestionError, match="'multiprocessing' copies a process"),
    ):
        on.sweep(case, draws=2, tornado=False)


def test_the_same_answer_with_any_number_of_workers_and_in_any_order(case: on.Case) -> None:
    alone = on.sweep(case, draws=6, workers=1, tornado=False)
    two = on.sweep(case, draws=6, workers=2, tornado=False)
    joblib.register_parallel_backend("at-the-end", AtTheEnd)
    with joblib.parallel_config(backend="at-the-end", n_jobs=2):
        batches = on.sweep(case, draws=10, tornado=False)
    assert alone.draws.equals(two.draws)
    assert alone.draws.equals(batches.draws.head(6))
    assert on.sweep(case, draws=3, workers=1, tornado=False).draws.equals(alone.draws.head(3))
    backwards = [
        measures_of_draw(SeededDraws(1).case_of(case, draw), on.INTEGRAL, FREED, "highs")[0][
            "freed"
        ]
        for draw in range(6, 0, -1)
    ]
    assert backwards[::-1] == alone.draws["freed"].to_list()
    assert not on.sweep(case, draws=3, seed=2, workers=1, tornado=False).draws.equals(
        alone.draws.head(3)
    )
    turned = case.with_table("budgets", case.budgets.reverse())
    assert on.sweep(turned, draws=3, workers=1, tornado=False).draws[
        "freed"
    ].to_list() == pytest.approx(alone.draws["freed"].head(3).to_list())


@pytest.mark.parametrize("name", ["two-villages-own-money", "two-villages-years"])
def test_measures_are_those_of_compare(name: str) -> None:
    whole = on.load_case(name)
    for regime in (on.INTEGRAL, on.BORDERLESS, on.lift("purpose", cut=0.9)):
        few, *_ = measures_of_draw(whole, regime, FROM_FEW_OPTIMA, "highs")
        every = on.compare(whole, regime).measures()
        assert {name: every[name] for name in FROM_FEW_OPTIMA} == {
            name: value if value is None else pytest.approx(value, rel=1e-6, abs=1e-6)
            for name, value in few.items()
        }


def test_other_measures_and_those_that_do_not_exist(case: on.Case) -> None:
    found = on.sweep(
        case,
        on.lift("purpose", cut=0.6),
        draws=6,
        seed=2,
        measures=["needed_eur", "utilisation", "freed"],
        workers=1,
        tornado=False,
    )
    # 0.4 · (60 + m) / 20,000 reaches m / 10,000 homes when m ≤ 15 million: only there does the
    # amount exist.
    exist = [
        one.budgets.filter(pl.col("stream") == "mobility")["amount_eur"].item() <= 15e6
        for one in drawn(case, 6, seed=2)
    ]
    assert True in exist and False in exist
    assert [value is not None for value in found.draws["needed_eur"]] == exist
    assert found.frame.filter(pl.col("measure") == "needed_eur")["draws"].item() == sum(exist)
    assert found.frame.filter(pl.col("measure") == "freed")["draws"].item() == 6


def test_the_note_counts_only_the_draws_in_which_the_measure_exists(case: on.Case) -> None:
    some = on.sweep(
        case,
        on.lift("purpose", cut=0.6),
        draws=6,
        seed=2,
        measures=["needed_eur"],
        workers=1,
        tornado=False,
    )
    exist = some.draws["needed_eur"].count()
    assert 0 < exist < 6
    assert some.note_in("en").startswith(
        f"In {exist} draws "
    ) and f"not counted here: {6 - exist}." in " ".join(some.sentences("en"))
    # 0.1 · (60 + m) / 20,000 never reaches m / 10,000 homes.
    never = on.sweep(
        case,
        on.lift("purpose", cut=0.9),
        draws=3,
        measures=["needed_eur"],
        workers=1,
        tornado=False,
    )
    assert never.note.startswith("In geen van de trekkingen binnen de opgegeven marges (3) bestaat")
    assert never.share_no_difference is None


def test_without_any_draw_in_which_the_gain_exists_there_is_no_share_of_them(case: on.Case) -> None:
    nowhere = pl.DataFrame(
        {"draw": [1, 2], "freed": [None, None]}, schema={"draw": pl.Int64, "freed": pl.Float64}
    )
    found = replace(
        on.sweep(case, draws=2, measures=FREED, workers=1, tornado=False),
        draws=nowhere,
        quantiles=ranges(nowhere),
    )
    assert found.share_no_difference is None and found.to_json()["share_no_difference"] is None
    assert "bestaat" in found.note and "100%" not in found.note


def test_swings_are_those_of_swings(case: on.Case) -> None:
    assert on.sweep(case, draws=2, workers=1).tornado.equals(on.tornado(case).frame)
    assert on.sweep(case, draws=2, workers=1, tornado=False).tornado is None


def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the draws that are really worked out."""
    worked: list[int] = []
    real = sweep_module.draw_task

    def noted(
        case: on.Case, regime: on.Regime, solver: SolverChoice, draw: int, *rest: object
    ) -> object:
        worked.append(draw)
        return real(case, regime, solver, draw, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sweep_module, "draw_task", noted)
    return worked


def test_goes_on_where_it_stopped_and_trusts_nothing_that_does_not_fit(
    case: on.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    first = on.sweep(case, draws=8, workers=1, cache_dir=folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*(f"draw-{draw}.json" for draw in range(1, 9)), "tornado.json"]
    )
    worked = counting(monkeypatch)
    (folder / "draw-2.json").unlink()
    (folder / "draw-3.json").write_text((folder / "draw-3.json").read_text()[:80])  # half a file
    changed = json.loads((folder / "draw-4.json").read_text())
    changed["answer"]["measures"]["freed"] = 1e6  # a whole file with another number
    (folder / "draw-4.json").write_text(json.dumps(changed))
    (folder / "draw-5.json").write_text((folder / "draw-6.json").read_text())  # another draw's file
    (folder / "draw-7.json").write_bytes(b"\xff\xfe[]")
    again = on.sweep(case, draws=8, workers=1, cache_dir=folder)
    assert sorted(worked) == [2, 3, 4, 5, 7]
    assert again.draws.equals(first.draws)
    assert again.tornado.equals(first.tornado)
    assert again.trace == first.trace
    worked.clear()
    on.sweep(case, draws=10, workers=1, cache_dir=folder)
    assert sorted(worked) == [9, 10]


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 2},
        {"regime": on.BORDERLESS},
        {"regime": on.lift("purpose", free_share=0.3000001)},
        {"measures": ("freed",)},
        {"case": "budgets"},
        {"version": "9.9"},
    ],
    ids=str,
)
def test_kept_draws_of_another_question_are_not_used(
    case: on.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, object]
) -> None:
    regime = (
        on.lift("purpose", free_share=0.3)
        if isinstance(other.get("regime"), on.Regime) and other["regime"] != on.BORDERLESS
        else on.INTEGRAL
    )
    on.sweep(case, regime, draws=2, workers=1, cache_dir=tmp_path, tornado=False)
    worked = counting(monkeypatch)
    if "version" in other:
        monkeypatch.setattr(sweep_module, "__version__", other["version"])
    asked = {
        "case": case,
        "regime": regime,
        **{key: value for key, value in other.items() if key not in ("case", "version")},
    }
    if "case" in other:
        asked["case"] = case.set("budgets", "land", "region", "A", 2026, amount_eur=61e6)
    on.sweep(**asked, draws=2, workers=1, cache_dir=tmp_path, tornado=False)  # type: ignore[arg-type]
    assert sorted(worked) == [1, 2]


def test_a_draw_without_certificate_is_an_error_with_its_number(
    case: on.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sweep_tasks.measures_of_draw

    def refuse(drawn: on.Case, *rest: object) -> object:
        if drawn == SeededDraws(1).case_of(case, 3):
            raise on.CertificateError("the gap is not closed")
        return real(drawn, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sweep_tasks, "measures_of_draw", refuse)
    with pytest.raises(
        on.CertificateError, match=r"(?s)draw 3 has no certified answer.*the gap is not closed"
    ):
        on.sweep(case, draws=4, workers=1, tornado=False)


def test_own_draws(case: on.Case, tmp_path: Path) -> None:
    mine = pd.DataFrame(
        {
            "draw": [4, 9, 9],
            "table": ["budgets", "budgets", "costs"],
            "stream": ["mobility", "mobility", None],
            "level": ["region", "region", None],
            "area": ["A", "A", None],
            "year": [2026, 2026, None],
            "plan_type": [None, None, "homes"],
            "purpose": [None, None, "land"],
            "column": ["amount_eur", "amount_eur", "eur_per_unit"],
            "value": [40e6, 40e6, 20000.0],
        }
    )
    found = on.sweep(case, draws=mine, workers=1, cache_dir=tmp_path, tornado=False)
    # 4: within 4,000, without 100 / 20,000 = 5,000. 9: land pays 3,000 homes of 20,000; without 100
    # / 30,000 = 3,333.
    assert found.draws["draw"].to_list() == [4, 9]
    assert found.draws["value_current"].to_list() == pytest.approx([4000, 3000])
    assert found.draws["value_lifted"].to_list() == pytest.approx([5000, 10000 / 3])
    assert found.seed is None
    mine.loc[0, "value"] = 30e6
    assert on.sweep(case, draws=mine, workers=1, cache_dir=tmp_path, tornado=False).draws[
        "value_current"
    ].to_list() == pytest.approx([3000, 3000])


GOOD = {
    "draw": 1,
    "table": "budgets",
    "stream": "mobility",
    "level": "region",
    "area": "A",
    "year": 2026,
    "column": "amount_eur",
    "value": 1e6,
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"table": "budgets", "column": "chance"}, "'chance' is no number column of budgets"),
        ({"table": "budget"}, r"line 1: no table is called 'budget'. Did you mean 'budgets'\?"),
        (
            {"column": "amount"},
            r"'amount' is no number column of budgets outside its key. Did you mean 'amount_eur'\?",
        ),
        ({"column": "year"}, "no number column of budgets outside its key"),
        (
            {"stream": "mobilty"},
            r"no row of budgets has the key stream mobilty.* Did you mean 'mobility'\?",
        ),
        (
            {"year": 2031},
            "no row of budgets has the key stream mobility, level region, area A, year 2031",
        ),
        ({"year": 2026.5}, "line 1, column year"),
        ({"value": None}, "a draw needs a value"),
        ({"value": -5.0}, "line 1, budgets, column amount_eur"),
        ({"draw": 1.5}, "draw 1.5 is not a whole number"),
        ({"purpose": "land"}, "purpose is no key column of budgets"),
        ({"streem": "x"}, r"no table has a key column 'streem'. Did you mean 'stream'\?"),
    ],
)
def test_own_draws_that_do_not_fit(case: on.Case, change: dict[str, object], message: str) -> None:
    with pytest.raises(on.QuestionError, match=message):
        on.sweep(case, draws=pl.DataFrame([{**GOOD, **change}]), workers=1)


def test_questions_that_do_not_fit(case: on.Case, tmp_path: Path) -> None:
    with pytest.raises(
        on.QuestionError, match="sets column amount_eur of this row of budgets twice"
    ):
        on.sweep(case, draws=pl.DataFrame([GOOD, GOOD]))
    with pytest.raises(on.QuestionError, match="the column 'value' is missing"):
        on.sweep(case, draws=pl.DataFrame([GOOD]).drop("value"))
    with pytest.raises(on.QuestionError, match="give a number of draws, or a frame"):
        on.sweep(case, draws="many")
    with pytest.raises(on.QuestionError, match="0 draws is not a number of draws"):
        on.sweep(case, draws=0)
    with pytest.raises(
        on.QuestionError, match=r"no measure is called 'free'. Did you mean 'freed'\?"
    ):
        on.sweep(case, draws=1, measures=["free"])
    (tmp_path / "file").write_text("")
    with pytest.raises(on.QuestionError, match="is a file"):
        on.sweep(case, draws=1, cache_dir=tmp_path / "file")
    (tmp_path / "file").unlink()


def test_what_it_says(case: on.Case) -> None:
    found = on.sweep(case, draws=4, workers=1, tornado=False)
    assert "in 0% daarvan maken deze schotten geen verschil" in found.note
    assert "not what was left out of the data" in found.note_in("en")
    assert "In elk van " in found.plot().get_label()
    money = on.sweep(case, draws=2, workers=1, tornado=False, measures=["blocked_eur"])
    assert "miljoen euro" in money.note
    with pytest.raises(on.QuestionError, match="the chart shows 'freed'"):
        money.plot()


def test_the_command(
    case: on.Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case.write(tmp_path / "case")
    monkeypatch.setattr(
        "sys.argv",
        [
            "ontschotting",
            "sweep",
            str(tmp_path / "case"),
            "--draws",
            "3",
            "--seed",
            "5",
            "--workers",
            "1",
            "--cache-dir",
            str(tmp_path / "kept"),
            "--json",
        ],
    )
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0
    heard = capsys.readouterr()
    assert "every finished draw is kept in" in heard.err
    printed = json.loads(heard.out)
    assert (printed["draws"], printed["seed"]) == (3, 5)
    expected = on.sweep(case, draws=3, seed=5, workers=1)
    assert printed["measures"]["freed"]["p50"] == expected.draws["freed"].median()
    assert [(one["group"], one["low"], one["high"]) for one in printed["swings"]] == [
        ("mobility: amount_eur", 2500, 1250)
    ]
    assert (tmp_path / "kept" / "draw-3.json").exists()


@pytest.mark.skipif(FUZZ == 1, reason="starts processes of a cluster: make fuzz")
def test_a_cluster_that_loses_a_worker_loses_no_draw(case: on.Case, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    count, killed = 36, []
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        workers = client.run(os.getpid)
        victim = next(iter(workers.values()))

        def kill() -> None:
            until = time.monotonic() + 60
            while time.monotonic() < until and not killed:
                done = len(list(tmp_path.glob("draw-*.json")))
                if done >= 6:
                    os.kill(victim, signal.SIGKILL)
                    killed.append(done)
                time.sleep(0.01)

        thread = threading.Thread(target=kill)
        thread.start()
        with joblib.parallel_config(backend="dask"):
            found = on.sweep(case, draws=count, cache_dir=tmp_path, tornado=False, measures=FREED)
        thread.join()
        assert killed and killed[0] < count - 4, "the worker was to be killed in mid-run"
        assert victim not in client.run(os.getpid).values()
    assert found.draws["draw"].to_list() == list(range(1, count + 1))
    assert found.draws.equals(
        on.sweep(case, draws=count, workers=1, tornado=False, measures=FREED).draws
    )


def _hears_ctrl_c() -> dict[str, Any]:
    return {"hears": signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])}


@pytest.mark.skipif(sys.platform == "win32", reason="no signals that wait")
def test_workers_leave_ctrl_c_to_who_started_them() -> None:
    """A worker that hears Ctrl-C while it is still importing would print a traceback, and no code
    of this library runs there yet.
    """
    # those of another test may have been started otherwise
    get_reusable_executor().shutdown(wait=True)
    answers = dict(run_tasks({str(number): _hears_ctrl_c for number in range(4)}, workers=2))
    assert [one["hears"] for one in answers.values()] == [False] * 4
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
