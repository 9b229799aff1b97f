"""How much of a wall heaps hide: what is split adds up, the pages are made of the table, and the
numbers come out by a second road, the plain and the naive program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from docs.builders.resolution_page import chart, ends_of, read_table, text
from docs.builders.resolution_split import (
    LAND,
    LARGE,
    ROUNDS,
    SMALL,
    Project,
    Setting,
    granted,
    heap_projects,
    inhabitants,
    published_deficits,
    published_sizes,
    split,
    tied_awards,
)
from docs.builders.resolution_study import (
    DRAWS,
    FEWER,
    PAGES,
    REGIME,
    SETTINGS,
    TABLE,
    draw_row,
    province,
)
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from tests.benchmarks.plain import plain_program
from tests.docs.test_headline import integral, solved
from tests.oracle.facts import Facts, pieces_of
from tests.oracle.naive import Asker, exact_highs
from tests.oracle.rows import World, at_least

DOCS = Path(__file__).parents[2] / "docs"
TOWN = "GM0355"
"""A municipality of the province."""
FIRST = {"setting": "large", "draw": 1}


@cache
def table() -> pl.DataFrame:
    return read_table(DOCS / TABLE)


@cache
def whole_province() -> on.Case:
    return province()


@cache
def town() -> on.Case:
    return whole_province().only(region=TOWN)


@cache
def drawn_first() -> on.Case:
    return split(whole_province(), SETTINGS[FIRST["setting"]], FIRST["draw"], inhabitants())


# The splitting


def always(value: float) -> Callable[[str], float]:
    return lambda name: value


def test_a_heap_by_hand() -> None:
    """Always the first size and the first deficit: two equal projects, each half of the heap."""
    parts = heap_projects("h", "r", 1000.0, 40_000.0, Setting(2), always(0.0))
    assert [each.name for each in parts] == ["h-1", "h-2"]
    for each in parts:
        assert (each.homes, each.deficit_eur) == pytest.approx((500.0, 40_000.0))
    size = published_sizes(LARGE)[0]
    for heap, count in ((0.1 * size, 1), (1.4 * size, 1), (1.6 * size, 2), (7.1 * size, 7)):
        full = heap_projects("h", "r", heap, 40_000.0, Setting(None), always(0.0))
        assert len(full) == count, heap
        assert sum(each.homes for each in full) == pytest.approx(heap)


def test_a_dear_project_makes_the_others_cheap() -> None:
    """One draws the first deficit, the other the last: the average stays that of the heap."""
    ends = {"h deficit 0": 0.0, "h deficit 1": 0.999}
    one, other = heap_projects(
        "h", "r", 1000.0, 40_000.0, Setting(2), lambda name: ends.get(name, 0.0)
    )
    spread = published_deficits()
    assert one.deficit_eur / other.deficit_eur == pytest.approx(spread[0] / spread[-1])
    assert (one.deficit_eur + other.deficit_eur) / 2 == pytest.approx(40_000.0)
    even = heap_projects("h", "r", 1000.0, 40_000.0, Setting(2, uneven=False), always(0.3))
    assert [each.deficit_eur for each in even] == pytest.approx([40_000.0] * 2)


def test_awards_by_hand() -> None:
    """Two projects may get 10 and 30 million. The first round takes both and leaves 5 and 15; the
    second one grants one project, and needs the other too. A third finds nothing left.
    """
    projects = [Project("a", "h", "r", 1000, 20_000.0), Project("b", "h", "r", 1000, 60_000.0)]
    counts = {"first": 2, "second": 1}

    def awards(**amounts: float) -> dict[str, dict[str, float]]:
        return tied_awards(projects, amounts, counts, lambda *_: 0.0, always(0.5))

    found = awards(first=20e6, second=18e6)
    assert found["first"] == pytest.approx({"b": 15e6, "a": 5e6})
    assert sum(found["second"].values()) == pytest.approx(18e6)
    assert len(found["second"]) == 2
    assert awards(second=4e6)["second"] == pytest.approx({"b": 4e6})
    with pytest.raises(ValueError, match=r"second \| the projects that it may pay cannot"):
        awards(first=20e6, second=21e6)


def test_a_threshold_keeps_small_projects_from_a_round() -> None:
    projects = [Project("a", "h", "r", 150, 40_000.0), Project("b", "h", "r", 250, 40_000.0)]
    found = tied_awards(projects, {"x": 1e6}, {"x": 2}, lambda *_: 200.0, always(0.5))
    assert found["x"] == pytest.approx({"b": 1e6})


def test_what_is_split_adds_up_to_the_heaps() -> None:
    """Homes and need of each heap, and money of each stream and year."""
    case, fine = whole_province(), drawn_first()
    fixed = split(case, replace(SETTINGS["large"], fixed_eur=1000.0), 1, inhabitants())
    for other in (fine, fixed):
        for column in ("capacity_units", "land"):
            assert _per_heap(other, column) == pytest.approx(_per_heap(case, column)), column
        keys = ["stream", "year"]
        before, after = (
            each.budgets.group_by(keys).agg(pl.col("amount_eur").sum()).sort(keys)
            for each in (case, other)
        )
        assert after["amount_eur"].to_list() == pytest.approx(before["amount_eur"].to_list())
    assert set(fine.plans["status"]) == {"synthetic"}
    assert set(fine.costs.filter(purpose=LAND)["status"]) == {"synthetic"}
    tied = fine.budgets.filter(pl.col("stream").is_in(list(ROUNDS)) & pl.col("awarded"))
    assert set(tied["level"]) == {"plan"} and set(tied["status"]) == {"synthetic"}
    costs = fixed.streams.select("counts_as_cofinancing", "fixed_eur_per_plan").unique()
    assert sorted(costs.rows()) == [(False, 1000.0), (True, None)]


def _per_heap(case: on.Case, column: str) -> dict[str, float]:
    land = case.costs.filter(purpose=LAND).select("plan_type", land="eur_per_unit")
    rows = case.plans.join(land, on="plan_type", how="left").with_columns(
        heap=pl.col("plan").str.extract(r"^(GM\d+-(?:no_)?deficit)"),
        land=pl.col("land").fill_null(0.0) * pl.col("capacity_units"),
    )
    return dict(rows.group_by("heap").agg(pl.col(column).sum()).sort("heap").iter_rows())


def test_a_number_gives_the_same_projects_again_and_another_one_others() -> None:
    setting = Setting(4)
    one, again, other = (split(town(), setting, number, inhabitants()) for number in (1, 1, 2))
    assert one.fingerprint == again.fingerprint != other.fingerprint


def test_published_counts_and_sizes() -> None:
    """As the raw rows say them: 215 projects with 232,876 homes, and 362 with 31,500."""
    assert [granted(LARGE, names)[0] for names in ROUNDS.values()] == [27, 30, 36, 20, 28, 74, 15]
    for scheme, average in ((LARGE, 232_876 / 215), (SMALL, 31_500 / 362)):
        sizes = published_sizes(scheme)
        assert sum(sizes) / len(sizes) == pytest.approx(average)


def test_divisible_homes_that_cost_the_same_may_stay_together() -> None:
    """Equal projects without tied money give what the heaps give."""
    setting = Setting(3, tied=False, uneven=False)
    names = ("value_current", "value_lifted")
    heaps, fine = (
        measures_of_draw(case, REGIME, names, "highs")[0]
        for case in (town(), split(town(), setting, 1, inhabitants()))
    )
    assert fine == pytest.approx(heaps)


# The numbers


def test_a_draw_comes_out_again() -> None:
    row = table().row(
        by_predicate=(pl.col("setting") == FIRST["setting"]) & (pl.col("draw") == FIRST["draw"]),
        named=True,
    )
    again = draw_row(whole_province(), "large", 1)
    assert {key: row[key] for key in again} == again


def test_so_do_its_values_by_the_plain_program() -> None:
    row = table().filter(**FIRST).row(0, named=True)
    case = drawn_first()
    assert solved(plain_program(case)) == pytest.approx(row["value_current"], rel=1e-6)
    assert solved(plain_program(integral(case))) == pytest.approx(row["value_lifted"], rel=1e-6)


@pytest.mark.parametrize("whole", [False, True])
def test_a_small_split_comes_out_by_the_naive_program(whole: bool) -> None:
    """Every measure of the table, in one municipality, of two projects per heap."""
    case = split(town(), Setting(2, whole=whole), 1, inhabitants())
    tables = {name: frame.rows(named=True) for name, frame in case.tables.items() if frame.height}
    facts = Facts(tables)
    lifted = [{"walls": {"purpose", "period", "stacking"}, "awarded": True}]
    now, then = (
        Asker(World(facts, regime, pieces_of(facts, regime)), exact_highs())
        for regime in ([], lifted)
    )
    current, most = now.most(now.world.value), then.most(then.world.value)
    today = at_least(then.world.value, current)
    spent = then.least(then.world.spending, at_least(then.world.value, most))
    needed = then.least(then.world.spending, today)
    own = now.least(now.world.own_spending, at_least(now.world.value, current))
    tied = own - then.least(then.world.own_spending, today)
    expected = {
        "value_current": current,
        "value_lifted": most,
        "freed": most - current,
        "blocked_eur": (spent - needed) * facts.scale,
        "own_tied_eur": tied * facts.scale,
    }
    found, *_ = measures_of_draw(case, REGIME, tuple(expected), on.Solver())
    assert found == pytest.approx(expected, rel=1e-6, abs=10.0)
    assert current > 100


def test_every_draw_of_every_setting_is_there() -> None:
    for name in SETTINGS:
        numbers = table().filter(setting=name)["draw"].to_list()
        assert numbers == list(range(1, FEWER.get(name, DRAWS) + 1)), name
    freed = table().drop_nulls("freed")
    assert (freed["freed"] >= 0).all()
    difference = freed["value_lifted"] - freed["value_current"] - freed["freed"]
    assert (difference.abs() < 0.02).all()


# The pages


@pytest.mark.parametrize("lang", PAGES)
def test_a_page_is_what_the_table_says(lang: str) -> None:
    written = (DOCS / PAGES[lang]).read_text(encoding="utf-8")
    assert written == text(table(), lang), "run python -m docs.builders.resolution_study --page"
    alt = (DOCS / "img" / f"resolution-{lang}.txt").read_text(encoding="utf-8")
    assert alt.strip() == chart(table(), lang).get_label()


def test_a_table_of_another_case_is_refused(tmp_path: Path) -> None:
    old = table().with_columns(pl.lit("0" * 64).alias("program_fingerprint"))
    old.write_csv(tmp_path / TABLE)
    with pytest.raises(ValueError, match="another case than the one that is bundled"):
        read_table(tmp_path / TABLE)


def test_a_table_that_the_sentences_do_not_fit_is_refused() -> None:
    much = table().with_columns(pl.col("freed") * 1000)
    with pytest.raises(ValueError, match="the walls hold back more than little"):
        text(much, "en")


def test_the_ends_are_those_of_the_rows() -> None:
    """By numpy; where there are few draws the lowest and the highest."""
    values = table().filter(setting="large")["freed"].to_numpy()
    assert ends_of(table(), "large", "freed") == pytest.approx(
        np.quantile(values, (0.05, 0.5, 0.95))
    )
    few = table().filter(setting="large_whole")["freed"].to_list()
    assert ends_of(table(), "large_whole", "freed") == (min(few), np.median(few), max(few))
    assert ends_of(table(), "large_whole", "blocked_eur") is None
