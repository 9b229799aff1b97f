"""The pages on ten percent less: made from their tables, and their numbers by a second road.

The second road is the plain program: the walls that fall and the cut are written into the tables.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image, ImageChops, ImageStat

import ontschotting as on
from docs.builders.ten_percent_arithmetic import arithmetic
from docs.builders.ten_percent_charts import draw
from docs.builders.ten_percent_draws import draw_rows, values_of
from docs.builders.ten_percent_page import effect, text
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.solving.case_solver import CaseSolver
from tests.benchmarks.plain import AT_MOST, Plain, Rows, plain_program
from tests.benchmarks.ways import as_arrays, best_of
from tests.oracle.samples import FUZZ

ROOT = Path(__file__).parents[2]
DOCS, RAW = ROOT / "docs", ROOT / "datasets" / "raw"
PAGES = {"nl": "tien-procent.md", "en": "ten-percent.md"}
NEAR = {"rel": 2e-6}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[dict[str, str]]:
    return rows(DOCS / f"ten-percent-{name}.csv")


@cache
def netherlands(reading: str) -> on.Case:
    case = on.load_case("nederland")
    return case if reading == "limit" else case.with_table("limits", case.limits.clear())


def rewritten(case: on.Case, cut: float, *, walls: bool) -> on.Case:
    """Write the cut into the budgets, and where the walls fall every rule but the area away."""
    state = ~pl.col("counts_as_cofinancing").fill_null(False)
    names = case.streams.filter(state)["stream"].implode()
    less = pl.when(pl.col("stream").is_in(names)).then(pl.col("amount_eur") * (1 - cut))
    tables = {
        "budgets": case.budgets.drop("amount_eur_low", "amount_eur_high").with_columns(
            less.otherwise(pl.col("amount_eur")).alias("amount_eur")
        )
    }
    if not walls:
        rules = (
            "spend_within_years",
            "carry_over_share",
            "cofinancing_share",
            "cap_eur_per_unit",
            "min_plan_units",
            "max_plan_units",
            "assured_years",
            "overhead_share",
        )
        lifted = [
            pl.when(state).then(None).otherwise(pl.col(name)).alias(name)
            for name in rules
            if name in case.streams.columns
        ]
        every = pl.DataFrame({"stream": names.item(), "purpose": ["*"] * len(names.item())})
        own = case.earmarks.filter(~pl.col("stream").is_in(names))
        tables["streams"] = case.streams.with_columns(lifted)
        tables["earmarks"] = pl.concat([own, every], how="diagonal_relaxed").select(
            case.earmarks.columns
        )
        tables["exclusions"] = case.exclusions.clear()
        tables["ceilings"] = case.ceilings.clear()
    for name, frame in tables.items():
        case = case.with_table(name, frame)
    return case


def best(case: on.Case, cut: float, *, walls: bool) -> float:
    return best_of(as_arrays(plain_program(rewritten(case, cut, walls=walls)), solver="ipm"))


def least_own_money(case: on.Case, cut: float, value: float, *, walls: bool) -> float:
    """Return the least own money with which the plain program reaches a value, in euros."""
    plain: Plain = plain_program(rewritten(case, cut, walls=walls))
    units = np.flatnonzero(plain.value)
    reached = pl.DataFrame(
        {
            "row": np.zeros(len(units), dtype=np.int64),
            "variable": units,
            "coefficient": -plain.value[units],
        }
    )
    plain.families.append(Rows("value", reached, AT_MOST, np.array([-value * (1 - 1e-9)])))
    plain.value = np.zeros(plain.columns)
    plain.value[plain.own] = -1.0
    return -best_of(as_arrays(plain, solver="ipm")) * plain.euro


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_is_made_of_its_tables(lang: str) -> None:
    assert (DOCS / PAGES[lang]).read_text(encoding="utf-8") == text(DOCS, lang)


def grey(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L").resize((400, 400))


@pytest.mark.pages
def test_the_chart_is_the_one_that_is_drawn_now(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    name = "ten-percent-conditions.csv"
    (tmp_path / name).write_bytes((DOCS / name).read_bytes())
    draw(tmp_path)
    for lang in PAGES:
        old, new = (folder / "img" / f"ten-percent-{lang}" for folder in (DOCS, tmp_path))
        assert old.with_suffix(".txt").read_text() == new.with_suffix(".txt").read_text()
        difference = ImageChops.difference(
            grey(old.with_suffix(".png")), grey(new.with_suffix(".png"))
        )
        assert ImageStat.Stat(difference).mean[0] < 1.0, lang


def test_the_tables_are_of_the_case_that_is_bundled() -> None:
    current = {row["reading"]: float(row["current"]) for row in table("nation")}
    for row in table("about"):
        assert row["program_fingerprint"] == netherlands(row["reading"]).program_fingerprint
    value = CaseSolver(netherlands("no_limit")).value()
    assert value == pytest.approx(current["no_limit"], **NEAR)
    own = netherlands("limit").streams.filter(pl.col("counts_as_cofinancing").fill_null(False))
    state = netherlands("limit").budgets.join(own, on="stream", how="anti")["amount_eur"].sum()
    assert float(table("scopes")[0]["money_eur"]) == pytest.approx(state, abs=1)


def test_published_amounts_are_those_of_the_raw_tables() -> None:
    """Worked out here from the raw rows alone, in whole euros."""
    facts = {row["fact_id"]: row for row in rows(RAW / "streams/fragmentation_facts.csv")}
    national = {row["id"]: int(row["value"]) for row in rows(RAW / "accounts/national.csv")[:10]}
    booked = int(facts["spuk_cut_10pct"]["value"]) * 10**6
    paid = round(float(facts["osu_eur_2024"]["value"]) * 10**9)
    inhabitants = sum(
        int(row["population_2024_01_01"] or 0) for row in rows(RAW / "geography/municipalities.csv")
    )
    expected = {
        "booked": booked,
        "base_of_booked": 10 * booked,
        "paid": paid,
        "ten_of_paid": paid // 10,
        "booked_of_paid": booked / paid,
        "accounting_each": 342 * 50_000,
        "accounting_of_booked": 342 * 50_000 / booked,
        # 50,000 euros for 50,000 inhabitants: a euro for each.
        "accounting_per_inhabitant_of_booked": inhabitants / booked,
        "accounts_to_repay": booked // 50_000,
        "idle": national["iv3_p29b_2024"],
        "booked_of_idle": booked / national["iv3_p29b_2024"],
        "idle_growth": national["iv3_p29b_2024"] - national["iv3_p29b_2023"],
    }
    found = {row["id"]: float(row["value"]) for row in table("arithmetic")}
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-4), name
    written = {row["id"]: row for row in table("arithmetic")}
    for row in arithmetic().iter_rows(named=True):
        assert float(written[row["id"]]["value"]) == pytest.approx(row["value"]), row["id"]
        assert (row["status"] == "published") == bool(row["source_url"]), row["id"]
    advances = rows(RAW / "accounts/advances.csv")
    assert national["iv3_p29b_2024"] == sum(
        int(row["received_in_advance_state_eur"] or 0) for row in advances if row["year"] == "2024"
    )


NATIONAL = pytest.mark.skipif(FUZZ == 1, reason="minutes of work on the whole country: make fuzz")


@NATIONAL
@pytest.mark.parametrize(
    ("cut", "walls"),
    [
        *((cut, "down") for cut in (0.0, 0.05, 0.1, 0.2)),
        *((cut, "standing") for cut in (0.1, 0.2)),
    ],
)
def test_the_values_of_the_nation_come_out_by_the_plain_program(cut: float, walls: str) -> None:
    row = next(
        row
        for row in table("nation")
        if (row["reading"], float(row["cut"]), row["walls"]) == ("no_limit", cut, walls)
    )
    found = best(netherlands("no_limit"), cut, walls=walls == "standing")
    assert found == pytest.approx(float(row["value"]), **NEAR)


@NATIONAL
def test_at_the_break_even_cut_the_plain_program_just_reaches_today() -> None:
    row = next(
        row
        for row in table("conditions")
        if (row["reading"], row["guarantee"], row["data"]) == ("no_limit", "none", "central")
    )
    current = float(table("nation")[-1]["current"])
    even = float(row["value"])
    assert best(netherlands("no_limit"), even, walls=False) == pytest.approx(current, **NEAR)
    assert best(netherlands("no_limit"), even + 0.005, walls=False) < current - 100
    assert float(row["value_walls"]) == pytest.approx(0.0, abs=1e-5)


@NATIONAL
@pytest.mark.parametrize(("cut", "walls"), [(0.1, "down"), (0.1, "standing"), (0.0, "standing")])
def test_so_does_the_own_money_at_the_building_pace(cut: float, walls: str) -> None:
    row = next(
        row
        for row in table("nation")
        if (row["reading"], float(row["cut"]), row["walls"]) == ("limit", cut, walls)
    )
    value = float(row["current"])
    found = least_own_money(netherlands("limit"), cut, value, walls=walls == "standing")
    assert found == pytest.approx(float(row["own_eur"]), rel=1e-5)


def test_areas_on_their_own_come_out_by_the_plain_program() -> None:
    """The area that gains most, the one that loses most, and a province."""
    alone = table("alone")
    towns = sorted(
        (row for row in alone if row["level"] == "region"),
        key=lambda row: float(row["free_0.1"]) - float(row["current"]),
    )
    for row in (towns[0], towns[-1], next(row for row in alone if row["level"] == "province")):
        part = netherlands("no_limit").only(**{row["level"]: row["area"]})
        for column, cut, walls in (
            ("current", 0.0, True),
            ("free_0.1", 0.1, False),
            ("walls_0.1", 0.1, True),
        ):
            found = best(part, cut, walls=walls)
            assert found == pytest.approx(float(row[column]), rel=1e-5, abs=1e-3), (row, column)
        even = float(row["even_free"])
        reached = best(part, even, walls=False)
        assert reached == pytest.approx(float(row["current"]), rel=1e-4, abs=1e-2)


@NATIONAL
def test_a_draw_comes_out_again() -> None:
    row = next(row for row in table("each-draw") if row["reading"] == "no_limit")
    case = SeededDraws(1).case_of(netherlands("no_limit"), int(row["draw"]))
    for name, value in values_of(CaseSolver(case)).items():
        assert value == pytest.approx(float(row[name]), rel=2e-6, abs=1e-5), name


def test_a_kept_draw_of_another_case_is_not_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = on.load_case("two-villages")
    first = list(draw_rows({"limit": case}, 1, tmp_path))
    assert list(draw_rows({"limit": case}, 1, tmp_path)) == first
    assert capsys.readouterr().err == "draw 1 limit\n"  # worked out once
    less = case.scale("budgets", "amount_eur", 0.5)
    (other,) = draw_rows({"limit": less}, 1, tmp_path)
    assert capsys.readouterr().err == "draw 1 limit\n"
    assert other["current"] == pytest.approx(first[0]["current"] / 2)


def test_an_effect_is_told_only_where_both_ends_agree() -> None:
    assert [effect(*ends) for ends in ((1, 2), (-2, -1), (-0.4, 0.4), (-2, 2), (0, 5))] == [
        "gains",
        "loses",
        "same",
        "open",
        "open",
    ]


def test_no_break_even_cut_stands_without_the_cut_with_the_walls() -> None:
    for lang, name in PAGES.items():
        page = (DOCS / name).read_text(encoding="utf-8")
        heads = [line for line in page.splitlines() if line.startswith("| ")]
        word = {"nl": "met schotten", "en": "with walls"}[lang]
        even = [line for line in heads if "alleen geld |" in line or "money alone |" in line]
        assert len(even) == 1 and even[0].count(word) == 2
